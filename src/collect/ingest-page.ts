/** Stores a page of a connector: mentions, deletions, and dead letters for entries of unknown shape. */
import { createHash } from 'node:crypto';
import type { NewMention } from '../domain/mention.ts';
import { acceptPage, type Accepted, type Page } from '../ingest/accept.ts';
import type { Deletion } from '../ingest/erase.ts';
import type { Connector, SourcePage } from '../source/connector.ts';
import type { CollectContext } from './context.ts';

type Letter = NonNullable<Page['deadLetters']>[number];

/** The dead letter of an entry. */
export function letterOf(connector: Pick<Connector, 'id' | 'refOf'>, entry: unknown, reason: string): Letter {
  const payload = JSON.stringify(entry) ?? '';
  const hash = createHash('sha256').update(payload).digest('hex').slice(0, 16);
  return { stage: 'collect', source: connector.id, ref: connector.refOf?.(entry) ?? hash, reason, payload };
}

/** Sorts the entries of a page into mentions, deletions and dead letters. An entry that makes the connector throw is dead. */
export function sortEntries(connector: Connector, entries: readonly unknown[], now: number) {
  const mentions: NewMention[] = [];
  const deletions: Deletion[] = [];
  const deadLetters: Letter[] = [];
  for (const entry of entries) {
    try {
      const deletion = connector.toDeletion?.(entry);
      if (deletion) {
        deletions.push(deletion);
        continue;
      }
      const outcome = connector.toMention(entry, now);
      if (outcome.kind === 'ok') mentions.push(outcome.value);
      if (outcome.kind === 'dead') deadLetters.push(letterOf(connector, entry, outcome.reason));
    } catch (error) {
      deadLetters.push(letterOf(connector, entry, `not as documented: ${String(error).slice(0, 300)}`));
    }
  }
  return { mentions, deletions, deadLetters };
}

/** Stores the page and what it says about its source. */
export async function ingestPage(
  ctx: CollectContext,
  connector: Connector,
  page: SourcePage<unknown>,
  more: Pick<Page, 'nextAt' | 'backfill' | 'newsFrom'> = {},
): Promise<Accepted> {
  const { cursor, completeUntil, missing, quota } = page;
  return acceptPage(ctx, {
    source: connector.id,
    ...sortEntries(connector, page.entries, ctx.clock()),
    ...(cursor === undefined ? {} : { cursor }),
    ...(completeUntil === undefined ? {} : { completeUntil }),
    ...(missing === undefined ? {} : { missing }),
    ...(quota === undefined ? {} : { quota }),
    ...more,
  });
}

/** Reads missed before a source outage. */
export const MISSED = 3;

/**
 * Publication time (ms) from which mentions of a source may trigger alerts: 0 while it is read on time; after an outage
 * and at the first read, that of the last `MISSED` rounds.
 */
export function newsFrom(completeUntil: number | undefined, everyMs: number, now: number): number {
  const recent = now - MISSED * everyMs;
  return completeUntil !== undefined && completeUntil >= recent ? 0 : recent;
}
