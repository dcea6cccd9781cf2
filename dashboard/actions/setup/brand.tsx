/** Saves the name of the brand and its terms, skips steps, removes the examples. */
import { saveEntry } from '../../query/saving.ts';
import type { Ctx } from '../../deps.ts';
import { noteAudit } from '../../auth/audit.ts';
import { formOf, textOf } from '../../query/form.ts';
import { after, loadSetup, type Setup, type Step, saveState, stepPath, STEPS } from '../../query/setup.ts';
import { brandDocument, freeSlug, nameOfSetup, termsForm } from '../../query/setup-brand.ts';
import { setupBrandPage } from '../../pages/setup/brand.tsx';
import { setupTermsPage, termsPreview } from '../../pages/setup/terms.tsx';

const MOST_NAME = 100;

export async function setupName(c: Ctx) {
  const { store, config } = c.var.deps;
  const name = textOf(await formOf(c), 'name', MOST_NAME + 1);
  if (name === '') return setupBrandPage(c, { name, problems: { name: 'Enter a name.' } }, 400);
  if (name.length > MOST_NAME) {
    const problem = `The name is too long: at most ${MOST_NAME} characters.`;
    return setupBrandPage(c, { name, problems: { name: problem } }, 400);
  }
  const setup = await loadSetup(c);
  const { state, brand } = setup;
  if (brand) {
    const problems = await saveEntry(c, 'brands', brand.slug, (before) => ({ ...before, name }));
    if (problems) return setupBrandPage(c, { name, problems }, 400);
    await saveState(c, { ...state, name });
    return c.redirect(stepPath('terms'), 303);
  }
  const taken = new Set([
    ...config.brands.map(({ slug }) => slug),
    ...(await store.read.brands.all()).map(({ slug }) => slug),
  ]);
  await saveState(c, { skipped: [], name, slug: freeSlug(name, taken) });
  return c.redirect(stepPath('terms'), 303);
}

async function skip(c: Ctx, { state }: Setup, step: Step) {
  await saveState(c, { ...state, skipped: [...new Set([...state.skipped, step])] });
  return c.redirect(stepPath(after(step)), 303);
}

/** Begins with another brand; what was saved of the last one stays. */
export async function setupAnother(c: Ctx) {
  await saveState(c, { skipped: [] });
  return c.redirect('/setup', 303);
}

export async function setupSkip(c: Ctx) {
  const wanted = textOf(await formOf(c), 'step');
  const step = STEPS.find((one) => one === wanted) ?? 'watching';
  return skip(c, await loadSetup(c), step);
}

export async function setupTerms(c: Ctx) {
  const body = await formOf(c);
  const form = termsForm(body);
  const setup = await loadSetup(c);
  const own = nameOfSetup(setup);
  if (!own) return c.redirect('/setup', 303);
  const what = textOf(body, 'do');
  if (what === 'skip') return skip(c, setup, 'terms');
  if (what !== 'save') return setupTermsPage(c, { form });
  const problems = await saveEntry(c, 'brands', own.slug, (before) => brandDocument(own, form, before));
  if (problems) return setupTermsPage(c, { form, problems }, 400);
  return c.redirect(stepPath('sources'), 303);
}

export async function setupTermsPreview(c: Ctx) {
  const form = termsForm(await formOf(c));
  return termsPreview(c, await loadSetup(c), form);
}

export async function setupExamplesRemove(c: Ctx) {
  const removed = await c.var.deps.setup?.removeExamples();
  if (!removed) return c.redirect('/setup', 303);
  await noteAudit(c, 'removed the examples', `${removed.mentions} simulated mentions`);
  return setupBrandPage(c, {
    done: `The examples are removed: ${removed.mentions} simulated posts, their incidents and ${removed.mails} mails.`,
  });
}
