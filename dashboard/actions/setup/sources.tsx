/** Tests, adds and removes sources of the brand that is set up. */
import type { Brand } from '../../../src/domain/brand.ts';
import { listText } from '../../../src/report/text/labels.ts';
import type { ShownCard } from '../../../src/setup/port.ts';
import type { Ctx } from '../../deps.ts';
import { type Form, formOf, textOf, whoAsks } from '../../query/form.ts';
import { type Problems, removeEntry, saveEntry } from '../../query/saving.ts';
import { loadSetup } from '../../query/setup.ts';
import { cardKeys, cardSettings, sourceDocument } from '../../query/setup-source.ts';
import { readyCards, setupSourcesPage } from '../../pages/setup/sources.tsx';
import { waitText } from '../../security/trial-limit.ts';

async function testCard(c: Ctx, card: ShownCard, brand: Brand, form: Form) {
  const settings = cardSettings(card, form);
  const back = { type: card.type, state: { settings, problems: {} as Problems } };
  const wait = await c.get('trialLimit').take(c.get('principal'), 'test');
  if (wait !== undefined)
    return setupSourcesPage(
      c,
      { ...back, state: { ...back.state, tested: { ok: false, text: waitText(wait) } } },
      429,
    );
  const document = sourceDocument(card, settings, brand, c.var.deps.config.sources);
  const tested = await c.var.deps.setup!.testSource(document, brand, cardKeys(card, form));
  return setupSourcesPage(c, { type: card.type, state: { settings, problems: tested.fields ?? {}, tested } });
}

/** Why the keys could not be saved; undefined where they were, or none was entered. */
async function saveKeys(c: Ctx, keys: Readonly<Record<string, string>>): Promise<string | undefined> {
  const entered = Object.entries(keys);
  if (entered.length === 0) return undefined;
  const { keyEditor } = c.var.deps;
  if (!keyEditor) return 'Keys cannot be saved here.';
  for (const [name, value] of entered) {
    const result = await keyEditor.save(name, value, whoAsks(c));
    if (result.kind === 'locked') return 'This key is set by the environment, and can be changed only there.';
    if (result.kind === 'invalid') return `${Object.values(result.fields)[0]}.`;
    if (result.kind === 'unknown') return 'This key is not known.';
  }
  return undefined;
}

async function addCard(c: Ctx, card: ShownCard, brand: Brand, form: Form) {
  const settings = cardSettings(card, form);
  const document = sourceDocument(card, settings, brand, c.var.deps.config.sources);
  const checked = c.var.deps.setup!.checkSource(document);
  const refuse = (problems: Problems) =>
    setupSourcesPage(c, { type: card.type, state: { settings, problems } }, 400);
  if ('fields' in checked) return refuse(checked.fields);
  const why = await saveKeys(c, cardKeys(card, form));
  if (why !== undefined) return refuse({ '': why });
  const problems = await saveEntry(c, 'sources', document.slug, () => document);
  if (problems) return refuse(problems);
  return setupSourcesPage(c, { done: `${card.title} is added. Its first read begins within seconds.` });
}

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
  const cards = tools.cards(brand);
  if (what === 'ready') return addReady(c, cards, brand);
  const card = cards.find(({ type }) => type === textOf(form, 'type'));
  if (!card) return setupSourcesPage(c, { problem: 'There is no such type of source.' }, 400);
  return what === 'test' ? testCard(c, card, brand, form) : addCard(c, card, brand, form);
}
