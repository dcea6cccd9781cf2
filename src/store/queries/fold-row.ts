/** What both drivers give back of the firsts of near-duplicates. */
import type { AskedFold, FoldCandidate } from '../ports/mentions.ts';
import { foldParts } from './index-parts.ts';

/** Of each key so many at most, on average. */
export const MOST_CANDIDATES = 3;

/** A key and a part of the index to look for it in. */
export interface KeyInPart {
  readonly part: number;
  readonly key: number;
}

/** What to look for, each once, by column. */
export function keysInParts(asked: readonly AskedFold[], withinMs: number) {
  const exact = new Map<string, KeyInPart>();
  const sketch = new Map<string, KeyInPart>();
  for (const { fold, publishedAt } of asked) {
    for (const part of foldParts(publishedAt, withinMs)) {
      exact.set(`${part} ${fold.exact}`, { part, key: fold.exact });
      if (fold.sketch !== undefined) sketch.set(`${part} ${fold.sketch}`, { part, key: fold.sketch });
    }
  }
  return { exact: [...exact.values()], sketch: [...sketch.values()] };
}

export interface FoldRow {
  readonly id: number;
  readonly text: string;
  readonly fold_exact: number | null;
  readonly fold_sketch: number | null;
  readonly published_at: number;
}

/** Rows that were found by either key, each once. */
export function newestFirst(...found: readonly (readonly FoldRow[])[]): FoldCandidate[] {
  const byId = new Map(found.flat().map((row) => [row.id, row]));
  return [...byId.values()]
    .sort((a, b) => b.id - a.id)
    .map((row) => ({
      id: row.id,
      text: row.text,
      exact: row.fold_exact ?? -1,
      sketch: row.fold_sketch ?? undefined,
      publishedAt: row.published_at,
    }));
}
