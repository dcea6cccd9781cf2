/** Saves how far a source, or a backfill, was read. */
import { UserError } from '../domain/result.ts';
import type { MissingRange, Quota } from '../domain/source.ts';
import type { Tx } from '../store/store.ts';
import type { Page } from './page.ts';

/** The end of time in JavaScript. */
const LAST = 8.64e15;

/** A number that a site said, as a column holds it; undefined where none does. */
function whole(value: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  const rounded = Math.round(value);
  return Math.abs(rounded) <= LAST ? rounded : undefined;
}

function quotaOf(quota: Quota | undefined): Quota | undefined {
  const remaining = whole(quota?.remaining);
  if (remaining === undefined) return undefined;
  const [limit, resetsAt] = [whole(quota?.limit), whole(quota?.resetsAt)];
  return {
    remaining,
    ...(limit === undefined ? {} : { limit }),
    ...(resetsAt === undefined ? {} : { resetsAt }),
  };
}

function rangesOf(missing: readonly MissingRange[]): MissingRange[] {
  return missing.flatMap((range) => {
    const [from, to] = [whole(range.from), whole(range.to)];
    return from === undefined || to === undefined ? [] : [{ ...range, from, to }];
  });
}

export interface PageCounts {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Publication of the newest mention that was stored. */
  readonly newestAt: number | undefined;
  readonly newestBySource: ReadonlyMap<string, number>;
}

/** Saves the progress of the source, or of the backfill. Numbers of the site that no column holds are left out. */
export async function saveProgress(tx: Tx, page: Page, now: number, counts: PageCounts): Promise<void> {
  const { source, backfill } = page;
  const { accepted, duplicates, rejected, newestAt } = counts;
  if (backfill) {
    const { id, cursor, read } = backfill;
    const reached = whole(backfill.reached);
    await tx.backfills.advance(id, { cursor, reached, read, accepted, duplicates, rejected, at: now });
    return;
  }
  if (page.apart) return;
  if (page.import) {
    for (const [id, newest] of counts.newestBySource) {
      await tx.sources.noteImported(id, { at: now, newestAt: newest });
    }
    return;
  }
  if (page.missing) await tx.sources.addGaps(source, rangesOf(page.missing), now);
  await tx.sources.saveRead(source, {
    cursor: page.cursor,
    at: now,
    found: accepted,
    completeUntil: whole(page.completeUntil),
    newestAt,
    quota: quotaOf(page.quota),
    nextAt: whole(page.nextAt),
  });
}

/** Adds a page to the counts of its import. Throws UserError when the import was taken back meanwhile: the page is not stored. */
export async function saveImport(
  tx: Tx,
  page: Page,
  now: number,
  outcome: {
    readonly accepted: number;
    readonly duplicates: number;
    readonly replaced: number;
    readonly rejected: number;
    readonly conflicts: readonly unknown[];
    readonly created: readonly string[];
  },
): Promise<void> {
  if (!page.import) return;
  const { id, leftOut } = page.import;
  const { accepted, duplicates, replaced, rejected, conflicts, created } = outcome;
  const going = await tx.imports.advance(id, {
    accepted,
    duplicates,
    replaced,
    rejected,
    conflicts: conflicts.length,
    created,
    read: page.mentions.length + (page.deadLetters?.length ?? 0) + leftOut,
    leftOut,
    sources: [...new Set(page.mentions.map(({ source }) => source))],
    at: now,
  });
  if (!going) throw new UserError(`Import ${id} was taken back while it was running.`);
}
