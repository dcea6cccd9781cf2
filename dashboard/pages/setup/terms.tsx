/** The second step: search terms beside a preview of what they catch. */
import type { Ctx } from '../../deps.ts';
import type { Problems } from '../../query/saving.ts';
import { loadSetup, type Setup } from '../../query/setup.ts';
import { firstTerms, nameOfSetup, type TermsForm, termsOfBrand } from '../../query/setup-brand.ts';
import { fragment } from '../../views/layout.tsx';
import { LinesField } from '../../views/setup/fields.tsx';
import { stepPage } from '../../views/setup/frame.tsx';
import { Said } from '../../views/setup/rows.tsx';
import { termsPanel } from './terms-panel.tsx';

/** The preview alone, for the client. */
export async function termsPreview(c: Ctx, setup: Setup, form: TermsForm) {
  const own = nameOfSetup(setup);
  return fragment(c, own ? await termsPanel(c, own, form) : <></>);
}

export async function setupTermsPage(
  c: Ctx,
  given: { form?: TermsForm; problems?: Problems } = {},
  status: 200 | 400 = 200,
) {
  const setup = await loadSetup(c);
  const own = nameOfSetup(setup);
  if (!own) return c.redirect('/setup', 303);
  const form = given.form ?? (setup.brand ? termsOfBrand(setup.brand) : firstTerms(own.name));
  const problems = given.problems ?? {};
  return stepPage(
    c,
    {
      setup,
      step: 'terms',
      heading: `What people call ${own.name}`,
      lead: 'Posts with one of these names are collected. The preview shows what the terms catch right now.',
      status,
    },
    <form method="post" action="/setup/terms" class="twocolumns" data-preview="/setup/terms/preview">
      <div class="card form">
        <Said problem={problems['']} />
        <LinesField
          id="terms"
          name="terms"
          label={`Names that mean ${own.name} and nothing else`}
          hint="One a line. Hashtags, @handles and domains work too. Capital letters make no difference."
          value={form.terms}
          problem={problems.terms}
          autofocus={status === 200 && given.form === undefined}
        />
        <LinesField
          id="exclude"
          name="exclude"
          label="Phrases that mean something else"
          hint="A name inside such a phrase does not count, for example apple pie."
          value={form.exclude}
          rows={2}
          problem={problems.exclude}
        />
        <details
          open={
            form.ambiguous.length > 0 || problems.ambiguous !== undefined || problems.context !== undefined
          }
        >
          <summary>Is the name also a common word?</summary>
          <LinesField
            id="ambiguous"
            name="ambiguous"
            label="Ambiguous names"
            hint="They count only in a post that also has one of the context words, or a name from above."
            value={form.ambiguous}
            rows={2}
            problem={problems.ambiguous}
          />
          <LinesField
            id="context"
            name="context"
            label="Context words"
            value={form.context}
            rows={2}
            problem={problems.context}
          />
        </details>
        <p class="actions">
          <button type="submit" name="do" value="save">
            Save and continue
          </button>
          <button type="submit" name="do" value="preview" class="quiet" formaction="/setup/terms#preview">
            Update preview
          </button>
          <button type="submit" name="do" value="skip" class="quiet">
            Skip for now
          </button>
        </p>
      </div>
      {await termsPanel(c, own, form)}
      <p class="unseen" role="status" id="preview-said"></p>
    </form>,
  );
}
