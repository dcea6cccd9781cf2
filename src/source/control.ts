/**
 * The port to control series (news articles, page views), and a reader that requests them in slices of time. A cursor
 * says until when values are final; later values are read again, with some overlap.
 */
import type { Clock } from '../domain/clock.ts';
import type { Quota } from '../domain/source.ts';
import type { BackfillRange, SourceContext } from './connector.ts';

export interface SeriesPoint {
  /** Start of the interval that it counts (ms since 1970 UTC). */
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
  /** The time that a backfill has reached (ms). */
  readonly reached?: number;
  readonly quota?: Quota;
  /** More is available; read on without waiting. */
  readonly more?: boolean;
}

export interface ControlConnector {
  /** The source of its series, e.g. `gdelt:acme-news`. */
  readonly id: string;
  /** Length of the interval that a point counts (ms). */
  readonly widthMs: number;
  /** Reads on from `cursor`. Throws when the site does not answer as expected; the next read resumes at the cursor. */
  read(cursor: string | undefined, signal: AbortSignal): AsyncIterable<ControlPage>;
  /** Reads the past, newest first; continues from `cursor` after an interruption. */
  backfill(range: BackfillRange, cursor: string | undefined, signal: AbortSignal): AsyncIterable<ControlPage>;
}

export type ControlContext = Pick<SourceContext, 'id' | 'clock' | 'fetch'>;

export interface Slice {
  readonly points: readonly SeriesPoint[];
  /** The site states that it has nothing for the range. */
  readonly none?: boolean;
}

export interface SliceSpec {
  readonly widthMs: number;
  /** Time that one request covers; a multiple of the width. */
  readonly sliceMs: number;
  /** What is counted; a cursor of another subject is ignored. */
  readonly subject: string;
  /** The site has nothing earlier. */
  readonly earliest: number;
  /** How far back the first read goes. */
  readonly firstReachMs: number;
  /** How much of the final values is read again (ms). */
  readonly overlapMs: number;
  /** Values younger than this may still be missing: they are read again (ms). */
  readonly patienceMs: number;
  /** Values of the buckets that start in the half-open range. */
  readonly fetchSlice: (from: number, to: number, signal: AbortSignal) => Promise<Slice>;
  readonly clock: Clock;
}

/** Requests for a slice that is empty without the site saying so. */
const TRIES = 3;

export function sliceReader(spec: SliceSpec): Pick<ControlConnector, 'read' | 'backfill' | 'widthMs'> {
  const { widthMs, subject } = spec;
  const floor = (at: number) => Math.floor(at / widthMs) * widthMs;
  const format = (until: number) => JSON.stringify({ subject, until });

  /** Anything but a cursor of this subject is undefined: reading values again gives the same values. */
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
      const isFinal = to <= now - spec.patienceMs;
      const seen = last === undefined ? from : Math.min(last.start + widthMs, growing);
      until = Math.max(until, isFinal ? to : seen);
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
