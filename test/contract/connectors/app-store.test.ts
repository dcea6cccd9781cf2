import { fakeAppStore, review } from '../../fakes/app-store.ts';
import { connectorContract } from './contract.ts';

// 500 a country are shown: twenty-one countries and a few posts make 10,000.
const COUNTRIES = 'us gb ca au ie nz za in sg de fr es it nl se no dk fi pl pt br'.split(' ');

connectorContract({
  name: 'app-store',
  source: (baseUrl) => ({
    slug: 'app',
    type: 'app-store',
    brands: ['fernway'],
    everyMinutes: 30,
    enabled: true,
    appId: '324684580',
    countries: COUNTRIES,
    baseUrl,
  }),
  api: (posts, broken) =>
    fakeAppStore(posts, COUNTRIES, (post) => {
      const { content: _, ...rest } = review(post);
      return broken.has(post.n) ? rest : review(post);
    }),
  idOf: (post) => String(post.n),
});
