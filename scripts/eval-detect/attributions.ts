/** True and false dates of incidents, weighed as the cause of the spikes in real headlines. */
import { attribute, type WeighedChange } from '../../src/detect/attribution/attribute.ts';
import { findSpikes } from '../../src/detect/spike/find-spikes.ts';
import type { PolicyChange } from '../../src/domain/brand.ts';
import { seededRandom } from '../../src/domain/clock.ts';
import { type BrandSeries, bucketStart, DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { attributionText } from '../../src/report/text/attribution.ts';
import type { Spike } from '../../src/domain/spike.ts';
import { type Incident, readHourly, readIncidents, seriesOf } from './incident-titles.ts';
import type { TableRow } from './table-row.ts';

const SEEDS = 10;
const DATES = 20;
/** Placebo dates keep this far from the true ones. */
const AWAY_MS = 3 * DAY_MS;
/** A spike further from a date than this is never its answer. */
const NEAR_MS = 4 * DAY_MS;

function changeOn(brand: string, announced: number): PolicyChange {
  return { slug: 'change', brand, title: 'The change', announced, touches: [], words: [], evidence: [] };
}

/** The most convincing verdict on a change over the spikes near its date. */
function best(
  series: BrandSeries,
  spikes: readonly Spike[],
  date: number,
  near: number,
): WeighedChange | undefined {
  const order = ['very likely', 'possible', 'not distinguishable'];
  return spikes
    .filter((spike) => Math.abs(spike.onset - date) <= near)
    .flatMap((spike) => attribute(spike, series, [changeOn(series.brand, date)], []))
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))[0];
}

/** Of twenty random dates, how many are called very likely, mean over seeds. */
function placebos(
  series: BrandSeries,
  spikes: readonly Spike[],
  truths: readonly number[],
  name: string,
): number {
  let likely = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = seededRandom(seed * 1000 + name.length);
    for (let k = 0; k < DATES; ) {
      // A whole UTC day, as the true dates are.
      const date = bucketStart(series.start + random() * series.length * HOUR_MS, DAY_MS);
      if (truths.some((t) => Math.abs(t - date) < AWAY_MS)) continue;
      k++;
      if (best(series, spikes, date, NEAR_MS)?.verdict === 'very likely') likely++;
    }
  }
  return likely / SEEDS;
}

export function attributionReport(bench: string): { rows: TableRow[]; details: string[] } {
  const incidents = readIncidents(bench);
  const truthsOf = (brand: string) => incidents.filter((i) => i.brand === brand).map((i) => i.at);
  const details: string[] = [];
  const rates: number[] = [];
  let attributed = 0;
  for (const incident of incidents) {
    const series = seriesOf(incident, HOUR_MS);
    const spikes = findSpikes(series);
    const verdict = best(series, spikes, incident.at, NEAR_MS);
    if (isAttributed(incident, verdict)) attributed++;
    const rate = placebos(series, spikes, truthsOf(incident.brand), incident.name);
    rates.push(rate);
    details.push(
      `${incident.name}: ${verdict?.verdict ?? 'no spike'}; ${rate} of ${DATES} placebo dates, ${spikes.length} spikes: ${verdict ? attributionText(verdict) : ''}`,
    );
  }
  const long: number[] = [];
  const { start, brands } = readHourly(bench);
  for (const [brand, all] of brands) {
    const series = { brand, source: 'all', start, widthMs: HOUR_MS, length: all.length, series: { all } };
    const spikes = findSpikes(series);
    const rate = placebos(series, spikes, truthsOf(brand), brand);
    long.push(rate);
    details.push(`${brand}, 16 months: ${rate} of ${DATES} placebo dates, ${spikes.length} spikes`);
  }
  const backlashes = incidents.filter((i) => i.kind === 'backlash').length;
  const rows = [
    {
      measure: 'dates of backlashes called very likely or possible',
      value: `${attributed} of ${backlashes}`,
      goal: 'all',
    },
    {
      measure: `of ${DATES} placebo dates called very likely: mean over ${rates.length} windows of headlines and ${SEEDS} seeds`,
      value: `${mean(rates).toFixed(2)} (worst window ${Math.max(...rates).toFixed(1)})`,
      goal: '≤ 1',
    },
    {
      measure: `the same, ${long.length} brands over sixteen months`,
      value: `${mean(long).toFixed(2)} (worst brand ${Math.max(...long).toFixed(1)})`,
      goal: '≤ 1',
    },
  ];
  return { rows, details };
}

function isAttributed(incident: Incident, verdict: WeighedChange | undefined): boolean {
  return (
    incident.kind === 'backlash' && (verdict?.verdict === 'very likely' || verdict?.verdict === 'possible')
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
}
