import { expect, it } from 'vitest';
import { sourceSchema } from '../../../src/source/registry.ts';
import { fakeGooglePlay, playReview } from '../../fakes/google-play.ts';
import { connectorContract } from './contract.ts';

connectorContract({
  name: 'google-play',
  source: (baseUrl) => ({
    slug: 'app',
    type: 'google-play',
    brands: ['fernway'],
    everyMinutes: 60,
    enabled: true,
    appId: 'com.fernway',
    languages: ['en'],
    baseUrl,
  }),
  api: (posts, broken) =>
    fakeGooglePlay(posts, (post) => {
      const [id, , ...rest] = playReview(post);
      return broken.has(post.n) ? [id, post.author, ...rest] : playReview(post);
    }),
  idOf: (post) => `gp:${post.n}`,
  // Tokens carry no 400 here: a stale one is answered with an error inside a good answer.
  without: ['reset'],
});

it('is off until somebody switches it on', () => {
  const source = sourceSchema.parse({
    slug: 'app',
    type: 'google-play',
    appId: 'com.fernway',
    brands: ['fernway'],
  });
  expect(source.enabled).toBe(false);
});
