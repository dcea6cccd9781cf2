/** Ids of posts, and what stands in id columns without being one. */
import { isAbsent } from './absent.ts';

/** Excel's `1.41235E+18`: the digits are gone. */
const ROUNDED = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i;
/** The id of a post in its address, by the sites that write it there. */
const IN_URL: readonly RegExp[] = [
  /[?&](?:reviewId|review_id|comment_id|reviewID|lc)=([\w%:.-]{1,200})/,
  /\/status(?:es)?\/(\d{5,25})(?:[/?#]|$)/,
  /\/comments\/[a-z0-9]+\/[^/]*\/([a-z0-9]{3,12})(?:[/?#]|$)/,
  /(?:reddit\.com|^)\/r\/[^/]+\/comments\/([a-z0-9]{3,12})(?:[/?#]|$)/,
  /\/reviews\/([0-9a-f]{20,32})(?:[/?#]|$)/,
];

/**
 * The id, without blanks; `12.0`, as pandas writes the whole numbers of a column with gaps, is 12. Undefined for what is no
 * id: nothing, `nan`, `0`, numbers that a spreadsheet or JavaScript rounded, true and false, objects.
 */
export function readId(value: unknown): string | undefined {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && value !== 0 ? String(value) : undefined;
  if (typeof value === 'object' && value !== null) {
    const inner = value as Record<string, unknown>;
    for (const key of ['$oid', 'label', 'id', 'value', '#text', '_'])
      if (Object.hasOwn(inner, key) && typeof inner[key] !== 'object') return readId(inner[key]);
    return undefined;
  }
  if (typeof value !== 'string' || isAbsent(value)) return undefined;
  // ="12" and '12 keep a spreadsheet from rounding.
  const text = value
    .trim()
    .replace(/^="(.*)"$/s, '$1')
    .replace(/^'(?=\d+$)/, '')
    .replace(/^(\d+)\.0+$/, '$1');
  return ROUNDED.test(text) || /^0+$/.test(text) || text === '' ? undefined : text;
}

/** The id that an address names; undefined where it names none. */
export function idInUrl(url: unknown): string | undefined {
  if (typeof url !== 'string' || url.length > 2_000) return undefined;
  for (const pattern of IN_URL) {
    const found = pattern.exec(url)?.[1];
    if (found) return found;
  }
  return undefined;
}
