import { fakeDiscourse, forumPost } from '../../fakes/discourse.ts';
import { connectorContract } from './contract.ts';

connectorContract({
  name: 'discourse',
  source: (baseUrl) => ({
    slug: 'forum',
    type: 'discourse',
    brands: ['*'],
    everyMinutes: 10,
    enabled: true,
    baseUrl,
  }),
  api: (posts, broken) =>
    fakeDiscourse(posts, (post) => {
      const { cooked: _, ...rest } = forumPost(post);
      return broken.has(post.n) ? rest : forumPost(post);
    }),
  idOf: (post) => String(post.n),
});
