/** CSV as programs really write it: every dialect gives the same rows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContent } from '../../support/read-file.ts';

const ROWS = [
  ['1', '2026-06-01 09:00', 'They sold it, all; of it', '1,5'],
  ['2', '2026-06-13 10:00', 'said "no" twice | and left', '4'],
  ['3', '2026-06-14 11:00', 'two\nlines', ''],
];
const NAMES = ['id', 'date', 'text', 'rating'];
const WANTED = ROWS.map((cells) => Object.fromEntries(NAMES.map((name, i) => [name, cells[i]])));

type Style = { delimiter: string; quote?: string; end?: string; all?: boolean; backslash?: boolean };

function written(
  rows: readonly (readonly string[])[],
  { delimiter, quote = '"', end = '\n', all, backslash }: Style,
): string {
  const cell = (text: string) => {
    if (!all && ![delimiter, quote, '\n', '\r'].some((char) => text.includes(char))) return text;
    const inner = backslash
      ? text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)
      : text.replaceAll(quote, quote + quote);
    return quote + inner + quote;
  };
  return rows.map((cells) => cells.map(cell).join(delimiter) + end).join('');
}

const whole = (style: Style) => written([NAMES, ...ROWS], style);

describe('delimiters, quotes and line ends', () => {
  it.each<[string, Style]>([
    ['comma', { delimiter: ',' }],
    ['semicolon', { delimiter: ';' }],
    ['tab', { delimiter: '\t' }],
    ['pipe', { delimiter: '|' }],
    ['caret', { delimiter: '^' }],
    ['tilde', { delimiter: '~' }],
    ['Hive', { delimiter: '\x01' }],
    ['unit separator', { delimiter: '\x1f' }],
    ['all quoted', { delimiter: ',', all: true }],
    ['all quoted, CRLF', { delimiter: ';', all: true, end: '\r\n' }],
    ['single quotes', { delimiter: ',', quote: "'", all: true }],
    ['backslashes', { delimiter: ',', backslash: true, all: true }],
    ['backslashes and tabs', { delimiter: '\t', backslash: true, all: true }],
    ['backslashes and semicolons', { delimiter: ';', backslash: true, all: true }],
    ['CR only', { delimiter: ',', end: '\r' }],
    ['CR only, tabs', { delimiter: '\t', end: '\r' }],
  ])('%s', async (_, style) => {
    const { fields, errors, dialect } = await readContent(whole(style));
    expect(errors).toEqual([]);
    expect(fields).toEqual(WANTED);
    expect(dialect?.delimiter).toBe(style.delimiter);
  });

  it('single quotes around one column, under names without any', async () => {
    const rows = ["1,2026-06-01,'sold, they say'", "2,2026-06-02,'it''s bad'", "3,2026-06-03,'fine'"];
    const { fields } = await readContent(`id,date,text\n${rows.join('\n')}\n`);
    expect(fields.map((field) => field.text)).toEqual(['sold, they say', "it's bad", 'fine']);
  });

  it('apostrophes are no quotes', async () => {
    const rows = [
      "1,2026-06-01,'tis bad",
      "2,2026-06-02,they 'care'",
      "3,2026-06-03,don't",
      '4,2026-06-04,x',
    ];
    const { fields } = await readContent(`id,date,text\n${rows.join('\n')}\n`);
    expect(fields.map((field) => field.text)).toEqual(["'tis bad", "they 'care'", "don't", 'x']);
  });

  it.each([
    ['LF and CRLF', '\n', '\r\n'],
    ['CR and LF', '\r', '\n'],
    ['CR and CRLF', '\r', '\r\n'],
  ])('line ends of two kinds: %s', async (_, one, other) => {
    const lines = Array.from({ length: 40 }, (_x, i) => `${i},2026-06-01,text ${i}${i % 2 ? one : other}`);
    const { fields, errors } = await readContent(`id,date,text${one}${lines.join('')}`);
    expect(errors).toEqual([]);
    expect(fields.map((field) => field.text)).toEqual(lines.map((_x, i) => `text ${i}`));
  });

  it.each(['sep=;', '"sep=;"', 'SEP=;', 'sep=,', 'sep=\\t', 'sep=|'])('a first line %s', async (first) => {
    const found = /=(\\t|.)/.exec(first)![1]!;
    const delimiter = found === '\\t' ? '\t' : found;
    const { fields, rows } = await readContent(`${first}\r\n${whole({ delimiter, end: '\r\n' })}`);
    expect(fields).toEqual(WANTED.map((own) => ({ ...own, text: own.text!.replace('\n', '\n') })));
    expect(rows[0]?.line).toBe(3);
  });

  it('random tables come back whatever the dialect', async () => {
    const cell = fc.stringMatching(/^[a-z "',;|\n]{0,12}$/).map((text) => `x${text.trim()}y`);
    const table = fc.array(fc.tuple(cell, cell), { minLength: 3, maxLength: 12 });
    const style = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      all: fc.boolean(),
      end: fc.constantFrom('\n', '\r\n'),
    });
    await fc.assert(
      fc.asyncProperty(table, style, async (rows, how) => {
        const cells = rows.map(([a, b], i) => [
          String(i),
          `2026-06-${String((i % 28) + 1).padStart(2, '0')}`,
          a,
          b,
        ]);
        const { fields, errors } = await readContent(
          written([['id', 'date', 'text', 'note'], ...cells], how),
        );
        expect(errors).toEqual([]);
        expect(fields.map(({ id, date, text, note }) => [id, date, text, note])).toEqual(cells);
      }),
      { seed: 20_260_701, numRuns: 150 },
    );
  });
});

describe('lines above the names of the columns', () => {
  const table = whole({ delimiter: ',' });
  it.each([
    ['a report', 'Report:,Mentions of Acme\nFrom:,2026-06-01\nTo:,2026-07-01\n\n'],
    ['padded to the width', 'Report:,Mentions of Acme,,\nFrom:,2026-06-01,,\n,,,\n'],
    ['a sentence', 'Mentions of Acme between 1 June and 1 July 2026\n\n'],
    ['a sentence with commas', 'Export of Acme, made on Monday, 6 July 2026 by Joe\n'],
    ['comments', '# exported by a tool\n# version 2\n'],
    ['a title and a rule', 'Acme\n----\n'],
    ['Google Trends', 'Category: All categories\n\n'],
    ['blank lines', '\n\n\n'],
  ])('%s', async (_, heading) => {
    const { fields, dialect, errors } = await readContent(heading + table);
    expect(errors).toEqual([]);
    expect(fields).toEqual(WANTED);
    expect(dialect?.headerLine).toBe(heading.split('\n').length);
  });

  it.each([
    ['id,date,text', '1,2026-06-01,hello'],
    ['a;b', '1;2'],
    [',date,Acme', '0,2026-06-01,500'],
  ])('control: none, in front of %s', async (first, second) => {
    expect((await readContent(`${first}\n${second}\n`)).dialect?.headerLine).toBe(1);
  });

  it.each([
    ['dates', '2026-06-01,5\n2026-06-02,6\n'],
    [
      'posts',
      '17,2026-06-01T09:00Z,They lied,https://x.example/1\n18,2026-06-02T09:00Z,Fine,https://x.example/2\n',
    ],
    ['addresses', 'https://x.example/1;They lied\nhttps://x.example/2;Fine\n'],
    ['numbers', '1,2,3\n4,5,6\n'],
    ['mail', 'joe@x.example\t08.07.2026 10:11\tThey lied\n'],
  ])('a file without names is refused: %s', async (_, content) => {
    await expect(readContent(content)).rejects.toThrow(
      /no line that names its columns \(it begins with .*id,date,text/,
    );
  });
});

describe('what is no row', () => {
  it.each([
    ['blank lines and empty rows', '\n,,,\n   \n, ,,\n', 0],
    ['totals', 'Total,,,15\n', 1],
    ['totals in German', 'Summe:,,,"15,5"\n\n', 1],
    ['grand totals, short', 'Grand Total,15\n', 1],
    ['the header again', 'id,date,text,rating\n', 1],
  ])('%s', async (_, tail, notes) => {
    const read = await readContent(whole({ delimiter: ',' }) + tail);
    expect(read.errors).toEqual([]);
    expect(read.fields).toEqual(WANTED);
    expect(read.notes).toHaveLength(notes);
  });

  it('control: a post that begins with Total, and a total in the middle, are rows', async () => {
    const { fields } = await readContent(
      'text,date,likes\nTotal,2026-06-01,5\nTotal,,7\nTotal disaster,2026-06-02,1\n',
    );
    expect(fields).toHaveLength(3);
  });
});

describe('rows of another width', () => {
  const head = 'id,date,text,likes,url\n';

  it('empty cells at the end may be missing, or too many', async () => {
    const { fields, errors } = await readContent(
      `${head}1,2026-06-01,a\n2,2026-06-02,b,3\n3,2026-06-03,c,,,,\n4,2026-06-04,d,1,https://x.example\n`,
    );
    expect(errors).toEqual([]);
    expect(fields.map(({ text, likes, url }) => [text, likes, url])).toEqual([
      ['a', '', ''],
      ['b', '3', ''],
      ['c', '', ''],
      ['d', '1', 'https://x.example'],
    ]);
  });

  it.each([
    ['a line break in an unquoted cell', '1,2026-06-01,first half\nsecond half,3,https://x.example\n', 2],
    ['a delimiter in an unquoted cell', '1,2026-06-01,one, two, three,3,https://x.example\n', 1],
    ['a row that ends before its date', '1\n', 1],
    ['a footer', 'Downloaded from example.com\n', 1],
  ])('%s is refused, and the rows beside it are read', async (_, broken, count) => {
    const good = (i: number) => `${i},2026-06-0${i},fine,0,\n`;
    const { fields, errors } = await readContent(head + good(7) + broken + good(8));
    expect(fields.map(({ id }) => id)).toEqual(['7', '8']);
    expect(errors).toHaveLength(count);
    for (const error of errors) expect(error).toMatch(/has \d columns where the header has 5/);
  });

  it('R writes row numbers without a name above them', async () => {
    const { fields } = await readContent('"date","text"\n"1","2026-06-01","a"\n"2","2026-06-02","b"\n');
    expect(fields).toEqual([
      { 'column 1': '1', date: '2026-06-01', text: 'a' },
      { 'column 1': '2', date: '2026-06-02', text: 'b' },
    ]);
  });
});

describe('names of columns', () => {
  it.each([
    ['text,date,text\n,2026-06-01,second\nfirst,2026-06-01,second\n', ['second', 'first']],
    ['date;text;text;text\n2026-06-01;;;third\n2026-06-02;;b;c\n', ['third', 'b']],
  ])('of one name, the first that is not empty: %j', async (content, texts) => {
    const { fields, notes } = await readContent(content);
    expect(fields.map(({ text }) => text)).toEqual(texts);
    expect(notes).toEqual([expect.stringMatching(/more than one column is called text/i)]);
  });

  it('none is named by its place; __proto__ and constructor are only names', async () => {
    const { fields } = await readContent(',date,__proto__,constructor\n0,2026-06-01,a,b\n');
    expect(Object.keys(fields[0]!)).toEqual(['column 1', 'date', '__proto__', 'constructor']);
    expect(Object.getOwnPropertyDescriptor(fields[0], '__proto__')?.value).toBe('a');
  });

  it('over two lines', async () => {
    const { fields, rows } = await readContent('id,"date\n(UTC)",text\n1,2026-06-01,a\n');
    expect(fields).toEqual([{ id: '1', 'date\n(UTC)': '2026-06-01', text: 'a' }]);
    expect(rows[0]?.line).toBe(3);
  });

  it('control characters reach no message', async () => {
    await expect(readContent('2026-06-01,\x1b[31mred\x07\n')).rejects.toThrow(/^[^\x07\x1b]*$/);
  });
});

describe('cells of many lines', () => {
  it('a mail of 20,000 lines is one row, and the lines behind it keep their numbers', async () => {
    const mail = 'a line, with a ""quote"" in it\n'.repeat(20_000);
    const { fields, rows, errors } = await readContent(
      `id,date,text\n1,2026-06-01,"${mail}"\n2,2026-06-02,x\n`,
    );
    expect(errors).toEqual([]);
    expect(fields[0]?.text).toBe(mail.replaceAll('""', '"'));
    expect(rows.map(({ line }) => line)).toEqual([2, 20_003]);
  });

  it('over 1 MB it is refused, and the rows behind it are read', async () => {
    const mail = `${'x'.repeat(99)}\n`.repeat(20_000);
    const { fields, errors } = await readContent(`id,date,text\n1,2026-06-01,"${mail}"\n2,2026-06-02,y\n`);
    expect(errors[0]).toMatch(/^2: .*never closed/);
    expect(fields.at(-1)).toEqual({ id: '2', date: '2026-06-02', text: 'y' });
  });
});

describe('tables of databases, with backslashes', () => {
  const HEAD = 'id\tdate\ttext\treply\n';
  it('are known by \\N, and their escapes are undone', async () => {
    const rows =
      '1\t2026-06-01 09:00\tone\\nmore \\\\ and\\ta tab\t\\N\n2\t2026-06-01 10:00\tC:\\\\new\tyes\n';
    const { fields } = await readContent(HEAD + rows, 'tsv');
    expect(fields).toMatchObject([
      { text: 'one\nmore \\ and\ta tab', reply: '' },
      { text: 'C:\\new', reply: 'yes' },
    ]);
  });
  it('control: elsewhere a backslash is a backslash', async () => {
    const { fields } = await readContent(`${HEAD}1\t2026-06-01 09:00\tC:\\new\\table\tno\n`, 'tsv');
    expect(fields).toMatchObject([{ text: 'C:\\new\\table' }]);
  });
});
