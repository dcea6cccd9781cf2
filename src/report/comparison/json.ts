/** The comparison as JSON; keys stand in order, so two runs give the same bytes. */
import type { Estimate, Trajectory } from '../../domain/spike.ts';
import type { ComparisonReport } from './report.ts';
import { rounded } from './csv.ts';
import { differenceSentence } from './differences.ts';
import { responseFields, responseText } from '../text/response.ts';
import { isoSecond } from '../text/labels.ts';

function courseOf(t: Trajectory | undefined) {
  if (!t) return null;
  const estimate = (e: Trajectory['excess']) => ({
    value: rounded(e.value),
    lower: rounded(e.lower),
    upper: rounded(e.upper),
    censored: e.censored ?? false,
  });
  return {
    baselinePerHour: rounded(t.baselinePerHour),
    onset: isoSecond(t.onset),
    peak: { value: rounded(t.peak.value), multiple: rounded(t.peak.multiple), at: isoSecond(t.peak.at) },
    excess: estimate(t.excess),
    halfLifeHours: estimate(t.halfLifeHours),
    recoveryHours: estimate(t.recoveryHours),
  };
}

function estimateData(e: Estimate | undefined) {
  if (!e) return null;
  return {
    value: finite(e.value),
    lower: finite(e.lower),
    upper: finite(e.upper),
    censored: e.censored ?? false,
  };
}

/** JSON has no infinity. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? rounded(value) : null;
}

function responseData(response: ComparisonReport['measures'][number]['response']) {
  if (!response) return null;
  return {
    title: response.title,
    at: isoSecond(response.at),
    ...responseFields(response, rounded),
    sentence: responseText(response),
  };
}

function differencesData(comparison: ComparisonReport) {
  return comparison.differences.map((one) => ({
    measure: one.measure,
    first: comparison.incidents[0]?.slug ?? '',
    other: comparison.incidents[one.other]?.slug ?? '',
    value: rounded(one.value),
    lower: rounded(one.lower),
    upper: rounded(one.upper),
    verdict: one.verdict,
    censored: one.censored ?? null,
    sentence: differenceSentence(comparison, one),
  }));
}

/** What the JSON file and the API hold. */
export function comparisonData(comparison: ComparisonReport) {
  return {
    align: comparison.align,
    scale: comparison.scale,
    incidents: comparison.incidents.map((incident, i) => {
      const one = comparison.measures[i];
      const line = comparison.lines[i];
      return {
        slug: incident.slug,
        title: incident.title,
        brand: incident.brand,
        simulated: incident.simulated,
        dayZero: isoSecond(line?.dayZero ?? incident.onset),
        onset: isoSecond(incident.onset),
        onsetLagHours: rounded(one?.onsetLagHours ?? 0),
        series: one?.series ?? 'negative',
        trajectory: courseOf(one?.trajectory),
        peakMultiple: estimateData(one?.peakMultiple),
        excessPer1000: estimateData(one?.excessPer1000),
        response: responseData(one?.response),
        betrayalShare: rounded(one?.betrayalShare ?? 0),
        negativeShare: rounded(one?.negativeShare ?? 0),
        categories: (one?.categories ?? []).map(({ code, count, share }) => ({
          code,
          count,
          share: rounded(share),
        })),
        points: (line?.points ?? []).map(({ hours, value }) => ({
          hours: rounded(hours),
          value: value === null ? null : rounded(value),
        })),
      };
    }),
    differences: differencesData(comparison),
    warnings: comparison.warnings,
    provenance: comparison.provenance,
  };
}

export function comparisonJson(comparison: ComparisonReport): string {
  return `${JSON.stringify(comparisonData(comparison), null, 2)}\n`;
}
