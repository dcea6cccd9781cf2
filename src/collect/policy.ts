/** Stores policy snapshots of trackers, and updates the candidate changes that a person reviews. */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { type SourceConfig, sourceId } from '../domain/source.ts';
import { MINUTE_MS } from '../domain/series.ts';
import type { TrackerPage } from '../source/tracker.ts';
import type { SourceState } from '../store/sources/port.ts';
import { connectTracker } from './connect.ts';
import type { CollectContext } from './context.ts';
import { letterOf } from './ingest-page.ts';
import { updateCandidates } from './policy-candidates.ts';

/** Saves a page and the cursor in one transaction; new snapshots cause the brand to be examined again. */
async function savePage(ctx: CollectContext, source: SourceConfig, page: TrackerPage): Promise<void> {
  const id = sourceId(source);
  const at = ctx.clock();
  const rows = page.snapshots.map((snapshot) => ({ ...snapshot, source: id }));
  const letters = (page.dead ?? []).map(({ ref, entry, reason }) => ({
    ...letterOf({ id, ...(ref === undefined ? {} : { refOf: () => ref }) }, entry, reason),
    createdAt: at,
  }));
  const seen = page.snapshots.map(({ observedAt, seenUntil }) => seenUntil ?? observedAt);
  await ctx.store.tx(async (tx) => {
    const found = await tx.policies.addSnapshots(rows);
    if (letters.length > 0) await tx.deadLetters.add(letters);
    await tx.sources.saveRead(id, {
      cursor: page.cursor,
      at,
      found,
      newestAt: seen.length > 0 ? Math.max(...seen) : undefined,
      nextAt: page.more ? 0 : at + source.everyMinutes * MINUTE_MS,
    });
    const brand = found > 0 ? await tx.brands.bySlug(source.brands[0] ?? '') : undefined;
    if (brand) await tx.brands.markDirty([brand.id]);
  });
}

/**
 * Reads on until the tracker has no more or `signal` is aborted, then updates the brand's candidate changes. While older
 * snapshots are missing there are no candidates: a revert would look like a change.
 */
export async function readPolicy(
  ctx: CollectContext,
  source: SourceConfig,
  state: SourceState | undefined,
  signal: AbortSignal,
): Promise<void> {
  let more = false;
  for await (const page of connectTracker(ctx, source).read(state?.cursor, signal)) {
    await savePage(ctx, source, page);
    more = page.more ?? false;
    await turnOfTheLoop();
  }
  if (!more) await updateCandidates(ctx, source.brands[0] ?? '');
}
