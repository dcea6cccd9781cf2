/** Google Play's batchexecute: JSON in JSON behind a guard, places in arrays, an error inside a good answer. */
import type { FakeApi } from './site.ts';
import type { FakePost } from './posts.ts';

export function playReview(post: FakePost): unknown[] {
  return [
    `gp:${post.n}`,
    [post.author, [null, 2, null, [null, null, 'https://play-lh.example/a.png']]],
    post.rating,
    null,
    post.text,
    [post.at / 1000, 0],
    post.likes,
    null,
    null,
    null,
    '8.1.2',
  ];
}

export function fakeGooglePlay(posts: readonly FakePost[], show = playReview): FakeApi {
  return {
    // What comes with 200 when Google will not answer.
    errorBody: { error: true },
    print: (whole) => {
      const failed = typeof whole === 'object' && whole !== null && 'error' in whole;
      const error = [5, null, [['type.example/store.error.PlayDataError', [1]]]];
      const frame = failed
        ? ['wrb.fr', 'UsvDTd', null, null, null, error, 'generic']
        : ['wrb.fr', 'UsvDTd', JSON.stringify(whole), null, null, null, 'generic'];
      return `)]}'\n\n${JSON.stringify([frame, ['di', 84]])}`;
    },
    answer({ method, path, body }) {
      if (method !== 'POST' || path !== '/_/PlayStoreUi/data/batchexecute') return { status: 404, body: '' };
      const form = JSON.parse(new URLSearchParams(body).get('f.req') ?? '[]') as [[[string, string]]];
      const request = JSON.parse(form[0][0][1]) as [
        null,
        null,
        [number, number, [number, null, string | null]],
      ];
      const [size, , token] = request[2][2];
      const from = token === null ? 0 : Number(token.slice(2));
      // A token names the place by the newest of its time: what came on top since shifts nothing.
      const top = token === null ? posts.length : Number(token.slice(2).split('/')[1]);
      const list = posts.slice(0, top).toReversed();
      const at = token === null ? 0 : Number(token.slice(2).split('/')[0]);
      const shown = list.slice(at, at + size);
      const next = at + size < list.length ? `t-${at + size}/${top}` : null;
      return {
        entries: shown.map(show),
        paged: token !== null && from !== 0,
        wrap: (reviews) => [reviews, [null, next]],
      };
    },
  };
}
