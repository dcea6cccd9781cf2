/** The list of mentions with search and filters. */
import { allows } from '../../src/domain/user.ts';
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { Ctx } from '../deps.ts';
import { whoAsks } from '../query/form.ts';
import { harmsOf } from '../query/mention-annotations.ts';
import { type ChosenBrands, chosenBrands } from '../query/mention-brands.ts';
import { loadMentionList } from '../query/mention-list.ts';
import { ignoredFilters, listLink, queryFields } from '../query/mentions.ts';
import { viewsOfPage } from '../query/saved-views.ts';
import { Ignored } from '../views/ignored.tsx';
import { messagePage, page } from '../views/layout.tsx';
import { TriageLists } from '../views/mention/actions.tsx';
import { FilterChips, Stretches, viewNameOf } from '../views/mention/chips.tsx';
import { MentionFilters } from '../views/mention/filters.tsx';
import { ListSummary, ListTools, Pages, Posts } from '../views/mention/list.tsx';
import { WhatIfPanel } from '../views/mention/what-if.tsx';
import { Empty } from '../views/parts.tsx';
import { PageViews } from '../views/saved-views.tsx';

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

async function listPage(c: Ctx, chosen: ChosenBrands, all: readonly BrandRow[]) {
  const analyst = allows(c.get('principal')?.role ?? 'viewer', 'analyst');
  const list = await loadMentionList(c, chosen);
  const { query, titles, tags, whatIf } = list;
  const of = chosen.every ? 'all brands' : chosen.brands.map(({ name }) => name).join(', ');
  const here = { address: listLink(queryFields(query)), name: viewNameOf(list, of) };
  return page(
    c,
    { title: `Mentions of ${of}`, current: '/mentions', savable: here },
    <>
      <Ignored texts={ignoredFilters(c)} />
      <MentionFilters
        list={list}
        brands={all}
        categories={[...titles]
          .map(([value, { title }]) => ({ value, label: title }))
          .toSorted((a, b) => (a.label < b.label ? -1 : 1))}
      />
      <div class="narrow-down">
        <Stretches list={list} />
        <FilterChips list={list} />
        <ListTools list={list} />
        <PageViews views={await viewsOfPage(c, '/mentions')} here={here} />
      </div>
      {whatIf && <WhatIfPanel report={whatIf} brand={chosen.brands[0]!.slug} analyst={analyst} />}
      <ListSummary list={list} />
      <Posts list={list} who={whoAsks(c)} analyst={analyst} />
      {analyst && <TriageLists harms={harmsOf(c.var.deps.config.packs)} tags={tags} />}
      <Pages query={query} more={list.more} />
    </>,
  );
}

/** The list of the brands in the address. */
export async function mentionsPage(c: Ctx) {
  const all = await c.var.deps.store.read.brands.all();
  const chosen = await chosenBrands(c, all);
  if (chosen) return listPage(c, chosen, all);
  return all.length > 0 ? unknownBrand(c) : noBrand(c);
}
