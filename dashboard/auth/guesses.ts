/**
 * How many guesses a password takes from somebody who knows how people choose them: the cheapest way to build it from
 * common passwords, given words, runs of keys, sequences, repeats, dates and, for the rest, single characters. After
 * D. L. Wheeler, zxcvbn: Low-Budget Password Strength Estimation, USENIX Security 2016, kept small.
 */
import { stepsAlongKeys } from './keyboard.ts';

/** Decimal logarithms throughout. */
const PER_CHARACTER = 1;
const MOST_PART = 40;
const MOST_PARTS = 16;

/** Place of a word in a list of common ones, from 1; undefined if it is not there. */
export type RankOf = (word: string) => number | undefined;

/** What stands for a letter; `1`, `!` and `|` are i or l. */
const LEET = new Map(
  'a4 a@ b8 c( e3 e€ g6 g9 h# o0 s$ s5 t7 t+ z2 x% i1 i! i|'
    .split(' ')
    .map((pair): [string, string] => [pair.slice(1), pair[0] ?? '']),
);
const leet = (text: string, one: string) =>
  Array.from(text, (c) => (LEET.get(c) === 'i' ? one : (LEET.get(c) ?? c))).join('');

const log = (n: number) => Math.log10(Math.max(1, n));

/** Small letters are tried first, then one capital at the start or all capitals, then any. */
function caseCost(part: string): number {
  const small = part.toLowerCase();
  if (part === small) return 0;
  return part === part.toUpperCase() || part.slice(1) === small.slice(1) ? log(2) : log(20);
}

function wordCost(part: string, rankOf: RankOf): number | undefined {
  const plain = part.toLowerCase();
  const tries: [string, number][] = [
    [plain, 0],
    [Array.from(plain).reverse().join(''), log(2)],
    [leet(plain, 'i'), log(4)],
    [leet(plain, 'l'), log(4)],
  ];
  const costs = tries.flatMap(([word, more]) => {
    const rank = rankOf(word);
    return rank === undefined ? [] : [log(rank) + more];
  });
  return costs.length === 0 ? undefined : Math.min(...costs) + caseCost(part);
}

/** `abcdef`, `97531`, `абвг`: the same distance from each character to the next. */
function sequenceCost(characters: readonly string[]): number | undefined {
  if (characters.length < 3) return undefined;
  const codes = characters.map((c) => c.toLowerCase().codePointAt(0) ?? 0);
  const step = codes[1]! - codes[0]!;
  if (Math.abs(step) > 5) return undefined;
  const same = codes.every((code, i) => i === 0 || code - codes[i - 1]! === step);
  return same ? log(40 * (Math.abs(step) + 1) * characters.length) : undefined;
}

const YEAR = /^(19|20)\d\d$/;
const DATE = /^(\d{6}|\d{8}|\d{1,2}[./_-]\d{1,2}[./_-](\d{2}|\d{4})|\d{4}[./_-]\d{1,2}[./_-]\d{1,2})$/;

function isDate(part: string): boolean {
  if (!DATE.test(part)) return false;
  const groups = part.match(/\d+/g) ?? [];
  if (groups.length === 3) return true;
  const two = part.match(/\d\d/g)!.map(Number);
  const pairs = [two.slice(0, 2), two.slice(-2), two.slice(1, 3)];
  return pairs.some(
    ([a = 0, b = 0]) => (a >= 1 && a <= 31 && b >= 1 && b <= 12) || (b >= 1 && b <= 31 && a >= 1 && a <= 12),
  );
}

function partCost(characters: readonly string[], rankOf: RankOf): number {
  const part = characters.join('');
  const costs = [characters.length * PER_CHARACTER];
  const word = wordCost(part, rankOf);
  if (word !== undefined) costs.push(word);
  const sequence = sequenceCost(characters);
  if (sequence !== undefined) costs.push(sequence);
  const steps = stepsAlongKeys(characters.map((c) => c.toLowerCase()));
  if (steps !== undefined) costs.push(log(100 * characters.length) + steps * log(6) + caseCost(part));
  if (YEAR.test(part)) costs.push(log(120));
  if (isDate(part)) costs.push(log(365 * 120));
  return Math.min(...costs);
}

/** What repeats, how often; undefined if nothing does. */
function repeated(characters: readonly string[]): { block: readonly string[]; times: number } | undefined {
  const { length } = characters;
  for (let size = 1; size * 2 <= length; size += 1) {
    if (length % size === 0 && characters.every((c, i) => c === characters[i % size]))
      return { block: characters.slice(0, size), times: length / size };
  }
  return undefined;
}

/** The cheapest way to build `characters` of parts; their order has to be guessed too. */
function cheapest(characters: readonly string[], rankOf: RankOf): number {
  const { length } = characters;
  /** By the number of parts: the cost of the first so many characters. */
  let before: number[] = [0, ...Array<number>(length).fill(Number.POSITIVE_INFINITY)];
  const costs = characters.map((_, from) =>
    Array.from({ length: Math.min(MOST_PART, length - from) }, (__, i) => {
      const part = characters.slice(from, from + i + 1);
      const again = repeated(part);
      const plain = partCost(part, rankOf);
      return again ? Math.min(plain, partCost(again.block, rankOf) + 4 * log(again.times)) : plain;
    }),
  );
  const whole = repeated(characters);
  let best = whole ? cheapest(whole.block, rankOf) + 4 * log(whole.times) : length * PER_CHARACTER;
  let order = 0;
  for (let parts = 1; parts <= Math.min(MOST_PARTS, length); parts += 1) {
    const now = Array<number>(length + 1).fill(Number.POSITIVE_INFINITY);
    for (const [from, some] of costs.entries()) {
      for (const [i, cost] of some.entries()) {
        const end = from + i + 1;
        now[end] = Math.min(now[end]!, before[from]! + cost);
      }
    }
    order += log(parts);
    best = Math.min(best, now[length]! + order);
    before = now;
  }
  return best;
}

/** The decimal logarithm of the number of guesses. `own`: words that somebody would try first. */
export function guessesOf(password: string, own: readonly string[], common: RankOf): number {
  const words = new Set(own.map((word) => word.toLowerCase()));
  const rankOf: RankOf = (word) => (words.has(word) ? 1 : common(word));
  return cheapest(Array.from(password.normalize('NFKC')), rankOf);
}
