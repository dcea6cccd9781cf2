/** A new source: cards of all types for a brand, each with its fields and a test; as YAML for those who prefer it. */
import { allows } from '../../../src/domain/user.ts';
import type { Ctx } from '../../deps.ts';
import { Kinds } from '../../views/configuration/frame.tsx';
import { ConfigForm } from '../../views/configuration/form.tsx';
import { page } from '../../views/layout.tsx';
import { Card, type CardOutcome } from '../../views/setup/cards.tsx';
import { SelectField } from '../../views/setup/fields.tsx';
import { Said } from '../../views/setup/rows.tsx';
import { configNewPage } from './entry.tsx';
import { formState } from './state.tsx';

/** The brand of the address, else the first. */
export function brandOfCards(c: Ctx) {
  const { brands } = c.var.deps.config;
  return brands.find(({ slug }) => slug === c.req.query('brand')) ?? brands[0];
}

/** Without cards or a brand, the form alone. */
export async function newSourcePage(c: Ctx, outcome: CardOutcome = {}, status: 200 | 400 | 429 = 200) {
  const { config, setup: tools } = c.var.deps;
  const brand = brandOfCards(c);
  if (!tools || !brand || !allows(c.get('principal')?.role ?? 'viewer', 'admin'))
    return configNewPage(c, 'sources');
  const own = config.sources.filter(({ brands }) => brands.includes(brand.slug) || brands.includes('*'));
  const action = `/settings/sources/cards?brand=${encodeURIComponent(brand.slug)}`;
  return page(
    c,
    { title: 'Add a source', current: '/settings' },
    <>
      <h1>Add a source for {brand.name}</h1>
      <Kinds c={c} current="sources" />
      <Said done={outcome.done} problem={outcome.problem} />
      {config.brands.length > 1 && (
        <form method="get" action="/settings/sources/new" class="actions pick-brand">
          <SelectField
            id="cards-brand"
            name="brand"
            label="Brand"
            value={brand.slug}
            options={config.brands.map(({ slug, name }) => [slug, name])}
          />
          <button type="submit" class="quiet">
            Show
          </button>
        </form>
      )}
      <h2>Choose a source</h2>
      <p class="lead">A test reads one page and stores nothing.</p>
      <ul class="plain cards">
        {tools.cards(brand).map((card) => (
          <Card
            card={card}
            state={outcome.type === card.type ? outcome.state : undefined}
            added={own.filter(({ type }) => type === card.type).length}
            action={action}
          />
        ))}
      </ul>
      <details>
        <summary>Write it as YAML, or for several brands</summary>
        <ConfigForm state={await formState(c, 'sources', {})} />
      </details>
    </>,
    status,
  );
}
