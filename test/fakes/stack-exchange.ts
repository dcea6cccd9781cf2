/** Stack Exchange's search for excerpts: no page past 25, HTML entities in texts, a `backoff` now and then. */
import type { FakePost } from './posts.ts';
import type { FakeApi } from './site.ts';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;');

export function excerptOf(post: FakePost): Record<string, unknown> {
  const answer = post.n % 3 === 0;
  const body = escaped(post.text);
  return {
    tags: ['settings'],
    item_type: answer ? 'answer' : 'question',
    question_id: answer ? 1 : post.n,
    ...(answer ? { answer_id: post.n, is_accepted: false } : { answer_count: 2, has_accepted_answer: false }),
    question_score: 1,
    score: post.likes - 2,
    title: 'How do I leave &quot;it&quot;?',
    body,
    excerpt: body.replace('Fernway', '<span class="highlight">Fernway</span>'),
    creation_date: post.at / 1000,
    last_activity_date: post.at / 1000,
  };
}

/** Every `backoffEvery`-th answer requests a pause of ten seconds. */
export function fakeStackExchange(
  posts: readonly FakePost[],
  show: (post: FakePost) => unknown = excerptOf,
  backoffEvery = 20,
): FakeApi {
  let answers = 0;
  const refused = (name: string, message: string) => ({
    status: 400,
    body: JSON.stringify({ error_id: 403, error_name: name, error_message: message }),
  });
  return {
    errorBody: { error_id: 500, error_name: 'internal_error', error_message: 'oops' },
    answer({ path, query }) {
      if (path !== '/2.3/search/excerpts') return { status: 404, body: '' };
      const page = Number(query.get('page'));
      if (page > 25) return refused('access_denied', 'page above 25 requires access token or app key');
      const [from, to] = ['fromdate', 'todate'].map((name) => query.get(name));
      const found = posts
        .filter(({ at }) => at / 1000 >= Number(from) && at / 1000 <= Number(to ?? 1e12))
        .toReversed();
      const size = Number(query.get('pagesize'));
      answers += 1;
      const rest = answers % backoffEvery === 0 ? { backoff: 10 } : {};
      return {
        entries: found.slice((page - 1) * size, page * size).map(show),
        paged: page > 1 || to !== null,
        list: `${query.get('site')}`,
        wrap: (items) => ({
          items,
          has_more: found.length > page * size,
          quota_max: 300,
          quota_remaining: 250,
          ...rest,
        }),
      };
    },
  };
}
