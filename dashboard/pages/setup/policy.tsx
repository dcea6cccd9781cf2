/** The fifth step: the page of the policy, watched from now on, and dates of changes that are known. */
import { changeDate } from '../../../src/domain/dated-events.ts';
import type { PolicyLook } from '../../../src/setup/port.ts';
import { dayText } from '../../../src/report/text/labels.ts';
import type { Ctx } from '../../deps.ts';
import type { Problems } from '../../query/saving.ts';
import { loadSetup } from '../../query/setup.ts';
import { Result, TextField } from '../../views/setup/fields.tsx';
import { Onward, stepPage } from '../../views/setup/frame.tsx';
import { RemovableRows, Said } from '../../views/setup/rows.tsx';

export interface PolicyForm {
  readonly url: string;
}

export interface DateForm {
  readonly title: string;
  readonly announced: string;
  readonly effective: string;
  readonly evidence: string;
}

function lookText({ text, heading, effective, lastModified }: PolicyLook): string {
  return [
    text,
    heading === undefined ? '' : `It begins with “${heading}”.`,
    lastModified === undefined ? '' : `It says that it was last changed on ${dayText(lastModified)}.`,
    effective === undefined ? '' : `It says that it has been in force since ${dayText(effective)}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

export async function setupPolicyPage(
  c: Ctx,
  given: {
    policy?: PolicyForm;
    look?: PolicyLook;
    date?: DateForm;
    problems?: Problems;
    done?: string;
  } = {},
  status: 200 | 400 | 429 = 200,
) {
  const setup = await loadSetup(c);
  const { brand } = setup;
  if (!brand) return c.redirect('/setup/terms', 303);
  const { config } = c.var.deps;
  const pages = config.sources.filter(
    ({ type, brands }) => type === 'policy-page' && brands.includes(brand.slug),
  ) as readonly ((typeof config.sources)[number] & { readonly url?: string })[];
  const changes = config.policyChanges.filter((change) => change.brand === brand.slug);
  const { look, policy, date, problems = {} } = given;
  return stepPage(
    c,
    {
      setup,
      step: 'policy',
      heading: 'Your policy and known dates',
      lead: 'An outcry near one of these dates is compared with it. A change of the page is found and shown to you to confirm.',
      status,
    },
    <>
      <Said done={given.done} problem={problems['']} />
      <div class="twocolumns">
        <section class="card" aria-labelledby="policy-heading">
          <h2 id="policy-heading">Page of the policy</h2>
          <RemovableRows
            action="/setup/policy"
            rows={pages.map(({ slug, url }) => ({
              slug,
              name: slug,
              shown: <span class="address">{url ?? slug}</span>,
            }))}
          />
          <form method="post" action="/setup/policy" class="form">
            <TextField
              id="policy-url"
              name="url"
              type="url"
              label="Address"
              hint="For example https://www.example.com/privacy. It is read every six hours."
              value={policy?.url ?? ''}
              maxlength={1_000}
              problem={problems.url}
            />
            {look && <Result ok={look.ok}>{lookText(look)}</Result>}
            <p class="actions">
              <button type="submit" name="do" value="watch">
                Watch this page
              </button>
              <button type="submit" name="do" value="test" class="quiet" data-busy="Reading …">
                Test
              </button>
            </p>
          </form>
        </section>
        <section class="card" aria-labelledby="dates-heading">
          <h2 id="dates-heading">Known changes</h2>
          <RemovableRows
            action="/setup/policy"
            verb="remove-date"
            rows={changes.map((change) => ({
              slug: change.slug,
              name: change.title,
              shown: (
                <>
                  {change.title}
                  <span class="muted small"> {dayText(changeDate(change) ?? 0)}</span>
                </>
              ),
            }))}
          />
          <form method="post" action="/setup/policy" class="form">
            <TextField
              id="change-title"
              name="title"
              label="What changed"
              hint="For example: new privacy policy"
              value={date?.title ?? ''}
              maxlength={200}
              problem={problems.title}
            />
            <TextField
              id="change-announced"
              name="announced"
              type="date"
              label="Announced"
              value={date?.announced ?? ''}
              problem={problems.announced}
              short
            />
            <TextField
              id="change-effective"
              name="effective"
              type="date"
              label="In force from"
              value={date?.effective ?? ''}
              problem={problems.effective}
              short
            />
            <TextField
              id="change-evidence"
              name="evidence"
              label="Where the dates come from"
              hint="A note or an address."
              value={date?.evidence ?? ''}
              maxlength={500}
              problem={problems.evidence}
            />
            <p class="actions">
              <button type="submit" name="do" value="date" class="quiet">
                Add the date
              </button>
            </p>
          </form>
        </section>
      </div>
      <p class="actions onward">
        <Onward step="policy" done={pages.length + changes.length > 0} />
      </p>
    </>,
  );
}
