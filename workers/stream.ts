/** Listens to streams, each while this process runs and holds its lease. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type SourceConfig, sourceId } from '../src/domain/source.ts';
import { fillGaps } from '../src/collect/backfill.ts';
import { noteFailure } from './collect.ts';
import { connect } from '../src/collect/connect.ts';
import { isStream } from '../src/source/registry.ts';
import type { StageContext } from './context.ts';
import { withLease } from './lease.ts';
import { newsFrom, ingestPage } from '../src/collect/ingest-page.ts';

/** How often to check whether another process still listens. */
const TURN_MS = 5_000;
/** A stream without events for three times as long had an outage. */
const STREAM_EVERY_MS = 5 * 60_000;

export interface Streams {
  /** The configuration changed: what is no longer read ends, what is new begins. */
  refresh(): void;
  /** Resolves when the current page is stored. */
  stop(): Promise<void>;
}

/** Listens while the lease lasts. Throws what the connector throws. */
export async function listen(ctx: StageContext, source: SourceConfig, signal: AbortSignal): Promise<void> {
  const id = sourceId(source);
  const connector = connect(ctx, source);
  if ('needs' in connector) throw new Error(connector.needs);
  await withLease(ctx, id, signal, async (held) => {
    const state = await ctx.store.read.sources.state(id);
    const news = newsFrom(state?.completeUntil, STREAM_EVERY_MS, ctx.clock());
    for await (const page of connector.read(state?.cursor, held)) {
      await ingestPage(ctx, connector, page, { newsFrom: news });
      if (page.missing) await fillGaps(ctx, source, connector, held);
    }
  });
}

/** Saves the failure. Resolves to the wait before the next attempt, in ms. */
async function afterFailure(ctx: StageContext, source: SourceConfig, error: unknown): Promise<number> {
  try {
    await noteFailure(ctx, source, error);
    const state = await ctx.store.read.sources.state(sourceId(source));
    return Math.max(1_000, (state?.nextAt ?? 0) - ctx.clock());
  } catch {
    // The database does not answer either.
    return TURN_MS;
  }
}

async function keepListening(ctx: StageContext, source: SourceConfig, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const wait = await listen(ctx, source, signal).then(
      () => TURN_MS,
      (error: unknown) => afterFailure(ctx, source, error),
    );
    if (!signal.aborted) await sleep(wait, undefined, { signal }).catch(() => {});
  }
}

/** All that a connection is made from: with any change of it, another connection is made. */
function identity({ config, keys }: StageContext, source: SourceConfig): string {
  const all = source.brands.includes('*');
  const brands = config.brands.filter(({ slug }) => all || source.brands.includes(slug));
  return JSON.stringify([source, brands, keys?.()]);
}

export function startStreams(ctx: StageContext): Streams {
  const listening = new Map<string, AbortController>();
  /** The last connection to each source: the next begins behind its end, which gives back the lease of both. */
  const last = new Map<string, Promise<void>>();
  const begin = (source: SourceConfig) => {
    const [id, end] = [sourceId(source), new AbortController()];
    const over = (last.get(id) ?? Promise.resolve())
      .then(() => keepListening(ctx, source, end.signal))
      .catch((error: unknown) => ctx.log.error({ source: id, reason: String(error) }, 'a stream ended'));
    last.set(id, over);
    return end;
  };
  const refresh = () => {
    const streams = ctx.config.sources.filter((source) => source.enabled && isStream(source));
    const wanted = new Map(streams.map((source) => [identity(ctx, source), source]));
    for (const [key, end] of listening) {
      if (wanted.has(key)) continue;
      end.abort();
      listening.delete(key);
    }
    for (const [key, source] of wanted) if (!listening.has(key)) listening.set(key, begin(source));
  };
  refresh();
  return {
    refresh,
    async stop() {
      for (const end of listening.values()) end.abort();
      await Promise.all(last.values());
    },
  };
}
