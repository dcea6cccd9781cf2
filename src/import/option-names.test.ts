import { expect, it } from 'vitest';
import { reportWithFields, withFields, withLabels } from './option-names.ts';

const ORDER = 'Say which: --date-format dmy (08/07 is 8 July) or --date-format mdy (08/07 is August 7)';

it.each([
  [ORDER, 'Say which: date-format=dmy (08/07 is 8 July) or date-format=mdy (08/07 is August 7)'],
  ['--timezone Mars/Olympus: write a name', 'timezone=Mars/Olympus: write a name'],
  ['Say which: --map text=COLUMN.', 'Say which: map=text=COLUMN.'],
  ['See --map and --date-format', 'See "map" and "date-format"'],
  ['--date-format names the form', '"date-format" names the form'],
  ['does not have the form of --date-format: 2026', 'does not have the form of "date-format": 2026'],
  ['a - dash -- and --other stay', 'a - dash -- and --other stay'],
])('a program reads names of fields: %s', (text, said) => {
  expect(withFields(text)).toBe(said);
});

it('a person reads the labels of a form', () => {
  expect(withLabels(ORDER)).toMatch(/^Say which: “Order of dates” dmy/);
  expect(withLabels('--map text=COLUMN names it')).toBe('the column of text names it');
});

it('in a report, sentences change and what the file holds stays', () => {
  const row = { text: 'I ran it with --map text=Body' };
  const report = {
    read: 1,
    rows: [row],
    notes: [ORDER],
    refusals: [{ reason: ORDER, count: 1 }],
    columns: {},
  };
  const said = reportWithFields(report);
  expect(said.rows).toEqual([row]);
  expect(JSON.stringify([said.notes, said.refusals])).not.toContain('--');
  expect(said.refusals[0]!.count).toBe(1);
});
