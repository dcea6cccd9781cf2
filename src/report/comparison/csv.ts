/** The comparison as CSV (RFC 4180, safe to open in a spreadsheet). */
import { HOUR_MS } from '../../domain/series.ts';
import { stringify } from 'csv-stringify/sync';
import { isoSecond } from '../text/labels.ts';
import type { ComparisonReport } from './report.ts';
import { differenceSentence } from './differences.ts';

const HEAD = ['section', 'incident', 'name', 'at', 'hours_from_day_0', 'value', 'lower', 'upper', 'censored'];

type Row = (string | number | null)[];

/** At most six significant decimals, so that two machines write the same digits. */
export function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toFixed(6)) : 0;
}

/** An empty cell where there is no end to it. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? rounded(value) : null;
}

/** The first incident minus the other; the sentence is in a row of its own. */
function differences(comparison: ComparisonReport): Row[] {
  return comparison.differences.flatMap((one): Row[] => {
    const other = comparison.incidents[one.other]?.slug ?? '';
    const pair = `${comparison.incidents[0]?.slug ?? ''} minus ${other}`;
    const cut = one.censored === undefined ? '0' : '1';
    const [value, lower, upper] = [rounded(one.value), rounded(one.lower), rounded(one.upper)];
    return [
      ['difference', pair, one.measure, null, null, value, lower, upper, cut],
      ['sentence', pair, differenceSentence(comparison, one), null, null, null, null, null, null],
    ];
  });
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
    const extra = {
      ...(one.peakMultiple ? { peak_multiple_interval: one.peakMultiple } : {}),
      ...(one.excessPer1000 ? { excess_per_1000: one.excessPer1000 } : {}),
      ...(one.response
        ? {
            ...(one.response.left ? { left_after_response: one.response.left } : {}),
            ...(one.response.expected ? { expected_after_response: one.response.expected } : {}),
          }
        : {}),
    };
    const estimates = {
      ...extra,
      excess: t.excess,
      half_life_hours: t.halfLifeHours,
      recovery_hours: t.recoveryHours,
    };
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
          finite(e.value),
          finite(e.lower),
          finite(e.upper),
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
    ...differences(comparison),
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
          isoSecond(line.dayZero + hours * HOUR_MS),
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
