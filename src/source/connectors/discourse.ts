/**
 * A Discourse forum by its list of latest posts (`/posts.json?before=ID`, "List latest posts across topics" in
 * https://docs.discourse.org). Search shows at most 50 posts per word and omits what its index has not seen yet;
 * this list is complete, so all posts are read and those that name a brand are kept. Pages are by descending post id.
 */
import { z } from 'zod';
import type { NewMention } from '../../domain/mention.ts';
import type { Outcome } from '../../domain/result.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { quotesAsLines } from '../../domain/quotation/quotes.ts';
import { parseInstant } from '../../ingest/time/read-time.ts';
import { isSiteAccount, LEFT_OUT } from '../automatic.ts';
import type { Connector, SourceContext } from '../connector.ts';
import { serverField } from '../card.ts';
import { defineSource, siteUrl } from '../definition.ts';
import { plainText } from '../html.ts';
import { deadShape, numberField, readJson, textField } from '../json.ts';
import { type ListingPage, type ListingRequest, listingReader } from '../listing.ts';
import { undoEntities } from '../markup.ts';
import { isGone, mentionOf } from '../post.ts';

export interface DiscourseOptions extends SourceContext {
  readonly baseUrl: string;
}

const RATE = { perMinute: 30, burst: 5 };
const envelope = z.object({ latest_posts: z.array(z.unknown()) });

const post = z.object({
  id: z.number(),
  username: z.string(),
  created_at: z.string(),
  updated_at: z.string().nullish(),
  cooked: z.string(),
  raw: z.string().nullish(),
  post_number: z.number(),
  reply_to_post_number: z.number().nullish(),
  topic_id: z.number(),
  topic_slug: z.string().nullish(),
  topic_title: z.string().nullish(),
  like_count: z.number().nullish(),
  /** 1 is a post, 2 one of a moderator, 3 a note such as "closed this", 4 a whisper of the staff. */
  post_type: z.number().nullish(),
  user_id: z.number().nullish(),
});

/** Marks of a post that its author, a moderator or the community took away. */
const gone = z.object({
  id: z.number(),
  user_deleted: z.boolean().nullish().catch(undefined),
  hidden: z.boolean().nullish().catch(undefined),
  deleted_at: z.string().nullish().catch(undefined),
  raw: z.string().nullish().catch(undefined),
  cooked: z.string().nullish().catch(undefined),
});
const NOTES = new Set([3, 4]);

type Raw = unknown;

export function discourseConnector(options: DiscourseOptions): Connector<Raw> {
  const { baseUrl } = options;
  const root = baseUrl.replace(/\/+$/, '');

  async function fetchPage({ token, signal }: ListingRequest): Promise<ListingPage<Raw>> {
    const before = token === undefined ? '' : `?before=${token}`;
    const answer = readJson(
      await options.fetch(`${root}/posts.json${before}`, { signal, api: true, rate: RATE }),
      envelope,
    );
    const entries = answer.latest_posts;
    const least = Math.min(...entries.flatMap((raw) => numberField(raw, 'id') ?? []));
    // `before` excludes the named post.
    return { entries, ...(Number.isFinite(least) && least > 1 ? { next: String(least) } : {}) };
  }

  const reader = listingReader<Raw>({
    listings: ['posts'],
    fetchPage,
    timeOf: (raw) => parseInstant(textField(raw, 'created_at')),
    idOf: (raw) => textField(raw, 'id'),
    clock: options.clock,
    overlapMs: 2 * HOUR_MS,
    firstReachMs: 2 * DAY_MS,
    neverEmpty: true,
  });

  function toMention(raw: Raw, now: number): Outcome<NewMention> {
    const parsed = post.safeParse(raw);
    if (!parsed.success) return deadShape('a post', parsed.error);
    const p = parsed.data;
    if (isSiteAccount(p.user_id)) return LEFT_OUT;
    if (NOTES.has(p.post_type ?? 1)) return { kind: 'drop', reason: 'a note of the site, no post' };
    const text = p.raw == null ? plainText(p.cooked) : quotesAsLines(undoEntities(p.raw));
    const opens = p.post_number === 1;
    // A reply under a topic about the brand counts only if it names the brand itself.
    const brands = options.match(`${opens ? (p.topic_title ?? '') : ''}\n${text}`);
    if (brands.length === 0) return { kind: 'drop', reason: 'names no watched brand' };
    const edited = parseInstant(p.updated_at);
    const created = parseInstant(p.created_at);
    return mentionOf(
      {
        externalId: String(p.id),
        text,
        title: opens ? (p.topic_title ?? undefined) : undefined,
        url: `${root}/t/${p.topic_slug ?? 'topic'}/${p.topic_id}/${p.post_number}`,
        author: p.username,
        publishedAt: p.created_at,
        editedAt: edited !== undefined && created !== undefined && edited > created ? edited : undefined,
        engagement: { likes: p.like_count ?? undefined },
        parentExternalId:
          p.reply_to_post_number == null ? undefined : `${p.topic_id}/${p.reply_to_post_number}`,
      },
      { source: options.id, brands, kind: opens ? 'post' : 'comment', now },
    );
  }

  return {
    id: options.id,
    ...reader,
    toDeletion(raw) {
      const parsed = gone.safeParse(raw);
      if (!parsed.success) return undefined;
      const { id, user_deleted, hidden, deleted_at, raw: written, cooked } = parsed.data;
      const text = written ?? plainText(cooked ?? '');
      return user_deleted || hidden || deleted_at || isGone(text) ? { externalId: String(id) } : undefined;
    },
    toMention,
    refOf: (raw) => textField(raw, 'id'),
  };
}

export const discourse = defineSource({
  type: 'discourse',
  brings: 'mentions',
  mode: 'poll',
  everyMinutes: 10,
  card: {
    title: 'Discourse forum',
    reads: 'Every post of a forum that runs Discourse, of which those that name the brand are kept.',
    needs: 'The address of a public forum. No key.',
    cost: 'Free',
    delay: 'About 10 minutes',
    fields: [serverField('For example https://forum.example.com')],
  },
  fields: { baseUrl: siteUrl },
  create: (source, parts) => discourseConnector({ ...source, ...parts }),
});
