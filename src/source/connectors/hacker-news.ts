/**
 * Hacker News through Algolia's search (https://hn.algolia.com/api): stories and comments, newest first, back to
 * 2006. A query shows 1,000 hits at most; then the window is closed at the oldest seen and requested again, as
 * described in algolia/hn-search issue 230. Clients assume a limit of 10,000 requests per hour.
 */
import { z } from 'zod';
import { namesOf } from '../../domain/brand.ts';
import type { NewMention } from '../../domain/mention.ts';
import { dead, type Outcome } from '../../domain/result.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { Deletion } from '../../ingest/erase.ts';
import type { Connector, SourceContext } from '../connector.ts';
import { mirrorField } from '../card.ts';
import { defineSource, siteAt } from '../definition.ts';
import { plainText } from '../html.ts';
import { asList, numberField, readJson, textField } from '../json.ts';
import { type ListingPage, type ListingRequest, listingReader } from '../listing.ts';
import { undoEntities } from '../markup.ts';
import { isGone, mentionOf } from '../post.ts';

export interface HackerNewsOptions extends SourceContext {
  readonly baseUrl: string;
}

const HITS = 1000;
const PER_PAGE = 200;
const RATE = { perMinute: 120, burst: 10 };

const envelope = z.object({ hits: z.array(z.unknown()), nbHits: z.number(), nbPages: z.number() });

const hit = z.object({
  objectID: z.union([z.string(), z.number()]).transform(String),
  created_at_i: z.number(),
  author: z.string().nullish(),
  title: z.string().nullish(),
  url: z.string().nullish(),
  points: z.number().nullish(),
  num_comments: z.number().nullish(),
  story_text: z.string().nullish(),
  comment_text: z.string().nullish(),
  story_title: z.string().nullish(),
  parent_id: z.union([z.string(), z.number()]).nullish(),
  _tags: z.array(z.string()).nullish(),
  deleted: z.boolean().nullish(),
  dead: z.boolean().nullish(),
});

type Raw = unknown;

/** A token is where the window closes (s since 1970) and the page in it. */
function parseToken(token: string | undefined): { before: number | undefined; page: number } {
  const [before, page] = (token ?? '').split('/').map(Number);
  return { before: before === undefined || !(before > 0) ? undefined : before, page: page ?? 0 };
}

export function hackerNewsConnector(options: HackerNewsOptions): Connector<Raw> {
  const terms = [...new Set(options.brands.flatMap(namesOf))];

  async function fetchPage({
    listing,
    token,
    since,
    before,
    signal,
  }: ListingRequest): Promise<ListingPage<Raw>> {
    const at = parseToken(token);
    const close = at.before ?? (before === undefined ? undefined : Math.ceil(before / 1000));
    const filters = [`created_at_i>=${Math.floor(since / 1000)}`];
    if (close !== undefined) filters.push(`created_at_i<${close}`);
    const query = new URLSearchParams({
      query: `"${listing}"`,
      tags: '(story,comment)',
      numericFilters: filters.join(','),
      hitsPerPage: String(PER_PAGE),
      page: String(at.page),
      typoTolerance: 'false',
    });
    const url = `${options.baseUrl}/api/v1/search_by_date?${query.toString()}`;
    const answer = readJson(await options.fetch(url, { signal, api: true, rate: RATE }), envelope);
    const entries = asList(answer.hits);
    const seen = entries.flatMap((raw) => numberField(raw, 'created_at_i') ?? []);
    return { entries, ...nextOf(answer, at.page, seen, close) };
  }

  function nextOf(
    answer: z.output<typeof envelope>,
    page: number,
    seen: readonly number[],
    close: number | undefined,
  ): { next?: string } {
    const last = page + 1 >= Math.min(answer.nbPages, Math.ceil(HITS / PER_PAGE));
    if (!last) return { next: `${close ?? ''}/${page + 1}` };
    if (answer.nbHits <= HITS || seen.length === 0) return {};
    // The oldest second may have more entries than were shown: it is read again; known mentions are counted once.
    const oldest = Math.min(...seen);
    return { next: `${oldest + 1 === close ? oldest : oldest + 1}/0` };
  }

  const reader = listingReader<Raw>({
    listings: terms,
    fetchPage,
    timeOf: (raw) => {
      const at = numberField(raw, 'created_at_i');
      return at === undefined ? undefined : at * 1000;
    },
    idOf: (raw) => textField(raw, 'objectID'),
    tokenBelow: (time) => `${Math.floor(time / 1000) + 1}/0`,
    clock: options.clock,
    overlapMs: HOUR_MS,
    firstReachMs: 2 * DAY_MS,
  });

  /** A comment without a text, or an item that the site hides. Known ones lose their text here too. */
  function toDeletion(raw: Raw): Deletion | undefined {
    const parsed = hit.safeParse(raw);
    if (!parsed.success) return undefined;
    const {
      objectID: externalId,
      _tags,
      comment_text,
      story_text,
      title,
      deleted,
      dead: killed,
    } = parsed.data;
    const comment = _tags?.includes('comment') ?? false;
    const emptied = comment ? (comment_text ?? '').trim() === '' : isGone(title);
    const gone = emptied || [comment_text, story_text].some((text) => isGone(plainText(text ?? '')));
    return gone || deleted || killed ? { externalId } : undefined;
  }

  function toMention(raw: Raw, now: number): Outcome<NewMention> {
    const parsed = hit.safeParse(raw);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return dead(`not a hit as documented: ${issue?.path.join('.')}: ${issue?.message}`);
    }
    const h = parsed.data;
    const text = plainText(h.comment_text ?? h.story_text ?? '');
    const title = h.title ? undoEntities(h.title) : undefined;
    // A search also finds comments under a story whose title names the brand; they count only if they name it too.
    const brands = options.match(`${title ?? ''}\n${text}`);
    if (brands.length === 0) return { kind: 'drop', reason: 'names no watched brand' };
    return mentionOf(
      {
        externalId: h.objectID,
        text: text === '' ? (title ?? '') : text,
        title: text === '' ? undefined : title,
        url: `https://news.ycombinator.com/item?id=${h.objectID}`,
        author: h.author ?? undefined,
        publishedAt: h.created_at_i,
        engagement: { likes: h.points ?? undefined, replies: h.num_comments ?? undefined },
        parentExternalId: h.parent_id == null ? undefined : String(h.parent_id),
      },
      { source: options.id, brands, kind: h._tags?.includes('comment') ? 'comment' : 'post', now },
    );
  }

  return {
    id: options.id,
    ...reader,
    toDeletion,
    toMention,
    refOf: (raw) => textField(raw, 'objectID'),
  };
}

export const hackerNews = defineSource({
  type: 'hacker-news',
  brings: 'mentions',
  mode: 'poll',
  everyMinutes: 5,
  card: {
    title: 'Hacker News',
    reads: 'Stories and comments that name the brand.',
    needs: 'Nothing: no key, no account.',
    cost: 'Free',
    delay: 'About 5 minutes',
    fields: [mirrorField],
    guess: () => ({}),
    previews: true,
  },
  fields: { baseUrl: siteAt('https://hn.algolia.com') },
  create: (source, parts) => hackerNewsConnector({ ...source, ...parts }),
});
