/**
 * A Lemmy instance by its search, API v3 (`/api/v3/search`, https://join-lemmy.org/api; fields as in the documented
 * CommentView and PostView). Comments and posts are separate listings, newest first. Instances show the posts that
 * reached them. A text that was deleted or removed is erased here if it is read again within two hours.
 */
import { z } from 'zod';
import { namesOf } from '../../domain/brand.ts';
import type { NewMention } from '../../domain/mention.ts';
import type { Outcome } from '../../domain/result.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { parseInstant } from '../../ingest/time/read-time.ts';
import { LEFT_OUT } from '../automatic.ts';
import type { Connector, SourceContext } from '../connector.ts';
import { serverField } from '../card.ts';
import { defineSource, siteUrl } from '../definition.ts';
import { deadShape, readJson } from '../json.ts';
import { type ListingPage, type ListingRequest, listingReader } from '../listing.ts';
import { undoEntities } from '../markup.ts';
import { isGone, likesOf, mentionOf, withAttached } from '../post.ts';

export interface LemmyOptions extends SourceContext {
  readonly baseUrl: string;
}

const PER_PAGE = 50;
const RATE = { perMinute: 30, burst: 5 };
const KINDS = ['Comments', 'Posts'] as const;

const envelope = z.object({ comments: z.array(z.unknown()), posts: z.array(z.unknown()) });
const creator = z.object({ actor_id: z.string(), bot_account: z.boolean().nullish() });
const shared = { published: z.string(), updated: z.string().nullish(), ap_id: z.string() };

const commentView = z.object({
  comment: z.object({ ...shared, content: z.string(), path: z.string().nullish() }),
  creator,
  counts: z.object({ score: z.number() }).optional(),
  post: z.object({ ap_id: z.string() }).optional(),
});
const postView = z.object({
  post: z.object({
    ...shared,
    name: z.string(),
    body: z.string().nullish(),
    /** What the linked page and the picture say. */
    embed_title: z.string().nullish(),
    embed_description: z.string().nullish(),
    alt_text: z.string().nullish(),
  }),
  creator,
  counts: z.object({ score: z.number(), comments: z.number().optional() }).optional(),
});

type Raw = unknown;

/** The comment or post inside a view, before its shape is checked. */
function inner(raw: Raw): Record<string, unknown> | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const view = raw as { comment?: unknown; post?: unknown };
  const found = view.comment ?? view.post;
  return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : undefined;
}

function idOf(raw: Raw): string | undefined {
  const id = inner(raw)?.ap_id;
  return typeof id === 'string' ? id : undefined;
}

export function lemmyConnector(options: LemmyOptions): Connector<Raw> {
  const terms = [...new Set(options.brands.flatMap(namesOf))];
  const root = options.baseUrl.replace(/\/+$/, '');

  async function fetchPage({ listing, token, signal }: ListingRequest): Promise<ListingPage<Raw>> {
    const page = Number(token ?? 1);
    const [kind = '', term = ''] = listing.split('\t');
    const query = new URLSearchParams({
      q: term,
      type_: kind,
      listing_type: 'All',
      sort: 'New',
      page: String(page),
      limit: String(PER_PAGE),
    });
    const url = `${root}/api/v3/search?${query.toString()}`;
    const answer = readJson(await options.fetch(url, { signal, api: true, rate: RATE }), envelope);
    const entries = kind === 'Comments' ? answer.comments : answer.posts;
    // Pages are short when an instance hides entries: only an empty one is the end.
    return { entries, ...(entries.length > 0 ? { next: String(page + 1) } : {}) };
  }

  const reader = listingReader<Raw>({
    listings: KINDS.flatMap((kind) => terms.map((term) => `${kind}\t${term}`)),
    fetchPage,
    timeOf: (raw) => parseInstant(inner(raw)?.published),
    idOf,
    clock: options.clock,
    overlapMs: 2 * HOUR_MS,
    firstReachMs: 2 * DAY_MS,
  });

  function ofComment(raw: Raw, now: number): Outcome<NewMention> {
    const parsed = commentView.safeParse(raw);
    if (!parsed.success) return deadShape('a comment', parsed.error);
    const { comment, creator: author, counts, post } = parsed.data;
    if (author.bot_account) return LEFT_OUT;
    // Markdown; instances of 0.18 escaped it.
    const text = undoEntities(comment.content);
    const brands = options.match(text);
    if (brands.length === 0) return { kind: 'drop', reason: 'names no watched brand' };
    return mentionOf(
      {
        externalId: comment.ap_id,
        text,
        url: comment.ap_id,
        author: author.actor_id,
        publishedAt: comment.published,
        editedAt: comment.updated ?? undefined,
        engagement: { likes: likesOf(counts?.score) },
        parentExternalId: post?.ap_id,
      },
      { source: options.id, brands, kind: 'comment', now },
    );
  }

  function ofPost(raw: Raw, now: number): Outcome<NewMention> {
    const parsed = postView.safeParse(raw);
    if (!parsed.success) return deadShape('a post', parsed.error);
    const { post, creator: author, counts } = parsed.data;
    if (author.bot_account) return LEFT_OUT;
    const name = undoEntities(post.name);
    const own = undoEntities(post.body ?? '').trim();
    const attached = [post.embed_title, post.embed_description, post.alt_text];
    const brands = options.match([name, own, ...attached].filter((part) => part != null).join('\n'));
    if (brands.length === 0) return { kind: 'drop', reason: 'names no watched brand' };
    const body = own === '' ? '' : withAttached(own, attached);
    return mentionOf(
      {
        externalId: post.ap_id,
        text: body === '' ? withAttached(name, attached) : body,
        title: body === '' ? undefined : name,
        url: post.ap_id,
        author: author.actor_id,
        publishedAt: post.published,
        editedAt: post.updated ?? undefined,
        engagement: { likes: likesOf(counts?.score), replies: counts?.comments },
      },
      { source: options.id, brands, kind: 'post', now },
    );
  }

  return {
    id: options.id,
    ...reader,
    toDeletion(raw) {
      const found = inner(raw);
      const id = idOf(raw);
      const text = found?.content ?? found?.body;
      const gone =
        found?.deleted === true || found?.removed === true || (typeof text === 'string' && isGone(text));
      return gone && id !== undefined ? { externalId: id } : undefined;
    },
    toMention: (raw, now) =>
      typeof raw === 'object' && raw !== null && 'comment' in raw ? ofComment(raw, now) : ofPost(raw, now),
    refOf: idOf,
  };
}

export const lemmy = defineSource({
  type: 'lemmy',
  brings: 'mentions',
  mode: 'poll',
  everyMinutes: 10,
  card: {
    title: 'Lemmy',
    reads: 'Posts and comments that name the brand, by the search of one server.',
    needs: 'The address of a server. No key.',
    cost: 'Free',
    delay: 'About 10 minutes',
    fields: [serverField('For example https://lemmy.world')],
    guess: () => ({ baseUrl: 'https://lemmy.world' }),
    previews: true,
  },
  fields: { baseUrl: siteUrl },
  create: (source, parts) => lemmyConnector({ ...source, ...parts }),
});
