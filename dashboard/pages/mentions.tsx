/** The list of mentions with filters. */
import { HOUR_MS } from '../../src/domain/series.ts';
import { allows } from '../../src/domain/user.ts';
import { categoryTitles } from '../../src/report/brand/drivers.ts';
import { groupDuplicates } from '../../src/report/brand/posts.ts';
import { countOf, dayText, timeText } from '../../src/report/text/labels.ts';
import type { Ctx } from '../deps.ts';
import { MentionFilters, type MentionQuery } from '../views/mention/filters.tsx';
import { messagePage, page } from '../views/layout.tsx';
import { Mention } from '../views/mention/mention.tsx';
import { MentionActions, MentionAnnotations, TriageLists } from '../views/mention/actions.tsx';
import { Empty, isoTime, link, SimulatedBanner } from '../views/parts.tsx';
import { filterOf, hereOf, mentionQuery, PAGE_SIZE, queryFields } from '../query/mentions.ts';
import { whoAsks } from '../query/form.ts';
import { harmsOf, loadTriage } from '../query/mention-annotations.ts';
import { WhatIfPanel, whatIfReport } from './what-if.tsx';

function pageLink(query: MentionQuery, number: number): string {
  return link('/mentions', { ...queryFields(query), page: number });
}

function Pages(props: { query: MentionQuery; more: boolean }) {
  const { query, more } = props;
  if (query.page === 1 && !more) return null;
  return (
    <nav class="pages" aria-label="Pages">
      {query.page > 1 && (
        <a rel="prev" href={pageLink(query, query.page - 1)}>
          Previous
        </a>
      )}
      <span class="muted">Page {query.page}</span>
      {more && (
        <a rel="next" href={pageLink(query, query.page + 1)}>
          Next
        </a>
      )}
    </nav>
  );
}

export async function mentionsPage(c: Ctx) {
  const { store, config } = c.var.deps;
  const brands = await store.read.brands.all();
  const slug = c.req.query('brand');
  const brand = slug
    ? brands.find((one) => one.slug === slug)
    : (brands.find((one) => !one.simulated) ?? brands[0]);
  if (!brand && slug)
    return messagePage(
      c,
      404,
      'No such brand',
      <p>
        The list of brands is <a href="/brands">here</a>.
      </p>,
    );
  if (!brand) {
    const empty = <Empty>No brand is watched yet, so there are no mentions.</Empty>;
    return page(
      c,
      { title: 'Mentions', current: '/mentions' },
      <>
        <h1>Mentions</h1>
        {empty}
      </>,
    );
  }
  const query = await mentionQuery(c, brand, { newest: true });
  const who = whoAsks(c);
  const analyst = allows(c.get('principal')?.role ?? 'viewer', 'analyst');
  const found = await store.read.mentions.list({ ...filterOf(query, PAGE_SIZE + 1, who), grouped: true });
  const { deleted } = await store.read.mentions.shares(brand.id, query.from, query.to);
  const away =
    deleted > 0 &&
    ` Counted and not shown: ${countOf(deleted, 'mention')} of this time, deleted or past its time here.`;
  const posts = groupDuplicates(found.slice(0, PAGE_SIZE));
  const titles = categoryTitles(config.packs);
  const range = { brandId: brand.id, widthMs: HOUR_MS, from: query.from - HOUR_MS, to: query.to };
  const triage = await loadTriage(
    store.read,
    posts.map(({ mention }) => mention.id),
    who,
  );
  const tags = await store.read.annotations.tags();
  const without = await whatIfReport(c, brand);
  const sources = (await store.read.counts.bySource(range)).map((one) => one.source).sort();
  return page(
    c,
    { title: `Mentions of ${brand.name}`, current: '/mentions' },
    <>
      <h1>Mentions of {brand.name}</h1>
      <p class="lead">
        {timeText(query.from)} to {timeText(query.to)}
        {query.since !== undefined && (
          <>
            , the newest.{' '}
            <a href={link('/mentions', { ...queryFields(query), from: isoTime(query.since) })}>
              All since {dayText(query.since)}
            </a>
          </>
        )}
      </p>
      {brand.simulated && <SimulatedBanner />}
      {without && <WhatIfPanel report={without} brand={brand.slug} analyst={analyst} />}
      <MentionFilters
        query={query}
        brands={brands}
        sources={sources}
        tags={tags}
        categories={[...titles]
          .map(([value, { title }]) => ({ value, label: title }))
          .toSorted((a, b) => (a.label < b.label ? -1 : 1))}
      />
      {posts.length === 0 ? (
        <Empty>No mention fits these filters.{away}</Empty>
      ) : (
        <p class="small muted">
          {countOf(Math.min(found.length, PAGE_SIZE), 'mention')} on this page; those that say the same are
          shown once.
          {query.author !== undefined && ' All are of one author.'}
          {away} {query.show === 'muted' ? 'They do not count. ' : ''}
          <a href="/mutes">What is muted</a>
          {' · '}
          <a href={link('/mentions/export', { ...queryFields(query), format: 'csv' })}>CSV</a>
          {' · '}
          <a href={link('/mentions/export', { ...queryFields(query), format: 'jsonl' })}>JSON lines</a>
        </p>
      )}
      <h2 class="hidden">Posts</h2>
      {posts.map(({ mention, duplicates }) => (
        <Mention mention={mention} titles={titles} duplicates={duplicates}>
          <MentionAnnotations triage={triage.get(mention.id)!} titles={titles} />
          {analyst && (
            <MentionActions
              mention={mention}
              triage={triage.get(mention.id)!}
              brand={brand.slug}
              back={hereOf(query)}
              titles={titles}
              who={who}
            />
          )}
        </Mention>
      ))}
      {analyst && <TriageLists harms={harmsOf(config.packs)} tags={tags} />}
      <Pages query={query} more={found.length > PAGE_SIZE} />
    </>,
  );
}
