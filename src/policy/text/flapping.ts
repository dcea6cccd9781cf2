/** Sentences that come and go: a page that shows a paragraph to some visitors, or loads it at times, changes nothing. */
import { DAY_MS } from '../../domain/series.ts';
import { ARTEFACT_MS } from '../text-spans.ts';

/** A sentence that was there before within this time is not new, and one that went and came back is not gone. */
const MEMORY_MS = 180 * DAY_MS;

/** A text of a document as one tracker saw it. */
export interface SeenText {
  /** ms. */
  readonly at: number;
  /** Keys of its sentences. */
  readonly keys: ReadonlySet<string>;
}

/**
 * Keys of sentences in which the texts `i - 1` and `i` of a document differ only because they come and go: what is new
 * was there half a year before at most, what is gone had gone and come back, or either is undone within three days.
 * `texts` are in order of time, whole, and may go beyond `i`.
 */
export function flappingKeys(texts: readonly SeenText[], i: number): Set<string> {
  const flapping = new Set<string>();
  const [before, after] = [texts[i - 1], texts[i]];
  if (!before || !after) return flapping;
  const past = texts.slice(0, i - 1).filter(({ at }) => after.at - at <= MEMORY_MS);
  const next = texts.slice(i + 1).filter(({ at }) => at - after.at <= ARTEFACT_MS);
  for (const key of after.keys) {
    if (before.keys.has(key)) continue;
    const isBack = past.some(({ keys }) => keys.has(key));
    if (isBack || next.some(({ keys }) => !keys.has(key))) flapping.add(key);
  }
  for (const key of before.keys) {
    if (after.keys.has(key)) continue;
    const firstSeen = past.findIndex(({ keys }) => keys.has(key));
    const wentBefore = firstSeen >= 0 && past.slice(firstSeen + 1).some(({ keys }) => !keys.has(key));
    if (wentBefore || next.some(({ keys }) => keys.has(key))) flapping.add(key);
  }
  return flapping;
}
