/** YouTube's comment threads: posts of even numbers lie under video `v0`, the others in channel `c1`. */
import type { FakePost } from './posts.ts';
import type { FakeApi } from './site.ts';

export function thread(post: FakePost): Record<string, unknown> {
  const at = new Date(post.at).toISOString().replace('.000', '');
  return {
    kind: 'youtube#commentThread',
    id: `Ug${post.n}`,
    snippet: {
      videoId: 'v0',
      canReply: true,
      totalReplyCount: 2,
      isPublic: true,
      topLevelComment: {
        kind: 'youtube#comment',
        id: `Ug${post.n}`,
        snippet: {
          videoId: 'v0',
          textDisplay: post.text,
          textOriginal: post.text,
          authorDisplayName: post.author,
          authorChannelId: { value: `UC${post.author}` },
          likeCount: post.likes,
          publishedAt: at,
          updatedAt: at,
        },
      },
    },
  };
}

export const problem = (code: number, reason: string) => ({
  error: { code, message: reason, errors: [{ message: reason, domain: 'youtube.x', reason }] },
});

export function fakeYoutube(posts: readonly FakePost[], show: (post: FakePost) => unknown = thread): FakeApi {
  const refused = (status: number, reason: string) => ({
    status,
    body: JSON.stringify(problem(status, reason)),
  });
  return {
    errorBody: problem(400, 'processingFailure'),
    answer({ path, query, headers }) {
      if (path !== '/youtube/v3/commentThreads') return { status: 404, body: '' };
      if (headers['x-goog-api-key'] !== 's3cret') return refused(400, 'badRequest');
      const list = query.get('videoId') ?? query.get('allThreadsRelatedToChannelId') ?? '';
      if (list === 'closed') return refused(403, 'commentsDisabled');
      if (list === 'lost') return refused(404, 'videoNotFound');
      const found = posts.filter(({ n }) => (list === 'v0' ? n % 2 === 0 : n % 2 === 1)).toReversed();
      const from = Number(/^QU(\d+)$/.exec(query.get('pageToken') ?? '')?.[1] ?? 0);
      const size = Number(query.get('maxResults'));
      const next = from + size < found.length ? { nextPageToken: `QU${from + size}` } : {};
      return {
        entries: found.slice(from, from + size).map(show),
        paged: query.has('pageToken'),
        list,
        wrap: (items) => ({
          kind: 'youtube#commentThreadListResponse',
          pageInfo: { totalResults: size, resultsPerPage: size },
          ...next,
          items,
        }),
      };
    },
  };
}
