/** What a file is packed in, and files that are none of those that are read. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/domain/result.ts';
import { windowOf } from '../../../src/source/file/container/zstd.ts';
import { fileOf, readContent, readPath } from '../../support/read-file.ts';
import { eventually } from '../../support/eventually.ts';
import { xlsxOf, zipOf } from '../../support/zip.ts';

const CSV = 'id,date,text\n1,2026-06-01,“They” lied\n2,2026-06-02,fine\n';
const JSONL =
  '{"id":1,"date":"2026-06-01","text":"“They” lied"}\n{"id":2,"date":"2026-06-02","text":"fine"}\n';
const WANTED = ['“They” lied', 'fine'];
const texts = (fields: readonly Record<string, unknown>[]) => fields.map((field) => field.text);
const sheet = xlsxOf({
  Data: [
    ['id', 'date', 'text'],
    ['1', '2026-06-01', '“They” lied'],
    ['2', '2026-06-02', 'fine'],
  ],
});

/**
 * The two lines of `CSV` as Zstandard: a frame with one raw block (RFC 8878, 3.1.1), as `zstd` writes what it cannot
 * shrink.
 */
function zstdOf(content: string): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58]);
  const block = Buffer.alloc(3);
  block.writeUIntLE((bytes.length << 3) | 1, 0, 3);
  return Buffer.concat([header, block, bytes]);
}

/** What an open file is; nothing where it was closed meanwhile. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

describe('packed files', () => {
  it.each<[string, Buffer, string, object]>([
    ['gzip', gzipSync(CSV), 'csv.gz', { format: 'csv', compression: 'gzip' }],
    [
      'gzip of two members',
      Buffer.concat([gzipSync(CSV.slice(0, 20)), gzipSync(CSV.slice(20))]),
      'csv',
      { compression: 'gzip' },
    ],
    ['gzip, JSON Lines, no ending', gzipSync(JSONL), 'data', { format: 'jsonl', compression: 'gzip' }],
    ['gzip, UTF-16', gzipSync(Buffer.from(`\ufeff${CSV}`, 'utf16le')), 'csv.gz', { compression: 'gzip' }],
    ['Zstandard', zstdOf(CSV), 'csv.zst', { format: 'csv', compression: 'zstd' }],
    [
      'Zstandard, two frames, a wrong name',
      Buffer.concat([zstdOf(JSONL.slice(0, 30)), zstdOf(JSONL.slice(30))]),
      'txt',
      { format: 'jsonl', compression: 'zstd' },
    ],
    ['ZIP', zipOf({ 'posts.csv': CSV }), 'zip', { format: 'csv', compression: 'zip', member: 'posts.csv' }],
    [
      'ZIP with what a Mac adds',
      zipOf({
        'a/': '',
        'a/posts.tsv': CSV.replaceAll(',', '\t'),
        '__MACOSX/a/._posts.tsv': 'x',
        'a/.DS_Store': 'x',
      }),
      'zip',
      { member: 'a/posts.tsv' },
    ],
    [
      'ZIP with a readme and a licence',
      zipOf({ 'README.txt': 'x', LICENSE: 'x', 'posts.json': JSONL }),
      'zip',
      { format: 'jsonl', member: 'posts.json' },
    ],
    [
      'ZIP with pictures',
      zipOf({ 'a.png': 'x', 'b.jpg': 'x', 'posts.txt': CSV }),
      'zip',
      { member: 'posts.txt' },
    ],
    ['ZIP with a gzip file', zipOf({ 'posts.csv.gz': gzipSync(CSV) }), 'zip', { member: 'posts.csv.gz' }],
    [
      'ZIP with a spreadsheet',
      zipOf({ 'posts.xlsx': sheet }),
      'zip',
      { format: 'xlsx', member: 'posts.xlsx' },
    ],
    ['ZIP named as CSV', zipOf({ 'posts.csv': CSV }), 'csv', { member: 'posts.csv' }],
    [
      'archive of X among other tables',
      zipOf({
        'data/like.js': 'window.YTD.like.part0 = []',
        'data/tweets.js': `window.YTD.tweets.part0 = [${JSONL.trim().replace('\n', ',')}]`,
        'data/account.js': 'x',
      }),
      'zip',
      { member: 'data/tweets.js' },
    ],
    ['spreadsheet under another name', sheet, 'data', { format: 'xlsx' }],
  ])('%s', async (_, content, ending, container) => {
    const read = await readContent(content, ending);
    expect(texts(read.fields)).toEqual(WANTED);
    expect(read.container).toMatchObject(container);
  });

  it('one of several files in a ZIP archive by its name', async () => {
    const path = fileOf(zipOf({ 'a.csv': 'x', 'data/b.csv': CSV }), 'zip');
    await expect(readPath(path)).rejects.toThrow(
      `several files: a.csv, data/b.csv. Import them one at a time, by name: ${basename(path)}/a.csv`,
    );
    expect(texts((await readPath(`${path}/data/b.csv`)).fields)).toEqual(WANTED);
    await expect(readPath(`${path}/c.csv`)).rejects.toThrow(/has no c\.csv\. It has: a\.csv, data\/b\.csv/);
  });

  it.each<[string, Buffer]>([
    ['gzip', gzipSync(CSV.repeat(3_000))],
    ['Zstandard', Buffer.concat([zstdOf(CSV), zstdOf(CSV)])],
  ])('%s that breaks off gives what came before, then says so', async (_, whole) => {
    const { openImportFile } = await import('../../../src/source/file/open.ts');
    const file = await openImportFile(fileOf(whole.subarray(0, whole.length - 20), 'csv'));
    let rows = 0;
    const all = async () => {
      for await (const row of file.rows) if ('fields' in row) rows += 1;
    };
    await expect(all()).rejects.toMatchObject({ code: expect.stringMatching(/^Z_/) });
    expect(rows).toBeGreaterThan(1);
  });

  it('what the zstd program writes', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'zstd-'));
    try {
      const path = join(dir, 'a.csv');
      writeFileSync(
        path,
        CSV + Array.from({ length: 20_000 }, (_, i) => `${i},2026-06-01,row ${i} ${Math.sin(i)}\n`).join(''),
      );
      execFileSync('zstd', ['-q', '-19', path]);
      expect((await readPath(`${path}.zst`)).fields).toHaveLength(20_002);
      const long = execFileSync('zstd', ['-q', '--long=27', '-c'], { input: CSV });
      writeFileSync(`${path}.long.zst`, long);
      await expect(readPath(`${path}.long.zst`)).rejects.toThrow(/needs 128 MB.*zstd -d --long=31/);
    } catch (error) {
      // The program is not on every machine; what it writes is also tested above, by hand.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it.each([
    [[0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58], 2 ** 21],
    [[0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8], 2 ** 31],
    [[0x28, 0xb5, 0x2f, 0xfd, 0x20, 0x50], 0x50],
    [[0x50, 0x2a, 0x4d, 0x18], undefined],
  ])('the window of a frame: %j', (bytes, window) => {
    expect(windowOf(Buffer.concat([Buffer.from(bytes), Buffer.alloc(20)]))).toBe(window);
  });
});

const HUGE = () => Buffer.concat([Buffer.from(CSV), Buffer.alloc(300 << 20, 'x')]);

describe('what explodes', () => {
  it.each<[string, () => Buffer]>([
    ['gzip', () => gzipSync(HUGE())],
    ['ZIP', () => zipOf({ 'a.csv': HUGE() })],
    [
      'Zstandard, one byte again and again',
      () => {
        const block = Buffer.alloc(4);
        block.writeUIntLE((131_072 << 3) | 2, 0, 3);
        return Buffer.concat([zstdOf(CSV).subarray(0, 6), ...Array<Buffer>(4_000).fill(block)]);
      },
    ],
  ])('%s is refused', async (_, content) => {
    await expect(readContent(content())).rejects.toThrow(/unpacks to more than/);
  });
});

describe('what is not read is refused with what to do', () => {
  const bytes = (hex: string) => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(600)]);
  it.each<[string, string | Buffer, string, RegExp]>([
    ['old Excel', bytes('d0cf11e0a1b11ae1'), 'xls', /old Excel file.*save it as CSV/],
    ['PDF', '%PDF-1.7\n', 'pdf', /PDF/],
    ['HTML as Excel', '<html xmlns:x="x"><body><table>', 'xls', /HTML page.*save it as CSV/],
    ['HTML as CSV', '\n  <!DOCTYPE html><html>', 'csv', /HTML page/],
    [
      'Excel XML',
      '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>',
      'xls',
      /Excel file in XML/,
    ],
    ['a feed', '<?xml version="1.0"?><rss version="2.0">', 'xml', /a feed.*source/],
    ['XML', '<?xml version="1.0"?><posts><post/></posts>', 'xml', /XML/],
    [
      'OpenDocument',
      zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }),
      'ods',
      /OpenDocument.*save it/,
    ],
    ['Word', zipOf({ 'word/document.xml': '<x/>' }), 'docx', /Word/],
    ['Numbers', zipOf({ 'Index/Document.iwa': 'x' }), 'numbers', /Numbers/],
    ['binary Excel', zipOf({ 'xl/workbook.bin': 'x' }), 'xlsb', /xlsb/],
    ['Parquet', bytes('50415231'), 'parquet', /Parquet/],
    ['SQLite', Buffer.from('SQLite format 3\0'), 'db', /SQLite/],
    ['a picture', bytes('89504e470d0a1a0a'), 'csv', /picture/],
    ['bzip2', bytes('425a6839'), 'bz2', /compressed.*Unpack/],
    ['xz', bytes('fd377a585a00'), 'xz', /compressed/],
    ['7z', bytes('377abcaf271c'), '7z', /7z or RAR/],
    ['pickle', bytes('80049500'), 'pkl', /pickle/],
    [
      'tar in gzip',
      gzipSync(Buffer.concat([Buffer.alloc(257), Buffer.from('ustar\0'), Buffer.alloc(250)])),
      'tar.gz',
      /tar archive/,
    ],
    ['mail', 'From joe@x.example Mon Jun  1 10:00:00 2026\nSubject: x\n', 'mbox', /mail/],
    [
      'a ZIP archive with a password',
      zipOf({ 'a.csv': CSV }, { encrypted: true }),
      'zip',
      /encrypted.*password/,
    ],
    [
      'a ZIP archive without data',
      zipOf({ 'a.png': 'x' }),
      'zip',
      /no CSV, JSON or \.xlsx file \(it has: a\.png\)/,
    ],
    ['a broken ZIP archive', zipOf({ 'a.csv': CSV }).subarray(0, 60), 'zip', /cannot be read/],
    ['a spreadsheet without a table', xlsxOf({ Data: [['only one cell']] }), 'xlsx', /no table/],
    ['packed again and again', gzipSync(gzipSync(gzipSync(gzipSync(CSV)))), 'gz', /several times/],
  ])('%s', async (_, content, ending, message) => {
    await expect(readContent(content, ending)).rejects.toThrow(UserError);
    await expect(readContent(content, ending)).rejects.toThrow(message);
    // Nothing of the file's bytes.
    await expect(readContent(content, ending)).rejects.toThrow(/^[\x20-\x7e]*$/);
  });

  it.skipIf(process.platform !== 'linux')('a file that is read in part, or refused, is closed', async () => {
    const { openImportFile } = await import('../../../src/source/file/open.ts');
    const open = () => readdirSync('/proc/self/fd').map((fd) => linkOf(`/proc/self/fd/${fd}`));
    const contents: [string | Buffer, string][] = [
      [CSV.repeat(100_000), 'csv'],
      [gzipSync(CSV.repeat(100_000)), 'csv.gz'],
      [JSONL.repeat(100_000), 'jsonl'],
      [`[${JSONL.trim().replace('\n', ',')}]`, 'json'],
      [zipOf({ 'a.csv': CSV.repeat(1_000) }), 'zip'],
      [zipOf({ 'a.csv': CSV, 'b.csv': CSV }), 'zip'],
      [sheet, 'xlsx'],
      ['1,2026-06-01,no names\n', 'csv'],
      ['%PDF-1.4', 'pdf'],
    ];
    for (const [content, ending] of contents) {
      const path = fileOf(content, ending);
      const file = await openImportFile(path).catch(() => undefined);
      for await (const row of file?.rows ?? []) if (row.line > 0) break;
      await eventually(`${ending} is closed`, () => !open().includes(path));
    }
  });

  it('a folder, a file that is not there, a name with control characters', async () => {
    await expect(readPath(tmpdir())).rejects.toThrow(/is a folder/);
    await expect(readPath('/nowhere/\x1b[31mx.csv')).rejects.toThrow(
      /^There is no file \/nowhere\/ \[31mx\.csv\.$/,
    );
  });
});
