/** What both drivers give back of the firsts of near-duplicates. */
import type { FoldCandidate } from '../ports/mentions.ts';

/** Of each key so many at most, on average. */
export const MOST_CANDIDATES = 3;

export interface FoldRow {
  readonly id: number;
  readonly text: string;
  readonly fold_exact: string | null;
  readonly fold_sketch: string | null;
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
      exact: row.fold_exact ?? '',
      sketch: row.fold_sketch ?? undefined,
      publishedAt: row.published_at,
    }));
}
