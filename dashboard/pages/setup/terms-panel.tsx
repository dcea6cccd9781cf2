/** What the terms in a form catch, as a panel beside it: for the set-up and for the settings of a brand. */
import type { Ctx } from '../../deps.ts';
import { type TermsForm, trialBrand } from '../../query/setup-brand.ts';
import { waitText } from '../../security/trial-limit.ts';
import { Result } from '../../views/setup/fields.tsx';
import { PreviewPanel } from '../../views/setup/preview.tsx';

/** Slug and name of a brand. */
export interface Own {
  readonly slug: string;
  readonly name: string;
}

/** What the preview shows, or a sentence where it cannot be made now. */
async function previewOf(c: Ctx, own: Own, form: TermsForm) {
  const brand = trialBrand(own, form);
  const { setup: tools } = c.var.deps;
  if (!brand || !tools) return undefined;
  const wait = await c.get('trialLimit').take(c.get('principal'), 'preview');
  if (wait !== undefined) return waitText(wait);
  return tools.preview(brand, form.marked);
}

/** Asks the sites that previews may ask, for at most some seconds. */
export async function termsPanel(c: Ctx, own: Own, form: TermsForm) {
  const found = await previewOf(c, own, form);
  if (typeof found === 'string') return <Result ok={false}>{found}</Result>;
  return <PreviewPanel preview={found} name={own.name} marked={form.marked} />;
}
