/** The headline of a brand and of an incident: who, how large, for how long, about what, because of what. */
import { changeDate } from '../../domain/dated-events.ts';
import type { StoredSpike } from '../../domain/incident.ts';
import type { Drivers } from '../brand/drivers.ts';
import type { Explanation } from '../incident/report.ts';
import type { IncidentSize } from '../incident/size.ts';
import { dayText, timesText } from './labels.ts';

export interface Headline {
  readonly brand: string;
  readonly spike: Pick<StoredSpike, 'kind' | 'peakAt'>;
  /** The series that the multiple is about. */
  readonly series: 'negative' | 'all';
  readonly size: IncidentSize | undefined;
  readonly drivers: Pick<Drivers, 'categories'>;
  readonly explanation: Explanation | undefined;
  /** How long it has lasted, e.g. `5 h`; undefined once it is over. */
  readonly lasts: string | undefined;
}

/** From this share of all posts on a category is named. */
const SOME = 0.2;
const MOST = 0.5;

/** `, mostly about “Takes more than it needs”`; empty where no category stands out. */
function subjectText({ spike, drivers }: Headline): string {
  const [top] = drivers.categories.filter(({ type }) => type === 'harm');
  if (!top || spike.kind === 'attention' || top.share < SOME) return '';
  return `, ${top.share >= MOST ? 'mostly' : 'much of it'} about “${top.title}”`;
}

/** `“New policy” of 17 Aug`, or `the policy change of 17 Aug` where its title is not known. */
function changeText({ change }: Explanation): string {
  const date = change && changeDate(change);
  const of = date === undefined ? '' : ` of ${dayText(date)}`;
  return change ? `“${change.title}”${of}` : 'a policy change';
}

/** A sentence that says what it may come from. */
export function causeText(spike: Pick<StoredSpike, 'kind'>, explanation: Explanation | undefined): string {
  if (spike.kind === 'attention') return 'Few posts speak of broken trust.';
  if (spike.kind === 'complaints') return 'People complain about what does not work, not about conduct.';
  if (!explanation) return 'No policy change around that date.';
  if (explanation.verdict === 'very likely') return `Very likely because of ${changeText(explanation)}.`;
  if (explanation.verdict === 'possible') return `Possibly because of ${changeText(explanation)}.`;
  return 'No policy change stands out as the cause.';
}

/** `the usual criticism` */
export function usualOf(series: Headline['series']): string {
  return series === 'negative' ? 'the usual criticism' : 'the usual number of posts';
}

/** `32× the usual criticism for 5 h`, with the peak where the present is under half of it. */
function presentText({ size, series }: Headline, lasts: string): string {
  const { now, peak } = size ?? {};
  const usual = usualOf(series);
  if (!now || !peak) return `far above ${usual} for ${lasts}`;
  const after = now.times * 2 < peak.times ? ` after a peak of ${timesText(peak)}` : '';
  return `${timesText(now)} ${usual}${after}, high for ${lasts}`;
}

/** `9.4× the usual criticism at the peak on 20 Aug 2015` */
function pastText({ size, series, spike }: Headline): string {
  const times = size?.peak ? timesText(size.peak) : 'far above';
  return `${times} ${usualOf(series)} at the peak on ${dayText(size?.peak?.at ?? spike.peakAt)}`;
}

/** Without the cause: `Tunely: 32× the usual criticism, high for 5 h, mostly about “Takes more than it needs”.` */
export function sizeSentence(headline: Headline): string {
  const { brand, lasts } = headline;
  const height = lasts === undefined ? pastText(headline) : presentText(headline, lasts);
  return `${brand}: ${height}${subjectText(headline)}.`;
}

/** `Tunely: 32× the usual criticism, high for 5 h, mostly about “Takes more than it needs”. Possibly because of “New policy” of 27 Nov.` */
export function headlineText(headline: Headline): string {
  return `${sizeSentence(headline)} ${causeText(headline.spike, headline.explanation)}`;
}
