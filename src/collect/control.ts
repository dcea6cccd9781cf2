/** Stores control series, which attribution uses: news articles and page views. */
import type { SourceConfig } from '../domain/source.ts';
import { UserError } from '../domain/result.ts';
import { MINUTE_MS } from '../domain/series.ts';
import { withKnownEvents } from '../series/known-events.ts';
import type { BackfillRange } from '../source/connector.ts';
import type { ControlPoint } from '../store/controls/port.ts';
import type { BrandRow } from '../store/brands/port.ts';
import type { SourceState } from '../store/sources/port.ts';
import { connectControl } from './connect.ts';
import type { CollectContext } from './context.ts';

/** Points that a database holds; a site's impossible numbers are no counts. */
function storable(points: readonly ControlPoint[]): ControlPoint[] {
  return points.filter(
    ({ start, value }) => Math.abs(start) <= 8.64e15 && Number.isInteger(start) && Number.isFinite(value),
  );
}

/** The brand of a control series. */
async function brandOf(ctx: CollectContext, source: SourceConfig): Promise<BrandRow> {
  const brand = await ctx.store.read.brands.bySlug(source.brands[0] ?? '');
  if (!brand) throw new UserError(`brand ${source.brands[0]} is not in the database`);
  return brand;
}

/**
 * Reads on until the series has no more or `signal` is aborted. Points and cursor are saved in one transaction; new
 * points cause a brand with policy changes to be examined again.
 */
export async function readControl(
  ctx: CollectContext,
  source: SourceConfig,
  state: SourceState | undefined,
  signal: AbortSignal,
): Promise<void> {
  const connector = connectControl(ctx, source);
  const brand = await brandOf(ctx, source);
  const { policyChanges } = await withKnownEvents(ctx.store.read, ctx.config, ctx.clock());
  const hasChanges = policyChanges.some((change) => change.brand === brand.slug);
  let newest = state?.newestAt ?? Number.NEGATIVE_INFINITY;
  for await (const page of connector.read(state?.cursor, signal)) {
    const { cursor, completeUntil, quota } = page;
    const points = storable(page.points);
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
      if (found > 0 && hasChanges) await tx.brands.markDirty([brand.id]);
    });
  }
}

/**
 * Reads the past of a series, newest first; the source's own cursor does not move. Returns the cursor to resume from if
 * `signal` was aborted, undefined once the range is complete.
 */
export async function backfillControl(
  ctx: CollectContext,
  source: SourceConfig,
  range: BackfillRange,
  signal: AbortSignal,
  from?: string,
): Promise<string | undefined> {
  const connector = connectControl(ctx, source);
  const brand = await brandOf(ctx, source);
  let cursor = from;
  for await (const page of connector.backfill(range, cursor, signal)) {
    await ctx.store.tx((tx) =>
      tx.controls.set(brand.id, connector.id, connector.widthMs, storable(page.points)),
    );
    cursor = page.more ? page.cursor : undefined;
  }
  return cursor;
}
