/** Loads the first screen of a brand: report, top posts, assignee, freshness. */
import { sourceId } from '../../src/domain/source.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { type BrandReport, loadBrandReport } from '../../src/report/brand/report.ts';
import { type PostGroup, topPosts } from '../../src/report/brand/posts.ts';
import { type SourceAge, sourceAges, ownerOf } from '../../src/report/brand/watch.ts';
import { allows } from '../../src/domain/user.ts';
import type { BrandRow } from '../../src/store/brands/port.ts';
import { waitingText } from '../../src/report/text/labels.ts';
import { RANGE_NAMES } from '../../src/report/brand/range.ts';
import type { Ctx } from '../deps.ts';
import { link } from '../views/parts.tsx';
import { ignoredText } from './ignored.ts';

const WIDTHS: Readonly<Record<string, number>> = { hour: HOUR_MS, day: DAY_MS };
const MOST_POSTS = 8;

export interface Watch {
  readonly report: BrandReport;
  readonly now: number;
  /** With the most reach in the period, including the current hour. */
  readonly posts: readonly PostGroup[];
  readonly only: 'betrayal' | 'negative';
  readonly stretch: { readonly from: number; readonly to: number };
  readonly owner: string | undefined;
  readonly ages: readonly SourceAge[];
  readonly newest: number | undefined;
  /** `1,200 posts wait to be scored` */
  readonly waiting: string | undefined;
  /** Whether the chart shows all posts beside the negative ones. */
  readonly showTotal: boolean;
}

/** `1,200 posts wait to be scored`, of this brand; undefined where none do. */
export async function waitingOf(c: Ctx, brand: BrandRow): Promise<string | undefined> {
  const { byBrand, more } = await c.var.deps.store.read.mentions.waitingByBrand();
  return waitingText(byBrand.get(brand.id) ?? 0, more);
}

/** Undefined while the brand has no mentions. Range and bar width come from the address. */
export async function loadWatch(c: Ctx, brand: BrandRow): Promise<Watch | undefined> {
  const { store, clock, config } = c.var.deps;
  const now = clock();
  const report = await loadBrandReport(store.read, config, brand, now, {
    range: c.req.query('range'),
    widthMs: WIDTHS[c.req.query('bucket') ?? ''],
  });
  if (!report) return undefined;
  const only = report.focus?.spike?.kind === 'backlash' ? 'betrayal' : 'negative';
  const open = report.live && report.stretch.to >= report.dataEnd;
  const stretch = { from: report.stretch.from, to: open ? now + 1 : report.stretch.to };
  const watched = config.sources.map((source) => ({ ...source, id: sourceId(source) }));
  return {
    report,
    now,
    posts: await topPosts(store.read, { brandId: brand.id, ...stretch, only }, MOST_POSTS),
    only,
    stretch,
    owner: await ownerOf(store.read, report.focus?.incident),
    ages: report.live ? sourceAges(watched, await store.read.sources.all(), brand.slug, now) : [],
    newest: (await store.read.mentions.span(brand.id))?.to,
    waiting: await waitingOf(c, brand),
    showTotal: c.req.query('all') === '1',
  };
}

/** The page that a change of the head returns to; undefined where the reader may change nothing. */
export function backTo(c: Ctx): string | undefined {
  return allows(c.get('principal')?.role ?? 'viewer', 'analyst') ? c.req.path : undefined;
}

/** The window of the address as it can be saved: range, width of the bars, all posts or not. */
export function windowOf(c: Ctx, path: string, of: string): { address: string; name: string } {
  const [range, bucket, all] = ['range', 'bucket', 'all'].map((name) => c.req.query(name));
  return {
    address: link(path, { range, bucket, all }),
    name: [of, range, bucket].filter(Boolean).join(', '),
  };
}

/** Ranges and widths of the address that mean nothing. */
export function ignoredChoices(c: Ctx, incidents: readonly { readonly slug: string }[]) {
  return [
    incidents.some(({ slug }) => slug === c.req.query('range'))
      ? undefined
      : ignoredText(c, 'range', RANGE_NAMES),
    ignoredText(c, 'bucket', Object.keys(WIDTHS)),
  ];
}
