/** Apple's customer reviews: ten pages of 50 a country, newest first; a single review comes bare. */
import type { FakeApi } from './site.ts';
import type { FakePost } from './posts.ts';

const label = (text: string | number) => ({ label: String(text) });

export function review(post: FakePost): Record<string, unknown> {
  return {
    author: {
      uri: label(`https://itunes.apple.com/us/reviews/id${post.author}`),
      name: label(post.author),
      label: '',
    },
    updated: label(new Date(post.at).toISOString().replace('.000Z', '-00:00')),
    'im:rating': label(post.rating),
    'im:version': label('8.1'),
    id: label(post.n),
    title: label('Fernway'),
    content: { ...label(post.text), attributes: { type: 'text' } },
    'im:voteSum': label(post.likes),
    'im:voteCount': label(post.likes),
  };
}

/** Countries share out the posts by their number. */
export function fakeAppStore(
  posts: readonly FakePost[],
  countries: readonly string[],
  show = review,
): FakeApi {
  return {
    errorBody: { errorMessage: 'temporarily unavailable' },
    bareSingles: true,
    answer({ path }) {
      const match = /^\/([a-z]{2})\/rss\/customerreviews\/page=(\d+)\/id=\d+\/sortby=mostrecent\/json$/.exec(
        path,
      );
      const country = countries.indexOf(match?.[1] ?? '');
      if (!match || country < 0) return { status: 404, body: '' };
      const page = Number(match[2]);
      const own = posts
        .filter((post) => post.n % countries.length === country)
        .toReversed()
        .slice(0, 500);
      return {
        entries: own.slice((page - 1) * 50, page * 50).map(show),
        paged: page > 1,
        list: countries[country]!,
        wrap: (entry) => ({
          feed: {
            author: { name: label('iTunes Store') },
            ...(Array.isArray(entry) && entry.length === 0 ? {} : { entry }),
          },
        }),
      };
    },
  };
}
