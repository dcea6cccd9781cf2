import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { DetectInputError } from './input-error.ts';
import { type CountTable, readCountTable, setMissing } from './effect-csv.ts';
import { openTable } from '../../source/file/open-table.ts';
import { fileOf } from '../../../test/support/read-file.ts';
import { xlsxOf } from '../../../test/support/zip.ts';

async function tableOf(content: string | Buffer, name = 'csv'): Promise<CountTable> {
  const opened = await openTable(fileOf(content, name));
  const rows = [];
  for await (const records of opened.records)
    for (const record of records)
      rows.push({ line: record.line, cells: 'cells' in record ? record.cells : [] });
  return readCountTable({ ...opened, rows });
}

describe('readCountTable', () => {
  it('reads days with gaps, empty cells, quotes and CRLF', async () => {
    const table = await tableOf(
      '\uFEFFdate,"Acme, Inc.",Other\r\n2026-01-01,3,\r\n2026-01-02,,7\r\n2026-01-05,"0",8\r\n\r\n',
    );
    expect(table).toMatchObject({ start: Date.UTC(2026, 0, 1), widthMs: DAY_MS, length: 5 });
    expect(table.columns).toEqual(['Acme, Inc.', 'Other']);
    expect(table.counts('Acme, Inc.')).toEqual([3, null, null, null, 0]);
    expect(table.counts('Other')).toEqual([null, 7, null, null, 8]);
  });

  it('finds the time column wherever it is, and hours', async () => {
    const table = await tableOf('n,hour_utc\n4,2026-01-01T00:00\n5,2026-01-01T01:00\n6,2026-01-01T05:00');
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
  ])('%j: says what is wrong', async (text, words) => {
    await expect(tableOf(text)).rejects.toThrow(DetectInputError);
    await expect(tableOf(text)).rejects.toThrow(words);
  });

  it('names the cell that is no count', async () => {
    const table = await tableOf('date,a,b\n2026-01-01,1,\n2026-01-02,-2,x');
    expect(() => table.counts('a')).toThrow(/line 3: "-2" is not a count/);
    expect(() => table.counts('b')).toThrow(/line 3: "x" is not a count/);
  });
});

const WEEK = Array.from({ length: 7 }, (_, i) => i);
const day = (i: number) => `2026-07-0${i + 1}`;

describe('the same table in other dialects', () => {
  const wanted = WEEK.map((i) => 1_000 + i * 100);
  const table = (delimiter: string, date: (i: number) => string, count: (n: number) => string) =>
    ['date', 'Acme'].join(delimiter) +
    WEEK.map((i) => `\n${date(i)}${delimiter}${count(wanted[i]!)}`).join('');
  const german = (n: number) => `${Math.floor(n / 1000)}.${String(n % 1000).padStart(3, '0')}`;
  const months = (i: number) => `${i + 1} Jul 2026`;
  it.each<[string, string | Buffer]>([
    ['semicolons, points for thousands', table(';', day, german)],
    ['semicolons, decimal commas', table(';', day, (n) => `${n},0`)],
    ['thousands', table(',', day, (n) => `"${german(n).replace('.', ',')}"`)],
    ['blanks for thousands', table('\t', day, (n) => german(n).replace('.', '\u202f'))],
    ['an index without a name', `,date,Acme\n${WEEK.map((i) => `${i},${day(i)},${wanted[i]}`).join('\n')}`],
    [
      'an index in another place',
      `n,date,Acme\n${WEEK.map((i) => `${i},${day(i)},${wanted[i]}`).join('\n')}`,
    ],
    ['a heading', `Category: All categories\n\n${table(',', day, String)}`],
    ['a total', `${table(',', day, String)}\nTotal,9100\n\n`],
    ['UTF-16', Buffer.from(`\ufeff${table('\t', day, String)}`, 'utf16le')],
    ['sep=', `sep=;\r\n${table(';', day, String)}`],
    ['CR', table(',', day, String).replaceAll('\n', '\r')],
    ['dates in words', table(',', months, String)],
    ['local midnights', table(',', (i) => `${day(i)}T00:00:00+02:00`, String)],
    ['NaN', `${table(',', day, String)}`.replace('Acme', 'Acme,Peer').replaceAll(/(\d{4})$/gm, '$1,NaN')],
  ])('%s', async (_, content) => {
    const read = await tableOf(content);
    expect(read.columns).toContain('Acme');
    expect(read.counts('Acme')).toEqual(wanted);
    expect(read).toMatchObject({ start: Date.UTC(2026, 6, 1), widthMs: DAY_MS, length: 7 });
  });

  it('a spreadsheet', async () => {
    const rows = WEEK.map((i) => [{ day: 46_204 + i }, { number: String(wanted[i]) }]);
    const read = await tableOf(xlsxOf({ Data: [['date', 'Acme'], ...rows] }), 'xlsx');
    expect(read.counts('Acme')).toEqual(wanted);
    expect(read.start).toBe(Date.UTC(2026, 6, 1));
  });

  it('a column of counts is never taken for another: the first name is empty', async () => {
    const rows = WEEK.map((i) => `${i},${day(i)},${500 + i},${20 + i}`);
    const read = await tableOf(`,date,Acme,Peer\n${rows.join('\n')}`);
    expect(read.counts('Peer')).toEqual(WEEK.map((i) => 20 + i));
    expect(read.counts('Acme')).toEqual(WEEK.map((i) => 500 + i));
    expect(read.columns).toEqual(['column 1', 'Acme', 'Peer']);
  });
});

describe('order of day and month', () => {
  const dates = (form: (d: number) => string) =>
    `date,a\n${Array.from({ length: 20 }, (_, i) => `${form(i + 1)},${i}`).join('\n')}`;
  it.each([
    ['day first', (d: number) => `${d}/7/2026`],
    ['month first', (d: number) => `7/${d}/2026`],
    ['points', (d: number) => `${d}.07.2026`],
    ['dashes', (d: number) => `${String(d).padStart(2, '0')}-07-2026`],
    ['two digits', (d: number) => `7/${d}/26`],
  ])('shown by the column: %s', async (_, form) => {
    const read = await tableOf(dates(form));
    expect(read.start).toBe(Date.UTC(2026, 6, 1));
    expect(read.counts('a')).toEqual(Array.from({ length: 20 }, (_x, i) => i));
  });

  it('asked for where nothing shows it', async () => {
    const text = `date,a\n${WEEK.map((i) => `0${i + 1}/07/2026,1`).join('\n')}`;
    await expect(tableOf(text)).rejects.toThrow(/line 2: "01\/07\/2026" may be.*--date-format/);
  });
});

describe('days of a clock that is changed', () => {
  it.each([
    ['spring', '2026-03-2', 26, '+01:00', '+02:00', 30],
    ['autumn', '2026-10-2', 23, '+02:00', '+01:00', 26],
  ])('%s: days of 23 or 25 hours are days', async (_, prefix, first, before, after, change) => {
    const rows = Array.from({ length: 6 }, (_x, i) => {
      const date = first + i;
      return `${prefix.slice(0, -1)}${date}T00:00:00${date < change ? before : after},${i}`;
    });
    const read = await tableOf(`date,a\n${rows.join('\n')}`);
    expect(read.counts('a')).toEqual([0, 1, 2, 3, 4, 5]);
    expect([read.widthMs, read.byDate]).toEqual([DAY_MS, true]);
  });

  it('control: 23 hours that are no days are refused', async () => {
    const text = 'date,a\n2026-01-01T00:00Z,1\n2026-01-01T20:00Z,1\n2026-01-02T19:00Z,1\n';
    await expect(tableOf(text)).rejects.toThrow(/line 4: lies between/);
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
