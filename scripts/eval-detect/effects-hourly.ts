/** Simulated hourly incidents of known truth, measured by the effect of a date and by the dashboard's trajectory. */
import { seededRandom } from '../../src/domain/clock.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import { type Effect, measureEffect } from '../../src/detect/effect/effect.ts';
import { sampleCount } from '../../src/detect/stats/sampling.ts';
import { trajectoryOf } from '../../src/detect/spike/trajectory.ts';
import type { TableRow } from './table-row.ts';

const START = Date.UTC(2026, 0, 5);
const BEFORE = 55 * 24;
const KINDS = [
  { name: '24 an hour, even', base: 24, dispersion: 0, cycle: 0, height: 240, halfLife: 30 },
  { name: '24 an hour, daily cycle', base: 24, dispersion: 0.05, cycle: 0.5, height: 240, halfLife: 30 },
  { name: '4 an hour, daily cycle', base: 4, dispersion: 0.1, cycle: 0.5, height: 80, halfLife: 24 },
];
type Kind = (typeof KINDS)[number];
type Timed = Pick<Effect, 'excess' | 'halfLifeHours' | 'peak'>;

interface Tally {
  peak: number;
  excess: number;
  halfLife: number;
  excessCovered: number;
  halfLifeCovered: number;
}

/** Counts of one incident `hours` long after its onset, and its mean excess in all. */
function incident(kind: Kind, seed: number, hours: number) {
  const random = seededRandom(seed);
  let truth = 0;
  const counts = Array.from({ length: BEFORE + hours }, (_, i) => {
    const day = 1 + kind.cycle * Math.sin(((i % 24) - 8) * (Math.PI / 12));
    const week = kind.cycle > 0 && Math.floor(i / 24) % 7 >= 5 ? 0.7 : 1;
    const above = i < BEFORE ? 0 : kind.height * 0.5 ** ((i - BEFORE) / kind.halfLife);
    truth += above;
    return sampleCount(kind.base * day * week, kind.dispersion, random) + sampleCount(above, 0, random);
  });
  return { series: { start: START, widthMs: HOUR_MS, counts }, truth };
}

function tally(
  kind: Kind,
  seeds: number,
  hours: number,
  measure: (s: ReturnType<typeof incident>, seed: number) => Timed,
): Tally {
  const sum: Tally = { peak: 0, excess: 0, halfLife: 0, excessCovered: 0, halfLifeCovered: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const made = incident(kind, seed, hours);
    const { excess, halfLifeHours, peak } = measure(made, seed);
    const top = kind.height * 0.5 ** (1 / kind.halfLife) + kind.base;
    if (Math.abs(peak.value / top - 1) <= 0.1) sum.peak++;
    if (Math.abs(excess.value / made.truth - 1) <= 0.1) sum.excess++;
    if (Math.abs(halfLifeHours.value / kind.halfLife - 1) <= 0.15) sum.halfLife++;
    if (excess.lower <= made.truth && excess.upper >= made.truth) sum.excessCovered++;
    if (halfLifeHours.lower <= kind.halfLife && halfLifeHours.upper >= kind.halfLife) sum.halfLifeCovered++;
  }
  return sum;
}

export function hourlyRows(seeds: number): TableRow[] {
  return KINDS.flatMap((kind) => {
    const at = START + BEFORE * HOUR_MS;
    const effect = tally(kind, seeds, 7 * 24, ({ series }, seed) =>
      measureEffect(series, { at, random: seededRandom(seed) }),
    );
    const course = tally(kind, seeds, 21 * 24, ({ series }, seed) => {
      const found = trajectoryOf(series, at, { random: seededRandom(seed), draws: 200 });
      if (!found) throw new Error('no baseline');
      return { ...found, halfLifeHours: { censored: false, ...found.halfLifeHours } };
    });
    const show = (n: number) => `${((100 * n) / seeds).toFixed(0)} %`;
    return [['effect', effect] as const, ['trajectory', course] as const].flatMap(([who, of]) => [
      {
        measure: `${who}, ${kind.name}: peak within 10%, excess within 10%, half-life within 15%`,
        value: `${show(of.peak)}, ${show(of.excess)}, ${show(of.halfLife)}`,
        goal: '≥ 90%',
      },
      {
        measure: `${who}, ${kind.name}: interval holds the excess, the half-life`,
        value: `${show(of.excessCovered)}, ${show(of.halfLifeCovered)}`,
        goal: '93 to 97%',
      },
    ]);
  });
}
