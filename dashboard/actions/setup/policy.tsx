/** Tests and watches the page of a policy, and keeps dates that people enter. */
import type { Brand } from '../../../src/domain/brand.ts';
import type { Ctx } from '../../deps.ts';
import { type Form, formOf, textOf } from '../../query/form.ts';
import { type Problems, removeEntry, saveEntry } from '../../query/saving.ts';
import { loadSetup } from '../../query/setup.ts';
import { freeSlug } from '../../query/setup-brand.ts';
import { type DateForm, setupPolicyPage } from '../../pages/setup/policy.tsx';
import { waitText } from '../../security/trial-limit.ts';

async function testPage(c: Ctx, brand: Brand, url: string) {
  const policy = { url };
  const wait = await c.get('trialLimit').take(c.get('principal'), 'test');
  if (wait !== undefined)
    return setupPolicyPage(c, { policy, look: { ok: false, text: waitText(wait) } }, 429);
  const look = await c.var.deps.setup!.readPolicy(url, brand);
  return setupPolicyPage(c, { policy, look, problems: look.fields ?? {} });
}

async function watchPage(c: Ctx, brand: Brand, url: string) {
  const taken = new Set(c.var.deps.config.sources.map(({ slug }) => slug));
  const slug = freeSlug(`${brand.slug}-policy`, taken);
  const document = { slug, type: 'policy-page', brands: [brand.slug], url };
  const checked = c.var.deps.setup!.checkSource(document);
  const refuse = (problems: Problems) => setupPolicyPage(c, { policy: { url }, problems }, 400);
  if ('fields' in checked) return refuse(checked.fields);
  const problems = await saveEntry(c, 'sources', slug, () => document);
  if (problems) return refuse(problems);
  return setupPolicyPage(c, { done: 'The page is watched. Its first read begins within seconds.' });
}

function dateForm(form: Form): DateForm {
  return {
    title: textOf(form, 'title', 201),
    announced: textOf(form, 'announced', 20),
    effective: textOf(form, 'effective', 20),
    evidence: textOf(form, 'evidence', 500),
  };
}

/** What the form lacks before it can be a policy change. */
function missingIn({ title, announced, effective, evidence }: DateForm): Problems | undefined {
  return {
    ...(title === '' ? { title: 'Say what changed.' } : {}),
    ...(announced === '' && effective === '' ? { announced: 'Enter one of the two dates.' } : {}),
    ...(evidence === '' ? { evidence: 'Say where the dates come from.' } : {}),
  };
}

async function addDate(c: Ctx, brand: Brand, date: DateForm) {
  const missing = missingIn(date);
  if (missing && Object.keys(missing).length > 0) return setupPolicyPage(c, { date, problems: missing }, 400);
  const { title, announced, effective, evidence } = date;
  const taken = new Set(c.var.deps.config.policyChanges.map(({ slug }) => slug));
  const slug = freeSlug(`${brand.slug} ${title}`, taken);
  const isAddress = /^https?:\/\/\S+$/.test(evidence);
  const problems = await saveEntry(c, 'policy-changes', slug, () => ({
    slug,
    brand: brand.slug,
    title,
    ...(announced === '' ? {} : { announced }),
    ...(effective === '' ? {} : { effective }),
    evidence: [isAddress ? { note: 'Source', url: evidence } : { note: evidence }],
  }));
  if (problems) return setupPolicyPage(c, { date, problems }, 400);
  return setupPolicyPage(c, { done: `“${title}” is added.` });
}

export async function setupPolicy(c: Ctx) {
  const form = await formOf(c);
  const { brand } = await loadSetup(c);
  if (!brand || !c.var.deps.setup) return c.redirect('/setup', 303);
  const what = textOf(form, 'do');
  const url = textOf(form, 'url', 1_000);
  if (what === 'test') return testPage(c, brand, url);
  if (what === 'watch') return watchPage(c, brand, url);
  if (what === 'date') return addDate(c, brand, dateForm(form));
  const kind = what === 'remove' ? 'sources' : 'policy-changes';
  const problems = await removeEntry(c, kind, textOf(form, 'slug'));
  return problems ? setupPolicyPage(c, { problems }, 400) : setupPolicyPage(c, { done: 'It is removed.' });
}
