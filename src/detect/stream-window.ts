/** The sums of the newest rows of a stream, kept up row by row in constant time. */

/** Time (ms), count, expected count. */
export type WindowRow = readonly [at: number, count: number, expected: number];

export interface WindowSums {
  readonly count: number;
  readonly expected: number;
  readonly rows: number;
}

/** Plain JSON. The sums are saved too: adding the rows up again could differ in the last digit. */
export interface WindowState {
  readonly spanMs: number;
  readonly rows: readonly WindowRow[];
  readonly sums: WindowSums;
}

export class StreamWindow {
  private readonly spanMs: number;
  private rows: WindowRow[];
  private head = 0;
  private total: { count: number; expected: number; rows: number };

  constructor(state: WindowState) {
    this.spanMs = state.spanMs;
    this.rows = [...state.rows];
    this.total = { ...state.sums };
  }

  static empty(spanMs: number): StreamWindow {
    return new StreamWindow({ spanMs, rows: [], sums: { count: 0, expected: 0, rows: 0 } });
  }

  /** Adds a row, drops those that are `spanMs` old or older, and returns the sums. */
  add(row: WindowRow): WindowSums {
    this.rows.push(row);
    this.sum(row, 1);
    for (let first = this.rows[this.head]; first && first[0] <= row[0] - this.spanMs; ) {
      this.sum(first, -1);
      first = this.rows[++this.head];
    }
    if (this.head > this.rows.length / 2) {
      this.rows = this.rows.slice(this.head);
      this.head = 0;
    }
    return this.total;
  }

  toState(): WindowState {
    return { spanMs: this.spanMs, rows: this.rows.slice(this.head), sums: { ...this.total } };
  }

  private sum([, count, expected]: WindowRow, sign: 1 | -1): void {
    this.total.count += sign * count;
    this.total.expected += sign * expected;
    this.total.rows += sign;
  }
}
