/**
 * How high the sums of a window (an hour, three hours, or one bucket where that is longer) usually peak:
 * the largest sum of each hour of the day on each of the last 14 days is kept, and three of its summaries
 * are mixed as a weighted geometric mean: the largest sum of all, the median of the days' largest, and
 * the largest at the same hour of the day. Judging by peaks is the extreme-value view (Coles, An
 * Introduction to Statistical Modeling of Extreme Values, 2001, chapter 3: block maxima): the threshold
 * follows each brand's own bursts, and most of the scale stays where a fraction of the posts is seen.
 * The median lets a second wave through where the largest sum alone would hide it.
 */
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';

const DAYS = 14;
/**
 * Weights of the three summaries. Chosen on the NAB tweet series, whole, thinned and with gaps; the
 * surface is flat: other weights near by change the sum of the four scores by up to 4 points of 297.
 */
const WEIGHT = { largest: 0.3, median: 0.5, sameHour: 0.2 };
/** A window that holds fewer than this share of its rows teaches nothing; and the least share to scale by. */
const LEAST_SHARE = 0.5;
const LEAST_SCALE = 0.25;
const HOURS = 24;

/** Plain JSON. */
export interface PeakHabitState {
  readonly rowsPerWindow: number;
  /** Per day, newest last: day number and the largest sum of each hour of the day. */
  days: [number, number[]][];
  /** Sums still under way: time and sum, learned once they no longer overlap the judged window. */
  waiting: [number, number][];
}

export class PeakHabit {
  readonly state: PeakHabitState;
  /** What largest and median come to, and the largest of each hour of the day; null where not worked out. */
  private known: { base: number; hours: number[] } | null = null;

  constructor(state: PeakHabitState) {
    this.state = state;
  }

  static empty(rowsPerWindow: number): PeakHabit {
    return new PeakHabit({ rowsPerWindow, days: [], waiting: [] });
  }

  /** The sum as a multiple of the usual peak, 0 before anything is known; `rows` of the window's rows are there. */
  height(at: number, count: number, rows: number): number {
    if (this.state.days.length === 0) return 0;
    this.known ??= {
      base: this.base(),
      hours: Array.from({ length: HOURS }, (_, hour) => this.atHour(hour)),
    };
    const { base, hours } = this.known;
    const share = Math.min(1, Math.max(LEAST_SCALE, rows / this.state.rowsPerWindow));
    return count / share / (base * (hours[hourOf(at)] ?? 1));
  }

  /** Learns the sum of the window that ends with the row at `at`. */
  learn(at: number, count: number, rows: number): void {
    const { waiting, rowsPerWindow } = this.state;
    const share = Math.min(1, rows / rowsPerWindow);
    if (share < LEAST_SHARE) return;
    waiting.push([at, count / share]);
    if (waiting.length < rowsPerWindow) return;
    const [time, sum] = waiting.shift() ?? [at, count];
    this.keep(Math.floor(time / DAY_MS), hourOf(time), sum);
  }

  private keep(day: number, hour: number, sum: number): void {
    const { days } = this.state;
    let last = days.at(-1);
    if (last?.[0] !== day) {
      last = [day, Array.from({ length: HOURS }, () => 0)];
      days.push(last);
      while ((days[0]?.[0] ?? day) < day - DAYS) days.shift();
      this.known = null;
    }
    if (sum <= (last[1][hour] ?? 0)) return;
    last[1][hour] = sum;
    if (!this.known) return;
    this.known.hours[hour] = this.atHour(hour);
    if (sum >= Math.max(...last[1])) this.known.base = this.base();
  }

  private base(): number {
    const peaks = this.state.days.map(([, sums]) => Math.max(...sums)).sort((a, b) => b - a);
    const median = peaks[Math.floor(peaks.length / 2)] ?? 0;
    // One is added, so that a series of noughts and ones has no peak of nought.
    return ((peaks[0] ?? 0) + 1) ** WEIGHT.largest * (median + 1) ** WEIGHT.median;
  }

  private atHour(hour: number): number {
    let largest = 0;
    for (const [, sums] of this.state.days) largest = Math.max(largest, sums[hour] ?? 0);
    return (largest + 1) ** WEIGHT.sameHour;
  }
}

function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) % HOURS;
}
