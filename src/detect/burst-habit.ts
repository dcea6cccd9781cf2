/**
 * How high the sums of an hour (or of one bucket, where that is longer) went in the last two weeks,
 * bursts, nights and weekends included. A brand that bursts often has a wide spread here, so that one
 * more burst of the usual size, or the echo of a large one, is no news. The spread is forgotten in
 * whole days, after `DAYS`.
 */
import { DAY_MS } from '../domain/series.ts';
import { logUpperTail } from './count-tail.ts';

/** Chosen on the NAB tweet series, where it is not flat: 10, 16 and 20 days scored about 4 points less. */
const DAYS = 14;
/** Added to the dispersion: a brand that never bursts is not trusted to have none of it. Chosen there, too. */
const LEAST_DISPERSION = 0.05;
/** A window that holds fewer than this share of its rows teaches nothing. */
const LEAST_SHARE = 0.5;

/** Plain JSON. */
export interface BurstHabitState {
  readonly rowsPerWindow: number;
  /** Per day, newest last: day number, windows, their sum and their sum of squares. */
  days: [number, number, number, number][];
  /** Window sums still under way: they are learned once they no longer overlap the judged one. */
  waiting: [number, number][];
}

export class BurstHabit {
  readonly state: BurstHabitState;
  private windows = 0;
  private sum = 0;
  private squares = 0;

  constructor(state: BurstHabitState) {
    this.state = state;
    this.total();
  }

  static empty(rowsPerWindow: number): BurstHabit {
    return new BurstHabit({ rowsPerWindow, days: [], waiting: [] });
  }

  /** −log10 P(X ≥ count) for a window of which `rows` rows are there. */
  surprise(count: number, rows: number): number {
    const newest = this.state.days.at(-1);
    if (!newest) return 0;
    const windows = this.windows + newest[1];
    const share = Math.min(1, rows / this.state.rowsPerWindow);
    const mean = Math.max(0.05, (this.sum + newest[2]) / windows);
    if (count <= mean * share) return 0;
    const variance = (this.squares + newest[3]) / windows - mean * mean;
    const dispersion = Math.max(0, (variance - mean) / (mean * mean)) + LEAST_DISPERSION;
    return -logUpperTail(count, mean * share, dispersion) / Math.LN10;
  }

  learn(at: number, count: number, rows: number): void {
    const { state } = this;
    const share = rows / state.rowsPerWindow;
    if (share < LEAST_SHARE) return;
    state.waiting.push([at, count / Math.min(1, share)]);
    if (state.waiting.length <= state.rowsPerWindow - 1) return;
    const [time, sum] = state.waiting.shift() ?? [at, count];
    const day = Math.floor(time / DAY_MS);
    let last = state.days.at(-1);
    if (last?.[0] !== day) {
      last = [day, 0, 0, 0];
      state.days.push(last);
      while ((state.days[0]?.[0] ?? day) < day - DAYS) state.days.shift();
      this.total();
    }
    last[1]++;
    last[2] += sum;
    last[3] += sum * sum;
  }

  /** Totals of the days before the newest, added in one order whether it ran on or was resumed. */
  private total(): void {
    [this.windows, this.sum, this.squares] = [0, 0, 0];
    for (const [, windows, sum, squares] of this.state.days.slice(0, -1)) {
      this.windows += windows;
      this.sum += sum;
      this.squares += squares;
    }
  }
}
