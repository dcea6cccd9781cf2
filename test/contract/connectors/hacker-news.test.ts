import { fakeHackerNews, hit } from '../../fakes/hacker-news.ts';
import { connectorContract } from './contract.ts';

connectorContract({
  name: 'hacker-news',
  source: (baseUrl) => ({
    slug: 'hacker-news',
    type: 'hacker-news',
    brands: ['*'],
    everyMinutes: 5,
    enabled: true,
    baseUrl,
  }),
  api: (posts, broken) =>
    fakeHackerNews(posts, (post) => {
      const { created_at_i: at, ...rest } = hit(post);
      return broken.has(post.n) ? { ...rest, created: at } : hit(post);
    }),
  idOf: (post) => String(post.n),
});
