/** The list of mentions with filters. */
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { categoryTitles } from '../../src/report/drivers.ts';
import { foldCopies } from '../../src/report/posts.ts';
import { countOf, timeText } from '../../src/report/words.ts';
import type { BrandRow } from '../../src/store/ports/brands.ts';
import type { MentionFilter } from '../../src/store/ports/mentions.ts';
import type { Ctx } from '../deps.ts';
import { MentionFilters, type MentionQuery } from '../views/mention-filters.tsx';
import { notice, page } from '../views/layout.tsx';
import { Mention } from '../views/mention.tsx';
import { Empty, isoTime, link, SimulatedNotice } from '../views/parts.tsx';

export const PAGE_SIZE = 50;
const MOST_PAGES = 2000;

/** A UTC moment from an address or a form; undefined where it is none. */
export function readMoment(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?$/.test(text)) return undefined;
  const at = Date.parse(text.length > 10 && !text.endsWith('Z') ? `${text}Z` : text);
  return Number.isNaN(at) ? undefined : at;
}

/** Reads the filters; without times all of the brand's mentions are meant. */
export async function mentionQuery(c: Ctx, brand: BrandRow): Promise<MentionQuery> {
  const { ledger, clock } = c.var.deps;
  const now = clock();
  const span = await ledger.read.mentions.span(brand.id);
  const end = Math.ceil(((span?.to ?? now) + 1) / HOUR_MS) * HOUR_MS;
  const start = Math.floor((span?.from ?? end - 7 * DAY_MS) / HOUR_MS) * HOUR_MS;
  const only = c.req.query('only');
  const pageNumber = Math.trunc(Number(c.req.query('page') ?? 1));
  return {
    brand,
    from: readMoment(c.req.query('from')) ?? start,
    to: readMoment(c.req.query('to')) ?? end,
    only: only === 'betrayal' || only === 'negative' ? only : undefined,
    category: c.req.query('category')?.slice(0, 100) || undefined,
    source: c.req.query('source')?.slice(0, 200) || undefined,
    order: c.req.query('order') === 'newest' ? 'newest' : 'reach',
    page: Math.min(MOST_PAGES, Math.max(1, pageNumber || 1)),
  };
}

export function filterOf(query: MentionQuery, limit: number): MentionFilter {
  const { brand, from, to, only, category, source, order } = query;
  return {
    brandId: brand.id,
    from,
    to,
    only,
    category,
    source,
    order,
    limit,
    offset: (query.page - 1) * PAGE_SIZE,
  };
}

function pageLink(query: MentionQuery, number: number): string {
  const { brand, from, to, only, category, source, order } = query;
  const times = { from: isoTime(from), to: isoTime(to) };
  return link('/mentions', { brand: brand.slug, ...times, only, category, source, order, page: number });
}

function fileLink(query: MentionQuery, format: 'csv' | 'jsonl'): string {
  return pageLink(query, 1).replace('/mentions?', `/mentions/file?format=${format}&`);
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
  const { ledger, config } = c.var.deps;
  const brands = await ledger.read.brands.all();
  const slug = c.req.query('brand');
  const brand = slug
    ? brands.find((one) => one.slug === slug)
    : (brands.find((one) => !one.simulated) ?? brands[0]);
  if (!brand && slug)
    return notice(
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
  const query = await mentionQuery(c, brand);
  const found = await ledger.read.mentions.list({ ...filterOf(query, PAGE_SIZE + 1), fold: true });
  const { deleted } = await ledger.read.mentions.shares(brand.id, query.from, query.to);
  const posts = foldCopies(found.slice(0, PAGE_SIZE));
  const titles = categoryTitles(config.packs);
  const range = { brandId: brand.id, widthMs: HOUR_MS, from: query.from - HOUR_MS, to: query.to };
  const sources = (await ledger.read.counts.bySource(range)).map((one) => one.source).sort();
  return page(
    c,
    { title: `Mentions of ${brand.name}`, current: '/mentions' },
    <>
      <h1>Mentions of {brand.name}</h1>
      <p class="lead">
        {timeText(query.from)} to {timeText(query.to)}
      </p>
      {brand.simulated && <SimulatedNotice />}
      <MentionFilters
        query={query}
        brands={brands}
        sources={sources}
        categories={[...titles]
          .map(([value, { title }]) => ({ value, label: title }))
          .toSorted((a, b) => (a.label < b.label ? -1 : 1))}
      />
      {posts.length === 0 ? (
        <Empty>No mention fits these filters.</Empty>
      ) : (
        <p class="small muted">
          {countOf(Math.min(found.length, PAGE_SIZE), 'mention')} on this page; those that say the same are
          shown once.
          <a href={fileLink(query, 'csv')}>As CSV</a> <a href={fileLink(query, 'jsonl')}>As JSON Lines</a>{' '}
          {deleted > 0 &&
            ` ${countOf(deleted, 'mention')} of this time were deleted since: they count, and are not shown.`}
        </p>
      )}
      {posts.map(({ mention, copies }) => (
        <Mention mention={mention} titles={titles} copies={copies} />
      ))}
      <Pages query={query} more={found.length > PAGE_SIZE} />
    </>,
  );
}
