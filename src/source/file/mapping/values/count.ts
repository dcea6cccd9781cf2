/** Counts as sites and spreadsheets write them: `1,204`, `1.204`, `1 204`, `1.2K`, `2,3 mil`, `1204.0`. */

/** The sign before the decimals of a column; undefined where none of its values shows one. */
export type DecimalSign = '.' | ',' | undefined;

const UNITS: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  tsd: 1e3,
  mil: 1e3,
  rb: 1e3,
  bin: 1e3,
  тыс: 1e3,
  千: 1e3,
  万: 1e4,
  萬: 1e4,
  만: 1e4,
  lakh: 1e5,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  jt: 1e6,
  млн: 1e6,
  億: 1e8,
  亿: 1e8,
  억: 1e8,
  b: 1e9,
  bn: 1e9,
  mrd: 1e9,
  billion: 1e9,
};
/** A number with a sign, then perhaps a unit, then perhaps words (`1.2K likes`, `12 people found this helpful`). */
const SHAPE = /^([-+−]?)(\d[\d.,'’\u00a0\u202f _]*)(\p{L}*)\.?(?:\s.*|\+)?$/su;
const GROUPED = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/;
const MAX_LENGTH = 60;

/** Which sign stands before decimals, by all values of a column: `3.5` and `1.204,50` show it, `1.204` does not. */
export function decimalSign(values: Iterable<unknown>): DecimalSign {
  const votes = { '.': 0, ',': 0 };
  for (const value of values) {
    if (typeof value !== 'string' || value.length > MAX_LENGTH) continue;
    const digits = /^[^\d]{0,3}(\d[\d.,]*)/.exec(value)?.[1]?.replace(/[.,]$/, '');
    if (digits === undefined) continue;
    const last = /[.,](?=\d*$)/.exec(digits)?.[0] as '.' | ',' | undefined;
    if (!last) continue;
    const other = last === '.' ? ',' : '.';
    if (digits.includes(other)) votes[last] += 1;
    else if (digits.split(last).length > 2) votes[other] += 1;
    else if (!/[.,]\d{3}$/.test(digits) || /^0[.,]/.test(digits)) votes[last] += 1;
  }
  if (votes['.'] === votes[',']) return undefined;
  return votes['.'] > votes[','] ? '.' : ',';
}

/** The number that digits with signs between them write; three digits after a lone sign are a group, unless the column says else. */
export function readDigits(digits: string, decimal: DecimalSign): number {
  // Most numbers have no signs.
  if (/^\d+$/.test(digits)) return Number(digits);
  const tight = digits.replaceAll(/['’\u00a0\u202f _]/g, '').replace(/[.,]$/, '');
  const grouped = GROUPED.exec(tight);
  if (grouped && (tight.split(grouped[1]!).length > 2 || grouped[1] !== decimal))
    return Number(tight.replaceAll(/[.,]/g, ''));
  const sign = decimal ?? (/[.,](?=\d*$)/.exec(tight)?.[0] as DecimalSign);
  const other = sign === ',' ? '.' : ',';
  return Number(tight.replaceAll(other, '').replace(',', '.'));
}

/**
 * A count as a whole number of at least 0. `null` where the value is a number that no count can be (a negative score):
 * left without a word. Undefined where it cannot be read.
 */
export function readCount(value: unknown, decimal?: DecimalSign): number | null | undefined {
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value === 'boolean') return null;
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return undefined;
  const text = value.trim();
  if (/^one (?:person|user|customer)\b/i.test(text)) return 1;
  const [, sign, digits, unit] = SHAPE.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const factor = unit ? UNITS[unit.toLowerCase()] : 1;
  // `1.204K` has decimals, whatever stands in the rest of the column; words after the number are no unit.
  const written = factor !== undefined && factor > 1 ? readDecimal(digits) : readDigits(digits, decimal);
  if (!Number.isFinite(written)) return undefined;
  if (factor === undefined && unit!.length < 4) return undefined;
  return fromNumber((sign === '-' || sign === '−' ? -1 : 1) * written * (factor ?? 1));
}

function readDecimal(digits: string): number {
  const tight = digits.replaceAll(/['’\u00a0\u202f _]/g, '').replace(/[.,]$/, '');
  const last = /[.,](?=\d*$)/.exec(tight)?.[0];
  return tight.split(/[.,]/).length > 2
    ? readDigits(tight, last as DecimalSign)
    : Number(tight.replace(',', '.'));
}

function fromNumber(value: number): number | null | undefined {
  if (!Number.isFinite(value) || value > 1e12) return undefined;
  if (value < 0) return null;
  const whole = Math.round(value);
  return Math.abs(whole - value) < 1e-6 ? whole : undefined;
}
