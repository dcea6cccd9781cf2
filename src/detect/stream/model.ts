/** What a stream of counts looks like on ordinary days: level, seasons, dispersion, all forgetting. */
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { countDeviation } from '../stats/count-tail.ts';

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
 * The spreads that are learned, and the deviations above which a count is capped: the ordinary ones
 * leave bursts out, the bursty ones learn the brand's habit of bursting.
 */
const ORDINARY_CAP = 1.2;
const BURSTY_CAP = 5;

/** Of a bucket, an hour's sum and a day's; ordinary unless named bursty. */
type Spread = 'bucket' | 'hour' | 'day' | 'burstyBucket' | 'burstyDay';

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
  /** Sums of (count − expected)² − expected and of expected². */
  spread: Record<Spread, [number, number]>;
}

interface Sums {
  readonly count: number;
  readonly expected: number;
}

/** A model that has seen nothing. */
export function newStreamModel(widthMs: number): StreamModel {
  const empty = (n: number) => Array.from({ length: n }, (): [number, number, number] => [0, 0, 0]);
  return new StreamModel({
    widthMs,
    rows: 0,
    weight: 0,
    sum: 0,
    hours: empty(24),
    days: empty(7),
    spread: { bucket: [0, 0], hour: [0, 0], day: [0, 0], burstyBucket: [0, 0], burstyDay: [0, 0] },
  });
}

export class StreamModel {
  readonly state: StreamModelState;
  /** Shares of the sums that are kept from one row to the next: level, hours of the day, days of the week. */
  private readonly keep: { readonly level: number; readonly hours: number; readonly days: number };
  /** Rows of each spread's span, squared. */
  private readonly rowsSquared: Readonly<Record<Spread, number>>;

  constructor(state: StreamModelState) {
    this.state = state;
    const { widthMs } = state;
    const visit = (spanMs: number) => Math.min(1, widthMs / spanMs);
    this.keep = {
      level: Math.exp(-widthMs / (LEVEL_DAYS * DAY_MS)),
      hours: Math.exp(-visit(HOUR_MS) / SEASON_DAYS),
      days: Math.exp(-(7 * visit(DAY_MS)) / SEASON_DAYS),
    };
    const [hour, day] = [Math.max(1, HOUR_MS / widthMs) ** 2, Math.max(1, DAY_MS / widthMs) ** 2];
    this.rowsSquared = { bucket: 1, hour, day, burstyBucket: 1, burstyDay: day };
  }

  isReady(): boolean {
    const { rows, widthMs } = this.state;
    return rows >= READY_ROWS && rows * widthMs >= READY_DAYS * DAY_MS;
  }

  /** The expected count of a row with this seasonal factor. */
  expected(season: number): number {
    return this.level() * season;
  }

  dispersion(spread: Spread): number {
    const { sum } = this.state;
    const [excess, squares] = this.state.spread[spread];
    const prior = PRIOR_ROWS * this.level() ** 2 * this.rowsSquared[spread];
    const own = (excess + PRIOR_DISPERSION * prior) / (squares + prior);
    return Math.max(0.005, own) + 1 / (sum + 1);
  }

  /**
   * Learns from one row with its seasonal factor and expected count; `hour` and `day` hold the sums of
   * the last hour and day, this row included.
   */
  learn(at: number, count: number, season: number, expected: number, hour: Sums, day: Sums): void {
    const { state, keep } = this;
    let learned = count;
    // The level of the first days is a guess, and would look like a spread.
    if (this.isReady()) {
      learned = this.capped('burstyBucket', CAP, count, expected);
      this.spreadBy('bucket', ORDINARY_CAP, learned, expected);
      this.spreadBy('burstyBucket', BURSTY_CAP, learned, expected);
      this.spreadBy('hour', ORDINARY_CAP, hour.count, hour.expected);
      this.spreadBy('day', ORDINARY_CAP, day.count, day.expected);
      this.spreadBy('burstyDay', BURSTY_CAP, day.count, day.expected);
    }
    const level = this.level();
    state.weight = state.weight * keep.level + season;
    state.sum = state.sum * keep.level + learned;
    const slot = state.hours[hourOf(at)];
    if (slot) learnSlot(slot, keep.hours, learned, level);
    const weekday = state.days[dayOf(at)];
    if (weekday) learnSlot(weekday, keep.days, learned, level * this.factor(slot));
    state.rows++;
  }

  private level(): number {
    return (this.state.sum + 0.5) / (this.state.weight + 1);
  }

  /** The count, or what lies `cap` deviations above the expected one. */
  private capped(spread: Spread, cap: number, count: number, expected: number): number {
    if (count <= expected + 1) return count;
    return Math.min(count, expected + cap * countDeviation(expected, this.dispersion(spread)) + 1);
  }

  private spreadBy(spread: Spread, cap: number, count: number, expected: number): void {
    const sums = this.state.spread[spread];
    const above = this.capped(spread, cap, count, expected) - expected;
    sums[0] = sums[0] * this.keep.level + above * above - expected;
    sums[1] = sums[1] * this.keep.level + expected * expected;
  }

  /** The factor of hour and weekday at a time. */
  seasonAt(at: number): number {
    const { hours, days, widthMs } = this.state;
    const hour = widthMs < DAY_MS ? this.factor(hours[hourOf(at)]) : 1;
    return hour * this.factor(days[dayOf(at)]);
  }

  private factor(slot: readonly [number, number, number] | undefined): number {
    if (!slot || slot[1] <= 0) return 1;
    const [observed, expected, rows] = slot;
    // Rows of one hour share its luck, so the days seen count, not the rows.
    const days = Math.max(1, rows / Math.max(1, HOUR_MS / this.state.widthMs));
    const noise = 1 / expected + 0.3 / days;
    const ratio = observed / expected - 1;
    return Math.max(0.05, 1 + (SEASON_PRIOR / (SEASON_PRIOR + noise)) * ratio);
  }
}

function learnSlot(slot: [number, number, number], keep: number, count: number, level: number): void {
  slot[0] = slot[0] * keep + count;
  slot[1] = slot[1] * keep + level;
  slot[2] = slot[2] * keep + 1;
}

function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) % 24;
}

function dayOf(at: number): number {
  return Math.floor(at / DAY_MS) % 7;
}
