/** The comparison as CSV (RFC 4180, safe to open in a spreadsheet). */
import { stringify } from 'csv-stringify/sync';
import { isoSecond } from './iso.ts';
import type { ComparisonReport } from './comparison.ts';

const HEAD = ['section', 'incident', 'name', 'at', 'hours_from_day_0', 'value', 'lower', 'upper', 'censored'];

type Row = (string | number | null)[];

/** At most six significant decimals, so that two machines write the same digits. */
export function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toFixed(6)) : 0;
}

function measures(comparison: ComparisonReport): Row[] {
  return comparison.measures.flatMap((one, i): Row[] => {
    const slug = comparison.incidents[i]?.slug ?? one.label;
    const row = (name: string, value: number, at: number | null = null): Row => [
      'measure',
      slug,
      name,
      at === null ? null : isoSecond(at),
      null,
      rounded(value),
      null,
      null,
      null,
    ];
    const head = [
      row('onset_lag_hours', one.onsetLagHours, comparison.incidents[i]?.onset ?? null),
      row('betrayal_share', one.betrayalShare),
      row('negative_share', one.negativeShare),
    ];
    const t = one.trajectory;
    if (!t) return head;
    const estimates = { excess: t.excess, half_life_hours: t.halfLifeHours, recovery_hours: t.recoveryHours };
    return [
      ...head,
      row('baseline_per_hour', t.baselinePerHour),
      row('peak_value', t.peak.value, t.peak.at),
      row('peak_multiple', t.peak.multiple, t.peak.at),
      ...Object.entries(estimates).map(
        ([name, e]): Row => [
          'measure',
          slug,
          name,
          null,
          null,
          rounded(e.value),
          rounded(e.lower),
          rounded(e.upper),
          e.censored ? '1' : '0',
        ],
      ),
    ];
  });
}

/** One row per measure and per hour of each line, then warnings and where it all comes from. */
export function comparisonCsv(comparison: ComparisonReport): string {
  const { provenance: p, align, scale } = comparison;
  const rows: Row[] = [
    ...measures(comparison),
    ...comparison.measures.flatMap((one, i) =>
      one.categories.map(
        ({ code, share }): Row => [
          'category',
          comparison.incidents[i]?.slug ?? one.label,
          code,
          null,
          null,
          rounded(share),
          null,
          null,
          null,
        ],
      ),
    ),
    ...comparison.lines.flatMap((line, i) =>
      line.points.map(
        ({ hours, value }): Row => [
          'series',
          comparison.incidents[i]?.slug ?? line.label,
          scale,
          isoSecond(line.dayZero + hours * 3_600_000),
          rounded(hours),
          value === null ? null : rounded(value),
          null,
          null,
          null,
        ],
      ),
    ),
    ...comparison.warnings.map((text): Row => ['warning', null, text, null, null, null, null, null, null]),
    ...Object.entries({
      align,
      scale,
      input_sha256: p.inputHash,
      code: p.code,
      scorer: p.scorer,
      taxonomy: p.taxonomy,
      time_zone: p.timeZone,
      simulated: comparison.incidents.some((one) => one.simulated) ? 'yes' : 'no',
    }).map(([name, value]): Row => ['provenance', null, name, null, null, value, null, null, null]),
  ];
  return stringify([HEAD, ...rows], { record_delimiter: 'windows', escape_formulas: true });
}
