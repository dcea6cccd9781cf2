/** A Lemmy instance's search: comments and posts, 50 a page. Even numbers are comments. */
import type { FakeApi } from './site.ts';
import type { FakePost } from './posts.ts';

export const apId = (post: FakePost) =>
  `https://lemmy.example/${post.n % 2 === 0 ? 'comment' : 'post'}/${post.n}`;

export function view(post: FakePost): Record<string, unknown> {
  const published = new Date(post.at).toISOString().replace('.000Z', '.000000Z');
  const common = { id: post.n, published, ap_id: apId(post), deleted: false, removed: false };
  const creator = { id: 1, name: post.author, actor_id: `https://lemmy.example/u/${post.author}` };
  const community = { name: 'privacy' };
  if (post.n % 2 === 0) {
    const comment = { ...common, content: post.text, path: `0.${post.n}` };
    return {
      comment,
      creator,
      community,
      post: { ap_id: 'https://lemmy.example/post/1' },
      counts: { score: post.likes - 1 },
    };
  }
  return {
    post: { ...common, name: post.text, body: null },
    creator,
    community,
    counts: { score: post.likes, comments: 2 },
  };
}

export function fakeLemmy(posts: readonly FakePost[], show = view): FakeApi {
  return {
    errorBody: { error: 'rate_limit_error' },
    answer({ path, query }) {
      if (path !== '/api/v3/search') return { status: 404, body: '{}' };
      const kind = query.get('type_');
      const page = Number(query.get('page'));
      const own = posts.filter((post) => (post.n % 2 === 0) === (kind === 'Comments')).toReversed();
      return {
        entries: own.slice((page - 1) * 50, page * 50).map(show),
        paged: page > 1,
        list: kind ?? '',
        wrap: (found) => ({
          type_: kind,
          comments: kind === 'Comments' ? found : [],
          posts: kind === 'Posts' ? found : [],
          communities: [],
          users: [],
        }),
      };
    },
  };
}
