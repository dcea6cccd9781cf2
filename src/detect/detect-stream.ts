/**
 * Spike detection on one stream of counts, bucket by bucket, with a small state that can be saved.
 * Any regular bucket width from minutes to days; the width is read from the first rows. Every output
 * depends on the rows up to it alone.
 *
 * The counts of the last hour and of the last day (or the last buckets, where these are longer) are
 * judged against an exponentially forgetting level with hour-of-day and day-of-week factors
 * (`stream-model.ts`) by the tail of a negative binomial distribution.
 */
import { DAY_MS, HOUR_MS } from '../domain/series.ts';
import { isElevated, surpriseOf, surpriseScore } from './spike-rule.ts';
import { bandPoint } from './band.ts';
import { newStreamModel, StreamModel, type StreamModelState } from './stream-model.ts';

/** The numbers of the rule. Thresholds were chosen on the ten NAB tweet series; the rest is fixed by the meaning. */
export interface StreamRule {
  /**
   * Surprise (−log10 of a tail probability) needed against ordinary variation, as if the series never
   * burst, and against its habit of bursting. Calm series must pass the first, bursty ones the second.
   */
  readonly surprise: { readonly ordinary: number; readonly bursty: number };
  /** Factor on the surprise that a window of one bucket needs. */
  readonly loneBucket: number;
  readonly minCount: number;
  readonly minMultiple: number;
  readonly refractoryHours: number;
  /** Share of the threshold under which the surprise must fall before another alarm. */
  readonly rearmAt: number;
  readonly bandOutside: number;
}

export const STREAM_RULE: StreamRule = {
  surprise: { ordinary: 4, bursty: 3 },
  loneBucket: 1.5,
  minCount: 4,
  minMultiple: 1.5,
  refractoryHours: 24,
  rearmAt: 0.5,
  bandOutside: 0.01,
};

export interface StreamRow {
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  /** 0 to 1; 0.5 and more exactly where `alarm` is true. */
  readonly score: number;
  readonly alarm: boolean;
}

interface WindowRow {
  readonly at: number;
  readonly count: number;
  readonly expected: number;
  readonly elevated: boolean;
}

interface WindowSums {
  readonly count: number;
  readonly expected: number;
  readonly elevated: number;
  readonly rows: number;
}

/** Plain JSON. */
export interface StreamState {
  readonly version: 1;
  readonly widthMs: number | null;
  readonly last: number | null;
  /** Rows held back until the width is known. */
  readonly held: readonly (readonly [number, number | null])[];
  readonly model: StreamModelState | null;
  readonly recent: readonly WindowRow[];
  readonly quietUntil: number | null;
  readonly armed: boolean;
}

/** Rows after which the smallest gap counts as the bucket width. */
const ROWS_FOR_WIDTH = 8;
/** A score that does not alarm stays under this. */
const BELOW_ALARM = 0.499;

export class DetectStream {
  private widthMs: number | null = null;
  private last: number | null = null;
  private held: (readonly [number, number | null])[] = [];
  private model: StreamModel | null = null;
  private recent: WindowRow[] = [];
  private quietUntil: number | null = null;
  private armed = true;
  private readonly rule: StreamRule;

  constructor(rule: Partial<StreamRule> = {}) {
    this.rule = { ...STREAM_RULE, ...rule };
  }

  /** Restores a stream from `toState()`. Throws a RangeError for a state of another version. */
  static fromState(state: StreamState, rule: Partial<StreamRule> = {}): DetectStream {
    if (state.version !== 1)
      throw new RangeError(`detect state version ${String(state.version)} is not supported; start afresh`);
    const stream = new DetectStream(rule);
    stream.widthMs = state.widthMs;
    stream.last = state.last;
    stream.held = [...state.held];
    stream.model = state.model ? new StreamModel(structuredClone(state.model)) : null;
    stream.recent = [...state.recent];
    stream.quietUntil = state.quietUntil;
    stream.armed = state.armed;
    return stream;
  }

  toState(): StreamState {
    return {
      version: 1,
      widthMs: this.widthMs,
      last: this.last,
      held: [...this.held],
      model: this.model ? structuredClone(this.model.state) : null,
      recent: [...this.recent],
      quietUntil: this.quietUntil,
      armed: this.armed,
    };
  }

  /** The time of the newest row, ms, or null before the first. */
  get lastTimestamp(): number | null {
    return this.last;
  }

  /** Judges the bucket that starts at `at` (ms); null is missing. Throws a RangeError where time does not advance. */
  push(at: number, count: number | null): StreamRow {
    if (this.last !== null && at <= this.last) throw new RangeError('timestamps must ascend');
    if (count !== null && !(count >= 0 && Number.isFinite(count)))
      throw new RangeError('a count is 0 or more');
    this.last = at;
    if (!this.model) return this.hold(at, count);
    return this.judge(at, count, this.model);
  }

  /** The first rows only reveal the width. */
  private hold(at: number, count: number | null): StreamRow {
    const known = this.held.flatMap(([, c]) => (c === null ? [] : [c]));
    const expected = known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : (count ?? 0);
    this.held.push([at, count]);
    if (this.held.length === ROWS_FOR_WIDTH) {
      const gaps = this.held.slice(1).map(([t], i) => t - (this.held[i]?.[0] ?? t));
      this.widthMs = Math.min(...gaps);
      this.model = newStreamModel(this.widthMs);
      for (const [t, c] of this.held) this.judge(t, c, this.model);
      this.held = [];
    }
    return { ...bandPoint(expected, 0.5, this.rule.bandOutside), score: 0, alarm: false };
  }

  private judge(at: number, count: number | null, model: StreamModel): StreamRow {
    const expected = model.expectedAt(at);
    const band = bandPoint(expected, model.dispersion('bucket', 'ordinary'), this.rule.bandOutside);
    if (count === null) return { ...band, score: 0, alarm: false };
    const elevated = isElevated(count, expected, model.dispersion('bucket', 'ordinary'));
    this.recent.push({ at, count, expected, elevated });
    const long = Math.max(DAY_MS, this.width());
    while ((this.recent[0]?.at ?? at) <= at - long) this.recent.shift();
    const hour = this.window(at, Math.max(HOUR_MS, this.width()));
    const day = this.window(at, long);
    const surprise = model.isReady()
      ? Math.max(this.surprise(hour, 'hour', model), this.surprise(day, 'day', model))
      : 0;
    model.learn(at, count, expected, hour, day);
    return { ...band, ...this.decide(at, surprise) };
  }

  private width(): number {
    return this.widthMs ?? HOUR_MS;
  }

  /** Surprise of one window in units of the threshold: 1 and more may alarm. */
  private surprise(sums: WindowSums, span: 'hour' | 'day', model: StreamModel): number {
    const { count, expected, elevated, rows } = sums;
    if (count < this.rule.minCount || count < expected * this.rule.minMultiple) return 0;
    if (elevated < Math.min(2, rows)) return 0;
    const ordinary = surpriseOf(count, expected, model.dispersion(span, 'ordinary'));
    const bursty = surpriseOf(count, expected, model.dispersion(span, 'bursty'));
    // One bucket alone has nothing to confirm it, so it needs more.
    const needed = rows === 1 ? this.rule.loneBucket : 1;
    return Math.min(ordinary / this.rule.surprise.ordinary, bursty / this.rule.surprise.bursty) / needed;
  }

  private window(at: number, span: number): WindowSums {
    const sums = { count: 0, expected: 0, elevated: 0, rows: 0 };
    for (let i = this.recent.length - 1; i >= 0; i--) {
      const row = this.recent[i];
      if (!row || row.at <= at - span) break;
      sums.count += row.count;
      sums.expected += row.expected;
      sums.elevated += row.elevated ? 1 : 0;
      sums.rows++;
    }
    return sums;
  }

  private decide(at: number, surprise: number): { score: number; alarm: boolean } {
    const quiet = this.quietUntil !== null && at < this.quietUntil;
    if (surprise < this.rule.rearmAt) this.armed = true;
    const alarm = surprise >= 1 && !quiet && this.armed;
    const score = surpriseScore(surprise, 1);
    if (!alarm) return { score: Math.min(score, BELOW_ALARM), alarm };
    this.quietUntil = at + Math.max(this.rule.refractoryHours * HOUR_MS, this.width());
    this.armed = false;
    return { score, alarm };
  }
}
