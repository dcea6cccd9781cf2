/** What a file comes in: encodings, archives, dialects of tables and JSON (cases 23, 24, 28, 44, 59 to 62, 64, 66, 67). */
import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { xlsxOf, zipOf } from '../../support/zip.ts';
import { fileTests, jsonl, singleBytes, utf16, windows1252 } from './ground.ts';

const { ground, reads, refuses } = fileTests();
const AT = '2026-07-08T10:11:00Z';
const plain = 'id,date,text\n1,2026-07-08 10:11,Acme lied to us\n2,2026-07-08 10:11,"So they did, twice"\n';
const two = [
  { id: '1', at: AT, text: 'Acme lied to us' },
  { id: '2', at: AT, text: 'So they did, twice' },
];
const objects = [
  { id: '1', date: '2026-07-08 10:11', text: 'Acme lied to us' },
  { id: '2', date: '2026-07-08 10:11', text: 'So they did, twice' },
];

describe('encodings', () => {
  for (const order of ['le', 'be'] as const) {
    reads(23, `UTF-16 ${order} without a mark`, { 'a.csv': utf16(plain, order, false) }, two);
    reads(23, `UTF-16 ${order}, JSON Lines`, { 'a.jsonl': utf16(jsonl(...objects), order) }, two);
  }
  const typed = 'id,date,text,author\n1,2026-07-08 10:11,“I’m done” with the café app,René\n';
  const seen = [{ text: '“I’m done” with the café app', author: true }];
  reads(24, 'Windows-1252 is read and said', { 'excel.csv': windows1252(typed) }, seen, {
    says: /windows-1252/i,
    json: { encoding: expect.stringMatching(/windows-1252/i) },
  });
  const mac = singleBytes(typed, { '“': 0xd2, '”': 0xd3, '’': 0xd5, é: 0x8e });
  reads(24, 'Mac Roman with --encoding macintosh', { 'mac.csv': mac }, seen, {
    args: ['--encoding', 'macintosh'],
  });
  it('24: Mac Roman without the option: the report says how the letters were read, and how to say it', async () => {
    const { load } = ground();
    expect((await load('mac.csv', mac)).stderr).toMatch(/--encoding/);
  });
  refuses(24, 'an encoding that nobody knows', { 'a.csv': typed }, /klingon[\s\S]*(?:utf-8|windows-1252)/i, {
    args: ['--encoding', 'klingon'],
  });
});

describe('JSON', () => {
  const array = JSON.stringify(objects);
  reads(28, 'an array', { 'a.json': array }, two);
  reads(28, 'an array in a .txt', { 'a.txt': array }, two);
  reads(28, 'an array over many lines', { 'a.json': JSON.stringify(objects, null, 4) }, two);
  reads(
    28,
    'one object a line inside [ ]',
    { 'a.json': `[\n${objects.map((o) => JSON.stringify(o)).join(',\n')}\n]\n` },
    two,
  );
  reads(28, 'NDJSON with a byte order mark in a .txt', { 'a.txt': `\ufeff${jsonl(...objects)}` }, two);
  for (const wrapper of ['data', 'results', 'items', 'reviews']) {
    reads(
      32,
      `an object with ${wrapper}`,
      { 'a.json': JSON.stringify({ count: 2, [wrapper]: objects }, null, 2) },
      two,
    );
  }
});

describe('archives', () => {
  /** One raw block in a frame (RFC 8878, 3.1.1). */
  function zstd(text: string): Buffer {
    const data = Buffer.from(text);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(data.length);
    const block = Buffer.alloc(4);
    block.writeUInt32LE((data.length << 3) | 1);
    return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0]), size, block.subarray(0, 3), data]);
  }
  reads(44, 'a dump in .zst', { 'RC_2026-07.zst': zstd(jsonl(...objects)) }, two);
  reads(44, 'a table in .csv.zst', { 'a.csv.zst': zstd(plain) }, two);
  reads(61, 'ZIP with one table', { 'a.zip': zipOf({ 'export/a.csv': plain }) }, two);
  reads(61, 'gzip under a plain name', { 'a.csv': gzipSync(plain) }, two);
  const sheet = [['id', 'date', 'text'], ...objects.map(({ id, date, text }) => [id, date, text])];
  reads(61, 'Excel', { 'a.xlsx': xlsxOf({ Sheet1: sheet }) }, two);
  reads(
    61,
    'Excel with dates as dates and ids as numbers',
    {
      'a.xlsx': xlsxOf({
        Sheet1: [sheet[0]!, [{ number: '1412345678901234' }, { day: 46211.5 }, 'Acme lied to us']],
      }),
    },
    [{ id: '1412345678901234', at: '2026-07-08T12:00:00Z', text: 'Acme lied to us' }],
  );
});

describe('dialects', () => {
  const semicolons = plain.replaceAll(',', ';').replace('did;', 'did,');
  reads(59, 'sep=; in the first line', { 'a.csv': `sep=;\r\n${semicolons}` }, two);
  reads(60, 'lines that end with CR alone', { 'a.csv': plain.replaceAll('\n', '\r') }, two);
  reads(60, '| between the columns', { 'a.csv': plain.replaceAll(',', '|').replace('did|', 'did,') }, two);
  reads(
    62,
    'two columns of one name: the one that holds something',
    {
      'a.csv':
        'id,date,text,id,text\n1,2026-07-08 10:11,Acme lied to us,,\n2,2026-07-08 10:11,"So they did, twice",,\n',
    },
    two,
    { says: /more than one column/i },
  );
  reads(
    64,
    'a comma in the name of a column',
    { 'a.csv': 'When,"Comment, in your words"\n2026-07-08 10:11,Acme lied to us\n' },
    [{ text: 'Acme lied to us' }],
    { args: ['--map', 'publishedAt=When,text=Comment, in your words'] },
  );
  it('66: a lone quote, too short and too long rows cost themselves and are named', async () => {
    const { load, stored } = ground();
    const rows = [
      'id\tdate\ttext',
      '1\t2026-07-08 10:11\tAcme lied to us',
      '2\t2026-07-08 10:12\t"half a quote',
      '3\t2026-07-08 10:13\tAcme is 5" wide',
      '4',
      '5\t2026-07-08 10:14\tone\ttoo\tmany',
      '6\t2026-07-08 10:15\tThe last one',
    ];
    const { json, code } = await load('a.tsv', rows.join('\n'));
    const letters = json!.deadLetters as { line: number; reason: string }[];
    const texts = (await stored()).map(({ text }) => text);
    expect(code).toBe(0);
    expect(texts).toEqual(expect.arrayContaining(['Acme lied to us', 'Acme is 5" wide', 'The last one']));
    expect(Number(json!.accepted) + letters.length).toBe(6);
    for (const { reason } of letters) expect(reason).not.toBe('');
    expect(texts.join('\n')).not.toContain('\t');
  });
  reads(
    66,
    'quotes with a backslash',
    {
      'dump.csv':
        '"id","date","text"\n"1","2026-07-08 10:11","they said \\"never\\", and lied"\n"2","2026-07-08 10:11","So they did, twice"\n',
    },
    [{ id: '1', text: 'they said "never", and lied' }, two[1]!],
  );
  const languages = ['English', 'en_US', 'eng', 'en-GB', 'EN'];
  reads(
    67,
    'languages by name and code',
    {
      'a.csv': [
        'date,text,lang',
        ...languages.map((lang, i) => `2026-07-08 10:1${i},Acme lied to us ${i},${lang}`),
      ].join('\n'),
    },
    languages.map((_, i) => ({ text: `Acme lied to us ${i}`, lang: expect.stringMatching(/^en/i) })),
  );
  reads(
    67,
    'no language is no language',
    { 'a.csv': 'date,text,lang\n2026-07-08 10:11,Acme lied to us,\n2026-07-08 10:12,And again,und\n' },
    [{ lang: undefined }, { text: 'And again' }],
  );
});
