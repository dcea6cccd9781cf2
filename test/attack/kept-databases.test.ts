/** What is erased or expires is gone from every file of the data folder: also from what a restore or a move left there. */
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { acceptPage } from '../../src/ingest/accept.ts';
import { KEPT_DAYS, keptDatabases } from '../../src/store/kept-databases.ts';
import { openStore } from '../../src/store/open.ts';
import { retain } from '../../workers/retain.ts';
import { runCli } from '../support/cli.ts';
import { brandOf, openTestInstallation } from '../support/installation.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const WORDS = 'unmistakable zanzibar';
const OTHERS = 'quite another walrus';
const AUTHOR = 'author-of-zanzibar-1';
const DAY = 86_400_000;

let server: TestPostgres | undefined;
afterAll(() => server?.stop());

function traces(dir: string, word: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(dir, name)).isFile() && readFileSync(join(dir, name)).includes(word))
    .toSorted();
}

function posts(dir: string): string {
  const file = join(dir, 'posts.jsonl');
  const at = new Date(Date.now() - DAY).toISOString();
  const rows = [
    { id: '1', text: `Acme sold ${WORDS}`, author: AUTHOR, publishedAt: at },
    { id: '2', text: `Acme sold ${OTHERS}`, author: 'somebody', publishedAt: at },
    { id: '3', text: `refused, ${WORDS}`, author: AUTHOR, publishedAt: 'never' },
  ];
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  return file;
}

async function run(env: Record<string, string>, ...args: string[]): Promise<Record<string, unknown>> {
  const { stdout, stderr, code } = await runCli(args, env);
  if (code !== 0) throw new Error(`outcry ${args.join(' ')}: ${stderr}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}

it('forget reaches the database that a restore replaced', async () => {
  const [dir, elsewhere] = [tempDir(), tempDir()];
  const env = { OUTCRY_DATA_DIR: dir, OUTCRY_DEMO: '0' };
  await run(env, 'import', posts(elsewhere), '--brand', 'acme', '--source', 'forum');
  const backup = join(elsewhere, 'backup.db');
  expect((await runCli(['backup', backup], env)).code).toBe(0);
  expect((await runCli(['restore', backup], env)).code).toBe(0);
  const [kept] = keptDatabases({
    databaseUrl: `sqlite:${join(dir, 'outcry.db')}`,
    dataDir: dir,
    packageRoot,
  });
  // Control: both hold the words.
  expect(traces(dir, WORDS)).toEqual(['outcry.db', kept!.file.slice(dir.length + 1)]);
  const answer = await run(env, 'forget', '--author', `forum:${AUTHOR}`);
  expect(answer).toEqual({
    erased: 1,
    deadLetters: 1,
    keptDatabases: [{ file: kept!.file, erased: 1, deadLetters: 1 }],
  });
  expect([traces(dir, WORDS), traces(dir, AUTHOR)]).toEqual([[], []]);
  expect(traces(dir, OTHERS)).toHaveLength(2);

  // A copy that cannot be read is named, and the command fails.
  writeFileSync(join(dir, 'outcry.db.before-20260101T000000'), `no database, ${WORDS}`);
  const failed = await runCli(['forget', '--author', `forum:${AUTHOR}`], env);
  expect(failed.code).toBe(1);
  expect(failed.stderr).toMatch(/before-20260101T000000 .*delete it/);
  // Nothing can be erased from a dump; what an interrupted restore left is a database like others.
  writeFileSync(join(dir, 'postgres.before-20260101T000000.dump'), `PGDMP ${WORDS}`);
  copyFileSync(backup, join(dir, 'outcry.db.restoring'));
  expect((await runCli(['forget', '--author', `forum:${AUTHOR}`], env)).stderr).toMatch(/\.dump .*delete it/);
  expect(traces(dir, WORDS)).toEqual([
    'outcry.db.before-20260101T000000',
    'postgres.before-20260101T000000.dump',
  ]);
});

it('forget reaches the SQLite file that migrate-store left', async () => {
  server ??= await startPostgres();
  const [dir, elsewhere] = [tempDir(), tempDir()];
  const env = { OUTCRY_DATA_DIR: dir, OUTCRY_DEMO: '0' };
  await run(env, 'import', posts(elsewhere), '--brand', 'acme', '--source', 'forum');
  const to = await server.database();
  await run(env, 'migrate-store', '--to', to);
  expect(traces(dir, WORDS)).toEqual(['outcry.db']);
  const moved = { ...env, DATABASE_URL: to };
  const file = join(dir, 'outcry.db');
  expect(await run(moved, 'forget', '--author', `forum:${AUTHOR}`)).toEqual({
    erased: 1,
    deadLetters: 1,
    keptDatabases: [{ file, erased: 1, deadLetters: 1 }],
  });
  expect(traces(dir, WORDS)).toEqual([]);
  expect(await server.ask(to, `select 1 from mention where text like '%${WORDS}%'`)).toEqual([]);
});

it('texts expire there too, and a replaced database goes after its time', async () => {
  const dir = tempDir();
  const start = Date.UTC(2026, 2, 2);
  let now = start;
  const one = await openTestInstallation({
    dir,
    clock: () => now,
    config: { brands: [brandOf('acme', 'Acme')] },
  });
  const mention = {
    source: 'forum',
    externalId: '1',
    kind: 'post',
    text: `Acme sold ${WORDS}`,
    brands: ['acme'],
  } as const;
  await acceptPage(one.ctx, { source: 'forum', mentions: [{ ...mention, publishedAt: now - DAY }] });
  await one.close();
  const kept = join(dir, 'outcry.db.before-20260520T000000');
  copyFileSync(join(dir, 'outcry.db'), kept);
  const again = await openTestInstallation({ dir, clock: () => now });
  now = Date.UTC(2026, 4, 21);
  await retain(again.ctx);
  // Control: neither is 90 days old yet.
  expect(traces(dir, WORDS).filter((name) => !name.endsWith('-wal'))).toHaveLength(2);
  now = start + 91 * DAY;
  await retain(again.ctx);
  expect(readFileSync(kept).includes(WORDS)).toBe(false);
  const store = await openStore(`sqlite:${kept}`, packageRoot);
  expect((await store.read.brands.all()).map((brand) => brand.slug)).toEqual(['acme']);
  await store.close();
  now = Date.UTC(2026, 4, 20) + (KEPT_DAYS + 1) * DAY;
  await retain(again.ctx);
  expect(existsSync(kept)).toBe(false);
  expect(existsSync(join(dir, 'outcry.db'))).toBe(true);
  await again.close();
});
