/**
 * Events of Bluesky's Jetstream, version 1 (checked against bluesky-social/jetstream: docs/README.md, and the
 * lexicon app.bsky.feed.post): commits of posts, and deleted accounts.
 */
import { z } from 'zod';
import { withAttached } from '../post.ts';

const POSTS = 'app.bsky.feed.post';

const reply = z.object({ uri: z.string() });

const facet = z.object({
  features: z.array(z.object({ uri: z.string().optional(), tag: z.string().optional() })),
  /** In bytes of UTF-8. */
  index: z.object({ byteStart: z.number().int(), byteEnd: z.number().int() }).optional().catch(undefined),
});

const pictured = z.object({ alt: z.string().optional().catch(undefined) });
/**
 * What a post shows: the card of a link, pictures, a video; under `media` where it quotes another post too (lexicons
 * app.bsky.embed.external, images, video and recordWithMedia).
 */
const attachment = {
  external: z
    .object({ uri: z.string().optional(), title: z.string().optional(), description: z.string().optional() })
    .optional()
    .catch(undefined),
  images: z.array(pictured).optional().catch(undefined),
  alt: z.string().optional().catch(undefined),
};

const post = z.object({
  text: z.string(),
  createdAt: z.string().optional().catch(undefined),
  langs: z.array(z.string()).optional().catch(undefined),
  tags: z.array(z.string()).optional().catch(undefined),
  reply: z.object({ root: reply, parent: reply }).optional().catch(undefined),
  facets: z.array(facet).optional().catch(undefined),
  embed: z
    .object({ ...attachment, media: z.object(attachment).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  labels: z
    .object({ values: z.array(z.object({ val: z.string() })) })
    .optional()
    .catch(undefined),
});

export type BlueskyPost = z.output<typeof post>;

export type BlueskyEvent =
  | {
      readonly kind: 'post';
      readonly did: string;
      readonly us: number;
      readonly rkey: string;
      readonly edited: boolean;
      readonly record: BlueskyPost;
    }
  | { readonly kind: 'delete'; readonly did: string; readonly us: number; readonly rkey: string }
  | { readonly kind: 'left'; readonly did: string; readonly us: number }
  /** Not relevant: another collection, a new handle, a reactivated account. */
  | { readonly kind: 'other'; readonly us: number };

const frame = z.object({
  did: z.string(),
  time_us: z.number().int().positive(),
  kind: z.string(),
  commit: z
    .object({
      operation: z.string(),
      collection: z.string(),
      rkey: z.string(),
      record: z.unknown().optional(),
    })
    .optional(),
  account: z.object({ active: z.boolean(), status: z.string().optional() }).optional(),
});

/** Reads one frame. Returns a message if its shape is unknown. */
export function readEvent(text: string): BlueskyEvent | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'a frame that is not JSON';
  }
  const parsed = frame.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return `a frame of an unexpected shape: ${issue?.path.join('.')}: ${issue?.message}`;
  }
  const { did, time_us: us, kind, commit, account } = parsed.data;
  if (kind === 'account') {
    const left = account?.active === false && account.status === 'deleted';
    return left ? { kind: 'left', did, us } : { kind: 'other', us };
  }
  if (kind !== 'commit' || commit?.collection !== POSTS) return { kind: 'other', us };
  const { operation, rkey } = commit;
  if (operation === 'delete') return { kind: 'delete', did, us, rkey };
  if (operation !== 'create' && operation !== 'update') return { kind: 'other', us };
  const record = post.safeParse(commit.record);
  if (!record.success) {
    const issue = record.error.issues[0];
    return `a post of an unexpected shape: ${issue?.path.join('.')}: ${issue?.message}`;
  }
  return { kind: 'post', did, us, rkey, edited: operation === 'update', record: record.data };
}

/** The address of a post in the network. */
export function postUri(did: string, rkey: string): string {
  return `at://${did}/${POSTS}/${rkey}`;
}

/** Titles and descriptions of what a post links to, and the alternative texts of what it shows. */
function attachedTo({ embed }: BlueskyPost): string[] {
  return [embed, embed?.media].flatMap((one) => [
    one?.external?.title ?? '',
    one?.external?.description ?? '',
    ...(one?.images ?? []).map(({ alt }) => alt ?? ''),
    one?.alt ?? '',
  ]);
}

/** The text with the whole address of links that clients show cut short. */
function withWholeLinks({ text, facets }: BlueskyPost): string {
  const cut = (facets ?? []).flatMap(({ index, features }) => {
    const uri = features.find((feature) => feature.uri !== undefined)?.uri;
    return index && uri ? [{ ...index, uri }] : [];
  });
  if (cut.length === 0 || !/…|\.{3}/.test(text)) return text;
  const bytes = Buffer.from(text, 'utf8');
  const parts: string[] = [];
  let at = 0;
  for (const { byteStart, byteEnd, uri } of cut.sort((a, b) => a.byteStart - b.byteStart)) {
    if (byteStart < at || byteEnd <= byteStart || byteEnd > bytes.length) continue;
    const shown = bytes.subarray(byteStart, byteEnd).toString('utf8');
    if (!/(?:…|\.{3})$/.test(shown)) continue;
    parts.push(bytes.subarray(at, byteStart).toString('utf8'), uri);
    at = byteEnd;
  }
  return [...parts, bytes.subarray(at).toString('utf8')].join('');
}

/** What a post says: its text, and what is attached to it. */
export function textOf(post: BlueskyPost): string {
  return withAttached(withWholeLinks(post), attachedTo(post));
}

/** Whether its author marks it as written by a program. */
export function isAutomatic({ labels }: BlueskyPost): boolean {
  return labels?.values.some(({ val }) => val === 'bot') ?? false;
}

/** All parts of a post that may name a brand: text, tags, links, and what is linked and shown. */
export function wordsOf(post: BlueskyPost): string {
  const { text, tags, facets, embed } = post;
  const features = (facets ?? []).flatMap((one) => one.features);
  const parts = [
    text,
    ...(tags ?? []).map((tag) => `#${tag}`),
    ...features.flatMap(({ uri, tag }) => [uri ?? '', tag === undefined ? '' : `#${tag}`]),
    ...attachedTo(post),
    embed?.external?.uri ?? embed?.media?.external?.uri ?? '',
  ];
  return parts.filter((part) => part !== '').join('\n');
}
