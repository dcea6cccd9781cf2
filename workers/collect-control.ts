/** Brings series that are no mentions into the database: news articles and page views, for attribution. */
import { type SourceConfig, type SourceType, sourceId } from '../config/schema/sources.ts';
import { UserError } from '../src/domain/result.ts';
import { MINUTE_MS } from '../src/domain/series.ts';
import { withKnownEvents } from '../src/series/known-events.ts';
import type { BackfillRange } from '../src/source/connector.ts';
import type { ControlConnector } from '../src/source/control.ts';
import { gdeltConnector } from '../src/source/controls/gdelt.ts';
import { wikipediaConnector } from '../src/source/controls/wikipedia.ts';
import type { BrandRow } from '../src/store/brands/port.ts';
import type { SourceState } from '../src/store/sources/port.ts';
import type { StageContext } from './context.ts';

/** What a control's values count, in words for reasons. */
const COUNTS: Partial<Record<SourceType, string>> = { gdelt: 'news articles', wikipedia: 'page views' };

/** Whether a source of this type brings a control series in place of mentions. */
export function bringsControl(type: SourceType): boolean {
  return COUNTS[type] !== undefined;
}

/** What a series in the database counts, by the id of its source: `gdelt:acme` or `gdelt`. */
export function controlLabel(source: string): string {
  return COUNTS[source.split(':')[0] as SourceType] ?? source;
}

/** The connector of a control source; throws UserError for any other type. */
export function connectControl(ctx: StageContext, source: SourceConfig): ControlConnector {
  const given = { id: sourceId(source), clock: ctx.clock, fetch: ctx.fetch };
  if (source.type === 'wikipedia') return wikipediaConnector({ ...source, ...given });
  if (source.type !== 'gdelt')
    throw new UserError(`a source of type ${source.type} brings no control series`);
  const term = ctx.config.brands.find((brand) => brand.slug === source.brands[0])?.terms[0] ?? '';
  const query = source.query ?? `"${term.replaceAll('"', ' ')}"`;
  return gdeltConnector({ ...source, ...given, query });
}

/** The one brand that a control is about. */
async function brandOf(ctx: StageContext, source: SourceConfig): Promise<BrandRow> {
  const brand = await ctx.store.read.brands.bySlug(source.brands[0] ?? '');
  if (!brand) throw new UserError(`brand ${source.brands[0]} is not in the database`);
  return brand;
}

/**
 * Reads on until the series has no more, or `signal` says that it is another's turn. Points and cursor are saved in
 * one transaction; new points let a brand with policy changes be looked at again.
 */
export async function readControl(
  ctx: StageContext,
  source: SourceConfig,
  state: SourceState | undefined,
  signal: AbortSignal,
): Promise<void> {
  const connector = connectControl(ctx, source);
  const brand = await brandOf(ctx, source);
  const { policyChanges } = await withKnownEvents(ctx.store.read, ctx.config, ctx.clock());
  const weighed = policyChanges.some((change) => change.brand === brand.slug);
  let newest = state?.newestAt ?? Number.NEGATIVE_INFINITY;
  for await (const page of connector.read(state?.cursor, signal)) {
    const { points, cursor, completeUntil, quota } = page;
    const at = ctx.clock();
    const found = points.filter(({ start }) => start > newest).length;
    newest = Math.max(newest, points.at(-1)?.start ?? newest);
    await ctx.store.tx(async (tx) => {
      await tx.controls.set(brand.id, connector.id, connector.widthMs, points);
      await tx.sources.saveRead(connector.id, {
        cursor,
        at,
        found,
        completeUntil,
        newestAt: points.at(-1)?.start,
        quota,
        nextAt: page.more ? 0 : at + source.everyMinutes * MINUTE_MS,
      });
      if (found > 0 && weighed) await tx.brands.markDirty([brand.id]);
    });
  }
}

/**
 * Reads the past of a series, newest first; the source stands where it stood. Returns the cursor to go on from when
 * `signal` ended it, undefined when the range is through.
 */
export async function backfillControl(
  ctx: StageContext,
  source: SourceConfig,
  range: BackfillRange,
  signal: AbortSignal,
  from?: string,
): Promise<string | undefined> {
  const connector = connectControl(ctx, source);
  const brand = await brandOf(ctx, source);
  let cursor = from;
  for await (const page of connector.backfill(range, cursor, signal)) {
    await ctx.store.tx((tx) => tx.controls.set(brand.id, connector.id, connector.widthMs, page.points));
    cursor = page.more ? page.cursor : undefined;
  }
  return cursor;
}
