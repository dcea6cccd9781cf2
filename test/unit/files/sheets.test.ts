/** Spreadsheets: the first sheet that is a table, its cells as text. */
import { describe, expect, it } from 'vitest';
import { numberText } from '../../../src/source/file/sheet/cells.ts';
import { readContent } from '../../support/read-file.ts';
import { xlsxOf } from '../../support/zip.ts';

const number = (text: string) => ({ number: text });

describe('sheets', () => {
  it('dates have no zone, numbers no exponent where their digits are known, texts keep their lines', async () => {
    const { fields, kind } = await readContent(
      xlsxOf({
        Data: [
          ['id', 'Date', 'Time', 'Text', 'Score'],
          [
            number('1412345678901'),
            { day: 46_211.424_398_148 },
            { day: 0.5 },
            ' They “lied”\nto <us> & you ',
            number('0.30000000000000004'),
          ],
          [number('1.4123456789012346E+18'), { day: 46_212 }, null, 'fine', number('1E3')],
        ],
      }),
      'xlsx',
    );
    expect(kind).toBe('csv');
    expect(fields).toEqual([
      {
        id: '1412345678901',
        Date: '2026-07-08T10:11:08',
        Time: '12:00:00',
        Text: ' They “lied”\nto <us> & you ',
        Score: '0.30000000000000004',
      },
      { id: '1.4123456789012346E+18', Date: '2026-07-09T00:00:00', Time: '', Text: 'fine', Score: '1000' },
    ]);
  });

  it.each([
    ['5', '5'],
    ['-7', '-7'],
    ['12345678901234567890', '12345678901234567890'],
    ['1.41235E+18', '1.41235E+18'],
    ['1.5E-3', '0.0015'],
    ['2.5E3', '2500'],
    ['4.0', '4'],
  ])('the number %s is %s', (written, text) => expect(numberText(written)).toBe(text));

  const table = [
    ['id', 'date', 'text'],
    ['1', '2026-06-01', 'a'],
    ['2', '2026-06-02', 'b'],
  ];
  it.each<[string, Parameters<typeof xlsxOf>[0], number]>([
    ['one sheet', { A: table }, 0],
    ['a cover in front', { Cover: [['Mentions of Acme'], ['made by', 'a tool']], A: table }, 1],
    ['an empty sheet in front', { Empty: [], A: table }, 0],
    [
      'a second table',
      {
        A: table,
        Summary: [
          ['day', 'count'],
          ['2026-06-01', '1'],
          ['2026-06-02', '1'],
        ],
      },
      1,
    ],
    ['lines above the names', { A: [['Report:', 'Mentions'], ['From:', '2026-06-01'], [], ...table] }, 0],
    ['a total', { A: [...table, ['Total', null, number('2')]] }, 1],
  ])('%s', async (_, sheets, notes) => {
    const read = await readContent(xlsxOf(sheets), 'xlsx');
    expect(read.errors).toEqual([]);
    expect(read.fields.map((field) => field.text)).toEqual(['a', 'b']);
    expect(read.notes).toHaveLength(notes);
  });

  it('rows have the numbers that they have in the sheet', async () => {
    const { rows } = await readContent(xlsxOf({ A: [['Report:', 'x'], [], ...table] }), 'xlsx');
    expect(rows.map(({ line }) => line)).toEqual([4, 5]);
  });
});
