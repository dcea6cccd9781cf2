/** Recent search of X, API v2: `data` is absent where nothing is found, authors come apart, tokens hang on a query. */
import type { FakePost } from './posts.ts';
import type { FakeApi } from './site.ts';

const REACH_MS = 7 * 86_400_000;

export function tweet(post: FakePost): Record<string, unknown> {
  const long = post.text.length > 280;
  return {
    id: String(post.n),
    edit_history_tweet_ids: [String(post.n)],
    text: long ? `${post.text.slice(0, 275)}… https://t.co/x` : post.text,
    ...(long ? { note_tweet: { text: post.text } } : {}),
    created_at: new Date(post.at).toISOString(),
    author_id: `9${post.author.length}${post.n % 10}`,
    lang: 'en',
    public_metrics: {
      retweet_count: 1,
      reply_count: 0,
      like_count: post.likes,
      quote_count: 0,
      bookmark_count: 0,
      impression_count: 40,
    },
  };
}

const problem = (title: string) => ({
  title,
  detail: title,
  type: 'about:blank',
  errors: [{ message: title }],
});

/** `now` is the time of the fake: a start that lies further back than it reaches is refused. */
export function fakeX(
  posts: readonly FakePost[],
  now: () => number,
  show: (post: FakePost) => Record<string, unknown> = tweet,
): FakeApi {
  return {
    errorBody: problem('Invalid Request'),
    answer({ path, query, headers }) {
      if (path !== '/2/tweets/search/recent') return { status: 404, body: '{}' };
      const refused = (status: number, title: string) => ({ status, body: JSON.stringify(problem(title)) });
      if (headers.authorization !== 'Bearer s3cret') return refused(401, 'Unauthorized');
      if ((query.get('query') ?? '').length > 512) return refused(400, 'Invalid Request');
      const from = Date.parse(query.get('start_time') ?? '');
      const to = query.has('end_time') ? Date.parse(query.get('end_time')!) : Number.MAX_SAFE_INTEGER;
      if (from < now() - REACH_MS || to <= from) return refused(400, 'Invalid Request');
      const found = posts.filter(({ at }) => at >= from && at < to).toReversed();
      const key = `${query.get('start_time')}${query.get('end_time') ?? ''}`;
      const [offset = '0', mark = key] = (query.get('next_token') ?? '').split('~').filter((s) => s !== '');
      if (mark !== key) return refused(400, 'Invalid Request');
      const shown = found.slice(Number(offset), Number(offset) + Number(query.get('max_results')));
      const end = Number(offset) + shown.length;
      const users = [...new Set(shown.map((post) => tweet(post)['author_id']))];
      return {
        entries: shown.map(show),
        paged: query.has('next_token'),
        headers: {
          'x-rate-limit-limit': '450',
          'x-rate-limit-remaining': '321',
          'x-rate-limit-reset': '1772467200',
        },
        wrap: (data) => ({
          ...(Array.isArray(data) && data.length === 0 ? {} : { data }),
          ...(users.length === 0
            ? {}
            : {
                includes: {
                  users: users.map((id) => ({
                    id,
                    username: `u${String(id)}`,
                    public_metrics: { followers_count: 12 },
                  })),
                },
              }),
          meta: {
            result_count: shown.length,
            ...(end < found.length ? { next_token: `${end}~${key}` } : {}),
          },
        }),
      };
    },
  };
}
