import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { DetectInputError } from './detect-csv.ts';
import { readCountTable, setMissing } from './effect-csv.ts';

describe('readCountTable', () => {
  it('reads days with gaps, empty cells, quotes and CRLF', () => {
    const table = readCountTable(
      '\uFEFFdate,"Acme, Inc.",Other\r\n2026-01-01,3,\r\n2026-01-02,,7\r\n2026-01-05,"0",8\r\n\r\n',
    );
    expect(table).toMatchObject({ start: Date.UTC(2026, 0, 1), widthMs: DAY_MS, length: 5 });
    expect(table.columns).toEqual(['Acme, Inc.', 'Other']);
    expect(table.counts('Acme, Inc.')).toEqual([3, null, null, null, 0]);
    expect(table.counts('Other')).toEqual([null, 7, null, null, 8]);
  });

  it('finds the time column wherever it is, and hours', () => {
    const table = readCountTable('n,hour_utc\n4,2026-01-01T00:00\n5,2026-01-01T01:00\n6,2026-01-01T05:00');
    expect(table.widthMs).toBe(HOUR_MS);
    expect(table.counts('n')).toEqual([4, 5, null, null, null, 6]);
  });

  it.each([
    ['', /line 1: there are no rows/],
    ['date,a\n', /no rows/],
    ['date,a\nx,1', /line 2: no cell is a date/],
    ['2026-01-01,1\n2026-01-02,1', /line 1: the first line must name/],
    ['date,a\n2026-01-01,1\nsoon,1', /line 3: "soon" is not a time/],
    ['date,a\n2026-01-01,1\n2026-01-01,1', /line 3: repeats/],
    ['date,a\n2026-01-02,1\n2026-01-01,1', /line 3: is earlier/],
    ['date,a\n2026-01-01,1', /only row/],
    ['date,a\n2026-01-01,1\n2026-01-15,1', /must be days or hours/],
    ['date,a\n2026-01-01,1\n2026-01-02,1\n2026-01-02T13:00,1\n2026-01-03,1', /line 3: lies between/],
  ])('%j: says what is wrong', (text, words) => {
    expect(() => readCountTable(text)).toThrow(DetectInputError);
    expect(() => readCountTable(text)).toThrow(words);
  });

  it('names the cell that is no count', () => {
    const table = readCountTable('date,a,b\n2026-01-01,1,\n2026-01-02,-2,x');
    expect(() => table.counts('a')).toThrow(/line 3: "-2" is not a count/);
    expect(() => table.counts('b')).toThrow(/line 3: "x" is not a count/);
  });
});

describe('setMissing', () => {
  it('takes whole days and single hours, and nothing outside', () => {
    const table = { start: Date.UTC(2026, 0, 1), widthMs: HOUR_MS };
    const counts: (number | null)[] = new Array<number>(50).fill(1);
    setMissing(counts, table, [
      { at: Date.UTC(2026, 0, 2), wholeDay: true },
      { at: Date.UTC(2026, 0, 1, 3, 30), wholeDay: false },
      { at: Date.UTC(2025, 0, 1), wholeDay: true },
      { at: Date.UTC(2027, 0, 1), wholeDay: false },
    ]);
    expect(counts.flatMap((count, i) => (count === null ? [i] : []))).toEqual([
      3,
      ...Array.from({ length: 24 }, (_, k) => 24 + k),
    ]);
  });
});
