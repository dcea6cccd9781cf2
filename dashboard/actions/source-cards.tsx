/** Adds and tests sources by their cards: in the set-up, and in the settings. */
import type { Brand } from '../../src/domain/brand.ts';
import type { ShownCard } from '../../src/setup/port.ts';
import type { Ctx } from '../deps.ts';
import { brandOfCards, newSourcePage } from '../pages/configuration/source-cards.tsx';
import { type Form, formOf, textOf, whoAsks } from '../query/form.ts';
import { type Problems, saveEntry } from '../query/saving.ts';
import { cardKeys, cardSettings, sourceDocument } from '../query/setup-source.ts';
import { waitText } from '../security/trial-limit.ts';
import type { CardOutcome } from '../views/setup/cards.tsx';

/** Shows the page of cards again. */
export type ShowCards = (outcome: CardOutcome, status?: 200 | 400 | 429) => Response | Promise<Response>;

async function testCard(c: Ctx, card: ShownCard, brand: Brand, form: Form, show: ShowCards) {
  const settings = cardSettings(card, form);
  const back = { type: card.type, state: { settings, problems: {} as Problems } };
  const wait = await c.get('trialLimit').take(c.get('principal'), 'test');
  if (wait !== undefined)
    return show({ ...back, state: { ...back.state, tested: { ok: false, text: waitText(wait) } } }, 429);
  const document = sourceDocument(card, settings, brand, c.var.deps.config.sources);
  const tested = await c.var.deps.setup!.testSource(document, brand, cardKeys(card, form));
  return show({ type: card.type, state: { settings, problems: tested.fields ?? {}, tested } });
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

async function addCard(c: Ctx, card: ShownCard, brand: Brand, form: Form, show: ShowCards) {
  const settings = cardSettings(card, form);
  const document = sourceDocument(card, settings, brand, c.var.deps.config.sources);
  const checked = c.var.deps.setup!.checkSource(document);
  const refuse = (problems: Problems) => show({ type: card.type, state: { settings, problems } }, 400);
  if ('fields' in checked) return refuse(checked.fields);
  const why = await saveKeys(c, cardKeys(card, form));
  if (why !== undefined) return refuse({ '': why });
  const problems = await saveEntry(c, 'sources', document.slug, () => document);
  if (problems) return refuse(problems);
  return show({ done: `${card.title} is added. Its first read begins within seconds.` });
}

/** The same for a card of the settings. */
export async function settingsCard(c: Ctx) {
  const form = await formOf(c);
  const brand = brandOfCards(c);
  if (!brand || !c.var.deps.setup) return newSourcePage(c);
  return useCard(c, brand, form, (outcome, status) => newSourcePage(c, outcome, status));
}

/** Tests or adds the source of the card that the form names. */
export function useCard(c: Ctx, brand: Brand, form: Form, show: ShowCards): Response | Promise<Response> {
  const cards = c.var.deps.setup?.cards(brand) ?? [];
  const card = cards.find(({ type }) => type === textOf(form, 'type'));
  if (!card) return show({ problem: 'There is no such type of source.' }, 400);
  return textOf(form, 'do') === 'test'
    ? testCard(c, card, brand, form, show)
    : addCard(c, card, brand, form, show);
}
