/** A route's settings in sentences, and how many of its alerts were right. */
import { type Alert, CRITICAL, GROUP_INTERVAL_MINUTES, type Route, SENSITIVITY } from '../../domain/alert.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Estimate } from '../../domain/spike.ts';
import { THEME_NAMES } from '../../domain/kind/theme.ts';
import { shareOf } from '../text/share.ts';
import { hoursText, listText } from '../text/labels.ts';

const WEEKDAYS: readonly string[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const KINDS: Readonly<Record<string, string>> = {
  backlash: 'backlashes',
  complaints: 'complaints',
  attention: 'bursts of attention',
  outage: 'outages',
};

/** ` about privacy or deception`; empty where any theme is sent. */
function aboutText({ themes = [] }: Route): string {
  return themes.length === 0 ? '' : ` about ${themes.map((code) => THEME_NAMES[code]).join(' or ')}`;
}

function quietHoursText(route: Route): string[] {
  const { quietHours: quiet } = route;
  if (!quiet) return [];
  const days = quiet.days
    ? `, starting on ${listText(quiet.days.map((day) => WEEKDAYS[day - 1] ?? ''))}`
    : '';
  return [
    `Quiet hours from ${quiet.from} to ${quiet.to} (${quiet.zone})${days}; severity ${CRITICAL} or more is sent anyway.`,
  ];
}

/** What a route asks for, in sentences. `brandName` gives a brand's name. */
export function routeText(route: Route, brandName: (slug: string) => string): string[] {
  const everywhere = route.brands.includes('*');
  const brands = everywhere ? 'every brand' : listText(route.brands.map(brandName));
  if (route.audience === 'operator') {
    return ['For operators: source health alerts, no incidents.'];
  }
  const { minHours, minScore } = SENSITIVITY[route.sensitivity ?? 'high'];
  const { cooldownMinutes = 0, groupWaitMinutes = 0 } = route;
  const interval = route.groupIntervalMinutes ?? GROUP_INTERVAL_MINUTES;
  const stages = [
    'when an incident starts',
    ...(route.escalate === false ? [] : ['when severity rises']),
    ...(route.resolved === false ? [] : ['when it is over']),
  ];
  const waits = groupWaitMinutes > 0 ? ` The first message waits ${groupWaitMinutes} minutes.` : '';
  return [
    `For ${route.audience === 'executive' ? 'executives' : 'the team'}: ${listText(route.kinds.map((kind) => KINDS[kind] ?? kind))} of ${brands}${aboutText(route)}, from severity ${route.minSeverity}.`,
    minHours > 0
      ? `Sensitivity ${route.sensitivity}: after ${hoursText(minHours)} with a score of at least ${minScore}; immediately from severity ${CRITICAL}.${waits}`
      : `Sensitivity ${route.sensitivity ?? 'high'}: as soon as an incident is found.${waits}`,
    `Sent ${listText(stages)}.`,
    ...quietHoursText(route),
    ...(cooldownMinutes > 0
      ? [
          `After a message about a brand, the next waits ${cooldownMinutes} minutes unless its severity is ${CRITICAL} or more.`,
        ]
      : []),
    `At most one message per brand in ${interval} minutes, and ${route.maxPerHour} messages per hour to each recipient.`,
  ];
}

export interface Precision {
  readonly right: number;
  readonly judged: number;
  /** Share of right ones with its 95% interval; absent where nothing was judged. */
  readonly share?: Estimate;
}

/** How many of the incidents that a route was notified of were judged right. */
export function precisionOf(
  route: string,
  incidents: readonly Pick<Incident, 'id' | 'verdict'>[],
  alerts: readonly Pick<Alert, 'incidentId' | 'route' | 'send' | 'stage'>[],
): Precision {
  const sent = alerts.filter((one) => one.send && one.stage === 'opened');
  const notified = new Set(
    sent.filter((one) => one.route === route || one.route === '').map((one) => one.incidentId),
  );
  const judged = incidents.filter(({ id, verdict }) => verdict !== undefined && notified.has(id));
  const right = judged.filter(({ verdict }) => verdict === 'right').length;
  const share = shareOf(right, judged.length);
  return { right, judged: judged.length, ...(share ? { share } : {}) };
}
