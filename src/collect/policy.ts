/** Stores policy snapshots of trackers, and updates the candidate changes that a person reviews. */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { type SourceConfig, sourceId } from '../domain/source.ts';
import { MINUTE_MS } from '../domain/series.ts';
import { cutText } from '../domain/text.ts';
import type { TrackerPage } from '../source/tracker.ts';
import type { PolicySnapshotRow } from '../store/policies/port.ts';
import type { SourceState } from '../store/sources/port.ts';
import type { Tx } from '../store/store.ts';
import { connectTracker } from './connect.ts';
import type { CollectContext } from './context.ts';
import { letterOf } from './ingest-page.ts';
import { updateCandidates } from './policy-candidates.ts';

/** Adds the snapshots together, or each alone where the database refuses one for its values. */
async function addEach(tx: Tx, rows: readonly PolicySnapshotRow[]) {
  const together = await tx.attempt(() => tx.policies.addSnapshots(rows));
  if (!together.refused) return { found: together.value, stored: rows, refused: [] };
  let found = 0;
  const stored: PolicySnapshotRow[] = [];
  const refused: { row: PolicySnapshotRow; reason: string }[] = [];
  for (const row of rows) {
    const alone = await tx.attempt(() => tx.policies.addSnapshots([row]));
    if (alone.refused) {
      refused.push({ row, reason: `the database refuses it: ${cutText(alone.refused.message, 300)}` });
      continue;
    }
    found += alone.value;
    stored.push(row);
  }
  return { found, stored, refused };
}

/** Saves a page and the cursor in one transaction; new snapshots cause the brand to be examined again. */
async function savePage(ctx: CollectContext, source: SourceConfig, page: TrackerPage): Promise<void> {
  const id = sourceId(source);
  const at = ctx.clock();
  const rows = page.snapshots.map((snapshot) => ({ ...snapshot, source: id }));
  const letterFor = (ref: string | undefined, entry: unknown, reason: string) => ({
    ...letterOf({ id, ...(ref === undefined ? {} : { refOf: () => ref }) }, entry, reason),
    createdAt: at,
  });
  await ctx.store.tx(async (tx) => {
    const { found, stored, refused } = await addEach(tx, rows);
    const seen = stored.map(({ observedAt, seenUntil }) => seenUntil ?? observedAt);
    await tx.deadLetters.add([
      ...(page.dead ?? []).map(({ ref, entry, reason }) => letterFor(ref, entry, reason)),
      ...refused.map(({ row, reason }) => letterFor(row.ref, row, reason)),
    ]);
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
