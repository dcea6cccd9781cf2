/** How this installation is set up, with what changes each setting. */
import { routeText } from '../../src/report/route/text.ts';
import { countOf } from '../../src/report/text/labels.ts';
import type { Ctx } from '../deps.ts';
import { page } from '../views/layout.tsx';
import { Empty, Table } from '../views/parts.tsx';
import { rescoreBanner } from '../views/rescore-banner.tsx';

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
        Brands, sources, routes and dates are changed under{' '}
        <a href="/settings/brands">Edit what is watched</a>. The environment and the files in{' '}
        <code>config/</code> are read at start.
      </p>
      {await rescoreBanner(c)}
      <section aria-labelledby="environment-heading">
        <h2 id="environment-heading">Environment</h2>
        {settings.length === 0 ? (
          <Empty>This process does not have the settings.</Empty>
        ) : (
          <Table
            caption="Settings of the environment"
            hideCaption
            head={['Setting', 'Value', 'Set with']}
            rows={settings.map(({ what, value, by }) => [what, value, <code>{by}</code>])}
          />
        )}
        <p class="small muted">
          When a mention expires, its text, author, link, tags, notes and bookmarks are deleted. Counts,
          incidents and earlier figures stay. If it is collected again, it is not counted twice. Simulated
          posts do not expire.
        </p>
      </section>
      <section aria-labelledby="brands-heading">
        <h2 id="brands-heading">Brands</h2>
        <Table
          caption="Watched brands"
          hideCaption
          head={['Brand', 'Terms', 'Excluded', 'Context words', 'Taxonomy']}
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
              head={['Category', 'Counts as broken trust', 'Description']}
              rows={pack.categories.map((one) => [
                one.title,
                one.type === 'harm' ? 'yes' : 'no, context only',
                one.description,
              ])}
            />
          </details>
        ))}
      </section>
      <section aria-labelledby="routes-heading">
        <h2 id="routes-heading">Who gets alerts</h2>
        <ul class="plain">
          {config.routes.map((route) => (
            <li>
              <a href="/alerts#routes">{route.name}</a>:{' '}
              {routeText(route, (slug) => names.get(slug) ?? slug)[0]}
            </li>
          ))}
          {config.routes.length === 0 && <li>No routes yet: no alerts will be sent.</li>}
        </ul>
      </section>
    </>,
  );
}
