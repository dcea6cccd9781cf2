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

/** `Larger than 7 of 11 incidents with daily counts (42% to 85% of such incidents).` */
export function rankText(what: string, share: Share): string {
  const { k, n, lower, upper } = share;
  const count = k === 0 ? `none of ${n}` : k === n ? `all ${n}` : `${k} of ${n}`;
  return `${what} than ${count} in the library (${percent(lower)}% to ${percent(upper)}% of such incidents)`;
}

/** What became of the incidents with the same theme. */
export function baseText(base: BaseRate): string {
  const { reversed, theme, medianDaysToReversal: halfWithin } = base;
  const about = theme === undefined ? '' : ` about ${THEMES[theme]}`;
  const within =
    halfWithin === undefined || reversed.k < 2 ? '' : `, half of them within ${days(halfWithin)}`;
  return `Of ${reversed.n} incidents${about}, ${reversed.k} were reversed at least in part ${intervalText(reversed)}${within}`;
}

/** `about privacy, set off by new terms or a new policy`. */
export function reasonText({ reasons }: Near): string {
  return reasons.join(', ');
}

/** The comparison in a line; empty where nothing can be said. */
export function comparisonText({ larger, faster, base }: LibraryComparison): string {
  const sentences = [
    larger && rankText('Larger', larger),
    faster && rankText('Halved faster', faster),
    base && baseText(base),
  ].filter((one) => one !== undefined);
  return sentences.map((one) => `${one}.`).join(' ');
}
