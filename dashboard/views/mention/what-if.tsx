/** What the figure would be without an author or a source. */
import { type PartReport, partSentence } from '../../../src/report/brand/what-if.ts';
import { link } from '../parts.tsx';

export function WhatIfPanel(props: { report: PartReport; brand: string; analyst: boolean }) {
  const { report, brand, analyst } = props;
  const { source, author } = report.part;
  return (
    <section class="card what-if" aria-label="What-if exclusion">
      <p class="strong">{partSentence(report)}</p>
      <p class="small muted">
        {report.muted ? 'It is muted now.' : 'This is only a preview: nothing has changed.'} Each multiple is
        relative to its own normal level. <a href={link('/mentions', { brand })}>Back to all mentions</a>
        {analyst && !report.muted && (
          <>
            {' · '}
            <a href={link('/mutes', { brand, source, author })}>
              Mute {author === undefined ? source : 'this author'}…
            </a>
          </>
        )}
      </p>
    </section>
  );
}
