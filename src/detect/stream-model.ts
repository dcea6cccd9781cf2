/** What a stream of counts looks like on ordinary days: level, seasons, dispersion, all forgetting. */
import { DAY_MS, HOUR_MS } from '../domain/series.ts';
import { countDeviation } from './count-tail.ts';

/** Memory of the level and the dispersion, and of the seasonal factors, in days. */
const LEVEL_DAYS = 14;
const SEASON_DAYS = 28;
/** Least rows and days before the model can judge. */
const READY_DAYS = 2;
const READY_ROWS = 14;
/** Prior variance of a seasonal factor around 1, and prior dispersion with its weight in rows. */
const SEASON_PRIOR = 0.15;
const PRIOR_DISPERSION = 0.15;
const PRIOR_ROWS = 24;
/** A count further above than this many deviations teaches no more than one that far. */
const CAP = 30;
/**
 * Caps of the two spreads, in deviations: the ordinary one leaves bursts out, the bursty one learns
 * the brand's habit of bursting.
 */
const SPREAD_CAP = { ordinary: 1.2, bursty: 5 };

type Span = 'bucket' | 'hour' | 'day';
type Habit = keyof typeof SPREAD_CAP;

/** Forgetting sums; plain JSON. */
export interface StreamModelState {
  readonly widthMs: number;
  rows: number;
  /** Sum of weights and of weighted deseasonalised counts. */
  weight: number;
  sum: number;
  /** Per hour of day and per day of week: observed, expected and rows. */
  hours: [number, number, number][];
  days: [number, number, number][];
  /** Per habit and span: sums of (count − expected)² − expected and of expected². */
  spread: Record<Habit, Record<Span, [number, number]>>;
}

interface Sums {
  readonly count: number;
  readonly expected: number;
}

/** A model that has seen nothing. */
export function newStreamModel(widthMs: number): StreamModel {
  const empty = (n: number) => Array.from({ length: n }, (): [number, number, number] => [0, 0, 0]);
  const spans = (): Record<Span, [number, number]> => ({ bucket: [0, 0], hour: [0, 0], day: [0, 0] });
  return new StreamModel({
    widthMs,
    rows: 0,
    weight: 0,
    sum: 0,
    hours: empty(24),
    days: empty(7),
    spread: { ordinary: spans(), bursty: spans() },
  });
}

export class StreamModel {
  readonly state: StreamModelState;

  constructor(state: StreamModelState) {
    this.state = state;
  }

  isReady(): boolean {
    const { rows, widthMs } = this.state;
    return rows >= READY_ROWS && rows * widthMs >= READY_DAYS * DAY_MS;
  }

  expectedAt(at: number): number {
    return this.level() * this.seasonAt(at);
  }

  dispersion(span: Span, habit: Habit): number {
    const [excess, squares] = this.state.spread[habit][span];
    const unit = this.level() ** 2 * (span === 'bucket' ? 1 : this.rowsIn(span) ** 2);
    const prior = PRIOR_ROWS * unit;
    const own = (excess + PRIOR_DISPERSION * prior) / (squares + prior);
    return Math.max(0.005, own) + 1 / (this.state.sum + 1);
  }

  /** Learns from one row; `hour` and `day` hold the sums of the last hour and day, this row included. */
  learn(at: number, count: number, expected: number, hour: Sums, day: Sums): void {
    const { state } = this;
    const ready = this.isReady();
    const ceiling = ready
      ? expected + CAP * countDeviation(expected, this.dispersion('bucket', 'bursty')) + 1
      : count;
    const learned = Math.min(count, ceiling);
    const keep = Math.exp(-state.widthMs / (LEVEL_DAYS * DAY_MS));
    const season = this.seasonAt(at);
    // The level of the first days is a guess, and would look like a spread.
    if (ready)
      for (const habit of ['ordinary', 'bursty'] as const) {
        this.spreadBy('bucket', habit, learned, expected, keep);
        this.spreadBy('hour', habit, hour.count, hour.expected, keep);
        this.spreadBy('day', habit, day.count, day.expected, keep);
      }
    const level = this.level();
    state.weight = state.weight * keep + season;
    state.sum = state.sum * keep + learned;
    this.season(state.hours, hourOf(at), learned, level);
    this.season(state.days, dayOf(at), learned, level * this.factor(state.hours, hourOf(at)));
    state.rows++;
  }

  private level(): number {
    return (this.state.sum + 0.5) / (this.state.weight + 1);
  }

  private rowsIn(span: Span): number {
    return Math.max(1, (span === 'day' ? DAY_MS : HOUR_MS) / this.state.widthMs);
  }

  private spreadBy(span: Span, habit: Habit, count: number, expected: number, keep: number): void {
    const sums = this.state.spread[habit][span];
    const deviation = countDeviation(expected, this.dispersion(span, habit));
    const capped = this.isReady() ? Math.min(count, expected + SPREAD_CAP[habit] * deviation + 1) : count;
    sums[0] = sums[0] * keep + (capped - expected) ** 2 - expected;
    sums[1] = sums[1] * keep + expected ** 2;
  }

  /** The factor of hour and weekday at a time. */
  seasonAt(at: number): number {
    const { hours, days, widthMs } = this.state;
    const hour = widthMs < DAY_MS ? this.factor(hours, hourOf(at)) : 1;
    return hour * this.factor(days, dayOf(at));
  }

  private factor(slots: [number, number, number][], slot: number): number {
    const [observed, expected, rows] = slots[slot] ?? [0, 0, 0];
    if (expected <= 0) return 1;
    // Rows of one hour share its luck, so the days seen count, not the rows.
    const days = Math.max(1, rows / Math.max(1, HOUR_MS / this.state.widthMs));
    const noise = 1 / expected + 0.3 / days;
    const ratio = observed / expected - 1;
    return Math.max(0.05, 1 + (SEASON_PRIOR / (SEASON_PRIOR + noise)) * ratio);
  }

  private season(slots: [number, number, number][], slot: number, count: number, level: number): void {
    const sums = slots[slot];
    if (!sums) return;
    const visits = slots === this.state.days ? 7 : 1;
    const perVisit = slots === this.state.days ? DAY_MS : HOUR_MS;
    const keep = Math.exp(-(visits * Math.min(1, this.state.widthMs / perVisit)) / SEASON_DAYS);
    sums[0] = sums[0] * keep + count;
    sums[1] = sums[1] * keep + level;
    sums[2] = sums[2] * keep + 1;
  }
}

function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) % 24;
}

function dayOf(at: number): number {
  return Math.floor(at / DAY_MS) % 7;
}
