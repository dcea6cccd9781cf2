/** Watches policies: records of trackers into the database, and what a person should look at out of them. */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { type SourceConfig, type SourceType, sourceId } from '../config/schema/sources.ts';
import { UserError } from '../src/domain/result.ts';
import { MINUTE_MS } from '../src/domain/series.ts';
import { openTermsTracker } from '../src/source/trackers/open-terms-archive.ts';
import { policyPageTracker } from '../src/source/trackers/policy-page.ts';
import type { Tracker, TrackerPage } from '../src/source/tracker.ts';
import type { SourceState } from '../src/store/sources/port.ts';
import type { StageContext } from './context.ts';
import { letterOf } from './ingest-page.ts';
import { updateCandidates } from './policy-candidates.ts';

const TRACKERS: readonly SourceType[] = ['open-terms-archive', 'policy-page'];

/** Whether a source of this type watches policies in place of bringing mentions. */
export function watchesPolicy(type: SourceType): boolean {
  return TRACKERS.includes(type);
}

/** The tracker of a source; throws UserError for any other type. */
export function trackerOf(ctx: StageContext, source: SourceConfig): Tracker {
  const brand = source.brands[0] ?? '';
  const given = { id: sourceId(source), brand, clock: ctx.clock, fetch: ctx.fetch };
  if (source.type === 'open-terms-archive') return openTermsTracker({ ...source, ...given });
  if (source.type === 'policy-page') return policyPageTracker({ ...source, ...given });
  throw new UserError(`a source of type ${source.type} watches no policy`);
}

/** Keeps a page and where the tracker stands in one transaction; new records have the brand looked at again. */
async function keepPage(ctx: StageContext, source: SourceConfig, page: TrackerPage): Promise<void> {
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
 * Reads on until the tracker has no more, or `signal` says that it is another's turn; then proposes what its brand's
 * records come to. While older records are missing nothing is proposed: a return would look like a change.
 */
export async function readPolicy(
  ctx: StageContext,
  source: SourceConfig,
  state: SourceState | undefined,
  signal: AbortSignal,
): Promise<void> {
  let more = false;
  for await (const page of trackerOf(ctx, source).read(state?.cursor, signal)) {
    await keepPage(ctx, source, page);
    more = page.more ?? false;
    await turnOfTheLoop();
  }
  if (!more) await updateCandidates(ctx, source.brands[0] ?? '');
}
