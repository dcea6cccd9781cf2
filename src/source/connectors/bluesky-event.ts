/**
 * Events of Bluesky's Jetstream, version 1 (checked against bluesky-social/jetstream: docs/README.md, and the
 * lexicon app.bsky.feed.post): commits of posts, and deleted accounts.
 */
import { z } from 'zod';

const POSTS = 'app.bsky.feed.post';

const reply = z.object({ uri: z.string() });

const post = z.object({
  text: z.string(),
  createdAt: z.string().optional().catch(undefined),
  langs: z.array(z.string()).optional().catch(undefined),
  tags: z.array(z.string()).optional().catch(undefined),
  reply: z.object({ root: reply, parent: reply }).optional().catch(undefined),
  facets: z
    .array(
      z.object({ features: z.array(z.object({ uri: z.string().optional(), tag: z.string().optional() })) }),
    )
    .optional()
    .catch(undefined),
  embed: z
    .object({ external: z.object({ uri: z.string().optional(), title: z.string().optional() }).optional() })
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

/** All parts of a post that may name a brand: text, tags, links and the title of a linked page. */
export function wordsOf({ text, tags, facets, embed }: BlueskyPost): string {
  const features = (facets ?? []).flatMap((facet) => facet.features);
  const parts = [
    text,
    ...(tags ?? []).map((tag) => `#${tag}`),
    ...features.flatMap(({ uri, tag }) => [uri ?? '', tag === undefined ? '' : `#${tag}`]),
    embed?.external?.title ?? '',
    embed?.external?.uri ?? '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
