/** How this installation is set up: for its owners to read. What changes it is named beside it. */
import { routeText } from '../../src/report/route/text.ts';
import { countOf } from '../../src/report/text/labels.ts';
import type { Ctx } from '../deps.ts';
import { page } from '../views/layout.tsx';
import { Empty, Table } from '../views/parts.tsx';
import { rescoreBanner } from '../views/rescore-notice.tsx';

export async function settingsPage(c: Ctx) {
  const { config, store, settings = [], scorerVersion = 'unknown' } = c.var.deps;
  const known = await store.read.brands.all();
  const configured = new Set(config.brands.map(({ slug }) => slug));
  const names = new Map(known.map(({ slug, name }) => [slug, name]));
  const others = known.filter(({ slug }) => !configured.has(slug));
  return page(
    c,
    { title: 'Settings', current: '/settings' },
    <>
      <h1>Settings</h1>
      <p class="lead">
        Read when Outcry starts, from the environment and from the files in <code>config/</code>. After a
        change <code>npx outcry config check</code> says what is wrong with it; then restart.
      </p>
      {await rescoreBanner(c)}
      <section aria-labelledby="environment-heading">
        <h2 id="environment-heading">Environment</h2>
        {settings.length === 0 ? (
          <Empty>This process does not know them.</Empty>
        ) : (
          <Table
            caption="Settings of the environment"
            hideCaption
            head={['What', 'Now', 'Changed by']}
            rows={settings.map(({ what, value, by }) => [what, value, <code>{by}</code>])}
          />
        )}
        <p class="small muted">
          When a text has had its time, its mention goes: author, link, tags, notes and bookmarks. Counts,
          incidents and earlier figures stay, and it does not count a second time when it comes in again.
          Simulated posts are kept.
        </p>
      </section>
      <section aria-labelledby="brands-heading">
        <h2 id="brands-heading">Brands</h2>
        <Table
          caption="Brands that are watched"
          hideCaption
          head={['Brand', 'Named by', 'Not meant', 'Only with', 'Taxonomy']}
          rows={config.brands.map((brand) => [
            <a href={`/brands/${brand.slug}`}>{brand.name}</a>,
            [...brand.terms, ...(brand.ambiguous ?? [])].join(', '),
            brand.exclude.join(', ') || '–',
            (brand.context ?? []).join(', ') || '–',
            brand.packs.join(', ') || 'all packs',
          ])}
        />
        {others.length > 0 && (
          <p class="small muted">
            In the database, without a file in <code>config/brands/</code>:{' '}
            {others.map(({ name }) => name).join(', ')}.
          </p>
        )}
      </section>
      <section aria-labelledby="taxonomy-heading">
        <h2 id="taxonomy-heading">Taxonomy and scorer</h2>
        <p>
          Scorer <code>{scorerVersion}</code>
        </p>
        {config.packs.map((pack) => (
          <details class="card">
            <summary>
              {pack.title}, version {pack.version}:{' '}
              {countOf(pack.categories.length, 'category', 'categories')}
            </summary>
            <Table
              caption={`Categories of ${pack.title}`}
              hideCaption
              head={['Category', 'Counts as broken trust', 'What it is']}
              rows={pack.categories.map((one) => [
                one.title,
                one.type === 'harm' ? 'yes' : 'no, kept beside it',
                one.description,
              ])}
            />
          </details>
        ))}
      </section>
      <section aria-labelledby="routes-heading">
        <h2 id="routes-heading">Who is told</h2>
        <ul class="plain">
          {config.routes.map((route) => (
            <li>
              <a href="/alerts#routes">{route.name}</a>:{' '}
              {routeText(route, (slug) => names.get(slug) ?? slug)[0]}
            </li>
          ))}
          {config.routes.length === 0 && <li>There is no route: nobody is told of anything.</li>}
        </ul>
      </section>
    </>,
  );
}
