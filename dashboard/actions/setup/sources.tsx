/** Tests, adds and removes sources of the brand that is set up. */
import type { Brand } from '../../../src/domain/brand.ts';
import { listText } from '../../../src/report/text/labels.ts';
import type { ShownCard } from '../../../src/setup/port.ts';
import type { Ctx } from '../../deps.ts';
import { formOf, textOf } from '../../query/form.ts';
import { removeEntry, saveEntry } from '../../query/saving.ts';
import { loadSetup } from '../../query/setup.ts';
import { sourceDocument } from '../../query/setup-source.ts';
import { readyCards, setupSourcesPage } from '../../pages/setup/sources.tsx';
import { useCard } from '../source-cards.tsx';

async function addReady(c: Ctx, cards: readonly ShownCard[], brand: Brand) {
  const { sources } = c.var.deps.config;
  const types = new Set(sources.filter(({ brands }) => brands.includes(brand.slug)).map(({ type }) => type));
  const added: string[] = [];
  for (const card of readyCards(cards).filter(({ type }) => !types.has(type))) {
    const document = sourceDocument(card, card.guess, brand, c.var.deps.config.sources);
    const problems = await saveEntry(c, 'sources', document.slug, () => document);
    if (problems) {
      const state = { settings: card.guess, problems };
      return setupSourcesPage(c, { type: card.type, state }, 400);
    }
    added.push(card.title);
  }
  if (added.length === 0) return setupSourcesPage(c);
  const are = added.length === 1 ? 'is' : 'are';
  return setupSourcesPage(c, {
    done: `${listText(added)} ${are} added. Their first reads begin within seconds.`,
  });
}

export async function setupSources(c: Ctx) {
  const form = await formOf(c);
  const { brand } = await loadSetup(c);
  const { setup: tools } = c.var.deps;
  if (!brand || !tools) return c.redirect('/setup', 303);
  const what = textOf(form, 'do');
  if (what === 'remove') {
    const slug = textOf(form, 'slug');
    const problems = await removeEntry(c, 'sources', slug);
    if (problems) return setupSourcesPage(c, { problem: Object.values(problems)[0] ?? '' }, 400);
    return setupSourcesPage(c, { done: `${slug} is removed. Its posts stay.` });
  }
  if (what === 'ready') return addReady(c, tools.cards(brand), brand);
  return useCard(c, brand, form, (outcome, status) => setupSourcesPage(c, outcome, status));
}
