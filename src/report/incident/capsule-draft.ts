/** A resolved incident as the draft of a capsule: what is known of it; what a person has to say is left empty. */
import type { CompanyResponse } from '../../domain/brand.ts';
import type { When } from '../../domain/capsule.ts';
import { DAY_MS } from '../../domain/series.ts';
import { dayOf } from './daily-counts.ts';
import { liveProfile } from './live-profile.ts';
import type { IncidentReport } from './report.ts';

const DAYS_BEFORE = 21;
const DAYS_AFTER = 42;
/** Key of the only source that is known: this installation. */
const OWN = 'own';

interface Draft extends Readonly<Record<string, unknown>> {
  readonly slug: string;
}

/** Responses from the day before the onset until six weeks after; those of another kind have no word in the library. */
function answersOf(responses: readonly CompanyResponse[], onset: number) {
  return responses
    .filter(({ at, kind }) => kind !== 'other' && at >= onset - DAY_MS && at <= onset + DAYS_AFTER * DAY_MS)
    .toSorted((a, b) => a.at - b.at)
    .map(({ kind, at, title }) => ({ kind, at: dayOf(at), what: title, source: OWN }));
}

/** The counts around the onset; none where there are none. */
function courseOf({ daily = [], incident, brandName }: IncidentReport) {
  const from = dayOf(incident.onset - DAYS_BEFORE * DAY_MS);
  const to = dayOf(incident.onset + DAYS_AFTER * DAY_MS);
  const points = daily.filter(([day]) => day >= from && day <= to);
  if (points.length === 0) return {};
  return { course: { measure: 'posts', unit: `posts about ${brandName}`, source: OWN, points } };
}

/** `address`: of the incident, in `sources`. */
export function capsuleDraft(
  report: IncidentReport,
  responses: readonly CompanyResponse[],
  address: string,
): Draft {
  const { incident, brandName, explanation } = report;
  const profile = liveProfile(report);
  const change = profile.change === undefined ? undefined : explanation?.change;
  const day = (at: number | undefined): (When & { source: string }) | undefined =>
    at === undefined ? undefined : { at: dayOf(at), source: OWN };
  const [announced, effective] = [day(change?.announced), day(change?.effective)];
  return {
    slug: incident.slug,
    company: brandName,
    sector: '',
    country: '',
    title: incident.title.slice(0, 120),
    what: '',
    kind: 'backlash',
    change: profile.change ?? '',
    themes: profile.themes,
    dates: {
      ...(announced ? { announced } : {}),
      ...(effective ? { effective } : {}),
      onset: { at: dayOf(incident.onset), source: OWN },
    },
    answers: answersOf(
      responses.filter(({ brand }) => brand === incident.brand),
      incident.onset,
    ),
    outcome: [],
    milestones: [],
    ...courseOf(report),
    sources: { [OWN]: { url: address, publisher: 'Own counts' } },
    contested: [],
  };
}
