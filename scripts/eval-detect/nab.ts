/** What the stream detector reaches on the ten NAB tweet series, as rows of a table. Everything is seeded. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DetectStream, STREAM_RULE, type StreamRule } from '../../src/detect/stream/detect-stream.ts';
import { seededRandom } from '../../src/domain/clock.ts';
import { packageRoot } from '../../config/env.ts';
import { judgeAlarms, loadNab, nabScore, type NabParts, type NabScore, type NabSeries } from './nab-score.ts';
import { agilityLike, type Detector, meltwaterLike, zRule } from './rivals.ts';
import type { TableRow } from './table-row.ts';

const SEEDS = [1, 2, 3, 4, 5];
/** The thresholds `leaveOneOut` chooses from, around those in use. */
const HEIGHTS = [0.8, 0.9, 1, 1.1, 1.2];
const ORDINARY = [2.5, 3, 3.5];

export function outcry(rule: Partial<StreamRule> = {}): Detector {
  return (series) => {
    const stream = new DetectStream(rule);
    return series.times.flatMap((time, i) => (stream.push(time, series.counts[i] ?? null).alarm ? [i] : []));
  };
}

export function scoreOf(all: readonly NabSeries[], detector: Detector): NabScore {
  return nabScore(all.map((series) => judgeAlarms(series, detector(series))));
}

/** Keeps each post with probability `share`. */
export function thinned(series: NabSeries, share: number, seed: number): NabSeries {
  const random = seededRandom(seed);
  const keep = (count: number) => {
    let kept = 0;
    for (let k = 0; k < count; k++) if (random() < share) kept++;
    return kept;
  };
  return { ...series, counts: series.counts.map((count) => (count === null ? null : keep(count))) };
}

/** Loses about a tenth of the rows in runs of an hour on average. */
export function withGaps(series: NabSeries, seed: number): NabSeries {
  const random = seededRandom(seed);
  let left = 0;
  return {
    ...series,
    counts: series.counts.map((count) => {
      if (left === 0 && random() < 1 / 108) left = 1 + Math.floor(random() * 23);
      if (left === 0) return count;
      left--;
      return null;
    }),
  };
}

export interface LeftOut {
  readonly score: NabScore;
  /** Standard score of each grid point on all ten: how flat the surface is. */
  readonly surface: readonly number[];
}

/**
 * Two thresholds chosen on nine brands, tested on the tenth, the ten tests pooled. Everything else in the
 * detector was chosen with all ten in sight, so a brand never seen may do worse.
 */
export function leaveOneOut(all: readonly NabSeries[]): LeftOut {
  const { negLog10P } = STREAM_RULE;
  const grid = HEIGHTS.flatMap((height) =>
    ORDINARY.map((ordinary) => ({ height, negLog10P: { ...negLog10P, ordinary } })),
  );
  const parts = grid.map((point): NabParts[] => {
    const detector = outcry(point);
    return all.map((series) => judgeAlarms(series, detector(series)));
  });
  const tests = all.map((_, out) => {
    const chosen = parts
      .map((each) => ({ each, score: nabScore(each.filter((_part, i) => i !== out)).standard }))
      .reduce((best, next) => (next.score > best.score ? next : best));
    return chosen.each[out] as NabParts;
  });
  return { score: nabScore(tests), surface: parts.map((each) => nabScore(each).standard) };
}

/** Mean standard score over the seeds of series changed by `change`. */
export function meanScore(
  all: readonly NabSeries[],
  change: (series: NabSeries, seed: number) => NabSeries,
  detector: Detector,
): number {
  const scores = SEEDS.map((seed) => {
    const changed = all.map((series, i) => change(series, 100 * seed + i));
    return scoreOf(changed, detector).standard;
  });
  return scores.reduce((a, b) => a + b, 0) / scores.length;
}

const three = (score: NabScore) =>
  [score.standard, score.lowFp, score.lowFn].map((value) => value.toFixed(1)).join(' / ');

/** The whole table; undefined where the folder lacks the series. */
export function nabTable(folder: string): TableRow[] | undefined {
  const all = loadNab(folder);
  if (!all) return undefined;
  const others = { 'z-rule': zRule(), 'Meltwater-like': meltwaterLike(), 'Agility-like': agilityLike() };
  const scored = Object.entries(others).map(([name, rule]) => ({ name, score: scoreOf(all, rule) }));
  const beside = (of: (score: NabScore) => string) =>
    scored.map(({ name, score }) => `${name} ${of(score)}`).join(', ');
  const hits = (score: NabScore) => `${score.hits}/${score.windows}, ${score.falseAlarms}`;
  const ours = scoreOf(all, outcry());
  const left = leaveOneOut(all);
  const changed = (
    [
      ['thinned to 10%', (series: NabSeries, seed: number) => thinned(series, 0.1, seed)],
      ['thinned to 2%', (series: NabSeries, seed: number) => thinned(series, 0.02, seed)],
      ['a tenth missing in gaps', withGaps],
    ] as const
  ).map(([name, change]) => ({
    measure: `NAB ${name}, standard, mean of ${SEEDS.length}`,
    value: meanScore(all, change, outcry()).toFixed(1),
    goal: `≥ ${(meanScore(all, change, zRule()) + 10).toFixed(1)}${name.includes('10%') ? ` and ≥ ${(ours.standard - 6).toFixed(1)}` : ''}`,
    rivals: Object.entries(others)
      .map(([who, rule]) => `${who} ${meanScore(all, change, rule).toFixed(1)}`)
      .join(', '),
  }));
  return [
    {
      measure: 'NAB standard / low-FP / low-FN',
      value: three(ours),
      goal: '≥ 88 / 80 / 91',
      rivals: beside(three),
    },
    { measure: 'NAB hits, false alarms', value: hits(ours), goal: '≥ 30/33, ≤ 10', rivals: beside(hits) },
    {
      measure: 'NAB leaving one brand out, standard',
      value: left.score.standard.toFixed(1),
      goal: '≥ 84',
      rivals: `grid of ${left.surface.length}: ${Math.min(...left.surface).toFixed(1)} to ${Math.max(...left.surface).toFixed(1)}`,
    },
    ...changed,
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = nabTable(process.argv[2] ?? join(packageRoot, '../shared/bench/spikes/nab'));
  if (!rows) throw new Error('no NAB series there: tsx scripts/eval-detect/nab.ts FOLDER');
  console.log('| measure | here | goal | rivals |\n|---|---|---|---|');
  for (const { measure, value, goal = '', rivals = '' } of rows)
    console.log(`| ${measure} | ${value} | ${goal} | ${rivals} |`);
}
