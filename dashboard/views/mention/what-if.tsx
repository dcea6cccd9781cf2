/** What the number would be without an author or a source. */
import { type PartReport, partSentence } from '../../../src/report/brand/what-if.ts';
import { link } from '../parts.tsx';

export function WhatIfPanel(props: { report: PartReport; brand: string; analyst: boolean }) {
  const { report, brand, analyst } = props;
  const { source, author } = report.part;
  return (
    <section class="card what-if" aria-label="The number without a part">
      <p class="strong">{partSentence(report)}</p>
      <p class="small muted">
        {report.muted ? 'It is muted now.' : 'Nothing is changed by asking.'} Each number is held against its
        own normal. <a href={link('/mentions', { brand })}>Back to all mentions</a>
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
