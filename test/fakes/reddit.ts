/** Reddit's OAuth API: tokens by client credentials, listings of 100 a page that end after their newest 1,000. */
import type { FakePost } from './posts.ts';
import type { FakeApi } from './site.ts';

const CAP = 1000;
const SUBREDDITS = 6;

export const subreddits = Array.from({ length: SUBREDDITS }, (_, i) => `corner${i}`);

/** Fullname: t1 for comments, t3 for posts. */
export function fullname(post: FakePost): string {
  return `t${post.n % 2 === 0 ? 1 : 3}_${post.n.toString(36)}`;
}

export function thing(post: FakePost): { kind: string; data: Record<string, unknown> } {
  const name = fullname(post);
  const kind = name.slice(0, 2);
  const common = {
    id: name.slice(3),
    name,
    author: post.author,
    created_utc: post.at / 1000,
    subreddit: subreddits[Math.floor(post.n / 2) % SUBREDDITS],
    permalink: `/r/corner/comments/${name.slice(3)}/`,
    score: post.likes - 2,
    edited: false,
    removal_reason: null,
  };
  const link = { title: 'What about them', selftext: post.text, num_comments: 3, removed_by_category: null };
  return {
    kind,
    data:
      kind === 't1'
        ? { ...common, body: post.text, parent_id: 't3_z', link_id: 't3_z' }
        : { ...common, ...link },
  };
}

export interface FakeReddit extends FakeApi {
  /** Number of requests for a token. */
  readonly grants: () => number;
  /** Revokes all tokens issued so far. */
  revoke(): void;
}

export function fakeReddit(
  posts: readonly FakePost[],
  show: (post: FakePost) => unknown = thing,
): FakeReddit {
  let grants = 0;
  let valid = 0;
  const refused = { status: 401, body: JSON.stringify({ message: 'Unauthorized', error: 401 }) };

  function listed(path: string, q: string | null): FakePost[] {
    const newest = posts.toReversed();
    if (path === '/search') {
      const term = (q ?? '').replaceAll('"', '').toLowerCase();
      return newest.filter((post) => post.n % 2 === 1 && post.text.toLowerCase().includes(term));
    }
    const [, name, list] = /^\/r\/([^/]+)\/(new|comments)$/.exec(path) ?? [];
    const kind = list === 'new' ? 1 : 0;
    const corner = subreddits.indexOf(name ?? '');
    return newest.filter((post) => post.n % 2 === kind && Math.floor(post.n / 2) % SUBREDDITS === corner);
  }

  return {
    grants: () => grants,
    revoke() {
      valid = grants + 1;
    },
    errorBody: { message: 'Too Many Requests', error: 429 },
    answer({ method, path, query, headers, body }) {
      if (path === '/api/v1/access_token') {
        const key = Buffer.from('app:s3cret').toString('base64');
        const right = method === 'POST' && body === 'grant_type=client_credentials';
        if (!right || headers.authorization !== `Basic ${key}`) return refused;
        grants += 1;
        const token = {
          access_token: `token-${grants}`,
          token_type: 'bearer',
          expires_in: 86_400,
          scope: '*',
        };
        return { status: 200, body: JSON.stringify(token) };
      }
      const token = Number(/^Bearer token-(\d+)$/.exec(headers.authorization ?? '')?.[1] ?? 0);
      if (token === 0 || token < valid) return refused;
      const found = listed(path, query.get('q')).slice(0, CAP);
      const after = query.get('after');
      const from = after === null ? 0 : found.findIndex((post) => fullname(post) === after) + 1;
      // A fullname that is not in the list gives an empty listing, as when its post was taken away.
      const shown = after !== null && from === 0 ? [] : found.slice(from, from + Number(query.get('limit')));
      const last = shown.at(-1);
      const more = last !== undefined && from + shown.length < found.length;
      return {
        entries: shown.map(show),
        paged: after !== null,
        list: path,
        headers: { 'x-ratelimit-used': '4', 'x-ratelimit-remaining': '596.0', 'x-ratelimit-reset': '300' },
        wrap: (children) => ({
          kind: 'Listing',
          data: { after: more ? fullname(last) : null, dist: shown.length, before: null, children },
        }),
      };
    },
  };
}
