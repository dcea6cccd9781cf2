/** Files of mentions, good and bad, into a real database. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile, type ImportOptions } from '../../src/import/import-file.ts';
import { UserError } from '../../src/domain/result.ts';
import { parseMapping } from '../../src/source/file/columns.ts';
import { runCli } from '../support/cli.ts';
import { openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const dir = tempDir();
const NOW = Date.UTC(2026, 5, 1);
let installation: TestInstallation;
let files = 0;

beforeAll(async () => {
  installation = await openTestInstallation({ dir: tempDir(), clock: () => NOW });
  await installation.store.tx((tx) => tx.brands.upsert({ slug: 'acme', name: 'Acme', origin: 'import' }));
});
afterAll(() => installation.close());

function write(content: string | Buffer, ending = 'csv'): string {
  files += 1;
  const path = join(dir, `f${files}.${ending}`);
  writeFileSync(path, content);
  return path;
}

/** Imports under a source of its own, so that files do not meet in the database. */
async function load(content: string | Buffer, ending = 'csv', more: Partial<ImportOptions> = {}) {
  const file = write(content, ending);
  const source = `s${files}`;
  const options = { file, brand: 'acme', source, mapping: {}, onProgress: () => {}, ...more };
  const result = await importFile(installation.ctx, options);
  const brandId = (await installation.store.read.brands.bySlug('acme'))?.id ?? 0;
  const filter = { brandId, from: 0, to: NOW + 1, source, order: 'newest' as const, limit: 20_000 };
  const rows = (await installation.store.read.mentions.list(filter)).toSorted((a, b) => a.id - b.id);
  const { accepted, duplicates, replaced, leftOut, rejected } = result;
  expect(result.read).toBe(accepted + duplicates + replaced + leftOut + rejected);
  expect(result.deadLetters).toHaveLength(result.rejected);
  for (const { reason } of result.deadLetters) expect(reason.trim()).not.toBe('');
  return { ...result, rows, texts: rows.map((row) => row.text), options };
}

const HEAD = 'id,text,published_at';
const line = (i: number) => `${i},text ${i},2026-01-02T03:04:05Z`;

describe('what is read', () => {
  const good = [HEAD, line(1), line(2)];
  const both = ['text 1', 'text 2'];
  it.each<[string, string | Buffer, string]>([
    ['CSV', good.join('\n'), 'csv'],
    ['a last line end', `${good.join('\n')}\n`, 'csv'],
    ['CRLF', `${good.join('\r\n')}\r\n`, 'csv'],
    ['a byte order mark', `\ufeff${good.join('\n')}`, 'csv'],
    ['BOM and CRLF', `\ufeff${good.join('\r\n')}`, 'csv'],
    ['semicolons', good.join('\n').replaceAll(',', ';'), 'csv'],
    ['tabs', good.join('\n').replaceAll(',', '\t'), 'tsv'],
    ['blank lines', `\n${good.join('\n\n')}\n\n`, 'csv'],
    ['quotes all over', good.map((l) => l.replace(/[^,]+/g, '"$&"')).join('\n'), 'csv'],
    ['upper-case columns', good.join('\n').replace(HEAD, HEAD.toUpperCase()), 'csv'],
    ['no ending', good.join('\n'), 'data'],
    ['gzip', gzipSync(good.join('\n')), 'csv.gz'],
    ['gzip under a plain name', gzipSync(good.join('\n')), 'csv'],
  ])('%s', async (_name, content, ending) => {
    const { read, accepted, texts } = await load(content, ending);
    expect({ read, accepted, texts }).toEqual({ read: 2, accepted: 2, texts: both });
  });

  const object = (i: number) => JSON.stringify({ id: i, text: `text ${i}`, date: '2026-01-02 03:04' });
  it.each<[string, string | Buffer, string]>([
    ['JSON Lines', `${object(1)}\n${object(2)}\n`, 'jsonl'],
    ['NDJSON with CRLF, BOM and blank lines', `\ufeff${object(1)}\r\n\r\n${object(2)}`, 'ndjson'],
    ['JSON Lines recognised by content', `${object(1)}\n${object(2)}`, 'txt'],
    ['gzip', gzipSync(`${object(1)}\n${object(2)}`), 'jsonl.gz'],
  ])('%s', async (_name, content, ending) => {
    expect((await load(content, ending)).texts).toEqual(both);
  });

  it('cells over several lines, with quotes, commas and empty lines in them', async () => {
    const cell = 'one, two\n\nthree ""four""\r\nfive';
    const { texts, read } = await load(`${HEAD}\n1,"${cell}",2026-01-02\n${line(2)}\n3,"a\nb",2026-01-02`);
    expect(read).toBe(3);
    expect(texts).toEqual(['one, two\n\nthree "four"\nfive', 'text 2', 'a\nb']);
  });

  it('a source per row, times in seconds, likes, a title before the text', async () => {
    const rows = [
      'title,body,created_utc,source,likes',
      'T,B,1767323045,reddit:x,7',
      'T,B,1767323046,not ok!,7',
    ];
    const file = write(rows.join('\n'));
    const options = { file, brand: 'acme', source: undefined, mapping: {}, onProgress: () => {} };
    expect(await importFile(installation.ctx, options)).toMatchObject({ accepted: 2 });
    const brandId = (await installation.store.read.brands.bySlug('acme'))?.id ?? 0;
    const filter = { brandId, from: 0, to: NOW, source: 'reddit:x', order: 'newest' as const, limit: 9 };
    const found = await installation.store.read.mentions.list(filter);
    expect(found).toMatchObject([{ text: 'T\nB', reach: 70, publishedAt: 1_767_323_045_000 }]);
  });

  it('columns by a mapping', async () => {
    const mapping = parseMapping('publishedAt=wann, text=Was');
    const { texts } = await load('was,wann\nhallo,2026-01-02', 'csv', { mapping });
    expect(texts).toEqual(['hallo']);
  });
});

describe('what is refused', () => {
  it.each<[string, string, Partial<ImportOptions>, RegExp]>([
    ['no text column', 'id,published_at\n1,2026-01-01', {}, /no column for text .*--map text=/],
    ['no time column', 'id,text\n1,hello', {}, /no column for publishedAt/],
    [
      'a mapped column that is not there',
      `${HEAD}\n${line(1)}`,
      { mapping: { text: 'nope' } },
      /no such column/,
    ],
    ['a bad source name', `${HEAD}\n${line(1)}`, { source: 'a b' }, /--source a b/],
  ])('%s', async (_name, content, more, message) => {
    const work = load(content, 'csv', more);
    await expect(work).rejects.toThrow(UserError);
    await expect(work).rejects.toThrow(message);
  });

  it('a file that is not there, and a mapping that makes no sense', async () => {
    const options = {
      file: join(dir, 'nope.csv'),
      brand: 'acme',
      source: 's',
      mapping: {},
      onProgress: () => {},
    };
    await expect(importFile(installation.ctx, options)).rejects.toThrow(/no file/);
    expect(() => parseMapping('publishedAt')).toThrow(UserError);
    expect(() => parseMapping('colour=red')).toThrow(/fields are/);
  });

  it('an empty file and a header alone hold no rows', async () => {
    expect(await load('')).toMatchObject({ read: 0, accepted: 0 });
    expect(await load(`${HEAD}\n`)).toMatchObject({ read: 0, accepted: 0 });
  });

  it('rows with other numbers of columns, bad dates, no text: each alone, with its line and reason', async () => {
    const bad = [
      '1,short',
      '2,too,many,cells',
      '3,x,31/02/2026',
      '4,x,2026-02-30',
      '6,x,',
      '7,x,1980-01-01',
      '8,x,2027-01-01',
    ];
    const { deadLetters, texts } = await load([HEAD, line(100), ...bad, line(200)].join('\n'));
    expect(texts).toEqual(['text 100', 'text 200']);
    expect(deadLetters.map((d) => d.line)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    expect(deadLetters.map((d) => d.reason)).toEqual([
      expect.stringMatching(/has 2 columns where the header has 3/),
      expect.stringMatching(/has 4 columns/),
      expect.stringMatching(/not a date/),
      expect.stringMatching(/not a date/),
      expect.stringMatching(/publishedAt is missing/),
      expect.stringMatching(/before 1990/),
      expect.stringMatching(/future/),
    ]);
    const letters = await installation.store.read.deadLetters.list(7);
    expect(letters.map((l) => [l.stage, l.source, l.ref, l.payload]).toReversed()).toEqual(
      bad.map((payload, i) => ['import', `f${files}.csv`, String(i + 3), payload]),
    );
  });

  it('rows without words are no posts: they are left out and no dead letters', async () => {
    const { read, accepted, leftOut, rejected } = await load(
      [HEAD, line(1), '5,,2026-01-01', '6,[deleted],2026-01-01', '7,nan,', line(2)].join('\n'),
    );
    expect({ read, accepted, leftOut, rejected }).toEqual({ read: 5, accepted: 2, leftOut: 3, rejected: 0 });
  });

  it.each([
    ['opened and never closed', '5,"never closed,2026-01-01'],
    ['closed too early', '5,"a" b",2026-01-01'],
    ['at the last cell', '5,x,"2026-01-01'],
    ['a carriage return inside', '5,a\rb,c\rd,2026-01-01'],
  ])('a broken quote costs its own line: %s', async (_name, broken) => {
    const lines = [HEAD, ...Array.from({ length: 700 }, (_, i) => (i === 300 ? broken : line(i)))];
    const { texts, read, rejected } = await load(lines.join('\n'));
    expect(read).toBe(700);
    expect(rejected).toBeLessThanOrEqual(1);
    const wanted = Array.from({ length: 700 }, (_, i) => `text ${i}`).filter((t) => t !== 'text 300');
    expect(texts.filter((t) => t.startsWith('text '))).toEqual(wanted);
  });

  it('a line over a megabyte costs itself', async () => {
    const long = `5,${'x'.repeat(1_200_000)},2026-01-01`;
    const { texts, deadLetters } = await load([HEAD, line(1), long, line(2)].join('\n'));
    expect(texts).toEqual(['text 1', 'text 2']);
    expect(deadLetters).toEqual([{ line: 3, reason: expect.stringMatching(/longer than 1 MB/) }]);
  });

  it.each(['csv', 'jsonl'])('a gzip file that breaks off keeps what came before: %s', async (ending) => {
    const lines = Array.from({ length: 3_000 }, (_, i) =>
      ending === 'csv'
        ? `${i},text ${i} ${Math.sin(i)},2026-01-02`
        : JSON.stringify({ id: i, text: `text ${i} ${Math.sin(i)}`, date: '2026-01-02' }),
    );
    const whole = gzipSync([...(ending === 'csv' ? [HEAD] : []), ...lines].join('\n'));
    const half = whole.subarray(0, Math.floor(whole.length * 0.7));
    const readable = gunzipSync(half, { finishFlush: constants.Z_SYNC_FLUSH }).toString();
    const complete = readable.split('\n').length - (ending === 'csv' ? 2 : 1);
    expect(complete).toBeGreaterThan(1_500);
    const { texts, deadLetters } = await load(half, `${ending}.gz`);
    // The one line that was cut may be lost, and what zlib had not handed out yet.
    expect(texts.length).toBeGreaterThan(complete - 2);
    expect(texts).toEqual(texts.map((_, i) => `text ${i} ${Math.sin(i)}`));
    expect(deadLetters.at(-1)?.reason).toMatch(/the file is damaged from here on/);
  });
});

describe('once only', () => {
  it('the same file again adds nothing; duplicates in a file count once', async () => {
    const rows = [HEAD, line(1), line(2), line(1), 'x,bad,never'].join('\n');
    const { options, ...first } = await load(rows);
    expect(first).toMatchObject({ read: 4, accepted: 2, duplicates: 1, rejected: 1 });
    const letters = await installation.store.read.deadLetters.waiting();
    expect(await importFile(installation.ctx, options)).toMatchObject({
      accepted: 0,
      duplicates: 3,
      rejected: 1,
    });
    expect(await installation.store.read.deadLetters.waiting()).toBe(letters);
  });

  it('rows without an id are told apart by what they hold', async () => {
    const rows = 'text,date\nsame,2026-01-01\nsame,2026-01-01\nsame,2026-01-02\nother,2026-01-01';
    expect(await load(rows)).toMatchObject({ accepted: 3, duplicates: 1 });
    const objects = [{ id: 'a' }, { id: 'b' }, { id: null }, { id: null, x: 1 }, { id: true }, { id: {} }];
    const lines = objects.map((o) => JSON.stringify({ ...o, text: 'same', date: '2026-01-01' }));
    // Nothing and true are no ids, and x is no part of what was said.
    expect(await load(lines.join('\n'), 'jsonl')).toMatchObject({ read: 6, accepted: 3, duplicates: 3 });
  });
});

describe('outcry import', () => {
  it('--wait returns when all is scored and the counts agree; again it adds nothing', async () => {
    const data = tempDir();
    const rows = Array.from(
      { length: 400 },
      (_, i) => `${i},They sold my data to advertisers ${i},2026-01-0${(i % 9) + 1}`,
    );
    const file = write([HEAD, ...rows, 'broken'].join('\n'));
    const env = { OUTCRY_DATA_DIR: data, OUTCRY_SCORE_THREADS: '1' };
    const args = ['import', file, '--brand', 'new-brand', '--source', 'cli', '--wait'];
    const first = await runCli(args, env);
    expect(first.code).toBe(0);
    expect(first.stderr).toMatch(/new-brand was not configured; it was created/);
    expect(JSON.parse(first.stdout)).toMatchObject({
      import: 1,
      read: 401,
      accepted: 400,
      duplicates: 0,
      rejected: 1,
      deadLetters: [
        {
          line: 402,
          reason: expect.stringContaining('columns'),
        },
      ],
    });
    const doctor = await runCli(['doctor'], env);
    expect(doctor.stdout).toMatch(/0 pending, 400 scored/);
    expect(doctor.stdout).toMatch(/Counts: agree with the mentions/);
    const second = await runCli(args, env);
    expect(JSON.parse(second.stdout)).toMatchObject({ accepted: 0, duplicates: 400, rejected: 1 });
  });

  it('wrong usage is status 2, a file that cannot be read status 1', async () => {
    const env = { OUTCRY_DATA_DIR: tempDir() };
    expect((await runCli(['import', 'x.csv'], env)).code).toBe(2);
    const missing = await runCli(['import', join(dir, 'nope.csv'), '--brand', 'acme'], env);
    expect([missing.code, missing.stdout]).toEqual([1, '']);
    expect(missing.stderr).toMatch(/There is no file/);
  });
});
