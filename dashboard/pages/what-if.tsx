/** A question beside the list: what would the number be without this author or source? */
import { type Part, type PartReport, partReport, partSentence } from '../../src/report/brand/what-if.ts';
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { Ctx } from '../deps.ts';
import { link } from '../views/parts.tsx';

/** The part that an address asks about: `without_author=SOURCE/PSEUDONYM`, `without_source=SOURCE`. */
export function askedPart(c: Ctx): Part | undefined {
  const source = c.req.query('without_source')?.slice(0, 200);
  if (source) return { source };
  const text = c.req.query('without_author')?.slice(0, 400) ?? '';
  const at = text.lastIndexOf('/');
  return at > 0 && at < text.length - 1
    ? { source: text.slice(0, at), author: text.slice(at + 1) }
    : undefined;
}

export async function whatIfReport(c: Ctx, brand: BrandRow): Promise<PartReport | undefined> {
  const part = askedPart(c);
  const { store, clock } = c.var.deps;
  return part && partReport(store.read, brand, clock(), part);
}

export function WhatIfPanel(props: { report: PartReport; brand: string; analyst: boolean }) {
  const { report, brand, analyst } = props;
  const { source, author } = report.part;
  return (
    <section class="card without" aria-label="The number without a part">
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
