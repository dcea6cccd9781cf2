/** The tools of the set-up, put together for the pages. */
import { keysOf, type SetupContext } from './context.ts';
import { sourceCards } from './cards.ts';
import { createLook, storedPosts } from './look.ts';
import type { SetupTools } from './port.ts';
import { readPolicy } from './read-policy.ts';
import { sendTest } from './send-test.ts';
import { readSource } from './source-parts.ts';
import { previewTerms } from './terms/preview.ts';
import { testSource } from './test-source.ts';

export function setupTools(ctx: SetupContext, removeExamples: SetupTools['removeExamples']): SetupTools {
  const look = createLook(ctx);
  return {
    cards: (brand) => sourceCards(brand, keysOf(ctx), ctx.env.previewSites),
    async preview(brand, marked) {
      const [live, stored] = await Promise.all([look(brand), storedPosts(ctx, brand)]);
      const saved = ctx.config.brands.find(({ slug }) => slug === brand.slug);
      return previewTerms(brand, [...live, ...(stored ? [stored] : [])], marked, saved);
    },
    testSource: (settings, brand, keys) => testSource(ctx, settings, brand, keys),
    checkSource: readSource,
    channels: {
      get hooks() {
        return [...new Set([...ctx.env.alertHooks.keys(), ...Object.keys(ctx.hooks?.() ?? {})])];
      },
      mail: ctx.env.smtpUrl === undefined ? 'files' : 'smtp',
    },
    sendTest: (to, by) => sendTest(ctx, to, by),
    readPolicy: (url, brand) => readPolicy(ctx, url, brand),
    removeExamples,
  };
}
