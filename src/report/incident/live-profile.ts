/** What a live incident is compared with the library by. */
import { measureCourse } from '../../library/measure.ts';
import { type Profile, themesOf } from '../../library/profile.ts';
import { dayOf } from './daily-counts.ts';
import type { IncidentReport } from './report.ts';

/** Themes are what harm its posts speak of, by their excess over the usual share. The sector of a brand is not known. */
export function liveProfile(
  report: Pick<IncidentReport, 'incident' | 'spike' | 'explanation' | 'drivers' | 'daily'>,
): Profile {
  const { incident, spike, explanation, drivers, daily } = report;
  const harm = drivers.categories.filter(({ type }) => type === 'harm');
  const change = explanation?.change && explanation.verdict !== 'not distinguishable' ? 'terms' : undefined;
  return {
    themes: themesOf(
      harm.map(({ code, share, usualShare = 0 }) => ({ code, weight: Math.max(0, share - usualShare) })),
    ),
    kind: spike?.kind === 'backlash' ? 'backlash' : undefined,
    change,
    measure: 'posts',
    course: daily && measureCourse(daily, dayOf(incident.onset)),
  };
}
