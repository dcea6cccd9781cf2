/** What a person at a terminal gets: names, hints, exit statuses, no control characters (cases 61, 76, 77). */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../config/env.ts';
import { runCli } from '../../support/cli.ts';
import { xlsxOf } from '../../support/zip.ts';
import { grounds } from './ground.ts';

const ground = grounds();
/** Control characters apart from line ends and tabs. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const row = (id: number, text = 'Acme lied to me') => `${id},2026-07-08 10:11,${text}`;
const table = `id,date,text\n${row(1)}\n${row(2, 'And again')}\n`;

describe('the terminal', () => {
  it.each<[string, string, string | Buffer]>([
    [
      'a header with escape sequences',
      'a.csv',
      'id,\u001b]0;owned\u0007when,\u001b[31mwords\n1,2026,hello\n',
    ],
    ['bytes of a program', 'a.csv', Buffer.from('7f454c460201010000\u0000\u001b[2J'.repeat(40))],
    ['a broken workbook', 'a.xlsx', xlsxOf({ S: [['id', 'date', 'text']] }).subarray(0, 200)],
    ['an old workbook', 'a.xls', Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex')],
    ['a cell with escape sequences', 'b.csv', `id,date,text\n1,\u001b[31mnever\u0007,${'x'.repeat(9)}\n`],
  ])('61: %s: refused with a line, without its control characters', async (_name, name, content) => {
    const { file, dir } = ground();
    const { code, stdout, stderr } = await runCli(['import', file(name, content), '--brand', 'acme'], {
      OUTCRY_DATA_DIR: dir,
    });
    expect(code).toBe(1);
    expect(stderr.trim()).not.toBe('');
    expect(stderr + stdout).not.toMatch(CONTROL);
    expect(stderr).not.toContain('    at ');
  });

  it('77: stdin as -', () => {
    const { dir } = ground();
    const main = join(process.env.TEST_ROOT ?? packageRoot, 'dist/src/cli/main.js');
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, OUTCRY_LOG: 'warn', OUTCRY_DATA_DIR: dir };
    const words = [main, 'import', '-', '--brand', 'acme'];
    const { status, stdout } = spawnSync(process.execPath, words, { input: table, env, cwd: packageRoot });
    expect(status).toBe(0);
    expect(JSON.parse(String(stdout))).toMatchObject({ read: 2, accepted: 2 });
  });
});

describe('newcomers', () => {
  it('77: several files, one line of JSON each', async () => {
    const { file, run, stored } = ground();
    const files = [file('a.csv', table), file('b.csv', table.replaceAll('lied to', 'sold'))];
    const { code, stdout } = await run('import', ...files, '--brand', 'acme');
    expect(code).toBe(0);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([{ file: 'a.csv', accepted: 2 }, { file: 'b.csv' }]);
    expect((await stored()).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Acme lied to me', 'Acme sold me']),
    );
  });

  it('77: --brand "Acme Inc" and --source "Google Play" work, or say what to write instead', async () => {
    const { load } = ground();
    const named = await load('a.csv', table, '--brand', 'Acme Inc');
    if (named.code !== 0) expect(named.stderr).toMatch(/--brand acme-inc/);
    const sourced = await load('a.csv', table, '--source', 'Google Play');
    if (sourced.code !== 0) expect(sourced.stderr).toMatch(/--source google-play/);
  });

  it.each<[string, string, RegExp]>([
    ['every row refused', 'id,date,text\n1,sometime,Acme lied\n2,later,Acme lied\n', /date|time/],
    ['no rows', 'id,date,text\n', /no rows/],
    ['nothing', '', /no rows|empty/],
  ])('77: exit status 1 and a reason where nothing was read: %s', async (_name, content, says) => {
    const { load, stored, run } = ground();
    const { code, stderr } = await load('a.csv', content);
    expect(code).toBe(1);
    expect(stderr).toMatch(says);
    expect(await stored()).toEqual([]);
    // A failed import leaves no brand behind.
    expect((await run('mentions', '--brand', 'acme')).code).toBe(1);
  });

  it('41: a file of nothing but placeholders stores nothing, leaves no brand, and says so', async () => {
    const { load, stored, run } = ground();
    expect((await load('a.csv', 'id,date,text\n1,2026-07-08 10:11,[deleted]\n')).stderr).toMatch(/left out/);
    expect(await stored()).toEqual([]);
    expect((await run('mentions', '--brand', 'acme')).code).toBe(1);
  });

  it('77: refusals are counted by reason with three lines each, and the preview says the same', async () => {
    const { load, file, run, stored } = ground();
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${i},${i % 4 === 0 ? '2026-07-08 10:11' : '30 February 2026'},Acme lied ${i}`,
    );
    const content = ['id,date,text', ...rows].join('\n');
    const seen = await run('import', file('p.csv', content), '--brand', 'acme', '--preview', '--json');
    expect(await stored()).toEqual([]);
    const { json, stderr, code } = await load('p.csv', content);
    expect(code).toBe(0);
    const refusals = json!.refusals as { reason: string; count: number; lines: number[] }[];
    expect(refusals).toMatchObject([{ count: 30, lines: [3, 4, 5] }]);
    expect(JSON.parse(seen.stdout)).toMatchObject({ accepted: 10, rejected: 30, refusals });
    expect(stderr).toMatch(/30/);
    expect(stderr.split('\n').length).toBeLessThan(40);
  });

  it('77: an import that was refused is not named as an earlier import of the file', async () => {
    const { load } = ground();
    const unclear = 'date,text\n08-07-2026 10:11,Acme lied to me\n';
    expect((await load('a.csv', unclear)).code).toBe(1);
    const second = await load('a.csv', unclear, '--date-format', 'dmy');
    expect(second.json).toMatchObject({ accepted: 1 });
    expect(second.stderr).not.toMatch(/imported before/);
    expect((await load('a.csv', unclear, '--date-format', 'dmy')).stderr).toMatch(/imported before/);
  });

  it('77: after an import, outcry mentions shows what came in', async () => {
    const { load, run } = ground();
    await load('a.csv', 'id,date,text,stars,author\n7,2026-07-08 10:11,Acme lied to me,1,joe\n');
    const { stdout } = await run('mentions', '--brand', 'acme');
    expect(JSON.parse(stdout)).toMatchObject({
      externalId: '7',
      brand: 'acme',
      publishedAt: '2026-07-08T10:11:00.000Z',
      precision: 'minute',
      text: 'Acme lied to me',
      rating: 1,
    });
  });

  it('76: many rows: each is accounted for', async () => {
    const { load } = ground();
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `${i + 1},2026-07-08T${String(i % 24).padStart(2, '0')}:11Z,Acme lied to me ${i}`,
    );
    const { json } = await load('many.csv', ['id,date,text', ...rows].join('\n'));
    expect(json).toMatchObject({ read: 20_000, accepted: 20_000, duplicates: 0, rejected: 0, conflicts: 0 });
  });
});
