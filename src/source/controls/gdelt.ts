/**
 * How many news articles name a brand per hour: GDELT's DOC 2.0 API, `timelinevolraw`, worldwide online
 * news since 2017. One request every five seconds. Its documentation (blog.gdeltproject.org/gdelt-doc-2-0-api-debuts)
 * gives steps of 15 minutes for less than 72 hours; any step up to an hour is summed to hours here. Checked against
 * alex9smith/gdelt-doc-api: a bad query is answered by plain words with status 200, and its JSON may hold characters
 * that JSON does not allow.
 *
 * `norm` is the number of all articles that GDELT saw in a step. Recorded answers have steps with a tenth of the usual
 * number and lack others altogether, so an hour counts only if at least half of its steps were seen; any other is missing.
 */
import { z } from 'zod';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/series.ts';
import type { FetchedPage } from '../../net/guarded-fetch.ts';
import { RetryLaterError } from '../../net/retry-later.ts';
import { SourceAccessError, SourceShapeError } from '../connector.ts';
import { mirrorField } from '../card.ts';
import { defineSource, siteAt } from '../definition.ts';
import { type ControlConnector, type ControlContext, type Slice, sliceReader } from '../control.ts';
import { readJson } from '../json.ts';
import { cutText } from '../../domain/text.ts';

export interface GdeltOptions extends ControlContext {
  readonly baseUrl: string;
  /** In GDELT's query language. */
  readonly query: string;
}

const RATE = { perMinute: 12, burst: 1 };
const EARLIEST = Date.UTC(2017, 0, 1);
/** Less than 72 hours, for steps of 15 minutes. */
const SLICE_MS = 60 * HOUR_MS;

const datum = z.object({ date: z.string(), value: z.number().min(0), norm: z.number().min(0).nullish() });
const timeline = z.object({ timeline: z.array(z.object({ data: z.array(datum) })) });
/** No articles: an empty object or an empty timeline. */
const envelope = z.union([timeline, z.strictObject({}).transform(() => ({ timeline: [] }))]);

/** A step with less than this share of the articles of the median step was not seen. Nights have half of them. */
const THIN = 0.25;
/** Share of an hour's steps that must have been seen. */
const SEEN = 0.5;

/** `20260302T121500Z`, or the digits alone. */
function instant(date: string): number {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})Z?$/.exec(date) ?? [];
  return Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
}

const stamp = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace(/\D/g, '');

/** Without control characters and backslashes that escape nothing. */
export function cleanJson(body: string): string {
  return body
    .replace(/[\u0000-\u001f]/g, ' ')
    .replace(/\\(["\\/bfnrt]|u[0-9a-fA-F]{4})|\\/g, (found) => (found === '\\' ? ' ' : found));
}

function refuseWords(page: FetchedPage): void {
  if (page.status !== 200) return;
  const words = cutText(page.body.trim().replace(/\s+/g, ' '), 120);
  // A server's error page is markup; GDELT's message about a query is plain text, whatever type it is sent as.
  if (!/^[a-z][^{}[\]<>]*$/i.test(words)) return;
  const { host } = new URL(page.url);
  if (/limit requests/i.test(words)) throw new RetryLaterError(`${host} says: ${words}`, MINUTE_MS);
  throw new SourceAccessError(`${host} rejects the query: ${words}`);
}

/** Sums to hours that were seen. A date that is repeated counts once. */
function hourly(data: readonly z.output<typeof datum>[], host: string): Slice {
  const steps = new Map(data.map((one) => [instant(one.date), one]));
  const starts = [...steps.keys()].sort((a, b) => a - b);
  if (starts.some(Number.isNaN))
    throw new SourceShapeError(`${host} answered with dates in an unexpected format`);
  const stepMs = starts.slice(1).reduce((least, at, i) => Math.min(least, at - starts[i]!), Infinity);
  if (stepMs !== Infinity && stepMs > HOUR_MS)
    throw new SourceShapeError(`${host} answered with steps of more than an hour`);
  const usual = median(data.flatMap(({ norm }) => norm ?? []));
  const hours = new Map<number, { value: number; seen: number }>();
  for (const at of starts) {
    const { value, norm } = steps.get(at)!;
    if (norm != null && norm < THIN * usual) continue;
    const start = Math.floor(at / HOUR_MS) * HOUR_MS;
    const hour = hours.get(start) ?? { value: 0, seen: 0 };
    hours.set(start, { value: hour.value + value, seen: hour.seen + 1 });
  }
  const least = stepMs === Infinity ? 1 : SEEN * Math.round(HOUR_MS / stepMs);
  const points = [...hours].filter(([, { seen }]) => seen >= least);
  return { points: points.map(([start, { value }]) => ({ start, value })) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export function gdeltConnector(options: GdeltOptions): ControlConnector {
  async function fetchSlice(from: number, to: number, signal: AbortSignal): Promise<Slice> {
    const query = new URLSearchParams({
      query: options.query,
      mode: 'timelinevolraw',
      format: 'json',
      startdatetime: stamp(from),
      enddatetime: stamp(to - 1000),
    });
    const url = `${options.baseUrl}/api/v2/doc/doc?${query.toString()}`;
    const page = await options.fetch(url, { signal, api: true, rate: RATE });
    refuseWords(page);
    const answer = readJson({ ...page, body: cleanJson(page.body) }, envelope);
    const series = answer.timeline[0];
    return series ? hourly(series.data, new URL(page.url).host) : { points: [], none: true };
  }

  return {
    id: options.id,
    ...sliceReader({
      widthMs: HOUR_MS,
      sliceMs: SLICE_MS,
      subject: options.query,
      earliest: EARLIEST,
      firstReachMs: 45 * DAY_MS,
      // Articles are indexed hours later.
      overlapMs: DAY_MS,
      patienceMs: DAY_MS,
      fetchSlice,
      clock: options.clock,
    }),
  };
}

export const gdelt = defineSource({
  type: 'gdelt',
  brings: 'control',
  mode: 'poll',
  everyMinutes: 60,
  aboutOneBrand: true,
  counts: 'news articles',
  card: {
    title: 'News volume (GDELT)',
    reads: 'How many online news articles name the brand, by the hour. A figure for comparison, no posts.',
    needs: 'Nothing: no key, no account.',
    cost: 'Free',
    delay: 'About an hour',
    fields: [
      {
        name: 'query',
        label: 'What is searched for',
        kind: 'text',
        hint: 'Leave empty for the first name of the brand.',
      },
      mirrorField,
    ],
    guess: () => ({}),
  },
  fields: {
    /** What is searched in the news; the brand's first term when absent. */
    query: z.string().min(3).max(500).optional(),
    baseUrl: siteAt('https://api.gdeltproject.org'),
  },
  create(source, parts) {
    const term = parts.brands[0]?.terms[0] ?? '';
    const query = source.query ?? `"${term.replaceAll('"', ' ')}"`;
    return gdeltConnector({ ...source, ...parts, query });
  },
});
