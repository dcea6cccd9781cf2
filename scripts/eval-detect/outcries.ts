/** Which open cases come out right, beside simple rules of volume and tone. */
import { DAY_MS } from '../../src/domain/series.ts';
import { type BenchCase, benchCases } from './cases.ts';
import { type CaseVerdict, judgeCase } from './case-verdict.ts';
import type { TableRow } from './table-row.ts';

/** A day with this many standard deviations over the 28 before it is a spike for the rivals. */
const DEVIATIONS = 3;
const HISTORY_DAYS = 28;
/** The tone rival calls it a backlash where the negative share is this much above that of the days before. */
const ANGRIER = 0.1;

export interface OutcryReport {
  readonly rows: readonly TableRow[];
  /** A line for each case. */
  readonly details: readonly string[];
}

export function outcryReport(bench: string): OutcryReport {
  const cases = benchCases(bench);
  const judged = cases.map((one) => ({ one, verdict: judgeCase(one) }));
  const counted = judged.filter(({ one }) => one.counts);
  const right = (list: typeof judged) => list.filter(({ verdict }) => verdict.right).length;
  const of = (rival: (one: BenchCase) => boolean) =>
    counted.filter(({ one }) => rivalIsRight(one, rival(one))).length;
  const validation = counted.filter(({ one }) => one.validation);
  const delays = counted.flatMap(({ verdict }) => verdict.backlashHours ?? []).toSorted((a, b) => a - b);
  const middle = delays[Math.floor(delays.length / 2)];
  return {
    rows: [
      {
        measure: 'open cases with a time before: kind right',
        value: `${right(counted)} of ${counted.length}`,
        goal: '19 of 22',
        rivals: `volume ${of((one) => dayAlarms(one, false))}, volume and tone ${of((one) => dayAlarms(one, true))}`,
      },
      {
        measure: 'of these, validation files',
        value: `${right(validation)} of ${validation.length}`,
      },
      {
        measure: 'hours from the event to the first backlash, where it was called one: median (range)',
        value:
          middle === undefined
            ? 'none'
            : `${middle.toFixed(0)} (${delays[0]?.toFixed(0)} to ${delays.at(-1)?.toFixed(0)})`,
      },
    ],
    details: judged.map(({ one, verdict }) => detail(one, verdict)),
  };
}

/** Whether a day near the event, or any where nothing happened, stands out. */
function dayAlarms({ posts, at }: BenchCase, withTone: boolean): boolean {
  const days = new Map<number, { all: number; negative: number }>();
  for (const { at: when, sentiment } of posts) {
    const day = Math.floor(when / DAY_MS);
    const into = days.get(day) ?? { all: 0, negative: 0 };
    days.set(day, {
      all: into.all + 1,
      negative: into.negative + (sentiment === 'negative' ? 1 : 0),
    });
  }
  const [first, last] = [Math.min(...days.keys()), Math.max(...days.keys())];
  const of = (day: number) => days.get(day) ?? { all: 0, negative: 0 };
  const event = at === undefined ? undefined : Math.floor(at / DAY_MS);
  for (let day = first + 7; day <= last; day++) {
    if (event !== undefined && (day < event - 2 || day > event + 14)) continue;
    const before = Array.from({ length: Math.min(HISTORY_DAYS, day - first) }, (_, k) => of(day - 1 - k));
    const mean = before.reduce((sum, one) => sum + one.all, 0) / before.length;
    const variance = before.reduce((sum, one) => sum + (one.all - mean) ** 2, 0) / before.length;
    const { all, negative } = of(day);
    if (all <= mean + DEVIATIONS * Math.sqrt(variance) || all < 3) continue;
    const usual = before.reduce((sum, one) => sum + one.negative, 0) / Math.max(1, mean * before.length);
    if (!withTone || negative / all > usual + ANGRIER) return true;
  }
  return false;
}

/** A rival says backlash or nothing. */
function rivalIsRight({ expected }: BenchCase, backlash: boolean): boolean {
  if (expected.includes('polarised')) return false;
  return (expected === 'backlash') === backlash;
}

function detail(one: BenchCase, { right, said, spikeHours, backlashHours, elsewhere }: CaseVerdict): string {
  const hours = (h: number | undefined) => (h === undefined ? 'never' : `${h.toFixed(0)} h`);
  const others = Object.entries(elsewhere).map(([kind, n]) => `${n} ${kind}`);
  const note = one.counts ? '' : ' (no time before: not counted)';
  return `${right ? 'right' : 'WRONG'} ${one.name}${note}: expected ${one.expected}; spike ${hours(spikeHours)}, backlash ${hours(backlashHours)}; elsewhere ${others.join(', ')}; ${said}`;
}
