/**
 * The port to series that are no mentions (news articles, page views), and the reader that slices time. A cursor
 * says until when values are final; from a little before it on they are read again, the growing bucket with them.
 */
import type { Clock } from '../domain/clock.ts';
import type { Quota } from '../domain/source.ts';
import type { BackfillRange, SourceContext } from './connector.ts';

export interface SeriesPoint {
  /** Start of the stretch that it counts (ms since 1970 UTC). */
  readonly start: number;
  readonly value: number;
}

export interface ControlPage {
  /** In time order, each start once. */
  readonly points: readonly SeriesPoint[];
  /** Saved with the points. */
  readonly cursor: string;
  /** Values of buckets that ended before this moment (ms) are final. */
  readonly completeUntil?: number;
  /** A backfill has come down to this moment (ms). */
  readonly reached?: number;
  readonly quota?: Quota;
  /** More is there; read on without waiting. */
  readonly more?: boolean;
}

export interface ControlConnector {
  /** The source of its series, e.g. `gdelt:acme-news`. */
  readonly id: string;
  /** Length of the stretch that a point counts. */
  readonly widthMs: number;
  /** Reads on from `cursor`. Throws when the site does not answer as it should; nothing is lost by that. */
  read(cursor: string | undefined, signal: AbortSignal): AsyncIterable<ControlPage>;
  /** Reads the past, newest first; goes on from `cursor` after a break. */
  backfill(range: BackfillRange, cursor: string | undefined, signal: AbortSignal): AsyncIterable<ControlPage>;
}

export type ControlContext = Pick<SourceContext, 'id' | 'clock' | 'fetch'>;

export interface Slice {
  readonly points: readonly SeriesPoint[];
  /** The site says itself that it has nothing for the range. */
  readonly none?: boolean;
}

export interface SliceSpec {
  readonly widthMs: number;
  /** Time that one request covers; a multiple of the width. */
  readonly sliceMs: number;
  /** What is counted; a cursor of another subject starts anew. */
  readonly subject: string;
  /** The site has nothing before. */
  readonly earliest: number;
  /** How far back the first read goes. */
  readonly firstReachMs: number;
  /** How much of what was final is read again. */
  readonly overlapMs: number;
  /** Values younger than this may still be missing: they are waited for. */
  readonly patienceMs: number;
  /** Values of the buckets that start in the half-open range. */
  readonly fetchSlice: (from: number, to: number, signal: AbortSignal) => Promise<Slice>;
  readonly clock: Clock;
}

/** Tries for a slice that is empty where the site does not say so itself. */
const TRIES = 3;

export function sliceReader(spec: SliceSpec): Pick<ControlConnector, 'read' | 'backfill' | 'widthMs'> {
  const { widthMs, subject } = spec;
  const floor = (at: number) => Math.floor(at / widthMs) * widthMs;
  const format = (until: number) => JSON.stringify({ subject, until });

  /** Damaged or foreign text is no cursor: values that are read twice are the same twice. */
  function parse(cursor: string | undefined): number | undefined {
    try {
      const saved = JSON.parse(cursor ?? '') as { subject?: unknown; until?: unknown };
      return saved.subject === subject && typeof saved.until === 'number' ? saved.until : undefined;
    } catch {
      return undefined;
    }
  }

  async function ask(from: number, to: number, signal: AbortSignal): Promise<SeriesPoint[]> {
    for (let attempt = 1; ; attempt += 1) {
      const { points, none } = await spec.fetchSlice(from, to, signal);
      const inside = new Map(
        points.filter(({ start }) => start >= from && start < to).map((point) => [point.start, point]),
      );
      if (inside.size > 0 || none || attempt >= TRIES || signal.aborted)
        return [...inside.values()].sort((a, b) => a.start - b.start);
    }
  }

  async function* read(cursor: string | undefined, signal: AbortSignal): AsyncGenerator<ControlPage> {
    const now = spec.clock();
    const growing = floor(now);
    const end = growing + widthMs;
    const saved = parse(cursor);
    const first = saved === undefined ? now - spec.firstReachMs : saved - spec.overlapMs;
    let from = floor(Math.max(first, spec.earliest));
    let until = saved ?? from;
    while (from < end && !signal.aborted) {
      const to = Math.min(from + spec.sliceMs, end);
      const points = await ask(from, to, signal);
      const last = points.at(-1);
      const settled = to <= now - spec.patienceMs;
      const seen = last === undefined ? from : Math.min(last.start + widthMs, growing);
      until = Math.max(until, settled ? to : seen);
      const more = to < end;
      yield { points, cursor: format(until), completeUntil: until, ...(more ? { more: true } : {}) };
      from = to;
    }
  }

  async function* backfill(
    range: BackfillRange,
    cursor: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<ControlPage> {
    const bottom = floor(Math.max(range.from, spec.earliest));
    const top = Math.min(range.to, floor(spec.clock()) + widthMs);
    let to = parse(cursor) ?? top;
    while (to > bottom && !signal.aborted) {
      const from = Math.max(bottom, floor(to - spec.sliceMs));
      const points = await ask(from, to, signal);
      to = from;
      const more = to > bottom;
      yield { points, cursor: format(to), reached: more ? to : range.from, ...(more ? { more: true } : {}) };
    }
  }

  return { widthMs, read, backfill };
}
