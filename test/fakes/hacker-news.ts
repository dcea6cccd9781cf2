/** Hacker News search as Algolia answers it: 1,000 hits a query at most, whatever `nbHits` says. */
import type { FakeApi } from './site.ts';
import type { FakePost } from './posts.ts';

export function hit(post: FakePost): Record<string, unknown> {
  const comment = post.n % 3 !== 0;
  return {
    objectID: String(post.n),
    created_at: new Date(post.at).toISOString(),
    created_at_i: post.at / 1000,
    author: post.author,
    title: comment ? null : post.text,
    url: comment ? null : 'https://example.com/story',
    points: comment ? null : post.likes,
    num_comments: comment ? null : 2,
    story_text: null,
    comment_text: comment ? `<p>${post.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>` : null,
    story_id: 1,
    parent_id: comment ? 1 : null,
    _tags: [comment ? 'comment' : 'story', `author_${post.author}`],
  };
}

/** Shows `posts` as they are at the time of each request. */
export function fakeHackerNews(posts: readonly FakePost[], show = hit): FakeApi {
  return {
    errorBody: { message: 'Too many requests', status: 429 },
    answer({ path, query }) {
      if (path !== '/api/v1/search_by_date') return { status: 404, body: '{}' };
      const filters = query.get('numericFilters') ?? '';
      const from = Number(/created_at_i>=(\d+)/.exec(filters)?.[1] ?? 0);
      const to = Number(/created_at_i<(\d+)/.exec(filters)?.[1] ?? Number.MAX_SAFE_INTEGER);
      const size = Number(query.get('hitsPerPage'));
      const page = Number(query.get('page'));
      const found = posts.filter(({ at }) => at / 1000 >= from && at / 1000 < to).toReversed();
      const shown = found.slice(0, 1000).slice(page * size, (page + 1) * size);
      const nbPages = Math.ceil(Math.min(found.length, 1000) / size);
      return {
        entries: shown.map(show),
        paged: page > 0,
        wrap: (hits) => ({ hits, nbHits: found.length, page, nbPages, hitsPerPage: size }),
      };
    },
  };
}
