/** The third step: sources, as cards. */
import type { SourceConfig } from '../../../src/domain/source.ts';
import type { ShownCard } from '../../../src/setup/port.ts';
import type { Ctx } from '../../deps.ts';
import { loadSetup } from '../../query/setup.ts';
import { Card, type CardOutcome } from '../../views/setup/cards.tsx';
import { Onward, stepPage } from '../../views/setup/frame.tsx';
import { RemovableRows, Said } from '../../views/setup/rows.tsx';

/** Policies have a step of their own. */
const ELSEWHERE = new Set(['policy-page']);

/** Cards that can be added together, because they need nothing and bring posts. */
export function readyCards(cards: readonly ShownCard[]): ShownCard[] {
  return cards.filter(
    ({ ready, brings, keys }) => ready && brings === 'mentions' && keys.every(({ set }) => !set),
  );
}

function Added(props: { sources: readonly SourceConfig[]; cards: readonly ShownCard[] }) {
  const { sources, cards } = props;
  if (sources.length === 0) return null;
  const title = (type: string) => cards.find((card) => card.type === type)?.title ?? type;
  return (
    <section class="card" aria-labelledby="added-heading">
      <h2 id="added-heading">Added</h2>
      <RemovableRows
        action="/setup/sources"
        rows={sources.map(({ slug, type, brands }) => ({
          slug,
          name: slug,
          shown: (
            <>
              <strong>{title(type)}</strong> {slug !== type && <span class="muted small">{slug}</span>}
              {brands.includes('*') && <span class="muted small"> for all brands</span>}
            </>
          ),
        }))}
      />
    </section>
  );
}

function AllReady(props: { cards: readonly ShownCard[] }) {
  const { cards } = props;
  if (cards.length < 2) return null;
  return (
    <form method="post" action="/setup/sources" class="card allready">
      <p>
        <strong>{cards.map(({ title }) => title).join(', ')}</strong> need no key and no account.
      </p>
      <button type="submit" name="do" value="ready">
        Add these {cards.length}
      </button>
    </form>
  );
}

export async function setupSourcesPage(c: Ctx, given: CardOutcome = {}, status: 200 | 400 | 429 = 200) {
  const setup = await loadSetup(c);
  const { brand } = setup;
  if (!brand) return c.redirect('/setup/terms', 303);
  const { config, setup: tools } = c.var.deps;
  const cards = (tools?.cards(brand) ?? []).filter(({ type }) => !ELSEWHERE.has(type));
  const own = config.sources.filter(
    ({ brands, type }) =>
      (brands.includes(brand.slug) || brands.includes('*')) && cards.some((card) => card.type === type),
  );
  const count = (type: string) => own.filter((source) => source.type === type).length;
  return stepPage(
    c,
    {
      setup,
      step: 'sources',
      heading: `Where to listen for ${brand.name}`,
      lead: 'Add as many as you like. A test reads one page and stores nothing.',
      status,
    },
    <>
      <Said done={given.done} problem={given.problem} />
      <Added sources={own} cards={cards} />
      <AllReady cards={readyCards(cards).filter(({ type }) => count(type) === 0)} />
      <ul class="plain cards">
        {cards.map((card) => (
          <Card
            card={card}
            state={given.type === card.type ? given.state : undefined}
            added={count(card.type)}
            action="/setup/sources"
          />
        ))}
      </ul>
      <p class="actions onward">
        <Onward step="sources" done={own.length > 0} />
      </p>
    </>,
  );
}
