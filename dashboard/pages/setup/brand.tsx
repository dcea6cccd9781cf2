/** The first step: the name of the brand, and what to do with the examples. */
import type { Ctx } from '../../deps.ts';
import type { Problems } from '../../query/saving.ts';
import { loadSetup } from '../../query/setup.ts';
import { Result, TextField } from '../../views/setup/fields.tsx';
import { stepPage } from '../../views/setup/frame.tsx';

function Examples() {
  return (
    <section class="card" aria-labelledby="examples-heading">
      <h2 id="examples-heading">Example incidents</h2>
      <p>
        Outcry shows two simulated incidents, of Spotify in 2015 and WhatsApp in 2016. You can keep them to
        look around, or remove them now or later.
      </p>
      <p class="actions">
        <a class="button quiet" href="/setup/examples">
          Remove the examples
        </a>
      </p>
    </section>
  );
}

export async function setupBrandPage(
  c: Ctx,
  given: { name?: string; problems?: Problems; done?: string } = {},
  status: 200 | 400 = 200,
) {
  const setup = await loadSetup(c);
  const examples = (await c.var.deps.store.read.brands.all()).some(({ simulated }) => simulated);
  const name = given.name ?? setup.brand?.name ?? setup.state.name ?? '';
  const problem = given.problems?.name ?? given.problems?.[''];
  return stepPage(
    c,
    {
      setup,
      step: 'brand',
      heading: 'Set up your brand',
      lead: 'Six short steps. Every step can be skipped and taken up again, and nothing needs a restart.',
      status,
    },
    <>
      {given.done !== undefined && <Result ok>{given.done}</Result>}
      <form method="post" action="/setup" class="card form">
        <TextField
          id="brand-name"
          name="name"
          label="What is your brand called?"
          hint="The name as people write it, for example Acme Cloud."
          value={name}
          maxlength={100}
          required
          autofocus
          problem={problem}
        />
        <p class="actions">
          <button type="submit">Continue</button>
        </p>
      </form>
      {setup.brand && (
        <form method="post" action="/setup/another" class="inline">
          <button type="submit" class="quiet">
            Set up another brand
          </button>
        </form>
      )}
      {examples && <Examples />}
    </>,
  );
}
