/**
 * How often people read a brand's article in Wikipedia per day: the Wikimedia page view API, without crawlers, since
 * July 2015. Checked against wikitech.wikimedia.org, Analytics/AQS/Pageviews: a day
 * without views is left out, and a range without any is answered by 404. A day is available hours to
 * days after it ended.
 */
import { z } from 'zod';
import { DAY_MS } from '../../domain/series.ts';
import { SourceShapeError } from '../connector.ts';
import { mirrorField } from '../card.ts';
import { defineSource, siteAt } from '../definition.ts';
import { type ControlConnector, type ControlContext, type Slice, sliceReader } from '../control.ts';
import { readJson } from '../json.ts';

export interface WikipediaOptions extends ControlContext {
  readonly baseUrl: string;
  /** E.g. `en.wikipedia`. */
  readonly project: string;
  /** Title of the article, with spaces or underscores. */
  readonly article: string;
}

const RATE = { perMinute: 60, burst: 5 };
const EARLIEST = Date.UTC(2015, 6, 1);

const envelope = z.object({
  items: z.array(z.object({ timestamp: z.string().regex(/^\d{10}$/), views: z.number().min(0) })),
});
/** The answer to a range without views; a missing path has another shape. */
const missing = z.object({ title: z.string(), detail: z.unknown() });

const stamp = (ms: number) => new Date(ms).toISOString().slice(0, 10).replaceAll('-', '');

function saysNone(body: string): boolean {
  try {
    return missing.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}

export function wikipediaConnector(options: WikipediaOptions): ControlConnector {
  const article = encodeURIComponent(options.article.trim().replace(/\s+/g, '_'));
  const project = encodeURIComponent(options.project);
  const path = `/api/rest_v1/metrics/pageviews/per-article/${project}/all-access/user/${article}/daily`;

  async function fetchSlice(from: number, to: number, signal: AbortSignal): Promise<Slice> {
    const url = `${options.baseUrl}${path}/${stamp(from)}/${stamp(to - DAY_MS)}`;
    const page = await options.fetch(url, { signal, api: true, rate: RATE });
    if (page.status === 404 && saysNone(page.body)) return { points: [], none: true };
    const points = readJson(page, envelope).items.map(({ timestamp: t, views }) => ({
      start: Date.UTC(Number(t.slice(0, 4)), Number(t.slice(4, 6)) - 1, Number(t.slice(6, 8))),
      value: views,
    }));
    if (points.some(({ start }) => Number.isNaN(start)))
      throw new SourceShapeError(`${new URL(page.url).host} answered with dates in an unexpected format`);
    return { points };
  }

  return {
    id: options.id,
    ...sliceReader({
      widthMs: DAY_MS,
      sliceMs: 365 * DAY_MS,
      subject: `${options.project}/${options.article}`,
      earliest: EARLIEST,
      firstReachMs: 400 * DAY_MS,
      overlapMs: 2 * DAY_MS,
      patienceMs: 14 * DAY_MS,
      fetchSlice,
      clock: options.clock,
    }),
  };
}

export const wikipedia = defineSource({
  type: 'wikipedia',
  brings: 'control',
  mode: 'poll',
  everyMinutes: 720,
  aboutOneBrand: true,
  counts: 'page views',
  card: {
    title: 'Wikipedia page views',
    reads:
      'How often people read the article about the company, by the day. A figure for comparison, no posts.',
    needs: 'The title of the article. No key.',
    cost: 'Free',
    delay: 'About a day',
    fields: [
      {
        name: 'article',
        label: 'Title of the article',
        kind: 'text',
        hint: 'As in its address: Acme (company)',
      },
      { name: 'project', label: 'Wikipedia', kind: 'text', hint: 'For example en.wikipedia', rarely: true },
      mirrorField,
    ],
    guess: ({ name }) => ({ article: name }),
  },
  fields: {
    project: z.string().default('en.wikipedia'),
    article: z.string().min(1),
    baseUrl: siteAt('https://wikimedia.org'),
  },
  create: (source, parts) => wikipediaConnector({ ...source, ...parts }),
});
