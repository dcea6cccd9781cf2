/** Where the lanes of a source stand: the connector's cursor, as JSON. Times are ms since 1970 UTC. */
import type { BackfillRange } from './connector.ts';

/** One list that a source is read by: a query, a hashtag, a country. */
export interface LaneState {
  /** Everything published before this moment was handed over. */
  readonly done?: number;
  /** Publication of the newest entry so far: reading on must meet it again. */
  readonly newest?: number;
  /** A walk from new to old that is under way. */
  readonly walk?: Walk;
  /** What the site wants back for a conditional request. */
  readonly memo?: string;
}

export interface Walk {
  /** Page to go on with; the first when absent. */
  readonly token?: string;
  readonly startedAt: number;
  /** It ends at an entry older than this. */
  readonly until: number;
  readonly newest?: number;
  readonly oldest?: number;
}

export type LaneStates = Readonly<Record<string, LaneState>>;

/** Damaged or foreign text is an empty cursor: everything is read again, and known mentions are not counted twice. */
export function parseLanes(cursor: string | undefined): LaneStates {
  if (cursor === undefined) return {};
  try {
    const value = JSON.parse(cursor) as { lanes?: LaneStates };
    return typeof value.lanes === 'object' && value.lanes !== null ? value.lanes : {};
  } catch {
    return {};
  }
}

/** `round` is when the reading of all lanes began that is not through yet. */
export function formatLanes(lanes: LaneStates, round?: number): string {
  return JSON.stringify({ lanes, ...(round === undefined ? {} : { round }) });
}

/** When the round began that broke off; undefined where none did. */
export function parseRound(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  try {
    const { round } = JSON.parse(cursor) as { round?: unknown };
    return typeof round === 'number' ? round : undefined;
  } catch {
    return undefined;
  }
}

/** Before this moment all lanes are complete; undefined while one of them is not through once. */
export function completeUntil(lanes: LaneStates, names: readonly string[]): number | undefined {
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const done = lanes[name]?.done;
    if (done === undefined) return undefined;
    least = Math.min(least, done);
  }
  return Number.isFinite(least) ? least : undefined;
}

/** How far a backfill has come in a lane that stands at `walk`. */
export function reachedOf(walk: Walk, range: BackfillRange): number {
  return Math.min(Math.max(walk.oldest ?? range.to, range.from), range.to);
}

/** The same cursor with every walk to begin at its top again: for page tokens that a site has forgotten. */
export function withoutTokens(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  let value: { lanes?: Record<string, LaneState> };
  try {
    value = JSON.parse(cursor) as typeof value;
  } catch {
    return cursor;
  }
  const lanes = Object.entries(value.lanes ?? {}).map(([name, { walk, ...state }]) => {
    if (!walk) return [name, state] as const;
    const { token: _forgotten, ...rest } = walk;
    return [name, { ...state, walk: rest }] as const;
  });
  return value.lanes ? JSON.stringify({ ...value, lanes: Object.fromEntries(lanes) }) : cursor;
}
