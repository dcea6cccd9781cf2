/** The list of mentions with filters. */
import { allows } from '../../src/domain/user.ts';
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { Ctx } from '../deps.ts';
import { whoAsks } from '../query/form.ts';
import { harmsOf } from '../query/mention-annotations.ts';
import { loadMentionList } from '../query/mention-list.ts';
import { messagePage, page } from '../views/layout.tsx';
import { TriageLists } from '../views/mention/actions.tsx';
import { MentionFilters } from '../views/mention/filters.tsx';
import { ListHead, ListSummary, Pages, Posts } from '../views/mention/list.tsx';
import { WhatIfPanel } from '../views/mention/what-if.tsx';
import { Empty, SimulatedBanner } from '../views/parts.tsx';

function noBrand(c: Ctx) {
  return page(
    c,
    { title: 'Mentions', current: '/mentions' },
    <>
      <h1>Mentions</h1>
      <Empty>No brands yet, so there are no mentions.</Empty>
    </>,
  );
}

function unknownBrand(c: Ctx) {
  return messagePage(
    c,
    404,
    'No such brand',
    <p>
      See <a href="/brands">all brands</a>.
    </p>,
  );
}

async function listPage(c: Ctx, brand: BrandRow, brands: readonly BrandRow[]) {
  const analyst = allows(c.get('principal')?.role ?? 'viewer', 'analyst');
  const list = await loadMentionList(c, brand);
  const { query, titles, tags, sources, whatIf } = list;
  return page(
    c,
    { title: `Mentions of ${brand.name}`, current: '/mentions' },
    <>
      <ListHead query={query} />
      {brand.simulated && <SimulatedBanner />}
      {whatIf && <WhatIfPanel report={whatIf} brand={brand.slug} analyst={analyst} />}
      <MentionFilters
        query={query}
        brands={brands}
        sources={sources}
        tags={tags}
        categories={[...titles]
          .map(([value, { title }]) => ({ value, label: title }))
          .toSorted((a, b) => (a.label < b.label ? -1 : 1))}
      />
      <ListSummary list={list} />
      <Posts list={list} who={whoAsks(c)} analyst={analyst} />
      {analyst && <TriageLists harms={harmsOf(c.var.deps.config.packs)} tags={tags} />}
      <Pages query={query} more={list.more} />
    </>,
  );
}

/** The list of the brand in the address, by default the first that is not simulated. */
export async function mentionsPage(c: Ctx) {
  const brands = await c.var.deps.store.read.brands.all();
  const slug = c.req.query('brand');
  const brand = slug
    ? brands.find((one) => one.slug === slug)
    : (brands.find((one) => !one.simulated) ?? brands[0]);
  if (brand) return listPage(c, brand, brands);
  return slug ? unknownBrand(c) : noBrand(c);
}
