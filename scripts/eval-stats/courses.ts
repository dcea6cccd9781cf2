/**
 * Do the 95% intervals of peak, half-life, excess and recovery hold the truth, and how often does a comparison of two
 * incidents of one process name a difference? Beside it what the method of release 0.1 reached (review of the statistics,
 * 60 to 70 runs a line).
 */
import { seededRandom } from '../../src/domain/clock.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import { measureCurve } from '../../src/detect/course/course-draws.ts';
import {
  DIFFERENCE_MEASURES,
  differencesOf,
  type Side,
  sidesOf,
} from '../../src/detect/compare/difference.ts';
import { measureTrajectory, ordinaryLevel } from '../../src/detect/spike/trajectory.ts';
import { MADE_START } from '../eval-detect/made-series.ts';
import type { TableRow } from '../eval-detect/table-row.ts';
import { FORMS, madeCounts, type MadeCourse, type NoiseKind, ONSET, trueCurve } from './made-courses.ts';

/** Posts of an ordinary hour, and the height as a multiple of it. */
const SIZES = [
  [0.5, 12],
  [5, 2],
  [5, 8],
  [50, 5],
  [300, 5],
] as const;
const RUNS = 4;
/** Not those of any test, nor those with which the prior was chosen. */
const SEED = 611_953;
const PAIRS = 40;
const NAMES: Readonly<Record<NoiseKind, string>> = {
  poisson: 'independent posts',
  nb: 'independent hours, dispersion .08',
  ar: 'rates that wander (AR, .9 an hour, sd .4)',
  threads: 'threads of 4 posts on average',
};

const percent = (hits: number, n: number) => {
  const p = hits / n;
  const error = Math.sqrt(Math.max(p * (1 - p), 0.25 / n) / n);
  return `${(100 * p).toFixed(1)}% (±${(100 * error).toFixed(1)})`;
};

function measured(made: MadeCourse, seed: number) {
  const series = { start: MADE_START, widthMs: HOUR_MS, counts: madeCounts(made, seed) };
  const onset = MADE_START + ONSET * HOUR_MS;
  const found = measureTrajectory(series, onset, { random: seededRandom(seed + 1), draws: 400 });
  return found && { found, ordinary: ordinaryLevel(series, onset) };
}

function coverage(noise: NoiseKind): { readonly held: Record<string, number>; readonly n: number } {
  const held: Record<string, number> = { peak: 0, half: 0, excess: 0, recovery: 0 };
  let n = 0;
  SIZES.forEach(([base, multiple], size) => {
    FORMS.forEach((form, f) => {
      for (let run = 0; run < RUNS; run++) {
        const made = { form, noise, base, multiple, halfLife: run % 2 === 0 ? 20 : 40 };
        const one = measured(made, SEED + 7919 * (run + RUNS * (f + FORMS.length * size)));
        if (!one) continue;
        const truth = measureCurve(trueCurve(made), HOUR_MS);
        const { peakMultiple, halfLifeHours, excess, recoveryHours } = one.found.draws;
        const check = (name: string, draws: readonly number[], value: number) => {
          const sorted = draws.toSorted((a, b) => a - b);
          const [low, high] = [
            sorted[Math.floor(0.025 * draws.length)],
            sorted[Math.ceil(0.975 * draws.length) - 1],
          ];
          if ((low ?? 0) <= value && value <= (high ?? 0)) held[name] = (held[name] ?? 0) + 1;
        };
        check('peak', peakMultiple, 1 + truth.peak / base);
        check('half', halfLifeHours, truth.halfLife ?? Number.POSITIVE_INFINITY);
        check('excess', excess, truth.excess);
        check('recovery', recoveryHours, truth.recovery ?? Number.POSITIVE_INFINITY);
        n++;
      }
    });
  });
  return { held, n };
}

/** Of pairs of one process, in how many any of the four differences is named. */
function named(noise: NoiseKind, [one, other]: readonly [number, number]): string {
  const sidesAt = (base: number, seed: number) => {
    const made: MadeCourse = { form: 'exp', noise, base, multiple: 8, halfLife: 20 };
    const found = measured(made, seed);
    return sidesOf(found?.found, found?.ordinary);
  };
  let hits = 0;
  for (let pair = 0; pair < PAIRS; pair++) {
    const seed = SEED + 104_729 * (pair + 1) + Math.round(31 * one + 7 * other);
    const [a, b] = [sidesAt(one, seed), sidesAt(other, seed + 53)];
    const pairs = DIFFERENCE_MEASURES.flatMap((name) =>
      a[name] && b[name] ? [[a[name], b[name]] as readonly [Side, Side]] : [],
    );
    if (differencesOf(pairs).some(({ verdict }) => verdict !== 'unclear')) hits++;
  }
  return percent(hits, PAIRS);
}

const OLD = { peak: '14–87%', half: '30–95%', excess: '58–99%', recovery: '–' };
const LABEL = { peak: 'peak multiple', half: 'half-life', excess: 'excess', recovery: 'recovery' };

function coverageRows(noise: NoiseKind): TableRow[] {
  const { held, n } = coverage(noise);
  const isIndependent = noise === 'poisson' || noise === 'nb';
  return (Object.keys(OLD) as (keyof typeof OLD)[]).map((name) => ({
    measure: `95% interval of the ${LABEL[name]} holds the truth, ${NAMES[noise]} (${n} courses)`,
    value: percent(held[name] ?? 0, n),
    goal: name === 'recovery' ? '–' : isIndependent ? '90 to 98%' : '≥ 85%',
    rivals: OLD[name],
  }));
}

/** About two minutes. */
export function courses(): TableRow[] {
  const pairs: readonly [NoiseKind, readonly [number, number], string, string][] = [
    ['nb', [5, 5], '14%', '≤ 7%'],
    ['nb', [5, 50], '26–48%', '≤ 7%'],
    ['nb', [2, 300], '26–48%', '≤ 7%'],
    ['threads', [5, 50], '76–78% (2 against 50)', '–'],
    ['ar', [5, 50], '74–86%', '–'],
  ];
  const rows = (['poisson', 'nb', 'ar', 'threads'] as const).flatMap(coverageRows);
  return [
    ...rows,
    ...pairs.map(([noise, sizes, rivals, goal]) => ({
      measure: `same process, ${sizes[0]} and ${sizes[1]} posts an hour: any difference named, ${NAMES[noise]} (${PAIRS} pairs)`,
      value: named(noise, sizes),
      goal,
      rivals,
    })),
  ];
}
