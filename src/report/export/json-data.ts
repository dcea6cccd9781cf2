/** Spikes and incidents as JSON: what `outcry spikes --json`, `outcry incidents --json` and the API give. */
import type { Incident, StoredSpike } from '../../domain/incident.ts';
import type { Spike } from '../../domain/spike.ts';
import type { IncidentSize, Multiple } from '../incident/size.ts';
import { isoSecond } from '../text/labels.ts';

function share(value: number): number {
  return Number(value.toFixed(4));
}

/** What is known of the kind; nulls in spikes that an older version found. */
export function kindData({ kindProbability, themes, polarised, alarmAt, provisional }: Spike) {
  return {
    kindProbability: kindProbability === undefined ? null : share(kindProbability),
    themes: (themes ?? []).map(({ code, share: mean, lower, upper }) => {
      return { code, share: share(mean), lower: share(lower), upper: share(upper) };
    }),
    polarised: polarised ?? false,
    alarmAt: alarmAt === undefined ? null : isoSecond(alarmAt),
    provisional: provisional ?? false,
  };
}

export function spikeData(spike: StoredSpike) {
  return {
    id: spike.id,
    brand: spike.brand,
    series: spike.series,
    source: spike.source,
    kind: spike.kind,
    ...kindData(spike),
    precision: spike.precision ?? 'hour',
    onset: isoSecond(spike.onset),
    peakAt: isoSecond(spike.peakAt),
    end: spike.end === undefined ? null : isoSecond(spike.end),
    observed: spike.observed,
    expected: Number(spike.expected.toFixed(2)),
    score: share(spike.score),
    severity: spike.severity,
    betrayalShare: share(spike.betrayalShare),
    negativeShare: share(spike.negativeShare),
    categories: spike.categories.map((one) => ({ ...one, share: share(one.share) })),
    phrases: spike.phrases,
    attribution: spike.attribution.map(({ policyChange, verdict, pValue, lagHours, because }) => ({
      policyChange,
      verdict,
      pValue: share(pValue),
      lagHours: Number(lagHours.toFixed(2)),
      because,
    })),
    incident: spike.incident ?? null,
    simulated: spike.simulated,
  };
}

function multipleData({ at, observed, expected, times, atLeast }: Multiple) {
  return { at: isoSecond(at), observed, expected, times, atLeast };
}

/** The multiple of the headline. */
export function sizeData({ unit, now, peak }: IncidentSize) {
  return { unit, now: now ? multipleData(now) : null, peak: peak ? multipleData(peak) : null };
}

export function incidentData(incident: Incident) {
  return {
    id: incident.id,
    slug: incident.slug,
    brand: incident.brand,
    title: incident.title,
    state: incident.state,
    severity: incident.severity,
    onset: isoSecond(incident.onset),
    end: incident.end === undefined ? null : isoSecond(incident.end),
    openedAt: isoSecond(incident.openedAt),
    revision: incident.revision,
    simulated: incident.simulated,
  };
}
