/**
 * Bluesky's posts through Jetstream (https://github.com/bluesky-social/jetstream): the whole network's stream, of
 * which only posts that name a brand are kept; every deletion is honoured. The cursor is the time of the last event in
 * microseconds. A server sends that event again. It silently replaces a cursor that is too old (about 36 hours) by a
 * later one, which leaves a gap.
 */
import { z } from 'zod';
import type { NewMention } from '../../domain/mention.ts';
import { dead, type Outcome } from '../../domain/result.ts';
import { parseInstant } from '../../ingest/time/read-time.ts';
import { LEFT_OUT } from '../automatic.ts';
import { defineSource, type SourceParts } from '../definition.ts';
import { mentionOf } from '../post.ts';
import { type BlueskyEvent, isAutomatic, postUri, readEvent, textOf, wordsOf } from './bluesky-event.ts';
import { type Connector, type SourcePage, SourceShapeError } from '../connector.ts';

export interface BlueskyOptions extends SourceParts {
  readonly endpoints: readonly string[];
}

/** Entries of a page: relevant events, and frames of unknown shape. */
export type BlueskyEntry =
  | BlueskyEvent
  | { readonly kind: 'unknown'; readonly reason: string; readonly frame: string };

/** A client without a clock claims the year 1 or 1970; what it claims then says nothing. */
const EARLIEST = Date.UTC(1990, 0, 1);
const PAGE_MS = 500;
const PAGE_ENTRIES = 500;
/** The cursor is saved this often while no entry is kept. */
const NO_ENTRIES_MS = 2_000;
const IDLE_MS = 45_000;
/**
 * Servers differ in time, and the last event before an interruption may have overtaken earlier ones: a stream is
 * requested from a little before its cursor. Known posts are counted once.
 */
const REWIND_US = 5_000_000;
/** A first event later than the cursor by more than this means that the server no longer has what lies between. */
const CLAMPED_US = 60_000_000;
/** Number of frames of which at most half may be unknown; otherwise the site has changed its format. */
const WINDOW = 200;

interface Cursor {
  readonly us: number;
  readonly endpoint: string;
}

function parseCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    const { us, endpoint } = JSON.parse(text) as Partial<Cursor>;
    return typeof us === 'number' && us > 0 ? { us, endpoint: endpoint ?? '' } : undefined;
  } catch {
    return undefined;
  }
}

export function blueskyConnector(options: BlueskyOptions): Connector<BlueskyEntry> {
  const { clock, endpoints } = options;

  function addressOf(endpoint: string, cursor: Cursor | undefined): string {
    const url = new URL(endpoint);
    url.searchParams.set('wantedCollections', 'app.bsky.feed.post');
    if (cursor) {
      url.searchParams.set('cursor', String(Math.max(1, cursor.us - REWIND_US)));
    }
    return url.href;
  }

  function matters(event: BlueskyEvent): boolean {
    if (event.kind === 'post') return event.edited || options.match(wordsOf(event.record)).length > 0;
    return event.kind !== 'other';
  }

  /** One connection, until it is closed. */
  async function* listen(
    endpoint: string,
    cursor: Cursor | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<SourcePage<BlueskyEntry>> {
    let entries: BlueskyEntry[] = [];
    let last = cursor?.us;
    let first = true;
    let missing: SourcePage<BlueskyEntry>['missing'];
    let sentAt = clock();
    let frames = 0;
    let unknown = 0;
    const waits = { signal, tickMs: PAGE_MS, idleMs: IDLE_MS };
    const messages = options.openSocket(addressOf(endpoint, cursor), waits);
    for await (const batch of messages) {
      for (const text of batch) {
        const event = readEvent(text);
        frames += 1;
        if (typeof event === 'string') {
          unknown += 1;
          entries.push({ kind: 'unknown', reason: event, frame: text });
          continue;
        }
        if (first && cursor && event.us - cursor.us > CLAMPED_US) {
          const reason = 'the stream did not reach back that far';
          missing = [{ from: Math.floor(cursor.us / 1000), to: Math.floor(event.us / 1000), reason }];
        }
        first = false;
        last = Math.max(last ?? 0, event.us);
        if (matters(event)) entries.push(event);
      }
      if (frames >= WINDOW) {
        if (unknown > frames / 2)
          throw new SourceShapeError(`${new URL(endpoint).host} sends frames of an unexpected shape`);
        frames = 0;
        unknown = 0;
      }
      const waited = clock() - sentAt;
      const due = entries.length >= PAGE_ENTRIES || waited >= (entries.length > 0 ? PAGE_MS : NO_ENTRIES_MS);
      if (!due || last === undefined) continue;
      yield {
        entries,
        cursor: JSON.stringify({ us: last, endpoint } satisfies Cursor),
        completeUntil: Math.floor(last / 1000),
        ...(missing ? { missing } : {}),
      };
      entries = [];
      missing = undefined;
      sentAt = clock();
    }
  }

  async function* read(
    text: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<SourcePage<BlueskyEntry>> {
    let cursor = parseCursor(text);
    const known = endpoints.indexOf(cursor?.endpoint ?? '');
    let at = Math.max(0, known);
    let failures = 0;
    while (!signal.aborted) {
      const endpoint = endpoints[at % endpoints.length]!;
      try {
        for await (const page of listen(endpoint, cursor, signal)) {
          yield page;
          cursor = parseCursor(page.cursor);
          failures = 0;
        }
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        // Every server has failed in a row: the caller decides when to try again.
        if (failures >= endpoints.length || error instanceof SourceShapeError) throw error;
        at += 1;
      }
    }
  }

  function toMention(entry: BlueskyEntry, now: number): Outcome<NewMention> {
    if (entry.kind === 'unknown') {
      // A replay after a fix may understand it.
      const again = readEvent(entry.frame);
      if (typeof again === 'string') return dead(again);
      return toMention(again, now);
    }
    if (entry.kind !== 'post') return { kind: 'drop', reason: 'not a post' };
    const { did, rkey, us, record, edited } = entry;
    if (isAutomatic(record)) return LEFT_OUT;
    const brands = options.match(wordsOf(record));
    if (brands.length === 0) return { kind: 'drop', reason: 'names no watched brand' };
    const heardAt = Math.floor(us / 1000);
    const said = parseInstant(record.createdAt);
    const claimed = said === undefined || said < EARLIEST ? undefined : said;
    return mentionOf(
      {
        externalId: postUri(did, rkey),
        text: textOf(record),
        url: `https://bsky.app/profile/${did}/post/${rkey}`,
        author: did,
        lang: record.langs?.[0],
        // Clients may claim any time, but a post is not published after its event arrived.
        publishedAt: Math.min(claimed ?? heardAt, heardAt),
        publishedClaimed: claimed,
        editedAt: edited ? heardAt : undefined,
        parentExternalId: record.reply?.parent.uri,
      },
      { source: options.id, brands, kind: record.reply ? 'comment' : 'post', now },
    );
  }

  return {
    id: options.id,
    read,
    toMention,
    toDeletion(entry) {
      if (entry.kind === 'delete') return { externalId: postUri(entry.did, entry.rkey) };
      return entry.kind === 'left' ? { authorId: entry.did } : undefined;
    },
    refOf: (entry) => ('rkey' in entry ? postUri(entry.did, entry.rkey) : undefined),
  };
}

export const bluesky = defineSource({
  type: 'bluesky',
  brings: 'mentions',
  mode: 'stream',
  everyMinutes: 1,
  card: {
    title: 'Bluesky',
    reads: 'Every public post of the network, of which those that name the brand are kept.',
    needs: 'Nothing: no key, no account.',
    cost: 'Free; the whole stream is read, which takes traffic all the time',
    delay: 'Seconds',
    fields: [
      {
        name: 'endpoints',
        label: 'Servers that are listened to',
        kind: 'list',
        hint: 'Jetstream servers, in the order in which they are tried.',
        rarely: true,
      },
    ],
    guess: () => ({}),
  },
  fields: {
    /** Jetstream servers; the next is tried when one does not answer. */
    endpoints: z
      .array(z.url({ protocol: /^wss?$/ }))
      .min(1)
      .default([
        'wss://jetstream2.us-east.bsky.network/subscribe',
        'wss://jetstream1.us-east.bsky.network/subscribe',
        'wss://jetstream2.us-west.bsky.network/subscribe',
        'wss://jetstream1.us-west.bsky.network/subscribe',
      ]),
  },
  create: (source, parts) => blueskyConnector({ ...source, ...parts }),
});
