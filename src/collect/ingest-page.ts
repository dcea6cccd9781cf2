/** Stores a page of a connector: mentions, deletions, and dead letters for entries of unknown shape. */
import { createHash } from 'node:crypto';
import type { NewMention } from '../domain/mention.ts';
import { safeJson } from '../domain/safe-json.ts';
import { cutText } from '../domain/text.ts';
import { acceptPage, type Accepted } from '../ingest/accept.ts';
import type { NewLetter, Page } from '../ingest/page.ts';
import type { Deletion } from '../ingest/erase.ts';
import type { Connector, SourcePage } from '../source/connector.ts';
import { breather } from '../thread/breathe.ts';
import type { CollectContext } from './context.ts';
import { withDatedEntries } from './dated-entries.ts';

/** Never throws: an entry that even its own connector cannot name is named by a hash. */
function refOf(connector: Pick<Connector, 'refOf'>, entry: unknown, payload: string): string {
  try {
    const ref = connector.refOf?.(entry);
    if (typeof ref === 'string') return ref;
  } catch {
    // named by a hash below
  }
  return createHash('sha256').update(payload).digest('hex').slice(0, 16);
}

/** The dead letter of an entry, whatever the entry is. */
export function letterOf(
  connector: Pick<Connector, 'id' | 'refOf'>,
  entry: unknown,
  reason: string,
): NewLetter {
  const payload = safeJson(entry);
  return { stage: 'collect', source: connector.id, ref: refOf(connector, entry, payload), reason, payload };
}

/** Sorts the entries of a page into mentions, deletions and dead letters. An entry that makes the connector throw is dead. */
export async function sortEntries(connector: Connector, entries: readonly unknown[], now: number) {
  const mentions: NewMention[] = [];
  /** The entry of each mention. */
  const entryOf: unknown[] = [];
  const deletions: Deletion[] = [];
  const deadLetters: NewLetter[] = [];
  const breathe = breather();
  for (const entry of entries) {
    await breathe();
    try {
      const deletion = connector.toDeletion?.(entry);
      if (deletion) {
        deletions.push(deletion);
        continue;
      }
      const outcome = connector.toMention(entry, now);
      if (outcome.kind === 'ok') {
        mentions.push(outcome.value);
        entryOf.push(entry);
      }
      if (outcome.kind === 'dead') deadLetters.push(letterOf(connector, entry, outcome.reason));
    } catch (error) {
      const reason = `not as documented: ${cutText(String(error), 300)}`;
      deadLetters.push(letterOf(connector, entry, reason));
    }
  }
  return {
    mentions: withDatedEntries(mentions),
    deletions,
    deadLetters,
    letterOf: (index: number, reason: string) => letterOf(connector, entryOf[index], reason),
  };
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
    ...(await sortEntries(connector, page.entries, ctx.clock())),
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
