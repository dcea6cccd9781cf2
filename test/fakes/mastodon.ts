/** A Mastodon server: tag timelines by `max_id`, search by `offset`, 40 a page at most, ids per server. */
import type { FakeApi, FakeRequest } from './site.ts';
import type { FakePost } from './posts.ts';

export interface FakeMastodonOptions {
  /** Access tokens that it takes; anybody may read tags when absent. */
  readonly token?: string;
}

/** Counts up with time and is no number that JavaScript can hold. */
const idOf = (post: FakePost) => String(110_000_000_000_000_000n + BigInt(post.n));

export const uriOf = (post: FakePost) => `https://social.example/users/${post.author}/statuses/${post.n}`;

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function status(post: FakePost): Record<string, unknown> {
  const at = new Date(post.at).toISOString();
  return {
    id: idOf(post),
    created_at: at,
    edited_at: null,
    in_reply_to_id: post.n % 4 === 0 ? '109999999999999999' : null,
    in_reply_to_account_id: null,
    sensitive: false,
    spoiler_text: '',
    visibility: post.n % 5 === 0 ? 'unlisted' : 'public',
    language: post.n % 3 === 0 ? null : 'en',
    uri: uriOf(post),
    url: `https://social.example/@${post.author}/${post.n}`,
    replies_count: 1,
    reblogs_count: 0,
    favourites_count: post.likes,
    content: `<p>${escaped(post.text)} <a href="https://social.example/tags/fernway" class="mention hashtag" rel="tag">#<span>fernway</span></a></p>`,
    reblog: null,
    account: { id: '1', acct: post.author, display_name: '', bot: false, followers_count: 40 },
    mentions: [],
    tags: [{ name: 'fernway', url: 'https://social.example/tags/fernway' }],
  };
}

const errorOf = (code: number, error: string) => ({ status: code, body: JSON.stringify({ error }) });

/** Shows `posts` as they are at the time of each request. */
export function fakeMastodon(
  posts: readonly FakePost[],
  show = status,
  options: FakeMastodonOptions = {},
): FakeApi {
  const resetsAt = () => new Date((posts.at(-1)?.at ?? 0) + 7_200_000).toISOString();

  function timeline({ path, query }: FakeRequest) {
    if (!/\/tag\/fernway$/i.test(path)) return errorOf(404, 'Record not found');
    const maxId = query.get('max_id');
    const below = posts.filter((post) => maxId === null || BigInt(idOf(post)) < BigInt(maxId)).toReversed();
    const shown = below.slice(0, Math.min(Number(query.get('limit') ?? 20), 40));
    const next = `https://social.example${path}?limit=40&max_id=${shown.length > 0 ? idOf(shown.at(-1)!) : ''}`;
    const prev = `https://social.example${path}?limit=40&min_id=${shown.length > 0 ? idOf(shown[0]!) : ''}`;
    const link = `<${next}>; rel="next", <${prev}>; rel="prev"`;
    return {
      entries: shown.map(show),
      paged: maxId !== null,
      wrap: (entries: unknown) => entries,
      headers: {
        'x-ratelimit-limit': '300',
        'x-ratelimit-remaining': '287',
        'x-ratelimit-reset': resetsAt(),
        ...(shown.length > 0 ? { link } : {}),
      },
    };
  }

  function search({ query }: FakeRequest) {
    const offset = Number(query.get('offset') ?? 0);
    const shown = posts.toReversed().slice(offset, offset + Math.min(Number(query.get('limit') ?? 20), 40));
    return {
      entries: shown.map(show),
      paged: offset > 0,
      wrap: (statuses: unknown) => ({ accounts: [], statuses, hashtags: [] }),
    };
  }

  return {
    errorBody: { error: 'Remote data could not be fetched' },
    answer(request) {
      const given = request.headers.authorization;
      const known = options.token !== undefined && given === `Bearer ${options.token}`;
      if (options.token !== undefined && !known) {
        return errorOf(given === undefined ? 422 : 401, 'This method requires an authenticated user');
      }
      if (request.path.startsWith('/api/v1/timelines/tag/')) return timeline(request);
      return request.path === '/api/v2/search' ? search(request) : errorOf(404, 'Record not found');
    },
  };
}
