/** Trustpilot's reviews of a business unit: pages by number, an empty one beyond the last, times without a zone. */
import type { FakePost } from './posts.ts';
import type { FakeApi } from './site.ts';

export const UNIT = '46d6a890ffa235a75b00021d';

const time = (at: number) => new Date(at).toISOString().slice(0, 19);

export function review(post: FakePost): Record<string, unknown> {
  return {
    id: `r${post.n}`,
    stars: post.rating,
    title: 'What happened',
    text: post.text,
    language: 'en',
    createdAt: time(post.at),
    updatedAt: null,
    numberOfLikes: post.likes,
    companyReply: null,
    consumer: { id: `c-${post.author}`, displayName: post.author, numberOfReviews: 1 },
    businessUnit: { id: UNIT, identifyingName: 'fernway.example' },
    status: 'active',
    links: [],
  };
}

export function fakeTrustpilot(
  posts: readonly FakePost[],
  show: (post: FakePost) => unknown = review,
): FakeApi {
  return {
    errorBody: { message: 'Invalid request', errorCode: 1000, details: null },
    answer({ path, query, headers }) {
      if (headers.apikey !== 's3cret' || query.has('apikey'))
        return { status: 401, body: '{"reason":"invalid"}' };
      if (path !== `/v1/business-units/${UNIT}/reviews`) return { status: 404, body: '{}' };
      const size = Number(query.get('perPage'));
      const page = Number(query.get('page'));
      if (size > 100 || query.get('orderBy') !== 'createdat.desc') return { status: 400, body: '{}' };
      return {
        entries: posts
          .toReversed()
          .slice((page - 1) * size, page * size)
          .map(show),
        paged: page > 1,
        wrap: (reviews) => ({ links: [], reviews }),
      };
    },
  };
}
