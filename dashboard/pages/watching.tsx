/** What is happening: each source with its last and next read, and the first posts. Live while it is open. */
import { isOwner } from '../../src/domain/user.ts';
import { type Ctx, liveMark, type Principal } from '../deps.ts';
import { loadSetup } from '../query/setup.ts';
import { loadWatching } from '../query/watching.ts';
import { fragment, page } from '../views/layout.tsx';
import { LiveBar } from '../views/live-bar.tsx';
import { Empty } from '../views/parts.tsx';
import { StepBar } from '../views/setup/frame.tsx';
import { FirstPosts, WatchedSources, watchingText } from '../views/setup/watching.tsx';
import { categoryTitles } from '../../src/report/brand/drivers.ts';

/** Reads without new posts change nothing that a page listens for. */
const REFRESH_S = 5;

function mayIt(principal: Principal | undefined): boolean {
  return principal !== undefined && isOwner(principal);
}

function nothingYet(c: Ctx, brand: string | undefined) {
  return mayIt(c.get('principal')) ? (
    <Empty>
      {brand === undefined ? (
        <>
          Nothing is watched yet. <a href="/setup">Set up your brand</a>
        </>
      ) : (
        <>
          No source is read for {brand} yet. <a href="/setup/sources">Add a source</a> or{' '}
          <a href="/imports">import a file</a>
        </>
      )}
    </Empty>
  ) : (
    <Empty>Nothing is watched yet. An admin of all brands sets up brands and sources.</Empty>
  );
}

export async function watchingPage(c: Ctx) {
  const after = await liveMark(c);
  const setup = mayIt(c.get('principal')) ? await loadSetup(c) : undefined;
  const asked = c.req.query('brand');
  const slug = asked ?? setup?.brand?.slug;
  const watching = await loadWatching(c, slug === '' ? undefined : slug);
  const [brand] = watching.brands;
  const name = slug !== undefined && brand ? brand.name : undefined;
  const heading = name === undefined ? 'What is happening' : `Watching ${name}`;
  const body = (
    <>
      <p class="lead" data-live="watching-text">
        {watchingText(watching)}
      </p>
      {watching.sources.length === 0 && nothingYet(c, brand?.name)}
      <section data-live="watching-sources" aria-label="Sources">
        <WatchedSources watching={watching} />
      </section>
      <FirstPosts watching={watching} titles={categoryTitles(c.var.deps.config.packs)} />
    </>
  );
  if (c.req.query('fragment') !== undefined) return fragment(c, body);
  const brands = watching.brands.map((one) => one.slug);
  return page(
    c,
    { title: heading, current: '/watching', live: { brands, after } },
    <div class="setup">
      {setup?.state.slug !== undefined && setup.state.slug === slug && (
        <StepBar setup={setup} current="watching" />
      )}
      <LiveBar everySeconds={REFRESH_S} />
      <h1>{heading}</h1>
      {body}
      {watching.scored > 0 && (
        <p class="actions">
          <a class="button" href={name === undefined ? '/' : `/brands/${slug}`}>
            {name === undefined ? 'Go to Now' : `Open ${name}`}
          </a>
        </p>
      )}
    </div>,
  );
}
