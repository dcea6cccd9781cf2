/** Records that are read without a parser have the cells that csv-parse finds. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainCells } from './plain-cells.ts';

const parsed = (text: string, delimiter: string, quote: string, relax: boolean): string[][] =>
  parse(text, {
    delimiter,
    quote,
    escape: quote,
    record_delimiter: '\n',
    relax_quotes: relax,
    relax_column_count: true,
    skip_empty_lines: true,
  });

const piece = (delimiter: string, quote: string) =>
  fc.oneof(
    {
      arbitrary: fc.constantFrom(quote, delimiter, '\n', ' ', '', 'a', '\r', '\t', '\\', 'é', '🙂'),
      weight: 3,
    },
    {
      arbitrary: fc.constantFrom(
        `${quote}b${delimiter}c${quote}`,
        `${quote}${quote}`,
        `${delimiter}${quote}`,
      ),
      weight: 1,
    },
  );

/** A record as programs write it, perhaps with one piece too many. */
const written = (delimiter: string, quote: string) =>
  fc
    .tuple(
      fc.array(fc.array(piece(delimiter, quote), { maxLength: 3 }), { minLength: 1, maxLength: 5 }),
      fc.boolean(),
    )
    .map(([cells, always]) =>
      cells
        .map((parts) => parts.join(''))
        .map((cell) =>
          always || cell.includes(quote) || cell.includes(delimiter) || cell.includes('\n')
            ? quote + cell.replaceAll(quote, quote + quote) + quote
            : cell,
        )
        .join(delimiter),
    );

for (const [delimiter, quote] of [
  [',', '"'],
  [';', "'"],
  ['\t', '"'],
  ['|', '"'],
] as const)
  test(`records divided by ${JSON.stringify(delimiter)} and quoted by ${quote}`, () => {
    let several = 0;
    const loose = fc.array(piece(delimiter, quote), { maxLength: 14 }).map((pieces) => pieces.join(''));
    const record = fc.oneof(loose, written(delimiter, quote));
    fc.assert(
      fc.property(record, (text) => {
        const cells = plainCells(text, delimiter, quote);
        // Blank lines are no records; nobody asks for them.
        if (cells === undefined || text.trim() === '') return;
        if (cells.length > 1 && text.includes(quote)) several += 1;
        expect([cells]).toEqual(parsed(text, delimiter, quote, false));
        expect([cells]).toEqual(parsed(text, delimiter, quote, true));
      }),
      { seed: 20_261_130, numRuns: 3_000 },
    );
    expect(several).toBeGreaterThan(100);
  });

test('what is written in another way is left to the parser', () => {
  for (const odd of ['a,b"c', '"a"b,c', '"a', 'a,"b', '"a" ,b', 'a\nb', '"a"\n"b"'])
    expect(plainCells(odd, ',', '"'), odd).toBeUndefined();
});

test('cells with delimiters, quotes and line ends in them', () => {
  expect(plainCells('1,"a,b","say ""no""\nor not",,""', ',', '"')).toEqual([
    '1',
    'a,b',
    'say "no"\nor not',
    '',
    '',
  ]);
});
