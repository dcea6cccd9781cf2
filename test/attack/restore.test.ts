/** `outcry restore` with files that do not fit: nothing is changed, and the reason is one line. */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { UserError } from '../../src/domain/result.ts';
import { backupDatabase } from '../../src/store/backup.ts';
import { restoreSqlite } from '../../src/store/sqlite/restore.ts';
import { runCli, type CliResult } from '../support/cli.ts';
import { openTestStore } from '../support/installation.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const sqlite = (dir: string) => `sqlite:${join(dir, 'outcry.db')}`;

async function withBrand(dir: string, slug: string): Promise<void> {
  const store = openTestStore(dir);
  await store.tx((tx) => tx.brands.upsert({ slug, name: slug, origin: 'config' }));
  await store.close();
}

async function hasBrand(dir: string, slug: string): Promise<boolean> {
  const store = openTestStore(dir);
  const found = await store.read.brands.bySlug(slug);
  await store.close();
  return found !== undefined;
}

/** A folder in use with the brand `present`, and a sound backup with the brand `earlier`. */
async function ground(): Promise<{ dir: string; backup: string; env: Record<string, string> }> {
  const [dir, other] = [tempDir(), tempDir()];
  await withBrand(other, 'earlier');
  const backup = join(other, 'good.backup');
  await backupDatabase(sqlite(other), backup, '');
  await withBrand(dir, 'present');
  return { dir, backup, env: { OUTCRY_DATA_DIR: dir, OUTCRY_DEMO: '0' } };
}

function change(file: string, ...statements: string[]): void {
  const db = new Database(file);
  for (const one of statements) db.exec(one);
  db.close();
}

const oneLine = ({ stderr }: CliResult) => stderr.trim().split('\n');

/** What is done to a backup, and what the refusal says. */
const UNFIT: readonly [string, (file: string) => void, RegExp][] = [
  ['text', (file) => writeFileSync(file, 'hello'), /not a backup that outcry backup wrote/],
  ['an empty file', (file) => truncateSync(file, 0), /not a backup that outcry backup wrote/],
  ['a truncated file', (file) => truncateSync(file, 40_960), /damaged|malformed/],
  [
    'a dump of PostgreSQL',
    (file) => writeFileSync(file, 'PGDMP\u0001\u000e'),
    /backup of a PostgreSQL database/,
  ],
  [
    'flipped bytes',
    (file) => {
      const bytes = readFileSync(file);
      bytes.fill(0xa5, 4_096, 4_096 + 400);
      writeFileSync(file, bytes);
    },
    /damaged|malformed/,
  ],
  [
    'another database with tables of these names',
    (file) => {
      writeFileSync(file, '');
      change(file, 'create table mention (a)', 'create table bucket (a)', 'create table incident (a)');
    },
    /already exists|no column/,
  ],
  [
    'a newer schema',
    (file) => change(file, `insert into __drizzle_migrations (hash, created_at) values ('x', 9999999999999)`),
    /newer version of Outcry/,
  ],
  [
    'migrations that do not fit',
    (file) => change(file, 'update __drizzle_migrations set created_at = 12345'),
    /before release 0\.1/,
  ],
  [
    'a lost column',
    (file) => change(file, 'alter table mention rename column text to words'),
    /no column|no such/,
  ],
  [
    'a trigger that would delete what comes in',
    (file) => change(file, 'create trigger t after insert on mention begin delete from bucket; end'),
    /trigger t, which is not part of Outcry/,
  ],
];

describe('SQLite', () => {
  it.each(UNFIT)('%s is refused and changes nothing', async (_name, spoil, reason) => {
    const { dir, backup } = await ground();
    spoil(backup);
    const before = readdirSync(dir).filter((name) => name.startsWith('outcry.db'));
    const target = join(dir, 'outcry.db');
    const restoring = restoreSqlite({ target, file: backup, stamp: 'now', packageRoot }, async () => {});
    const error: unknown = await restoring.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(reason);
    expect((error as UserError).message).not.toContain('\n');
    expect(readdirSync(dir).filter((name) => name.startsWith('outcry.db'))).toEqual(before);
    expect(await hasBrand(dir, 'present')).toBe(true);
  });

  it('control: the same backup, not spoilt, takes the place of the database, which is kept and named', async () => {
    const { dir, backup, env } = await ground();
    const { code, stdout } = await runCli(['restore', backup], env);
    const { before } = JSON.parse(stdout) as { before: string };
    expect(code).toBe(0);
    expect(await hasBrand(dir, 'earlier')).toBe(true);
    const kept = tempDir();
    copyFileSync(before, join(kept, 'outcry.db'));
    expect(await hasBrand(kept, 'present')).toBe(true);
  });

  it('a new machine: the folder need not exist', async () => {
    const { backup } = await ground();
    const dir = join(tempDir(), 'not', 'there');
    expect(await runCli(['restore', backup], { OUTCRY_DATA_DIR: dir })).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(await hasBrand(dir, 'earlier')).toBe(true);
  });

  it('a damaged database is replaced, and what it was is kept', async () => {
    const { dir, backup, env } = await ground();
    writeFileSync(join(dir, 'outcry.db'), 'not a database any more '.repeat(400));
    const start = await runCli(['spikes', '--json'], env);
    expect(oneLine(start)).toEqual([expect.stringMatching(/damaged: .* npx outcry restore FILE/)]);
    const { code, stdout } = await runCli(['restore', backup], env);
    expect([
      code,
      readFileSync((JSON.parse(stdout) as { before: string }).before, 'utf8').slice(0, 14),
    ]).toEqual([0, 'not a database']);
    expect(await hasBrand(dir, 'earlier')).toBe(true);
  });

  it('is refused while another process has the database open', async () => {
    const { dir, backup, env } = await ground();
    const other = new Database(join(dir, 'outcry.db'));
    other.prepare('select * from brand').all();
    const result = await runCli(['restore', backup], env);
    other.close();
    expect(oneLine(result)).toEqual([expect.stringMatching(/Another process uses the database/)]);
    expect(await hasBrand(dir, 'present')).toBe(true);
  });
});

describe('a file that is not a sound database any more', () => {
  it('emptied by something else, it is not taken for a new installation', async () => {
    const { dir, env } = await ground();
    await runCli(['token', 'create', '--role', 'viewer'], env);
    writeFileSync(join(dir, 'pseudonym.key'), 'k'.repeat(44));
    truncateSync(join(dir, 'outcry.db'), 0);
    const result = await runCli(['spikes', '--json'], env);
    expect(result.code).toBe(1);
    expect(oneLine(result)).toEqual([expect.stringMatching(/is empty \(0 bytes\).*outcry restore FILE/)]);
  });

  it('of a newer version is not opened', async () => {
    const { dir, env } = await ground();
    change(
      join(dir, 'outcry.db'),
      `insert into __drizzle_migrations (hash, created_at) values ('x', 9999999999999)`,
    );
    const result = await runCli(['spikes', '--json'], env);
    expect(oneLine(result)).toEqual([expect.stringMatching(/newer version of Outcry/)]);
  });

  it('damaged, it is seen by doctor, and a backup of it is refused and leaves no file', async () => {
    const { dir, env } = await ground();
    const file = join(dir, 'outcry.db');
    change(file, 'create table filler (text)', `insert into filler values (zeroblob(400000))`);
    change(file, 'pragma wal_checkpoint(truncate)', 'pragma journal_mode = delete');
    const bytes = readFileSync(file);
    // The second half holds the filler: what the program reads itself stays whole.
    const at = Math.floor(bytes.length * 0.6);
    bytes.fill(0xa5, at - (at % 4_096), at - (at % 4_096) + 60);
    writeFileSync(file, bytes);
    const doctor = await runCli(['doctor'], env);
    expect([doctor.code, doctor.stdout]).toEqual([
      1,
      expect.stringMatching(/LOOK {2}Database file: damaged/),
    ]);
    const target = join(tempDir(), 'one.backup');
    const result = await runCli(['backup', target], env);
    expect([result.code, oneLine(result)]).toEqual([1, [expect.stringMatching(/damaged/)]]);
    expect([existsSync(target), existsSync(`${target}.part`)]).toEqual([false, false]);
  });
});

describe('PostgreSQL', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  const brands = async (url: string) =>
    (await server.ask(url, `select slug from brand where origin = 'import' order by slug`)).map(
      ({ slug }) => slug,
    );

  async function used(slug: string): Promise<{ url: string; env: Record<string, string> }> {
    const url = await server.database();
    const env = { OUTCRY_DATA_DIR: tempDir(), OUTCRY_DEMO: '0', DATABASE_URL: url };
    await runCli(['token', 'create', '--role', 'viewer'], env);
    await server.ask(url, `insert into brand (slug, name, origin) values ('${slug}', '${slug}', 'import')`);
    return { url, env };
  }

  it('what does not fit is refused before anything is changed; what fits keeps what was there', async () => {
    const [from, to, odd] = [await used('earlier'), await used('present'), await used('odd')];
    const files = tempDir();
    const good = join(files, 'good.dump');
    await backupDatabase(from.url, good, process.env.PATH ?? '');
    await server.ask(odd.url, 'alter table mention rename column text to words');
    const lost = join(files, 'lost.dump');
    await backupDatabase(odd.url, lost, process.env.PATH ?? '');
    await server.ask(
      from.url,
      `insert into __drizzle_migrations (hash, created_at) values ('x', 9999999999999)`,
    );
    const newer = join(files, 'newer.dump');
    await backupDatabase(from.url, newer, process.env.PATH ?? '');
    const empty = join(files, 'empty.dump');
    await backupDatabase(await server.database(), empty, process.env.PATH ?? '');
    const short = join(files, 'short.dump');
    copyFileSync(good, short);
    truncateSync(short, 3_000);
    const file = join(files, 'text');
    appendFileSync(file, 'hello');
    for (const [name, reason] of [
      [newer, /newer version of Outcry/],
      [empty, /no table mention/],
      [short, /cannot be restored/],
      [file, /not a backup/],
      [join(files, 'none'), /does not exist/],
    ] as const) {
      const result = await runCli(['restore', name], to.env);
      expect([result.code, oneLine(result)]).toEqual([1, [expect.stringMatching(reason)]]);
      expect(await brands(to.url)).toEqual(['present']);
    }
    const { code, stdout, stderr } = await runCli(['restore', good], to.env);
    expect([code, stderr]).toEqual([0, '']);
    expect(await brands(to.url)).toEqual(['earlier']);
    const { before } = JSON.parse(stdout) as { before: string };
    expect((await runCli(['restore', before], to.env)).code).toBe(0);
    expect(await brands(to.url)).toEqual(['present']);
    const left = await server.ask(
      to.url,
      `select datname from pg_database where datname like 'outcry_restore%'`,
    );
    expect(left).toEqual([]);
  });
});
