/**
 * Rings again for whatever still waits in the ledger: after a lost queue, a crash, or when another process
 * wrote the ledger. Where ringing does not help, it does the work itself.
 */
import { RING_SIZE } from '../src/ingest/accept.ts';
import type { Doorbell } from '../src/queue/job-queue.ts';
import { detectRings } from '../src/queue/stages.ts';
import type { Reads } from '../src/store/store.ts';
import { OVER_AFTER_MS } from './alert.ts';
import type { StageContext } from './context.ts';
import { noticeSources } from './source-health.ts';
import { handlers } from './stages.ts';

const MAX_RINGS = 40;
/** While mentions wait and fewer do each time: another process reads a file, say. */
const SOON_MS = 1_000;

export interface Reconciler {
  /** One round. Tells after how many ms the next one is wanted, where that is sooner than usual. */
  tick(): Promise<number | undefined>;
}

async function waitingWork(reads: Reads, version: string, now: number) {
  const [pending, outdated, job, brands, undecided, ended, due] = await Promise.all([
    reads.mentions.pendingIds(RING_SIZE),
    reads.rescores.countOutdated(version),
    reads.rescores.running(),
    reads.brands.dirty(),
    reads.incidents.undecided(now),
    reads.incidents.ended(now - OVER_AFTER_MS),
    reads.outbox.due(now, 1),
  ]);
  return {
    /** The oldest. */
    pending,
    outdated,
    rescore: outdated > 0 || job !== undefined,
    // Detection and alerts wait for a re-score.
    dirty: outdated > 0 ? [] : detectRings(brands.map(({ slug }) => slug)),
    undecided: outdated > 0 ? 0 : undecided.length + ended.length,
    due: due.length,
  };
}

/** `bell` answers nothing while it is down: then the work is done here. */
export function createReconciler(ctx: StageContext, bell: Pick<Doorbell, 'ring' | 'depth'>): Reconciler {
  let last = '';
  let stuck = 0;

  return {
    async tick() {
      await noticeSources(ctx);
      const work = await waitingWork(ctx.ledger.read, ctx.scorer.version, ctx.clock());
      const first = work.pending;
      const state = `${first[0] ?? ''}/${first.length}/${work.outdated}/${work.dirty.flatMap((ring) => ring.brands).join()}/${work.undecided}/${work.due}`;
      const waiting = first.length + work.dirty.length + work.undecided + work.due;
      const idle = waiting === 0 && !work.rescore;
      stuck = !idle && state === last ? stuck + 1 : 0;
      last = state;
      if (idle) return undefined;
      const depth = await bell.depth().catch(() => undefined);
      if (depth === undefined || stuck >= 3) {
        const { pending } = await ctx.ledger.read.mentions.unsettled();
        ctx.log.warn({ waiting: pending }, 'ringing does not help; doing the work here');
        if (first.length > 0) await handlers.score(ctx, { ids: first });
        if (work.rescore) await handlers.rescore(ctx, {});
        for (const ring of work.dirty) await handlers.detect(ctx, ring);
        if (work.undecided > 0) await handlers.alert(ctx, {});
        if (work.due > 0) await handlers.notify(ctx, {});
        return undefined;
      }
      if (depth.score === 0 && first.length > 0) {
        const waits = await ctx.ledger.read.mentions.pendingIds(MAX_RINGS * RING_SIZE);
        for (let i = 0; i < waits.length; i += RING_SIZE) {
          await bell.ring('score', { ids: waits.slice(i, i + RING_SIZE) });
        }
      }
      if (depth.rescore === 0 && work.rescore) await bell.ring('rescore', {});
      if (depth.detect === 0) for (const ring of work.dirty) await bell.ring('detect', ring);
      if (depth.alert === 0 && work.undecided > 0) await bell.ring('alert', {});
      if (depth.notify === 0 && work.due > 0) await bell.ring('notify', {});
      return first.length > 0 && stuck === 0 ? SOON_MS : undefined;
    },
  };
}
