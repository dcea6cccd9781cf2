/** A Discourse forum: 50 latest posts a page, down by id. */
import type { FakeApi } from './site.ts';
import type { FakePost } from './posts.ts';

export function forumPost(post: FakePost): Record<string, unknown> {
  const at = new Date(post.at).toISOString();
  return {
    id: post.n,
    name: null,
    username: post.author,
    created_at: at,
    updated_at: at,
    cooked: `<p>${post.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`,
    post_number: 2,
    reply_to_post_number: null,
    topic_id: 5,
    topic_slug: 'app-talk',
    topic_title: 'App talk',
    like_count: post.likes,
  };
}

export function fakeDiscourse(posts: readonly FakePost[], show = forumPost): FakeApi {
  return {
    errorBody: { errors: ['You have performed this action too many times'], error_type: 'rate_limit' },
    answer({ path, query }) {
      if (path !== '/posts.json') return { status: 404, body: '{}' };
      const before = query.get('before');
      const limit = before === null ? Number.POSITIVE_INFINITY : Number(before);
      const shown = posts
        .filter((post) => post.n < limit)
        .toReversed()
        .slice(0, 50);
      return { entries: shown.map(show), paged: before !== null, wrap: (latest_posts) => ({ latest_posts }) };
    },
  };
}
