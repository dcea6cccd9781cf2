import type { StageContext } from '../../../workers/context.ts';
import { UserError } from '../../domain/result.ts';
import { lockHolder } from '../../ops/lock.ts';
import type { RescoreJob } from '../../store/rescores/port.ts';
import { openInstallation } from '../installation.ts';
import { progress, writeJson } from '../output.ts';
import { readArgs, takeArgs, type Verb } from '../verb.ts';

const POLL_MS = 300;
/** A server that makes no progress for this long is not re-scoring. */
const PATIENCE_MS = 30_000;

type OnJob = (job: RescoreJob) => void;

function iso(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

async function status(): Promise<number> {
  const { store } = await openInstallation();
  try {
    const jobs = await store.read.rescores.jobs();
    await writeJson(
      jobs.map((job) => ({
        version: job.version,
        state: job.state,
        startedAt: iso(job.startedAt),
        finishedAt: iso(job.finishedAt),
        total: job.total,
        done: job.done,
        changed: { sentiment: job.changedSentiment, betrayal: job.changedBetrayal },
      })),
    );
    return 0;
  } finally {
    await store.close();
  }
}

/** `45%, 4,500 of 10,000 mentions, 900 a second, 6 s left` */
function lineOf(job: RescoreJob, before: number, seconds: number): string {
  const speed = (job.done - before) / Math.max(seconds, 0.001);
  const left = Math.max(0, job.total - job.done);
  const time = speed > 0 ? `, ${Math.ceil(left / speed)} s left` : '';
  const percent = Math.floor((100 * Math.min(job.done, job.total)) / Math.max(1, job.total));
  return `${percent}%, ${job.done} of ${job.total} mentions, ${Math.round(speed)} a second${time}`;
}

/** Follows the server on this data folder until no work is left; false if the server stopped before. */
async function follow(ctx: StageContext, onJob: OnJob): Promise<boolean> {
  const { read } = ctx.store;
  const { version } = ctx.scorer;
  let left = Number.POSITIVE_INFINITY;
  let movedAt = performance.now();
  for (;;) {
    const holder = lockHolder(ctx.env.dataDir);
    if (holder === undefined) return false;
    const stale = await read.rescores.countStale(version);
    const dirty = await read.brands.dirty();
    const { pending } = await read.mentions.unscored();
    if (stale + dirty.length === 0) return true;
    const job = await read.rescores.running();
    if (job) onJob(job);
    if (stale + dirty.length + pending < left) movedAt = performance.now();
    left = stale + dirty.length + pending;
    if (performance.now() - movedAt > PATIENCE_MS) {
      throw new UserError(
        `The server (process ${holder}) does not re-score to ${version}. Restart it: it reads its configuration when it starts.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function work(ctx: StageContext): Promise<void> {
  const line = progress();
  const startedAt = performance.now();
  let before: number | undefined;
  const onJob = (job: RescoreJob) => {
    before ??= job.done;
    line.update(`scoring again: ${lineOf(job, before, (performance.now() - startedAt) / 1_000)}`);
  };
  const waiting = (pending: number) => line.update(`scoring, ${pending} mentions pending`);
  if (lockHolder(ctx.env.dataDir) === undefined || !(await follow(ctx, onJob))) {
    const { drain } = await import('../../../workers/drain.ts');
    await drain(ctx, waiting, { onRescore: onJob });
  }
  line.done();
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    status: { type: 'boolean' },
  });
  takeArgs(positionals, []);
  if (values.status) return await status();
  const installation = await openInstallation();
  const { stageContext } = await import('../stage-context.ts');
  const { noQueue } = await import('../no-queue.ts');
  const ctx = stageContext(installation, noQueue);
  const { version } = ctx.scorer;
  const { rescores } = ctx.store.read;
  try {
    const waits = (await rescores.running()) !== undefined || (await rescores.anyStale(version));
    if (!waits) process.stderr.write(`Nothing to do: all mentions are scored by ${version}.\n`);
    else await work(ctx);
    const left = await rescores.countStale(version);
    if (left > 0)
      throw new UserError(`${left} mentions are still scored by another version than ${version}.`);
    const job = waits ? (await rescores.jobs()).find((one) => one.version === version) : undefined;
    await writeJson({
      version,
      total: job?.total ?? 0,
      rescored: job?.done ?? 0,
      changed: { sentiment: job?.changedSentiment ?? 0, betrayal: job?.changedBetrayal ?? 0 },
      seconds: job ? ((job.finishedAt ?? ctx.clock()) - job.startedAt) / 1_000 : 0,
    });
    return 0;
  } finally {
    await ctx.close();
    await installation.store.close();
  }
}

export const rescoreVerb: Verb = {
  name: 'rescore',
  help: `
Usage: npx outcry rescore [--status]

Scores every mention with a stale score again (another version of scorer or taxonomy), and detects spikes of all brands
again. An interrupted run continues where it stopped. A running server does this by itself after a start, and this command
follows it; without a server it does the work. Old scores are kept: see \`outcry compare --scored-by\`.
Writes JSON {version, total, rescored, changed: {sentiment, betrayal}, seconds}.

  --status   lists the jobs, newest first, as JSON: [{version, state (running, done or superseded),
             startedAt, finishedAt, total, done, changed}]; starts nothing`,
  run,
};
