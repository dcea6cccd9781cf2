/** Incidents side by side: loads them from the database and has detection compare them. */
import {
  compareIncidents,
  type Alignment,
  type ComparedIncident,
  type Comparison,
  type Scale,
} from '../../detect/compare/comparison.ts';
import { UserError } from '../../domain/result.ts';
import type { Incident, StoredSpike } from '../../domain/incident.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { DeclaredIncident } from '../../domain/brand.ts';
import type { Reads } from '../../store/store.ts';
import { PRECEDING_MS } from '../../series/brand-series.ts';
import { toDays } from '../../series/days.ts';
import { judgedCounts, loadShownCounts } from '../../series/judged-series.ts';
import { categoryTitles } from '../brand/drivers.ts';
import { countsOf, expectedOf, explanationOf, type ReportConfig } from '../incident/report.ts';
import { type Multiple, sizeOf } from '../incident/size.ts';
import { keeping } from '../kept.ts';
import { defaultAlignment } from './alignment.ts';
import { type DrawnPoint, drawnLine } from './drawn-line.ts';
import { outagesAround } from './outages.ts';
import { withKnownEvents } from '../../series/known-events.ts';
import {
  headlineSeries,
  measuredIncident,
  mostSevere,
  ordinaryOf,
  precisionOf,
} from '../incident/measures.ts';
import type { Reference } from '../../detect/compare/response.ts';
import { responseOf, responsesTo } from '../incident/response-effect.ts';
import { loadUnanswered } from '../incident/unanswered.ts';
import { comparisonWarningText } from '../text/comparison-warnings.ts';
import { packsOf, type Provenance, provenanceOf } from '../export/provenance.ts';
import { readsScoredBy } from './scored-by.ts';

export type { Alignment, Scale };
export const SCALES: readonly Scale[] = ['count', 'multiple', 'excess-per-1000'];
/** What the lines count; `an hour` becomes `a day` where the incidents are compared by day. */
export function scaleText({ scale, byDay }: Pick<ComparisonReport, 'scale' | 'byDay'>): string {
  return byDay ? SCALE_TEXT[scale].replace('an hour', 'a day') : SCALE_TEXT[scale];
}

const SCALE_TEXT: Readonly<Record<Scale, string>> = {
  count: 'Negative posts an hour',
  multiple: 'Negative posts, × normal',
  'excess-per-1000': 'Extra negative posts per 1,000 usual posts',
};

/** Pages and files of a comparison are asked for again and again. */
const compareKept = keeping(20, compareIncidents);

/** What the multiples are multiples of. */
export function multipleNote({ byDay }: Pick<ComparisonReport, 'byDay'>): string {
  const points = byDay ? 'Points are days.' : 'Points are means of three hours.';
  return `Normal is the level of the weeks before the incident. ${points}`;
}

/** What is shaded around a line. */
export const RANGE_NOTE =
  'Shaded: how far chance alone moves the line in 95 of 100 cases, if posts come independently; threads make it wider.';

/** Counts later than this after the onset play no part. */
const FOLLOW_MS = 45 * DAY_MS;
const MOST = 4;

/** The peak of an incident's headline: of negative posts, or of all where it is about attention. */
export interface ComparedPeak extends Multiple {
  readonly series: 'negative' | 'all';
}

export interface ComparisonReport extends Omit<Comparison, 'warnings'> {
  /** What makes the incidents less comparable, one sentence each. */
  readonly warnings: readonly string[];
  readonly incidents: readonly {
    readonly slug: string;
    readonly title: string;
    readonly brand: string;
    readonly onset: number;
    readonly simulated: boolean;
    /** Its peak as on its own page; absent where nothing can be expected. */
    readonly peak?: ComparedPeak | undefined;
  }[];
  /** Whether they are compared by day: one of them is of sources that give dates without times. */
  readonly byDay: boolean;
  /** The lines as they are drawn: over three hours; by day as they are. */
  readonly drawn: readonly (readonly (DrawnPoint | null)[])[];
  /** Names of the taxonomy categories by code. */
  readonly titles: ReadonlyMap<string, string>;
  readonly provenance: Provenance;
}

interface ComparisonChoice {
  /** By default the announcement, or the onset where an incident has none. */
  readonly align?: Alignment | undefined;
  readonly scale: Scale;
  /** Version of the scorer, where the caller knows it. */
  readonly scorer?: string;
  /** Tells what an earlier version of the scorer saw and what was found on it, in place of what stands now. */
  readonly scoredBy?: string;
}

interface ComparisonConfig extends ReportConfig {
  readonly incidents: readonly DeclaredIncident[];
}

function cropped(series: BrandSeries, to: number): BrandSeries {
  const length = Math.min(series.length, Math.ceil((to - series.start) / series.widthMs));
  const cut = Object.entries(series.series).map(([name, counts]) => [name, counts.slice(0, length)] as const);
  return { ...series, length, series: Object.fromEntries(cut) };
}

/** `Spotify 2015`: short enough for a chart. */
function shortLabel(brandName: string, incident: Incident): string {
  return `${brandName} ${new Date(incident.onset).getUTCFullYear()}`;
}

/** Titles where the short labels would be the same. */
function distinct(loaded: readonly Loaded[]): ComparedIncident[] {
  const compared = loaded.map((one) => one.compared);
  const unique = new Set(compared.map((one) => one.label)).size === compared.length;
  return unique ? compared : loaded.map((one) => ({ ...one.compared, label: one.incident.title }));
}

interface Found {
  readonly incident: Incident;
  readonly spike: StoredSpike | undefined;
}

interface Loaded {
  readonly incident: Incident;
  readonly peak: ComparedPeak | undefined;
  readonly compared: ComparedIncident;
}

async function find(reads: Reads, slug: string): Promise<Found> {
  const incident = await reads.incidents.find(slug);
  if (!incident) {
    const known = (await reads.incidents.all()).map((one) => one.slug).join(', ') || 'none yet';
    throw new UserError(`There is no incident "${slug}". Known: ${known}.`);
  }
  return { incident, spike: mostSevere(await reads.spikes.list({ incidentId: incident.id })) };
}

async function load(
  reads: Reads,
  config: ComparisonConfig,
  { incident, spike }: Found,
  now: number,
  { byDay, unanswered }: { readonly byDay: boolean; readonly unanswered: readonly Reference[] },
): Promise<Loaded> {
  const { slug } = incident;
  const brand = await reads.brands.bySlug(incident.brand);
  const shown = brand && (await loadShownCounts(reads, brand, now, { from: incident.onset - PRECEDING_MS }));
  if (!brand || !shown || !spike) {
    throw new UserError(`The incident "${slug}" holds no spike, so there is nothing to compare.`);
  }
  const declared = config.incidents.find((one) => one.slug === incident.slug)?.policyChange;
  const change =
    config.policyChanges.find((one) => one.slug === declared) ?? explanationOf(spike, config)?.change;
  const judgedAt = { at: incident.onset, precision: precisionOf(spike) };
  const { judged } = await judgedCounts(reads, brand, now, shown, judgedAt);
  const history = byDay ? toDays(shown.history) : judged;
  const series = cropped(history, incident.onset + FOLLOW_MS);
  const to = series.start + series.length * series.widthMs;
  const range = { brandId: brand.id, widthMs: HOUR_MS, from: incident.onset, to };
  const heard = await reads.counts.bySource(range);
  const total = heard.reduce((sum, one) => sum + one.all, 0);
  const sources = heard
    .map((one) => ({ name: one.source, share: one.all / Math.max(1, total) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const outages = await outagesAround(reads, brand.id, cropped(shown.history, to), incident.onset);
  const others = (await reads.incidents.ofBrand(brand.id)).filter((one) => one.id !== incident.id);
  const measured = measuredIncident(history, 'negative', incident, others);
  const ordinary = ordinaryOf(history, incident, others);
  const response = responseOf(history, config, incident, others, unanswered);
  const headline = headlineSeries(spike);
  const { peak } = sizeOf(countsOf(history, headline), expectedOf(history, headline), incident, spike);
  return {
    incident,
    peak: peak && { ...peak, series: headline },
    compared: {
      label: shortLabel(brand.name, incident),
      series,
      // All are measured on negative mentions from the onset of the incident, so that they can be compared.
      spike: { ...spike, series: 'negative', onset: incident.onset },
      ...(change ? { policyChange: change } : {}),
      ...(measured ? { measured } : {}),
      ...(ordinary ? { ordinary } : {}),
      ...(response ? { response } : {}),
      sources,
      outages,
    },
  };
}

/** The series that release 0.1 hashed: the same data keep their hash. A comparison uses no others. */
function hashedSeries(series: ComparedIncident['series']): ComparedIncident['series'] {
  const { positive: _, unread: __, ...values } = series.series;
  return { ...series, series: values };
}

/** What a report is made of, without the numbers that a database gave its rows. */
function usedOf({ label, series, spike, policyChange, sources, outages, response }: ComparedIncident) {
  const { onset, betrayalShare, negativeShare, categories } = spike;
  // Where nothing could be measured, nothing of it was used.
  const answered = response?.left && { at: response.at, title: response.title };
  return {
    label,
    series: hashedSeries(series),
    onset,
    betrayalShare,
    negativeShare,
    categories,
    policyChange,
    sources,
    // The key that release 0.1 hashed.
    silences: outages,
    answered,
  };
}

/** Loads and compares. Throws UserError for what a person can mend. */
export async function loadComparison(
  storedReads: Reads,
  given: ComparisonConfig,
  incidentSlugs: readonly string[],
  choice: ComparisonChoice,
  now: number,
): Promise<ComparisonReport> {
  const slugs = [...new Set(incidentSlugs)];
  if (slugs.length < 2) throw new UserError('Name two incidents or more to compare.');
  if (slugs.length > MOST) throw new UserError(`At most ${MOST} incidents can be compared at once.`);
  const { scale, scoredBy } = choice;
  const reads = scoredBy === undefined ? storedReads : await readsScoredBy(storedReads, scoredBy);
  const config = await withKnownEvents(reads, given, now);
  const packs = (scoredBy === undefined ? undefined : packsOf(scoredBy)) ?? config.packs;
  const found: Found[] = [];
  for (const slug of slugs) found.push(await find(reads, slug));
  const byDay = found.some(({ spike }) => spike?.precision === 'day');
  const answered = found.some(
    ({ incident }) => responsesTo(config, incident, incident.onset + FOLLOW_MS).length > 0,
  );
  const unanswered = answered ? await loadUnanswered(reads, config, now) : [];
  const loaded: Loaded[] = [];
  for (const one of found) loaded.push(await load(reads, config, one, now, { byDay, unanswered }));
  const compared = distinct(loaded);
  const align = choice.align ?? defaultAlignment(compared.map((one) => one.policyChange?.announced));
  const comparison = compareKept(compared, { align, scale });
  const measured = compared.some(({ response }) => response?.left);
  return {
    ...comparison,
    warnings: comparison.warnings.map(comparisonWarningText),
    incidents: loaded.map(({ peak, incident: { slug, title, brand, onset, simulated } }) => ({
      peak,
      slug,
      title,
      brand,
      onset,
      simulated,
    })),
    titles: new Map([...categoryTitles(config.packs)].map(([code, { title }]) => [code, title])),
    byDay,
    drawn: comparison.lines.map((line) => drawnLine(line, byDay)),
    provenance: provenanceOf(
      // What release 0.1 did not read is hashed where there is some.
      {
        align,
        scale,
        used: compared.map(usedOf),
        ...(measured && unanswered.length > 0 ? { unanswered } : {}),
      },
      packs,
      scoredBy ?? choice.scorer,
    ),
  };
}
