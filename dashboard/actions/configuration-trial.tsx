/** What an entry would do, before it is saved: what a route would have sent, what terms catch, what a source reads. */
import { routeSchema } from '../../config/schema/route.ts';
import type { ConfigDocument, ConfigKind } from '../../src/domain/configuration.ts';
import { BACKTEST_DAYS, backtest, loadPast } from '../../src/report/route/backtest.ts';
import { countOf } from '../../src/report/text/labels.ts';
import type { Ctx } from '../deps.ts';
import type { Refused } from '../pages/configuration/state.tsx';
import { termsPanel } from '../pages/setup/terms-panel.tsx';
import { documentOf, type FormValues } from '../query/configuration-form.ts';
import { type Form, formOf, rawOf, textOf } from '../query/form.ts';
import { TERM_FIELDS, termsForm } from '../query/setup-brand.ts';
import { waitText } from '../security/trial-limit.ts';
import type { Field } from '../views/configuration/fields.ts';
import { fragment } from '../views/layout.tsx';

export interface Trial {
  readonly kind: ConfigKind;
  readonly form: Form;
  readonly fields: readonly Field[];
  readonly values: FormValues;
  /** The entry as it is saved. */
  readonly before: ConfigDocument;
}

const ownOf = (form: Form) => ({ slug: textOf(form, 'slug', 100), name: textOf(form, 'name') });

/** The terms as they were entered, with a suggestion that was taken. Nothing is saved. */
async function tryTerms(c: Ctx, { form, values }: Trial): Promise<Refused> {
  const terms = termsForm(form);
  const shown = Object.fromEntries(TERM_FIELDS.map((name) => [name, terms[name].join('\n')]));
  const panel = await termsPanel(c, ownOf(form), terms);
  return { values: { ...values, ...shown }, errors: {}, status: 200, panel };
}

/** The preview alone, for the client. */
export async function brandTermsPreview(c: Ctx) {
  const form = await formOf(c);
  return fragment(c, await termsPanel(c, ownOf(form), termsForm(form)));
}

async function checked(c: Ctx, { kind, values, before, fields }: Trial) {
  const read = documentOf(kind, values, before, fields);
  if ('problem' in read) return { refused: { values, errors: { '': read.problem }, status: 422 as const } };
  const errors = (await c.var.deps.editor?.check(kind, read.document)) ?? {};
  if (Object.keys(errors).length > 0) return { refused: { values, errors, status: 422 as const } };
  return { document: read.document };
}

/** What a route would have sent, with the rules of today; nothing is saved. */
async function tryRoute(c: Ctx, trial: Trial): Promise<Refused> {
  const { refused, document } = await checked(c, trial);
  const { values } = trial;
  const route = routeSchema.safeParse(document);
  if (refused) return refused;
  if (!route.success) return { values, errors: {}, status: 422 };
  const { store, clock } = c.var.deps;
  const sent = backtest(route.data, await loadPast(store.read, clock())).length;
  const note = `In the last ${BACKTEST_DAYS} days it would have sent ${countOf(sent, 'message')}. Nothing is saved yet.`;
  return { values, errors: {}, status: 200, note };
}

/** Reads one page of a source with the settings of the form, for its first brand; nothing is saved. */
async function trySource(c: Ctx, trial: Trial): Promise<Refused> {
  const { refused, document } = await checked(c, trial);
  if (refused) return refused;
  const { values } = trial;
  const { config, setup: tools } = c.var.deps;
  const names = Array.isArray(document.brands) ? document.brands.map(String) : ['*'];
  const brand = config.brands.find(({ slug }) => names.includes('*') || names.includes(slug));
  if (!tools || !brand) return { values, errors: {}, status: 200, note: 'A test needs a brand.' };
  const wait = await c.get('trialLimit').take(c.get('principal'), 'test');
  if (wait !== undefined) return { values, errors: { '': waitText(wait) }, status: 429 };
  const { ok, text, fields = {} } = await tools.testSource(document, brand);
  if (ok) return { values, errors: {}, status: 200, note: `${text} Nothing is saved yet.` };
  return { values, errors: Object.keys(fields).length > 0 ? fields : { '': text }, status: 200 };
}

/** What the page shows again where the form asks for a trial; undefined where it is to be saved. */
export async function tryForm(c: Ctx, trial: Trial): Promise<Refused | undefined> {
  const { kind, form } = trial;
  const what = rawOf(form, 'do');
  if (kind === 'brands' && (what === 'preview' || form.add !== undefined)) return tryTerms(c, trial);
  if (kind === 'routes' && what === 'preview') return tryRoute(c, trial);
  if (kind === 'sources' && what === 'test') return trySource(c, trial);
  return undefined;
}
