/** Numbers, dates and findings in words, the same in pages, reports and mails. */
import { formatBucket, formatCount, formatDate, formatMoment } from '../../chart/format.ts';
import type { AlertReason, Incident } from '../../domain/incident.ts';
import { HOUR_MS } from '../../domain/series.ts';
import type { TimePrecision } from '../../domain/mention.ts';
import type { Estimate, SpikePrecision } from '../../domain/spike.ts';
import type { Multiple } from '../incident/size.ts';

export { formatBucket, formatCount };

/** `17 Aug 2015`; without the year for a reader in 2015. */
export const dayText = formatDate;

/** `17 Aug 2015, 14:05 UTC`, in the zone of the reader. */
export const timeText = formatMoment;

/** `2015-08-20T14:00:00Z` */
export function isoSecond(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** With a baseline near zero any multiple is huge and means little. */
const MOST_TIMES = 100;

/** `9.4×`; whole numbers from 20 on, `>100×` beyond 100. */
export function multipleText(multiple: number): string {
  if (multiple > MOST_TIMES) return `>${MOST_TIMES}×`;
  return `${formatCount(multiple, multiple >= 20 ? 0 : 1)}×`;
}

/** The same of a bucket, with `>` where less than one post was expected. */
export function timesText({ times, atLeast }: Pick<Multiple, 'times' | 'atLeast'>): string {
  return `${atLeast && times >= 1 && times <= MOST_TIMES ? '>' : ''}${multipleText(times)}`;
}

/** `62%`; one decimal under 1%. */
export function percentText(share: number): string {
  const percent = share * 100;
  return `${formatCount(percent, percent > 0 && percent < 1 ? 1 : 0)}%`;
}

/** `30 h`, from three days on `4.5 days`. */
export function hoursText(hours: number): string {
  return hours >= 72 ? `${formatCount(hours / 24, 1)} days` : `${formatCount(hours, hours < 10 ? 1 : 0)} h`;
}

/** `> 30 h` where the data ended first. */
export function estimateHours(estimate: Estimate): string {
  return `${estimate.censored ? '> ' : ''}${hoursText(estimate.value)}`;
}

/** `10,420`, with `>` where the data ended first. */
export function estimateCount(estimate: Estimate): string {
  return `${estimate.censored ? '> ' : ''}${formatCount(estimate.value, 0)}`;
}

/** `95% interval 8,900 to 11,800` in the unit of `format`. */
export function intervalText(estimate: Estimate, format: (value: number) => string): string {
  return `95% interval ${format(estimate.lower)} to ${format(estimate.upper)}`;
}

/** `1 mention`, `1,204 mentions` */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count, 0)} ${Math.round(count) === 1 ? one : many}`;
}

/** `1,200 posts wait to be scored`; undefined where none do. `more`: there may be others that nobody counted. */
export function waitingText(count: number, more = false): string | undefined {
  if (count <= 0) return undefined;
  const verb = count === 1 && !more ? 'waits' : 'wait';
  return `${more ? 'at least ' : ''}${countOf(count, 'post')} ${verb} to be scored`;
}

/** How long an incident lasted, or has lasted so far. */
export function lasted(from: number, to: number, precision?: SpikePrecision): string {
  return durationText(Math.max(0, to - from) / HOUR_MS, precision);
}

/** `17 Aug 2015` where only the day is known, else `17 Aug 2015, 14:05 UTC`. */
export function momentText(at: number, precision: TimePrecision | SpikePrecision | undefined): string {
  return precision === 'day' ? dayText(at) : timeText(at);
}

/** `2 days` where only days are known, else as `hoursText`. */
export function durationText(hours: number, precision: SpikePrecision | undefined): string {
  return precision === 'day' ? countOf(Math.round(hours / 24), 'day') : hoursText(hours);
}

/** The same with `>` where the data ended first. */
export function estimateDuration(estimate: Estimate, precision: SpikePrecision | undefined): string {
  return `${estimate.censored ? '> ' : ''}${durationText(estimate.value, precision)}`;
}

/** What a page says of sources that give dates without times; undefined where there are none. */
export function dailySourcesText(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const those = names.length === 1 ? 'This source gives' : 'These sources give';
  return `${those} dates without times: ${listText(names)}. ${names.length === 1 ? 'It is' : 'They are'} judged by day.`;
}

/** What a series counts, at the start of a sentence. */
export function seriesText(series: string): string {
  if (series === 'betrayal') return 'Mentions of broken trust';
  if (series === 'negative') return 'Negative mentions';
  if (series === 'all') return 'Mentions';
  return `Mentions of ${series.replaceAll('_', ' ')}`;
}

const REASONS: Readonly<Record<AlertReason, string>> = {
  opened: 'New incident.',
  escalated: 'Severity rose.',
  resolved: 'The incident is over.',
  'already-notified': 'The recipients have been notified already.',
  acknowledged: 'Acknowledged. Only escalations are sent.',
  'attention-only': 'More attention, no outcry; the route does not ask for it.',
  'complaints-only': 'Complaints and no backlash; the route does not ask for them.',
  'other-theme': 'About another theme than the route asks for.',
  'outage-only': 'Complaints about a service outage; the route does not ask for them.',
  'below-severity': 'Below the minimum severity of the route.',
  'no-route': 'No route names this brand.',
  backfilled: 'Most of its posts are backfilled, so it is not news.',
  rescored: 'Found by re-scoring old posts after it was over.',
  'resolved-already': 'It was over before anybody was notified.',
  silenced: 'Silenced. Decided again when the silence ends.',
  inhibited: 'The route was notified of a more severe incident of the brand that is still open.',
  'quiet-hours': 'Quiet hours. Sent when they end if the incident is still open.',
  cooldown: 'The route was notified about this brand recently. Sent after the cooldown.',
  'waiting-confirmation': 'Not long or certain enough yet for the sensitivity of the route.',
  snoozed: 'Snoozed.',
  flapping: 'It keeps ending and starting again. Its end is sent after an hour without a new spike.',
  'never-notified': 'It is over, and the recipients were never notified of it.',
  'switched-off': 'The route does not ask for this stage.',
};

/** Why an alert was or was not sent. */
export function reasonText(reason: AlertReason): string {
  return REASONS[reason] ?? reason;
}

/** `Open, severity 7` */
export function stateText(incident: Pick<Incident, 'state' | 'severity'>): string {
  return `${incident.state.slice(0, 1).toUpperCase()}${incident.state.slice(1)}, severity ${incident.severity}`;
}

/** `A`, `A and B`, `A, B and C` */
export function listText(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** What a severity (1 to 10) means. */
export function severityMeaning(severity: number): string {
  if (severity <= 2) return 'Slight: a few more mentions than usual. Read them when there is time.';
  if (severity <= 4) return 'Noticeable: clearly more mentions than usual. Look into it today.';
  if (severity <= 6) return 'Serious: several times the usual mentions. Look into it within the hour.';
  if (severity <= 8) return 'Severe: a large outcry. Bring in people who can speak for the company.';
  return 'Extreme: among the largest outcries a brand can see. Treat it as a crisis now.';
}
