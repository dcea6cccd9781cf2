/** Takes an import back, in steps that can be broken off and gone on with. */
import { UserError } from '../domain/result.ts';
import { JOB_SIZE, type IngestContext } from '../ingest/accept.ts';
import type { ImportJob } from '../store/imports/port.ts';
import { noteImport } from './note.ts';

/** Mentions of one transaction: others write in between. */
const STEP = 500;

export interface UndoneImport {
  readonly import: ImportJob;
  /** Mentions that are gone. */
  readonly removed: number;
  /** Mentions that say again what they said before it corrected them. */
  readonly restored: number;
  /** Mentions that it was not the only one to bring, or whose text was erased: they stay. */
  readonly kept: number;
  /** Mentions that had expired: their counts stay. */
  readonly expired: number;
  /** Brands that it had created and of which nothing is left. */
  readonly brands: readonly string[];
}

/** Throws UserError where there is no such import, or it was taken back before. */
export async function undoImport(
  ctx: Pick<IngestContext, 'store' | 'queue' | 'clock' | 'onLostJob'>,
  id: number,
  who: string,
  onProgress: (looked: number) => void,
  auditAs?: string,
): Promise<UndoneImport> {
  const job = await ctx.store.tx(async (tx) => {
    const found = await tx.imports.beginUndo(id, { who, at: ctx.clock() });
    if (found)
      await noteImport(
        tx,
        ctx.clock,
        auditAs,
        'took an import back',
        `${id} (${found.file} for ${found.brand})`,
      );
    return found;
  });
  if (!job) {
    const known = await ctx.store.read.imports.one(id);
    if (!known) throw new UserError(`There is no import ${id}. See: npx outcry imports`);
    throw new UserError(`Import ${id} (${known.file}) was taken back before.`);
  }
  const counts = { removed: 0, restored: 0, kept: 0 };
  const pending: number[] = [];
  let looked = 0;
  for (;;) {
    const step = await ctx.store.tx((tx) => tx.imports.undoSome(id, STEP));
    if (step.looked === 0) break;
    looked += step.looked;
    counts.removed += step.removed;
    counts.restored += step.restored;
    counts.kept += step.looked - step.removed - step.restored;
    pending.push(...step.pending);
    onProgress(looked);
  }
  const brands = await ctx.store.tx((tx) => tx.imports.endUndo(id, ctx.clock()));
  for (let i = 0; i < pending.length; i += JOB_SIZE) {
    await ctx.queue.enqueue('score', { ids: pending.slice(i, i + JOB_SIZE) }).catch(ctx.onLostJob);
  }
  // A first attempt that was broken off removed the others.
  const expired = job.state === 'undoing' ? 0 : Math.max(0, job.accepted - counts.removed - counts.kept);
  return { import: job, ...counts, expired, brands };
}
