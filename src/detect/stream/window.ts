/** The sums of the newest rows of a stream, kept up row by row in constant time. */

/** Time (ms), count, expected count. */
type WindowRow = readonly [at: number, count: number, expected: number];

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

const FIELDS = 3;
const LEAST_ROWS = 16;

/** A circular buffer of rows, three numbers each, that doubles when it is full. */
export class StreamWindow {
  private readonly spanMs: number;
  private cells: Float64Array;
  private head = 0;
  private readonly total: { count: number; expected: number; rows: number };

  constructor(state: WindowState) {
    this.spanMs = state.spanMs;
    this.cells = new Float64Array(FIELDS * Math.max(LEAST_ROWS, state.rows.length));
    for (const [i, row] of state.rows.entries()) this.cells.set(row, FIELDS * i);
    this.total = { ...state.sums };
  }

  static empty(spanMs: number): StreamWindow {
    return new StreamWindow({ spanMs, rows: [], sums: { count: 0, expected: 0, rows: 0 } });
  }

  /** Adds a row, drops those that are `spanMs` old or older, and returns the sums, which change with the next row. */
  add(at: number, count: number, expected: number): WindowSums {
    const { total } = this;
    if (FIELDS * total.rows === this.cells.length) this.grow();
    const end = (this.head + FIELDS * total.rows) % this.cells.length;
    this.cells[end] = at;
    this.cells[end + 1] = count;
    this.cells[end + 2] = expected;
    total.count += count;
    total.expected += expected;
    total.rows++;
    while ((this.cells[this.head] ?? at) <= at - this.spanMs) {
      total.count -= this.cells[this.head + 1] ?? 0;
      total.expected -= this.cells[this.head + 2] ?? 0;
      total.rows--;
      this.head = (this.head + FIELDS) % this.cells.length;
    }
    return total;
  }

  toState(): WindowState {
    const rows = Array.from({ length: this.total.rows }, (_, i): WindowRow => {
      const cell = (this.head + FIELDS * i) % this.cells.length;
      return [this.cells[cell] ?? 0, this.cells[cell + 1] ?? 0, this.cells[cell + 2] ?? 0];
    });
    return { spanMs: this.spanMs, rows, sums: { ...this.total } };
  }

  private grow(): void {
    const bigger = new Float64Array(2 * this.cells.length);
    bigger.set(this.cells.subarray(this.head));
    bigger.set(this.cells.subarray(0, this.head), this.cells.length - this.head);
    this.cells = bigger;
    this.head = 0;
  }
}
