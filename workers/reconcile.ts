/**
 * Enqueues whatever is still pending in the database: after a lost queue, after a crash, or when another process wrote to
 * the database. Where that does not help, it does the work itself.
 */
import { OVER_AFTER_MS } from '../src/alert/decide.ts';
import { JOB_SIZE } from '../src/ingest/accept.ts';
import type { JobQueue } from '../src/queue/job-queue.ts';
import { makeDailyDue } from '../src/detection/daily-due.ts';
import { bucketStart, HOUR_MS } from '../src/domain/series.ts';
import { detectJobs } from '../src/queue/stages.ts';
import type { Reads } from '../src/store/store.ts';
import type { StageContext } from './context.ts';
import { checkSources } from './source-health.ts';
import { handlers } from './stages.ts';

const MAX_JOBS = 40;
/** Delay while mentions are pending and become fewer, for example while another process imports a file. */
const SOON_MS = 1_000;

interface Reconciler {
  /** One round. Returns the delay (ms) before the next one, where that is sooner than usual. */
  tick(): Promise<number | undefined>;
}

async function waitingWork(reads: Reads, version: string, now: number) {
  const [pending, stale, job, brands, undecided, ended, due, open, late] = await Promise.all([
    reads.mentions.pendingIds(JOB_SIZE),
    reads.rescores.countStale(version),
    reads.rescores.running(),
    reads.brands.dirty(),
    reads.incidents.undecided(now),
    reads.incidents.ended(now - OVER_AFTER_MS),
    reads.outbox.due(now, 1),
    reads.openReadings.count(),
    reads.openReadings.anyLate(),
  ]);
  return {
    /** The oldest. */
    pending,
    stale,
    rescore: stale > 0 || job !== undefined,
    open,
    // Detection and alerts wait for a re-score and for the second reading of history.
    dirty: stale > 0 || late ? [] : detectJobs(brands.map(({ slug }) => slug)),
    undecided: stale > 0 || late ? 0 : undecided.length + ended.length,
    due: due.length,
  };
}

/** While `queue` is down the work is done here. */
export function createReconciler(ctx: StageContext, queue: Pick<JobQueue, 'enqueue' | 'depth'>): Reconciler {
  let last = '';
  let stuck = 0;
  let hour = bucketStart(ctx.clock(), HOUR_MS);

  return {
    async tick() {
      await checkSources(ctx);
      const thisHour = bucketStart(ctx.clock(), HOUR_MS);
      if (thisHour !== hour) await makeDailyDue(ctx.store, thisHour);
      hour = thisHour;
      const work = await waitingWork(ctx.store.read, ctx.scorer.version, ctx.clock());
      const first = work.pending;
      const state = `${first[0] ?? ''}/${first.length}/${work.stale}/${work.open}/${work.dirty.flatMap((job) => job.brands).join()}/${work.undecided}/${work.due}`;
      const waiting = first.length + work.dirty.length + work.undecided + work.due + work.open;
      const idle = waiting === 0 && !work.rescore;
      stuck = !idle && state === last ? stuck + 1 : 0;
      last = state;
      if (idle) return undefined;
      const depth = await queue.depth().catch(() => undefined);
      if (depth === undefined || stuck >= 3) {
        const { pending } = await ctx.store.read.mentions.unscored();
        ctx.log.warn({ waiting: pending }, 're-enqueueing does not help; doing the work here');
        if (first.length > 0) await handlers.score(ctx, { ids: first });
        if (work.rescore) await handlers.rescore(ctx, {});
        if (work.open > 0) await handlers.second(ctx, {});
        for (const job of work.dirty) await handlers.detect(ctx, job);
        if (work.undecided > 0) await handlers.alert(ctx, {});
        if (work.due > 0) await handlers.notify(ctx, {});
        return undefined;
      }
      if (depth.score === 0 && first.length > 0) {
        const waits = await ctx.store.read.mentions.pendingIds(MAX_JOBS * JOB_SIZE);
        for (let i = 0; i < waits.length; i += JOB_SIZE) {
          await queue.enqueue('score', { ids: waits.slice(i, i + JOB_SIZE) });
        }
      }
      if (depth.rescore === 0 && work.rescore) await queue.enqueue('rescore', {});
      if (depth.second === 0 && work.open > 0) await queue.enqueue('second', {});
      if (depth.detect === 0) for (const job of work.dirty) await queue.enqueue('detect', job);
      if (depth.alert === 0 && work.undecided > 0) await queue.enqueue('alert', {});
      if (depth.notify === 0 && work.due > 0) await queue.enqueue('notify', {});
      return first.length > 0 && stuck === 0 ? SOON_MS : undefined;
    },
  };
}
