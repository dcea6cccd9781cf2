/**
 * Reads sites that show their posts as listings, newest first. A pagination goes from the newest entry down to one that
 * was read before; only then does the listing's `done` move. The place of a pagination is in the cursor and saved with
 * each page, so an interruption loses nothing.
 */
import { DAY_MS } from '../domain/series.ts';
import type { BackfillRange, SourcePage } from './connector.ts';
import {
  completeUntil,
  formatListings,
  type ListingStates,
  parseListings,
  parseRound,
  reachedOf,
} from './listing-cursor.ts';
import { type ListingSpec, paginate } from './pagination.ts';

export type { ListingPage, ListingRequest } from './pagination.ts';

/** The spec with answers for entries of any shape: no time where there is none that can be, no id where there is none. */
function guarded<Raw>(spec: ListingSpec<Raw>): ListingSpec<Raw> {
  return {
    ...spec,
    timeOf(raw) {
      try {
        const at = spec.timeOf(raw) ?? Number.NaN;
        return at >= 0 && at <= spec.clock() + DAY_MS ? at : undefined;
      } catch {
        return undefined;
      }
    },
    idOf(raw) {
      try {
        return spec.idOf(raw);
      } catch {
        return undefined;
      }
    },
  };
}

/** `read` and `backfill` of a connector whose site shows listings. */
export function listingReader<Raw>(given: ListingSpec<Raw>) {
  const spec = guarded(given);
  return {
    read: (cursor: string | undefined, signal: AbortSignal) => readNew(spec, cursor, signal),
    backfill: (range: BackfillRange, cursor: string | undefined, signal: AbortSignal) =>
      readPast(spec, range, cursor, signal),
  };
}

interface Round {
  readonly startedAt: number;
  /** Listings that are still to be read. */
  readonly listings: readonly string[];
}

/** An interrupted round continues with the listings it has not read: otherwise the last ones would never be read. */
function roundOf<Raw>(spec: ListingSpec<Raw>, states: ListingStates, cursor: string | undefined): Round {
  const begun = parseRound(cursor);
  if (begun !== undefined) {
    const left = spec.listings.filter((name) => !((states[name]?.done ?? -1) >= begun));
    if (left.length > 0) return { startedAt: begun, listings: left };
  }
  return { startedAt: spec.clock(), listings: spec.listings };
}

async function* readNew<Raw>(
  spec: ListingSpec<Raw>,
  cursor: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<SourcePage<Raw>> {
  const saved = parseListings(cursor);
  let states: ListingStates = Object.fromEntries(spec.listings.map((name) => [name, saved[name] ?? {}]));
  const round = roundOf(spec, states, cursor);
  for (const listing of round.listings) {
    for await (const { page, state, missing } of paginate(spec, listing, states[listing]!, signal)) {
      states = { ...states, [listing]: state };
      const until = completeUntil(states, spec.listings);
      const over = listing === round.listings.at(-1) && !state.pagination;
      yield {
        entries: page.entries,
        cursor: over ? formatListings(states) : formatListings(states, round.startedAt),
        ...(until === undefined ? {} : { completeUntil: until }),
        ...(missing.length === 0 ? {} : { missing }),
        ...(page.quota ? { quota: page.quota } : {}),
        ...(over ? {} : { more: true }),
      };
    }
  }
}

async function* readPast<Raw>(
  spec: ListingSpec<Raw>,
  range: BackfillRange,
  cursor: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<SourcePage<Raw>> {
  let states = parseListings(cursor);
  for (const [i, listing] of spec.listings.entries()) {
    if (states[listing]?.done !== undefined) continue;
    for await (const { page, state } of paginate(spec, listing, states[listing] ?? {}, signal, range)) {
      states = { ...states, [listing]: state };
      const inside = state.pagination ? reachedOf(state.pagination, range) : range.from;
      const share = (i + (range.to - inside) / (range.to - range.from)) / spec.listings.length;
      yield {
        entries: page.entries.filter((raw) => isWithin(spec.timeOf(raw), range)),
        cursor: formatListings(states),
        reached: Math.round(range.to - share * (range.to - range.from)),
        ...(page.quota ? { quota: page.quota } : {}),
        ...(state.pagination ? { more: true } : {}),
      };
    }
  }
}

/** An entry without a time is kept: the check of mentions says what is wrong with it. */
function isWithin(time: number | undefined, { from, to }: BackfillRange): boolean {
  return time === undefined || (time >= from && time < to);
}
