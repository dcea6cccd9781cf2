/** What a notification says about an incident, from its report. */
import { ownWords } from '../../domain/quotation/quotes.ts';
import { renderCountChart } from '../../chart/count-chart.ts';
import { pictureOf } from '../../chart/picture.ts';
import type {
  AlertStage,
  Incident,
  IncidentState,
  StoredSpike,
  TimelineEntry,
} from '../../domain/incident.ts';
import type { IncidentContent, QuotedPost } from '../../domain/notification.ts';
import { SERVICE, THEME_CODES } from '../../domain/kind/theme.ts';
import { HOUR_MS } from '../../domain/series.ts';
import type { Reads } from '../../store/store.ts';
import type { BrandRow } from '../../store/brands/port.ts';
import { peakLabelOf } from '../incident/figures.ts';
import { usualOf } from '../text/headline.ts';
import { provisionalText } from '../text/provisional.ts';
import { reasonsOf } from '../text/reasons.ts';
import { headlineSentences } from '../incident/summary.ts';
import type { IncidentReport } from '../incident/report.ts';
import { topPosts } from '../brand/posts.ts';
import {
  countOf,
  dayText,
  estimateCount,
  formatCount,
  percentText,
  timesText,
  momentText,
  severityMeaning,
} from '../text/labels.ts';

const POSTS = 3;
const POST_LENGTH = 280;
/**
 * At 390 px a mail has about 350 for its picture, and the smallest letters of a chart are 11 px: drawn at this width they
 * are 12 there, and larger in a wide window.
 */
const CHART_WIDTH = 320;
const CHART_PLOT = 130;
/** The widest that it is shown is 440 px: at least two dots a pixel. */
const CHART_SCALE = 3;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Privacy is the first theme. Spikes of older versions have no themes: one of the three largest categories is. */
function isPrivacy(report: IncidentReport): boolean {
  const themes = report.spike?.themes;
  if (themes && themes.length > 0) return themes[0]?.code === 'privacy';
  const harms = report.drivers.categories.filter((c) => c.type === 'harm').slice(0, 3);
  return harms.some((c) => THEME_CODES.privacy.includes(c.code));
}

function labelOf(report: IncidentReport): string {
  const { spike } = report;
  if (spike?.kind === 'complaints')
    return spike.themes?.[0]?.code === SERVICE ? 'Service failure' : 'Complaints';
  if (spike?.kind !== 'backlash') return 'Attention peak';
  return isPrivacy(report) ? 'Privacy backlash' : 'Backlash';
}

function courseOf(report: IncidentReport): { course: string; trend: string } {
  const { incident, trajectory, spike, size } = report;
  if (incident.end !== undefined) {
    const excess = trajectory ? ` ${estimateCount(trajectory.excess)} mentions above normal in total.` : '';
    return {
      course: `over since ${dayText(incident.end)}`,
      trend: `Back in the normal range since ${momentText(incident.end, spike?.precision)}.${excess}`,
    };
  }
  const words = { rising: 'still rising', falling: 'falling', level: 'holding steady' }[
    report.trend?.direction ?? 'level'
  ];
  return {
    course: words,
    trend: `${capital(words)}. Peak so far: ${momentText(size?.peak?.at ?? incident.onset, size?.unit ?? spike?.precision)}.`,
  };
}

function shortened(text: string): string {
  return text.length > POST_LENGTH ? `${text.slice(0, POST_LENGTH - 1).trimEnd()}…` : text;
}

/** Which posts a message quotes. */
const POSTS_OF = { backlash: 'betrayal', complaints: 'negative', attention: undefined } as const;

async function posts(
  reads: Reads,
  brand: BrandRow,
  report: IncidentReport,
  now: number,
): Promise<QuotedPost[]> {
  const only = report.spike && POSTS_OF[report.spike.kind];
  const stretch = { brandId: brand.id, from: report.incident.onset, to: (report.incident.end ?? now) + 1 };
  let found = await topPosts(reads, { ...stretch, only }, POSTS);
  if (found.length === 0) found = await topPosts(reads, stretch, POSTS);
  return found.map(({ mention, duplicates }) => ({
    text: shortened(ownWords(mention.text)),
    origin: `${mention.source}, ${momentText(mention.publishedAt, mention.precision)}${duplicates > 1 ? `, ${duplicates} near-duplicates` : ''}`,
    ...(mention.url === undefined ? {} : { url: mention.url }),
  }));
}

/** `900 negative mentions` */
function mentionsText(count: number, series: string): string {
  if (series === 'negative') return countOf(count, 'negative mention');
  return series === 'betrayal' ? `${countOf(count, 'mention')} of broken trust` : countOf(count, 'mention');
}

function meaningOf(
  { series, observed, expected, betrayalShare, precision }: StoredSpike,
  onset: number,
): string {
  const what = `${mentionsText(observed, series)}, where about ${formatCount(expected, 0)} would be normal`;
  const share = percentText(betrayalShare);
  const trust =
    series === 'betrayal'
      ? `That is ${share} of all mentions`
      : `${share} of all mentions speak of broken trust`;
  return `Since ${momentText(onset, precision)}, people wrote ${what}. ${trust}.`;
}

/** Who owns it, and who acknowledged or resolved it. */
function whoText({ state, assignee }: Incident, timeline: readonly TimelineEntry[]): string {
  const owner = assignee === undefined ? 'No owner yet.' : `Owner: ${assignee}.`;
  return `${owner} ${stateText(state, timeline)}`;
}

/** From the timeline. */
function stateText(state: IncidentState, timeline: readonly TimelineEntry[]): string {
  const last = timeline.filter((entry) => /^(acknowledged|resolved)/.test(entry.what)).at(-1);
  const who = last?.who === 'outcry' ? 'Outcry' : (last?.who ?? 'somebody');
  if (state === 'acknowledged') return `Acknowledged by ${who}.`;
  return state === 'resolved' ? `Resolved by ${who}.` : 'Not acknowledged yet.';
}

/** The same for every recipient. */
export async function incidentContent(
  reads: Reads,
  brand: BrandRow,
  report: IncidentReport,
  options: {
    readonly publicUrl: string;
    readonly now: number;
    readonly stage: AlertStage;
    /** What its posts argue, in lines. */
    readonly arguments?: readonly string[];
  },
): Promise<IncidentContent> {
  const { incident, spike, size } = report;
  const usual = usualOf(report.series);
  const number = size?.peak ? `${timesText(size.peak)} ${usual}` : `far above ${usual}`;
  const sentences = headlineSentences(report);
  const cause = sentences?.cause ?? 'The cause is not known.';
  const reasons = reasonsOf(report);
  const provisional = incident.end === undefined ? provisionalText(spike, options.now) : undefined;
  return {
    stage: options.stage,
    incident: incident.slug,
    brandSlug: incident.brand,
    brand: report.brandName,
    simulated: incident.simulated,
    label: labelOf(report),
    headline: sentences?.size ?? `${incident.title}.`,
    cause,
    reasons,
    number,
    over: incident.end !== undefined,
    ...courseOf(report),
    meaning: [spike ? meaningOf(spike, incident.onset) : incident.title, provisional]
      .filter((one) => one !== undefined)
      .join(' '),
    chartAlt: `Mentions of ${report.brandName}. Peak: ${number}, ${momentText(size?.peak?.at ?? incident.onset, spike?.precision)}.`,
    severity: incident.severity,
    severityText: `${incident.severity} of 10. ${severityMeaning(incident.severity)}`,
    posts: await posts(reads, brand, report, options.now),
    ...(options.arguments?.length ? { arguments: options.arguments } : {}),
    who: whoText(incident, await reads.incidents.timeline(incident.id)),
    link: `${options.publicUrl}/incidents/${encodeURIComponent(incident.slug)}`,
    methodLink: `${options.publicUrl}/method`,
  };
}

/** The chart as PNG; undefined without counts, or if it cannot be drawn: the mail goes without it. */
export async function incidentChart(report: IncidentReport, alt: string): Promise<Uint8Array | undefined> {
  const { window, incident } = report;
  if (!window || window.buckets.length === 0) return undefined;
  const svg = renderCountChart({
    idPrefix: 'mail',
    title: `${report.series === 'negative' ? 'Negative posts' : 'Posts'} about ${report.brandName} per ${window.widthMs > HOUR_MS ? 'day' : 'hour'}`,
    description: alt,
    width: CHART_WIDTH,
    plotHeight: CHART_PLOT,
    theme: 'light',
    showTitle: true,
    widthMs: window.widthMs,
    buckets: window.buckets,
    main: report.series,
    interval: report.series === 'negative' ? window.negativeInterval : window.interval,
    peak: peakLabelOf(report.size, report.series),
    markers: report.markers,
    spikes: [{ from: incident.onset, to: incident.end ?? window.to }],
    note: `${incident.simulated ? 'Simulated. ' : ''}${window.widthMs > HOUR_MS ? 'Days' : 'Times'} in UTC.`,
  });
  return pictureOf(svg, { width: CHART_WIDTH, scale: CHART_SCALE }).catch(() => undefined);
}
