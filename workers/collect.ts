/** Stage `collect`: reads one source from its cursor. */
import { type SourceConfig, sourceId } from '../src/domain/source.ts';
import { HOUR_MS, MINUTE_MS } from '../src/domain/series.ts';
import { fillGaps } from '../src/collect/backfill.ts';
import { connect } from '../src/collect/connect.ts';
import { readControl } from '../src/collect/control.ts';
import { ingestPage, newsFrom } from '../src/collect/ingest-page.ts';
import { readPolicy } from '../src/collect/policy.ts';
import { RetryLaterError } from '../src/net/retry-later.ts';
import type { Payload } from '../src/queue/stages.ts';
import { SourceAccessError } from '../src/source/connector.ts';
import { withoutTokens } from '../src/source/listing-cursor.ts';
import { definitionOf, isStream } from '../src/source/registry.ts';
import type { SourceState } from '../src/store/sources/port.ts';
import type { StageContext } from './context.ts';
import { withLease } from './lease.ts';
import { cutText } from '../src/domain/text.ts';

/** A source that takes longer continues in the next job, from its last page. */
const READ_LIMIT_MS = 50_000;
/** After this many failures in a row the site may have forgotten the page token. */
const STUCK = 6;

/** Whether a source is to be polled now. Streams are never polled. */
export function isDue(source: SourceConfig, state: SourceState | undefined, now: number): boolean {
  return source.enabled && !isStream(source) && (state?.nextAt ?? 0) <= now;
}

/**
 * When to try again (ms). The wait doubles with each failure in a row, up to an hour; if only a person can help, it is an
 * hour at once.
 */
export function retryAt(source: SourceConfig, failures: number, error: unknown, now: number): number {
  // Most servers of streams are back within seconds.
  if (isStream(source)) return now + Math.min(2_000 * 2 ** Math.min(failures, 10), 5 * MINUTE_MS);
  if (error instanceof RetryLaterError) return now + error.afterMs;
  if (error instanceof SourceAccessError) return now + HOUR_MS;
  const every = source.everyMinutes * MINUTE_MS;
  return now + Math.max(every, Math.min(every * 2 ** (failures + 1), HOUR_MS));
}

/** Reads pages until the source has no more or `signal` is aborted. */
async function readMentions(
  ctx: StageContext,
  source: SourceConfig,
  state: SourceState | undefined,
  signal: AbortSignal,
): Promise<void> {
  const connector = connect(ctx, source);
  if ('needs' in connector) throw new SourceAccessError(connector.needs);
  const every = source.everyMinutes * MINUTE_MS;
  const news = newsFrom(state?.completeUntil, every, ctx.clock());
  const { failures = 0, cursor } = state ?? {};
  const stuck = failures > 0 && failures % STUCK === 0;
  for await (const page of connector.read(stuck ? withoutTokens(cursor) : cursor, signal)) {
    const nextAt = page.more ? 0 : ctx.clock() + every;
    await ingestPage(ctx, connector, page, { nextAt, newsFrom: news });
  }
  await fillGaps(ctx, source, connector, signal);
}

/** By what a source brings. */
const READ = { mentions: readMentions, control: readControl, policy: readPolicy };

async function readOne(ctx: StageContext, source: SourceConfig, signal: AbortSignal): Promise<void> {
  const state = await ctx.store.read.sources.state(sourceId(source));
  const read = READ[definitionOf(source.type)?.brings ?? 'mentions'];
  await read(ctx, source, state, signal);
}

/** Saves a failure with its source and the time of the next attempt. */
export async function noteFailure(ctx: StageContext, source: SourceConfig, error: unknown): Promise<void> {
  const id = sourceId(source);
  const reason = error instanceof Error ? error.message : String(error);
  ctx.log.warn({ source: id, reason }, 'a source could not be read');
  const at = ctx.clock();
  const failures = (await ctx.store.read.sources.state(id))?.failures ?? 0;
  const failure = { at, error: cutText(reason, 500), nextAt: retryAt(source, failures, error, at) };
  await ctx.store.tx((tx) => tx.sources.saveFailure(id, failure));
}

/** Reads what is new. A failure is saved with the source and tried again later; it does not throw. */
export async function collectStage(ctx: StageContext, { source: id }: Payload<'collect'>): Promise<void> {
  const source = ctx.config.sources.find((s) => sourceId(s) === id);
  const now = ctx.clock();
  if (!source || !isDue(source, await ctx.store.read.sources.state(id), now)) return;
  const removed = new AbortController();
  const forget = ctx.live?.onChange(() => {
    if (!ctx.config.sources.some((one) => one.enabled && sourceId(one) === id)) removed.abort();
  });
  const end = AbortSignal.any([AbortSignal.timeout(READ_LIMIT_MS), removed.signal]);
  await withLease(ctx, id, end, async (limit) => {
    try {
      await readOne(ctx, source, limit);
    } catch (error) {
      // Time ran out during a request: the next job repeats it, unless nobody wants the source any more.
      if (!limit.aborted) await noteFailure(ctx, source, error);
    }
  }).finally(() => forget?.());
}
