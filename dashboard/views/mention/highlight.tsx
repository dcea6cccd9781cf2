/** The text of a mention with its category hits highlighted, and what it quotes set apart. */
import { quotedRanges } from '../../../src/domain/quotation/quotes.ts';
import type { CategoryHit } from '../../../src/domain/scoring.ts';

export interface Piece {
  readonly text: string;
  readonly hit?: CategoryHit;
  /** Not the author's own words. */
  readonly quoted?: true;
}

/** Cuts a text at the spans of its category hits; overlapping spans are merged into the first. */
export function piecesOf(text: string, hits: readonly CategoryHit[], most = 600): Piece[] {
  const shown = text.length > most ? cutAt(text, most) : text;
  const pieces: Piece[] = [];
  const quoted = quotedRanges(shown);
  const plain = (from: number, to: number) => {
    let at = from;
    for (const [start, end] of quoted) {
      if (end <= at || start >= to) continue;
      if (start > at) pieces.push({ text: shown.slice(at, start) });
      pieces.push({ text: shown.slice(Math.max(at, start), Math.min(end, to)), quoted: true });
      at = Math.min(end, to);
    }
    if (at < to) pieces.push({ text: shown.slice(at, to) });
  };
  let at = 0;
  for (const hit of hits.toSorted((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])) {
    const start = Math.max(at, hit.span[0]);
    const end = Math.min(shown.length, hit.span[1]);
    if (!(end > start)) continue;
    if (start > at) plain(at, start);
    pieces.push({ text: shown.slice(start, end), hit });
    at = end;
  }
  if (at < shown.length) plain(at, shown.length);
  if (shown.length < text.length) pieces.push({ text: '…' });
  return pieces;
}

/** Cuts without splitting a surrogate pair. */
function cutAt(text: string, most: number): string {
  const code = text.charCodeAt(most - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? most - 1 : most);
}

export function Highlighted(props: {
  text: string;
  hits: readonly CategoryHit[];
  titles: ReadonlyMap<string, { readonly title: string }>;
}) {
  return (
    <>
      {piecesOf(props.text, props.hits).map(({ text, hit, quoted }) =>
        hit ? (
          <mark
            class={hit.polarity === 'concern' ? 'hit' : 'hit faint'}
            title={`${props.titles.get(hit.code)?.title ?? hit.code}${hit.polarity === 'concern' ? '' : `, ${hit.polarity}`}`}
          >
            {text}
          </mark>
        ) : quoted ? (
          <span class="quoted">{text}</span>
        ) : (
          text
        ),
      )}
    </>
  );
}
