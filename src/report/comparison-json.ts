/** The comparison as JSON; keys stand in order, so two runs give the same bytes. */
import type { Trajectory } from '../domain/spike.ts';
import type { ComparisonReport } from './comparison.ts';
import { rounded } from './comparison-csv.ts';
import { isoSecond } from './iso.ts';

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
    warnings: comparison.warnings,
    provenance: comparison.provenance,
  };
}

export function comparisonJson(comparison: ComparisonReport): string {
  return `${JSON.stringify(comparisonData(comparison), null, 2)}\n`;
}
