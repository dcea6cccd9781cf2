/**
 * What is said of an answer that does nothing, and of one that makes the outcry run two or three times as fast, with 60 outcries
 * without an answer to compare with; beside it release 0.1, an exponential with one bend at the answer. Seeds are not those that
 * the method was chosen on, nor those of a test.
 */
import { type Reference, referenceOf, responseEffect } from '../../src/detect/compare/response.ts';
import { seededRandom } from '../../src/domain/clock.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import type { TableRow } from '../eval-detect/table-row.ts';
import { decayAround } from './bent-answer.ts';
import { answerAge, madeOutcry, type MadeOutcry, type MomentKind, MOMENTS } from './made-outcries.ts';

const SETS = 12;
const REFERENCES = 60;
const ANSWERED = 28;

interface Mixture {
  readonly name: string;
  readonly vary: number;
  readonly seed: number;
  readonly factors: readonly number[];
}

const MIXTURES: readonly Mixture[] = [
  { name: 'courses of the review', vary: 0, seed: 41_000_000, factors: [1, 2, 3] },
  { name: 'times and powers of the courses off by a quarter', vary: 0.25, seed: 87_000_000, factors: [1, 3] },
];

/** Rates of one set of reference outcries. */
interface Tally {
  n: number;
  faster: number;
  slower: number;
  readonly left: Record<MadeOutcry['noise'], { n: number; held: number }>;
  before: { n: number; faster: number; slower: number };
}

const empty = (): Tally => ({
  n: 0,
  faster: 0,
  slower: 0,
  left: { nb: { n: 0, held: 0 }, ar: { n: 0, held: 0 }, threads: { n: 0, held: 0 } },
  before: { n: 0, faster: 0, slower: 0 },
});

/** `2.1 (0.6)`: percent of all with the standard error between the sets, which share their reference outcries. */
function percent(
  tallies: readonly Tally[],
  count: (one: Tally) => number,
  of = (one: Tally) => one.n,
): string {
  const all = tallies.reduce((sum, one) => sum + of(one), 0);
  const mean = tallies.reduce((sum, one) => sum + count(one), 0) / Math.max(1, all);
  const off = tallies.map((one) => count(one) - mean * of(one));
  const variance = off.reduce((sum, one) => sum + one * one, 0) * (tallies.length / (tallies.length - 1));
  return `${(100 * mean).toFixed(1)} (${((100 * Math.sqrt(variance)) / Math.max(1, all)).toFixed(1)})`;
}

function answered(
  references: readonly Reference[],
  mixture: Mixture,
  seed: number,
  kind: MomentKind,
  u: number,
  note: (factor: number) => Tally,
): void {
  const whole = madeOutcry(seed, mixture.vary);
  const age = answerAge(whole, kind, u);
  if (age === undefined) return;
  for (const factor of mixture.factors) {
    const { series, onset, rate } = factor === 1 ? whole : madeOutcry(seed, mixture.vary, { age, factor });
    const at = onset + age * HOUR_MS;
    const { verdict, left } = responseEffect(series, onset, at, references);
    const tally = note(factor);
    if (!left) continue;
    tally.n++;
    if (verdict === 'faster') tally.faster++;
    if (verdict === 'slower') tally.slower++;
    const over = (first: number, end: number) =>
      rate.slice(first, end).reduce((a, b) => a + b, 0) / (end - first);
    const truth = over(age, age + 72) / over(age - Math.min(24, age), age);
    const own = tally.left[whole.noise];
    own.n++;
    if (left.lower <= truth && truth <= left.upper) own.held++;
    const old = decayAround(series, onset, at);
    if (!old) continue;
    tally.before.n++;
    if (old.verdict === 'faster') tally.before.faster++;
    if (old.verdict === 'slower') tally.before.slower++;
  }
}

const GOALS: Readonly<Record<MomentKind, string>> = { random: '≤ 3', worst: '≤ 5', rising: '≤ 3' };

const NOISES = { nb: 'independent', ar: 'a rate that wanders', threads: 'threads' } as const;

function leftRows({ name }: Mixture, own: readonly Tally[]): TableRow[] {
  return (['nb', 'ar', 'threads'] as const).map((noise) => ({
    measure: `answer, ${name}, ${NOISES[noise]}: interval of what was left holds the rate that ran, %`,
    value: percent(
      own,
      ({ left }) => left[noise].held,
      ({ left }) => left[noise].n,
    ),
    goal: noise === 'nb' ? '90 to 98' : '≥ 85',
  }));
}

function rowsOf(mixture: Mixture): TableRow[] {
  const tallies = new Map<string, Tally[]>();
  for (let set = 0; set < SETS; set++) {
    const references = Array.from({ length: REFERENCES }, (_, k) => {
      const { series, onset } = madeOutcry(mixture.seed + 100_000 * set + 10 * k, mixture.vary);
      return referenceOf(series, onset);
    });
    const random = seededRandom(mixture.seed + set);
    for (const kind of MOMENTS)
      for (let k = 0; k < ANSWERED; k++)
        answered(
          references,
          mixture,
          mixture.seed + 100_000 * set + 50_000 + 10 * k,
          kind,
          random(),
          (factor) => {
            const key = `${factor} ${kind}`;
            const own = tallies.get(key) ?? Array.from({ length: SETS }, empty);
            tallies.set(key, own);
            return own[set]!;
          },
        );
  }
  return mixture.factors.flatMap((factor) =>
    MOMENTS.flatMap((kind): TableRow[] => {
      const own = tallies.get(`${factor} ${kind}`) ?? [];
      const n = own.reduce((sum, one) => sum + one.n, 0);
      const name = `answer, ${mixture.name}, factor ${factor}, ${kind} moment (n ${n})`;
      const old = (count: (one: Tally) => number) => `0.1: ${percent(own, count, (one) => one.before.n)}`;
      const goal = (text: string, held: boolean) => (held ? { goal: text } : {});
      return [
        {
          measure: `${name}: “faster”, %`,
          value: percent(own, (one) => one.faster),
          ...(factor === 1 ? { goal: GOALS[kind] } : goal('≥ 35', factor === 3)),
          rivals: old((one) => one.before.faster),
        },
        {
          measure: `${name}: “more slowly”, %`,
          value: percent(own, (one) => one.slower),
          ...goal(GOALS[kind], factor === 1),
          rivals: old((one) => one.before.slower),
        },
        ...(factor === 1 && kind === 'random' ? leftRows(mixture, own) : []),
      ];
    }),
  );
}

export function answerRows(): TableRow[] {
  return MIXTURES.flatMap(rowsOf);
}
