/** What both drivers give back of the firsts of near-duplicates. */
import type { AskedFold, FoldCandidate } from '../ports/mentions.ts';
import { foldParts } from './index-parts.ts';

/**
 * Of each key so many at most, on average. Firsts with the same words share their sketch: who finds fewer by the sketch
 * has them all, and need not look by the words.
 */
export const MOST_CANDIDATES = 3;

/** A post's keys and a part of the indexes to look for them in. */
export interface KeysInPart {
  readonly part: number;
  readonly exact: number;
  readonly sketch: number | undefined;
}

/** What to look for, each once. */
export function keysInParts(asked: readonly AskedFold[], withinMs: number): KeysInPart[] {
  const wanted = new Map<string, KeysInPart>();
  for (const { fold, publishedAt } of asked) {
    for (const part of foldParts(publishedAt, withinMs))
      wanted.set(`${part} ${fold.exact}`, { part, exact: fold.exact, sketch: fold.sketch });
  }
  return [...wanted.values()];
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
