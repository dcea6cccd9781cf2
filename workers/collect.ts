/** Stage `collect`: reads one source from its cursor on. */
import type { FeedSource } from '../config/schema/watch.ts';
import type { NewMention } from '../src/domain/mention.ts';
import { MINUTE_MS } from '../src/domain/series.ts';
import { acceptPage, type Page } from '../src/ingest/accept.ts';
import { guardedFetch } from '../src/net/guarded-fetch.ts';
import type { Payload } from '../src/queue/stages.ts';
import { feedConnector, RetryLaterError } from '../src/source/feed.ts';
import { brandMatcher } from '../src/ingest/match.ts';
import type { Connector } from '../src/source/connector.ts';
import type { SourceState } from '../src/store/ports/sources.ts';
import type { StageContext } from './context.ts';

const READ_LIMIT_MS = 60_000;

export function sourceId(source: Pick<FeedSource, 'slug' | 'type'>): string {
  return `${source.type}:${source.slug}`;
}

/** Waits twice as long after each failure, up to an hour. */
export function isDue(source: FeedSource, state: SourceState | undefined, now: number): boolean {
  if (!source.enabled) return false;
  if (state?.lastReadAt === undefined) return true;
  const every = source.everyMinutes * MINUTE_MS;
  const wait =
    state.failures > 0 ? Math.max(every, Math.min(every * 2 ** state.failures, 60 * MINUTE_MS)) : every;
  return now - state.lastReadAt >= wait;
}

function connectorFor(ctx: StageContext, source: FeedSource): Connector {
  const brands = ctx.config.brands.filter((b) => source.brands.includes(b.slug));
  return feedConnector({
    ...source,
    match: brandMatcher(brands),
    clock: ctx.clock,
    fetch: (url, headers, signal) =>
      guardedFetch(url, {
        signal,
        allowPrivate: ctx.env.fetchPrivate,
        headers: { ...headers, 'user-agent': `Outcry/0.1 (+${ctx.env.publicUrl})` },
      }),
  }) as Connector;
}

function sort(
  connector: Connector,
  entries: readonly unknown[],
  now: number,
): Pick<Page, 'mentions' | 'deadLetters'> {
  const mentions: NewMention[] = [];
  const deadLetters: NonNullable<Page['deadLetters']>[number][] = [];
  entries.forEach((entry, i) => {
    const outcome = connector.toMention(entry, now);
    if (outcome.kind === 'ok') mentions.push(outcome.value);
    if (outcome.kind === 'dead') {
      const payload = JSON.stringify(entry) ?? '';
      const { id, url } = (entry ?? {}) as { id?: string; url?: string };
      deadLetters.push({
        stage: 'collect',
        source: connector.id,
        ref: id ?? url ?? String(i),
        reason: outcome.reason,
        payload,
      });
    }
  });
  return { mentions, deadLetters };
}

/** Reads what is new. A failure is kept with the source and tried again later; it throws nothing. */
export async function collectStage(ctx: StageContext, { source: id }: Payload<'collect'>): Promise<void> {
  const source = ctx.config.sources.find((s) => sourceId(s) === id);
  const state = await ctx.ledger.read.sources.state(id);
  if (!source || !isDue(source, state, ctx.clock())) return;
  const connector = connectorFor(ctx, source);
  try {
    for await (const page of connector.read(state?.cursor, AbortSignal.timeout(READ_LIMIT_MS))) {
      const cursor = page.cursor === undefined ? {} : { cursor: page.cursor };
      await acceptPage(ctx, { source: id, ...sort(connector, page.entries, ctx.clock()), ...cursor });
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const at = ctx.clock() + (error instanceof RetryLaterError ? error.afterMs : 0);
    ctx.log.warn({ source: id, reason }, 'a source could not be read');
    await ctx.ledger.tx((tx) => tx.sources.saveFailure(id, { at, error: reason.slice(0, 500) }));
  }
}
