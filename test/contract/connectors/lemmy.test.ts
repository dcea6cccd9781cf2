import { apId, fakeLemmy, view } from '../../fakes/lemmy.ts';
import { connectorContract } from './contract.ts';

connectorContract({
  name: 'lemmy',
  source: (baseUrl) => ({
    slug: 'lemmy',
    type: 'lemmy',
    brands: ['*'],
    everyMinutes: 10,
    enabled: true,
    baseUrl,
  }),
  api: (posts, broken) =>
    fakeLemmy(posts, (post) => {
      const { creator: _, ...rest } = view(post);
      return broken.has(post.n) ? rest : view(post);
    }),
  idOf: apId,
});
