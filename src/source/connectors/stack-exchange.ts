/**
 * Questions and answers of Stack Exchange sites: `/2.3/search/excerpts`, newest first, one listing per site and term.
 * 300 requests a day, 10,000 with a key; `backoff` is obeyed. Pages past 25 require more than a key, so the
 * time window is then closed at the oldest entry seen and requested again. Checked against api.stackexchange.com/docs (excerpt-search, wrapper,
 * throttle); the field list of an excerpt was not. Texts are CC BY-SA.
 */
import { z } from 'zod';
import { namesOf } from '../../domain/brand.ts';
import type { NewMention } from '../../domain/mention.ts';
import { dead, type Outcome } from '../../domain/result.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { FetchedPage } from '../../net/guarded-fetch.ts';
import { RetryLaterError } from '../../net/retry-later.ts';
import { isSiteAccount, LEFT_OUT } from '../automatic.ts';
import type { Connector, SourceContext } from '../connector.ts';
import { mirrorField } from '../card.ts';
import { defineSource, nameList, siteAt } from '../definition.ts';
import { plainText } from '../html.ts';
import { numberField, readJson, textField } from '../json.ts';
import { type ListingPage, type ListingRequest, listingReader } from '../listing.ts';
import { likesOf, mentionOf } from '../post.ts';

export interface StackExchangeOptions extends SourceContext {
  readonly baseUrl: string;
  /** Names of sites, e.g. `stackoverflow`. */
  readonly sites: readonly string[];
  /** Raises the daily quota. */
  readonly key: string | undefined;
}

const PAGES = 25;
const RATE = { perMinute: 60, burst: 5 };
/** Sites with a domain of their own. */
const OWN = new Set(['stackoverflow', 'superuser', 'serverfault', 'askubuntu', 'stackapps']);

const envelope = z.object({
  items: z.array(z.unknown()),
  has_more: z.boolean(),
  backoff: z.number().optional(),
  quota_remaining: z.number().optional(),
  quota_max: z.number().optional(),
});
const problem = z.object({ error_id: z.number(), error_name: z.string(), error_message: z.string() });

const excerpt = z.object({
  item_type: z.enum(['question', 'answer']),
  question_id: z.number(),
  answer_id: z.number().optional(),
  title: z.string(),
  body: z.string().optional(),
  excerpt: z.string().optional(),
  score: z.number().optional(),
  answer_count: z.number().optional(),
  creation_date: z.number(),
  owner: z.object({ user_id: z.number().optional(), display_name: z.string().optional() }).optional(),
});

/** An entry does not say which site it is from. */
interface Raw {
  readonly site: string;
  readonly entry: unknown;
}

/** The host of a site's pages. */
export function siteHost(site: string): string {
  if (site.endsWith('.net')) return site;
  return OWN.has(site.split('.').at(-1)!) ? `${site}.com` : `${site}.stackexchange.com`;
}

function idOf({ site, entry }: Raw): string | undefined {
  const field = textField(entry, 'item_type') === 'answer' ? 'answer_id' : 'question_id';
  const id = textField(entry, field);
  return id && `${site}/${id}`;
}

/** A token is where the window closes (s since 1970) and the page in it. */
function parseToken(token: string | undefined): { close: number | undefined; page: number } {
  const [close = '', page = '1'] = (token ?? '').split('/');
  return { close: close === '' ? undefined : Number(close), page: Number(page) };
}

/** Throttling is answered by 400 or 502 with an error message. Throws RetryLaterError. */
function heedThrottle(page: FetchedPage): void {
  if (page.status === 200) return;
  let said: z.output<typeof problem> | undefined;
  try {
    said = problem.safeParse(JSON.parse(page.body)).data;
  } catch {
    return;
  }
  if (said?.error_name !== 'throttle_violation') return;
  const seconds = Number(/(\d+) seconds/.exec(said.error_message)?.[1] ?? 900);
  throw new RetryLaterError('too many requests to Stack Exchange', Math.min(seconds * 1000, DAY_MS));
}

export function stackExchangeConnector(options: StackExchangeOptions): Connector<Raw> {
  const terms = [...new Set(options.brands.flatMap(namesOf))];
  let notBefore = 0;

  async function fetchPage({
    listing,
    token,
    since,
    before,
    signal,
  }: ListingRequest): Promise<ListingPage<Raw>> {
    const early = notBefore - options.clock();
    if (early > 0) throw new RetryLaterError('Stack Exchange asked for a pause', early);
    const [site = '', term = ''] = listing.split('\t');
    const at = parseToken(token);
    const close = at.close ?? (before === undefined ? undefined : Math.ceil(before / 1000));
    const query = new URLSearchParams({
      q: `"${term.replaceAll('"', ' ')}"`,
      site,
      sort: 'creation',
      order: 'desc',
      fromdate: String(Math.floor(since / 1000)),
      ...(close === undefined ? {} : { todate: String(close) }),
      page: String(at.page),
      pagesize: '100',
      ...(options.key === undefined ? {} : { key: options.key }),
    });
    const url = `${options.baseUrl}/2.3/search/excerpts?${query.toString()}`;
    const page = await options.fetch(url, { signal, api: true, rate: RATE });
    heedThrottle(page);
    const answer = readJson(page, envelope);
    // This page is returned first; the next request waits.
    if (answer.backoff !== undefined) notBefore = options.clock() + answer.backoff * 1000;
    if (answer.quota_remaining === 0) notBefore = Math.max(notBefore, options.clock() + HOUR_MS);
    const seen = answer.items.flatMap((one) => numberField(one, 'creation_date') ?? []);
    return {
      entries: answer.items.map((entry) => ({ site, entry })),
      ...nextOf(answer.has_more, at.page, close, seen),
      ...quotaOf(answer),
    };
  }

  function nextOf(
    more: boolean,
    page: number,
    close: number | undefined,
    seen: readonly number[],
  ): { next?: string } {
    if (!more) return {};
    if (page < PAGES || seen.length === 0) return { next: `${close ?? ''}/${page + 1}` };
    // The oldest second may have more entries than were shown: it is read again; known mentions are counted once.
    const oldest = Math.min(...seen);
    return { next: `${oldest + 1 === close ? oldest : oldest + 1}/1` };
  }

  const reader = listingReader<Raw>({
    listings: options.sites.flatMap((site) => terms.map((term) => `${site}\t${term}`)),
    fetchPage,
    timeOf: ({ entry }) => {
      const at = numberField(entry, 'creation_date');
      return at === undefined ? undefined : at * 1000;
    },
    idOf,
    tokenBelow: (time) => `${Math.floor(time / 1000) + 1}/1`,
    clock: options.clock,
    // The search index lags by minutes to hours.
    overlapMs: 6 * HOUR_MS,
    firstReachMs: 7 * DAY_MS,
  });

  function toMention(raw: Raw, now: number): Outcome<NewMention> {
    const parsed = excerpt.safeParse(raw.entry);
    const id = idOf(raw);
    if (!parsed.success || id === undefined) {
      const issue = parsed.error?.issues[0];
      return dead(
        `not an excerpt as documented: ${issue?.path.join('.') ?? 'id'}: ${issue?.message ?? 'missing'}`,
      );
    }
    const e = parsed.data;
    if (isSiteAccount(e.owner?.user_id)) return LEFT_OUT;
    const question = e.item_type === 'question';
    const title = plainText(e.title);
    const text = plainText(e.body ?? e.excerpt ?? '');
    // The text of an answer counts, not the title of its question.
    const brands = options.match(`${question ? title : ''}\n${text}\n${plainText(e.excerpt ?? '')}`);
    if (brands.length === 0) return { kind: 'drop', reason: 'names no watched brand' };
    const path = question ? `q/${e.question_id}` : `a/${e.answer_id}`;
    return mentionOf(
      {
        externalId: id,
        text: text.trim() === '' ? title : text,
        title: question && text.trim() !== '' ? title : undefined,
        url: `https://${siteHost(raw.site)}/${path}`,
        author: e.owner?.user_id === undefined ? e.owner?.display_name : `${raw.site}/${e.owner.user_id}`,
        publishedAt: e.creation_date,
        engagement: { likes: likesOf(e.score), replies: e.answer_count },
        parentExternalId: question ? undefined : `${raw.site}/${e.question_id}`,
      },
      { source: options.id, brands, kind: question ? 'post' : 'comment', now },
    );
  }

  return {
    id: options.id,
    ...reader,
    toMention,
    refOf: idOf,
  };
}

function quotaOf(answer: z.output<typeof envelope>): Pick<ListingPage<Raw>, 'quota'> {
  const { quota_remaining: remaining, quota_max: limit } = answer;
  if (remaining === undefined) return {};
  return { quota: { remaining, ...(limit === undefined ? {} : { limit }) } };
}

export const stackExchange = defineSource({
  type: 'stack-exchange',
  brings: 'mentions',
  mode: 'poll',
  everyMinutes: 60,
  keys: { key: 'OUTCRY_STACK_EXCHANGE_KEY' },
  card: {
    title: 'Stack Exchange',
    reads: 'Questions and answers that name the brand.',
    needs: 'The names of sites. A key only raises the daily limit.',
    cost: 'Free: 300 requests a day, 10,000 with a key',
    delay: 'About an hour',
    key: {
      how: 'Register an app and copy its key.',
      url: 'https://stackapps.com/apps/oauth/register',
      optional: true,
    },
    fields: [
      { name: 'sites', label: 'Sites', kind: 'list', hint: 'For example superuser, security, stackoverflow' },
      mirrorField,
    ],
    guess: () => ({ sites: ['superuser', 'security'] }),
  },
  fields: {
    /** Names of sites, for example stackoverflow, superuser, security. */
    sites: nameList.min(1),
    baseUrl: siteAt('https://api.stackexchange.com'),
  },
  create: (source, parts, { key }) => stackExchangeConnector({ ...source, ...parts, key }),
});
