/** Quotes that never close: each costs its own line and a bounded amount of work, and well-formed files are read as before. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/source/file/csv/read.ts';
import type { Line } from '../../src/source/file/lines.ts';
import type { Row } from '../../src/source/file/row.ts';
import { attackRounds } from './rounds.ts';

/** Rows of these lines, and how often a line was looked at. */
async function read(lines: readonly string[]): Promise<{ rows: Row[]; looks: number }> {
  let looks = 0;
  async function* source(): AsyncGenerator<Line> {
    for (const [i, text] of lines.entries()) {
      yield {
        number: i + 1,
        tooLong: false,
        get text() {
          looks += 1;
          return text;
        },
      };
    }
  }
  const rows: Row[] = [];
  for await (const row of readCsv(source())) rows.push(row);
  return { rows, looks };
}

const HEAD = 'id,text,at';
const N = attackRounds(20_000, 200_000);
const many = (line: (i: number) => string) => [HEAD, ...Array.from({ length: N }, (_, i) => line(i))];
const bad = (rows: readonly Row[]) => rows.filter((row) => 'error' in row);

describe('a bounded number of looks at each line', () => {
  it.each<[string, (i: number) => string, number]>([
    ['in every line', (i) => `${i},"never closed,2026-01-02`, N],
    ['escaped in every line', (i) => `${i},"""never closed,2026-01-02`, N],
    ['at the end of every line', (i) => `${i},x,"2026-01-02`, N],
    ['in one line of 200', (i) => (i % 200 ? `${i},x,2026-01-02` : `${i},"open,2026-01-02`), N / 200],
    ['in one line of 3', (i) => (i % 3 ? `${i},x,2026-01-02` : `${i},"open,2026-01-02`), Math.ceil(N / 3)],
    ['closed and opened again in every line', (i) => `${i},a","b`, N],
    ['opened at the end of one line of 50', (i) => (i % 50 ? `${i},x,2026-01-02` : `${i},"open`), N / 50],
    ['in sloppy cells', (i) => `${i},5" screen,2026-01-02`, 0],
  ])('%s', async (_, line, refused) => {
    const { rows, looks } = await read(many(line));
    expect(rows).toHaveLength(N);
    expect(bad(rows)).toHaveLength(refused);
    for (const row of bad(rows).slice(0, 100)) {
      expect(row).toMatchObject({
        raw: line(row.line - 2),
        error: expect.stringMatching(/quote is opened in this line/),
      });
    }
    const ordinary = await read(many((i) => `${i},"x",2026-01-02`));
    expect(looks / ordinary.looks).toBeLessThan(5);
  });

  it('control: a record of 200 lines is looked at once more for each attempt', async () => {
    const long = Array.from({ length: 198 }, () => 'more');
    const { rows, looks } = await read([HEAD, '1,"begins', ...long, 'ends",2026-01-02']);
    expect(rows).toHaveLength(1);
    expect(looks).toBeGreaterThan(2 * 200);
  });
});

it('well-formed files are read as csv-parse reads them', async () => {
  const cell = fc
    .array(fc.constantFrom('a', '"', ',', '\n', ' ', '5', "'", ';'), { maxLength: 6 })
    .map((all) => all.join(''));
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), async (records) => {
      const text = ['id,text,at', ...records.map(([a, b]) => `x,${quoted(a)},${quoted(b)}`)].join('\n');
      const { rows } = await read(text.split('\n'));
      const expected = parse(text, { columns: true, record_delimiter: '\n' });
      expect(rows.map((row) => ('fields' in row ? row.fields : row.error))).toEqual(expected);
    }),
    { seed: 20260302, numRuns: attackRounds(300, 5_000) },
  );
});
