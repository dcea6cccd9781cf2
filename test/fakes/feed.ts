/** A feed in RSS that shows its newest `window` posts at the time of a request, and nothing else. */
import { type Entry, rss } from '../support/feeds.ts';
import type { FakeApi } from './site.ts';
import type { FakePost } from './posts.ts';

export const linkOf = (post: FakePost) => `https://news.example/${post.n}`;

export function entry(post: FakePost): Entry {
  return { id: linkOf(post), title: `News ${post.n}`, text: `<p>${post.text}</p>`, at: post.at };
}

export interface FakeFeedOptions {
  readonly window: number;
  readonly clock: () => number;
  readonly show?: (post: FakePost) => Entry;
}

export function fakeFeed(posts: readonly FakePost[], options: FakeFeedOptions): FakeApi {
  const { window, clock, show = entry } = options;
  return {
    contentType: 'application/rss+xml',
    errorBody: { error: 'The backend did not answer' },
    print: (whole) =>
      Array.isArray(whole)
        ? rss(whole as Entry[])
        : `<?xml version="1.0"?><error>${JSON.stringify(whole)}</error>`,
    answer({ path }) {
      if (path !== '/feed') return { status: 404, body: 'no such page' };
      const newest = posts.filter((post) => post.at <= clock()).slice(-window);
      return { entries: newest.toReversed().map(show), paged: false, wrap: (entries) => entries };
    },
  };
}
