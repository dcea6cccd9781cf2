/** Finds the first posts of near-duplicate groups: the part that both drivers share. */
import type { FingerprintQuery, NearDuplicateCandidate } from './port.ts';
import { fingerprintParts, sketchKey, wordsKey } from '../sql/index-parts.ts';

/** Candidates per key, newest first: thousands of posts share the sketch of common words. */
export const MOST_CANDIDATES = 3;

/** Words to look for: their index key, and the full hash. */
export type WantedWords = readonly [key: number, exact: number];

/** How a driver finds candidates. */
export interface FingerprintSearch {
  /** Rows for each value of `SKETCH_KEY`. */
  bySketch(keys: readonly number[]): Promise<readonly SketchedRow[]>;
  /** Rows for each value of `WORDS_KEY` whose full hash is equal. */
  byWords(wanted: readonly WantedWords[]): Promise<readonly FingerprintRow[]>;
}

interface Wanted {
  readonly sketch: number | undefined;
  readonly words: WantedWords;
}

/** What to look for, each once. */
function wantedFingerprints(asked: readonly FingerprintQuery[], withinMs: number): Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const { fingerprint, publishedAt } of asked) {
    const { exact, sketch } = fingerprint;
    for (const part of fingerprintParts(publishedAt, withinMs))
      wanted.set(`${part} ${exact}`, {
        sketch: sketch === undefined ? undefined : sketchKey(part, sketch),
        words: [wordsKey(part, exact), exact],
      });
  }
  return [...wanted.values()];
}

/** First posts that share a key with a post and are about as old, newest first. */
export async function findFirsts(
  search: FingerprintSearch,
  asked: readonly FingerprintQuery[],
  withinMs: number,
): Promise<NearDuplicateCandidate[]> {
  const wanted = wantedFingerprints(asked, withinMs);
  const bySketch = await search.bySketch([...new Set(wanted.flatMap(({ sketch }) => sketch ?? []))]);
  const found = new Map<number, number>();
  for (const { key } of bySketch) found.set(key, (found.get(key) ?? 0) + 1);
  // Posts with the same words have the same sketch: below the limit, the sketch has found them already.
  const others = wanted.filter(
    ({ sketch }) => sketch === undefined || (found.get(sketch) ?? 0) >= MOST_CANDIDATES,
  );
  return newestFirst(bySketch, await search.byWords(others.map(({ words }) => words)));
}

export interface FingerprintRow {
  readonly id: number;
  readonly text: string;
  readonly fingerprint_exact: number | null;
  readonly fingerprint_sketch: number | null;
  readonly published_at: number;
}

export interface SketchedRow extends FingerprintRow {
  readonly key: number;
}

/** Rows found by either key, each once. */
function newestFirst(...found: readonly (readonly FingerprintRow[])[]): NearDuplicateCandidate[] {
  const byId = new Map(found.flat().map((row) => [row.id, row]));
  return [...byId.values()]
    .sort((a, b) => b.id - a.id)
    .map((row) => ({
      id: row.id,
      text: row.text,
      exact: row.fingerprint_exact ?? -1,
      sketch: row.fingerprint_sketch ?? undefined,
      publishedAt: row.published_at,
    }));
}
