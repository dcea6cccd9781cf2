/** Backup, restore and forgetting an author, by the commands, with what is in the files afterwards. */
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HOUR_MS } from '../../src/domain/series.ts';
import { packageRoot } from '../../config/env.ts';
import { openStore } from '../../src/store/open.ts';
import { runCli, startCli } from '../support/cli.ts';
import { rounds } from '../support/long.ts';
import { openTestStore } from '../support/installation.ts';
import { BASE } from '../support/mentions.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { runVerb } from '../support/run-verb.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const SECRET_WORDS = 'quetzalcoatl umbrella';
const POSTS = rounds(3_000, 10_000);
const AUTHOR = 'did:plc:canary4711';

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

/** One author among `count` posts wrote three of them. */
function posts(dir: string, count: number): string {
  const file = join(dir, `posts-${count}.jsonl`);
  const line = (i: number) => {
    const theirs = i % Math.floor(count / 3) === 1;
    const text = `They sold my location data, I feel betrayed ${theirs ? SECRET_WORDS : 'again'} ${i}`;
    const publishedAt = new Date(BASE + i * 60_000).toISOString();
    return { externalId: `p-${i}`, text, publishedAt, author: { id: theirs ? AUTHOR : `author-${i}` } };
  };
  const lines = Array.from({ length: count }, (_, i) => `${JSON.stringify(line(i))}\n`);
  // Two are refused: the letter of one names the author, that of the other somebody whose name ends alike.
  const refused = { ...line(1), publishedAt: 'never' };
  lines.push(`${JSON.stringify({ ...refused, externalId: 'bad' })}\n`);
  const other = { externalId: 'worse', text: 'Not theirs', author: { id: 'canary4711' } };
  lines.push(`${JSON.stringify({ ...refused, ...other })}\n`);
  writeFileSync(file, lines.join(''));
  return file;
}

async function run(env: Record<string, string>, ...args: string[]): Promise<Record<string, unknown>> {
  const { stdout, stderr, code } = await runVerb(args, env);
  if (code !== 0) throw new Error(`outcry ${args.join(' ')}: ${stderr}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** Files below `dir` that hold one of the words. */
function traces(dir: string, words: readonly string[]): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(dir, name);
    return statSync(path).isFile() && words.some((word) => readFileSync(path).includes(word));
  });
}

async function counted(url: string): Promise<number> {
  const store = await openStore(url, packageRoot);
  const brand = await store.read.brands.bySlug('acme');
  const range = { brandId: brand!.id, widthMs: HOUR_MS, from: 0, to: Number.MAX_SAFE_INTEGER };
  const buckets = await store.read.counts.buckets(range);
  expect(await store.tx((tx) => tx.counts.audit())).toEqual([]);
  await store.close();
  return buckets.reduce((sum, one) => sum + one.all, 0);
}

it(`one author among ${POSTS} posts is forgotten without a trace in any file, and counts stay`, async () => {
  const [dir, elsewhere] = [tempDir(), tempDir()];
  const env = { OUTCRY_DATA_DIR: dir, OUTCRY_DEMO: '0' };
  await run(env, 'import', posts(elsewhere, POSTS), '--brand', 'acme', '--source', 'forum:one', '--wait');
  const url = `sqlite:${join(dir, 'outcry.db')}`;
  expect(await counted(url)).toBe(POSTS);
  // Control: the search sees what is there.
  expect(traces(dir, [SECRET_WORDS])).toContain('outcry.db');
  expect(traces(dir, [AUTHOR])).toContain('outcry.db');
  const answer = await run(env, 'forget', '--author', `forum:one:${AUTHOR}`);
  expect(answer).toEqual({ erased: 3, deadLetters: 1 });
  expect(traces(dir, [SECRET_WORDS, AUTHOR])).toEqual([]);
  expect(await counted(url)).toBe(POSTS);
  const store = openTestStore(dir);
  expect((await store.read.deadLetters.list(9)).map((one) => one.payload)).toEqual([
    expect.stringContaining('Not theirs'),
  ]);
  await store.close();
  expect(await run(env, 'forget', '--author', `forum:one:${AUTHOR}`)).toEqual({ erased: 0, deadLetters: 0 });
  const wrong = await runVerb(['forget', '--author', 'nobody'], env);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('SOURCE:ID')]);
});

it('a backup under load is whole, and is restored beside what was there', async () => {
  const [dir, other, files] = [tempDir(), tempDir(), tempDir()];
  const env = { OUTCRY_DATA_DIR: dir, OUTCRY_DEMO: '0' };
  await run(env, 'import', posts(files, 300), '--brand', 'acme', '--wait');
  const loading = startCli(
    ['import', posts(files, 9_000), '--brand', 'acme', '--source', 'more', '--wait'],
    env,
  );
  const file = join(files, 'one.backup');
  await run(env, 'backup', file);
  expect(loading.child.exitCode).toBeNull();
  await loading.exited;
  const db = new Database(file, { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
  const there = { OUTCRY_DATA_DIR: other, OUTCRY_DEMO: '0' };
  expect(await run(there, 'restore', file)).toMatchObject({ brands: expect.any(Number), wrongCounts: 0 });
  const held = await counted(`sqlite:${join(other, 'outcry.db')}`);
  expect(held).toBeGreaterThanOrEqual(300);
  expect(await counted(`sqlite:${join(dir, 'outcry.db')}`)).toBe(9_300);
  const again = await run(env, 'restore', file);
  expect(existsSync(String(again.before))).toBe(true);
  expect(await counted(`sqlite:${join(dir, 'outcry.db')}`)).toBe(held);
  const taken = await runVerb(['backup', file], env);
  expect([taken.code, taken.stderr]).toEqual([1, expect.stringContaining('already exists')]);
  const broken = join(files, 'broken');
  copyFileSync(join(packageRoot, 'package.json'), broken);
  const refused = await runCli(['restore', broken], env);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('cannot be restored')]);
  const untouched = openTestStore(dir);
  expect((await untouched.read.brands.bySlug('acme'))?.slug).toBe('acme');
  await untouched.close();
});

it('the same on PostgreSQL', async () => {
  const [files, url] = [tempDir(), await server.database()];
  const env = { OUTCRY_DATA_DIR: tempDir(), OUTCRY_DEMO: '0', DATABASE_URL: url };
  await run(env, 'import', posts(files, 300), '--brand', 'acme', '--source', 'forum:one', '--wait');
  const file = join(files, 'pg.backup');
  await run(env, 'backup', file);
  expect(await run(env, 'forget', '--author', `forum:one:${AUTHOR}`)).toMatchObject({ erased: 3 });
  const [gone] = await server.ask(url, `select count(*)::int as n from mention where text like '%quetzal%'`);
  expect(gone?.n).toBe(0);
  expect(await run(env, 'restore', file)).toMatchObject({ wrongCounts: 0 });
  const [back] = await server.ask(url, `select count(*)::int as n from mention where text like '%quetzal%'`);
  expect(back?.n).toBe(3);
  expect(await counted(url)).toBe(300);
});
