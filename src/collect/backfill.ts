/** Reads the past of a source, page by page. An interrupted backfill resumes at its last page. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type SourceConfig, sourceId } from '../domain/source.ts';
import { UserError } from '../domain/result.ts';
import { RetryLaterError } from '../net/retry-later.ts';
import { type Connector, SourceAccessError } from '../source/connector.ts';
import type { Backfill } from '../store/backfills/port.ts';
import { connect } from './connect.ts';
import type { CollectContext } from './context.ts';
import { ingestPage } from './ingest-page.ts';
import { cutText } from '../domain/text.ts';

export interface BackfillRequest {
  readonly source: SourceConfig;
  /** One brand; all brands of the source when absent. */
  readonly brand?: string;
  /** Half-open range of publication times (ms). */
  readonly from: number;
  readonly to: number;
  readonly gapId?: number;
}

export interface BackfillOptions {
  readonly signal: AbortSignal;
  /** Stops after this many entries. */
  readonly limit?: number;
  /** `note` says what it is waiting for. */
  readonly onProgress?: (job: Backfill, note?: string) => void;
}

/** Attempts per page. */
const TRIES = 6;

/** How long to wait before another attempt, in ms; undefined if another one would not help. */
function pauseOf(error: unknown, tries: number): number | undefined {
  if (error instanceof SourceAccessError || tries >= TRIES) return undefined;
  return error instanceof RetryLaterError ? error.afterMs : 1_000 * 2 ** tries;
}

async function jobFor(ctx: CollectContext, request: BackfillRequest): Promise<Backfill> {
  const { brand, from, to, gapId } = request;
  const source = sourceId(request.source);
  const known = await ctx.store.read.backfills.unfinished({ source, brand, from, to });
  if (known) return known;
  return ctx.store.tx((tx) => tx.backfills.start({ source, brand, from, to, gapId, at: ctx.clock() }));
}

/** Reads on from the job's cursor to the end of the range, the limit or an abort. */
async function readOn(
  ctx: CollectContext,
  connector: Connector,
  job: Backfill,
  stopAt: number,
  options: BackfillOptions,
) {
  const range = { from: job.from, to: job.to };
  for await (const page of connector.backfill!(range, job.cursor, options.signal)) {
    const { cursor, reached } = page;
    const at = {
      id: job.id,
      read: page.entries.length,
      ...(cursor === undefined ? {} : { cursor }),
      ...(reached === undefined ? {} : { reached }),
    };
    await ingestPage(ctx, connector, page, { backfill: at });
    const now = await ctx.store.read.backfills.unfinished({
      ...range,
      source: job.source,
      brand: job.brand,
    });
    if (now) options.onProgress?.(now);
    if ((now?.read ?? 0) >= stopAt) return 'limit';
  }
  return options.signal.aborted ? 'aborted' : 'through';
}

async function end(
  ctx: CollectContext,
  job: Backfill,
  state: 'done' | 'stopped',
  error?: string,
): Promise<Backfill> {
  await ctx.store.tx((tx) => tx.backfills.finish(job.id, { state, error, at: ctx.clock() }));
  const jobs = await ctx.store.read.backfills.list(1_000);
  return jobs.find((one) => one.id === job.id) ?? job;
}

/**
 * Runs a backfill to its end. The same request resumes an earlier run that stopped. Its mentions trigger no alerts.
 * Throws UserError if the source does not support backfill; any other failure ends the job as `stopped`.
 */
export async function runBackfill(
  ctx: CollectContext,
  request: BackfillRequest,
  options: BackfillOptions,
): Promise<Backfill> {
  const connector = connect(ctx, request.source, request.brand);
  if ('needs' in connector) throw new UserError(connector.needs);
  if (!connector.backfill) {
    throw new UserError(`The source ${connector.id} does not support backfill.`);
  }
  let job = await jobFor(ctx, request);
  const stopAt = job.read + (options.limit ?? Number.POSITIVE_INFINITY);
  for (let tries = 0; ; tries += 1) {
    try {
      const outcome = await readOn(ctx, connector, job, stopAt, options);
      return await end(ctx, job, outcome === 'through' ? 'done' : 'stopped');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const { source, brand, from, to } = job;
      const now = (await ctx.store.read.backfills.unfinished({ source, brand, from, to })) ?? job;
      // It made progress since the last failure: attempts are counted from zero.
      if (now.cursor !== job.cursor) tries = 0;
      job = now;
      const pause = options.signal.aborted ? undefined : pauseOf(error, tries);
      if (pause === undefined) return end(ctx, job, 'stopped', cutText(reason, 500));
      options.onProgress?.(job, `${reason}; retrying in ${Math.ceil(pause / 1000)} s`);
      await sleep(pause, undefined, { signal: options.signal }).catch(() => {});
    }
  }
}

/** Backfills the open gaps of a source. Without backfill they are lost. */
export async function fillGaps(
  ctx: CollectContext,
  source: SourceConfig,
  connector: Connector,
  signal: AbortSignal,
): Promise<void> {
  const id = sourceId(source);
  for (const gap of await ctx.store.read.sources.gaps({ source: id, state: 'open' })) {
    if (!connector.backfill) {
      await ctx.store.tx((tx) => tx.sources.closeGap(gap.id, 'lost', ctx.clock()));
      continue;
    }
    const job = await runBackfill(ctx, { source, from: gap.from, to: gap.to, gapId: gap.id }, { signal });
    if (job.state !== 'done') return;
    await ctx.store.tx((tx) => tx.sources.closeGap(gap.id, 'filled', ctx.clock()));
  }
}
