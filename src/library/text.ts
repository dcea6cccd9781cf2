/** A comparison with the library in sentences. */
import { THEMES } from '../domain/capsule-words.ts';
import type { BaseRate, LibraryComparison } from './compare.ts';
import type { Near } from './nearest.ts';
import type { Share } from './share.ts';

const percent = (share: number) => Math.round(share * 100);
export const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** `(26% to 84%)`. */
export function intervalText({ lower, upper }: Share): string {
  return `(${percent(lower)}% to ${percent(upper)}%)`;
}

/** `Larger than 7 of 9 in the library (44% to 93% of such incidents)`; `opposite` where it is so than none. */
export function rankText(what: string, opposite: string, { k, n, lower, upper }: Share): string {
  const words = k === 0 ? `${opposite} than all ${n}` : `${what} than ${k === n ? 'all' : `${k} of`} ${n}`;
  const [low, high] = k === 0 ? [1 - upper, 1 - lower] : [lower, upper];
  return `${words} in the library (${percent(low)}% to ${percent(high)}% of such incidents)`;
}

/** What became of the incidents with the same theme. */
export function baseText(base: BaseRate): string {
  const { reversed, theme, medianDaysToReversal: halfWithin } = base;
  const about = theme === undefined ? '' : ` about ${THEMES[theme]}`;
  const within =
    halfWithin === undefined || reversed.k < 2 ? '' : `, half the time within ${days(halfWithin)}`;
  const course = `the company reversed course at least in part in ${reversed.k} ${intervalText(reversed)}`;
  return `Of ${reversed.n} incidents${about}, ${course}${within}`;
}

/** `about privacy, set off by new terms or a new policy`. */
export function reasonText({ reasons }: Near): string {
  return reasons.join(', ');
}

/** The comparison in a line; empty where nothing can be said. */
export function comparisonText({ larger, faster, base }: LibraryComparison): string {
  const sentences = [
    larger && rankText('Larger', 'Smaller', larger),
    faster && rankText('Halved faster', 'Halved more slowly', faster),
    base && baseText(base),
  ].filter((one) => one !== undefined);
  return sentences.map((one) => `${one}.`).join(' ');
}
