/** A ledger with data, made by the first schema, opened by this version. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import { openTestLedger } from '../support/installation.ts';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { tempDirs } from '../support/temp.ts';
import { makeBrands } from './ledger-opened.ts';

const tempDir = tempDirs();

/** The migrations up to and with the first. */
function firstMigration(): string {
  const folder = tempDir();
  cpSync(join(packageRoot, 'src/store/sqlite/migrations'), folder, { recursive: true });
  const path = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: unknown[] };
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }));
  return folder;
}

/** Copies what the tables of the first schema hold of `full` into a ledger of that schema. */
function asFirstSchema(full: string): string {
  const dir = tempDir();
  const file = new Database(join(dir, 'outcry.db'));
  migrate(drizzle(file), { migrationsFolder: firstMigration() });
  file.exec(`attach '${join(full, 'outcry.db')}' as made`);
  const tables = file
    .prepare(
      `select name from main.sqlite_master where type = 'table' and name not like '%\\_\\_%' escape '\\'`,
    )
    .pluck()
    .all() as string[];
  for (const table of tables.filter((name) => !name.startsWith('sqlite_'))) {
    const columns = (file.pragma(`main.table_info(${table})`) as { name: string }[])
      .map(({ name }) => `"${name}"`)
      .join(', ');
    file.exec(`insert into main."${table}" (${columns}) select ${columns} from made."${table}"`);
  }
  const known = file.prepare(`select name from main.sqlite_master where name = 'mention_score'`).all();
  expect([tables.length > 12, known]).toEqual([true, []]);
  file.close();
  return dir;
}

async function everything(ledger: Ledger) {
  const { read } = ledger;
  const brands = await read.brands.all();
  const range = { widthMs: 3_600_000, from: 0, to: BASE * 2 };
  return {
    brands,
    dirty: await read.brands.dirty(),
    incidents: await read.incidents.all(),
    undecided: await read.incidents.undecided(BASE),
    outbox: await read.outbox.list(10),
    states: await read.mentions.countByState(),
    mentions: await Promise.all(
      brands.map(({ id }) =>
        read.mentions.list({ brandId: id, from: 0, to: BASE * 2, order: 'newest', limit: 500 }),
      ),
    ),
    buckets: await Promise.all(brands.map(({ id }) => read.counts.buckets({ ...range, brandId: id }))),
    codes: await Promise.all(brands.map(({ id }) => read.counts.categories({ ...range, brandId: id }))),
  };
}

it('keeps all of it, and can be scored again', async () => {
  const full = tempDir();
  const made = openTestLedger(full);
  const [acme = 0, beta = 0] = await makeBrands(made, 'acme', 'beta');
  const ids = await made.tx(async (tx) => {
    const inserted = await tx.mentions.insert(
      Array.from({ length: 120 }, (_, i) => insertOf(i, [acme, beta])),
    );
    const scores = inserted.ids.slice(0, 100).map((id, i) => ({ id, score: scoreOf(i), version: 'v1' }));
    await tx.mentions.settle(scores);
    const more = { title: 'T', onset: BASE, severity: 4, simulated: false, openedAt: BASE };
    const { id } = await tx.incidents.open({ ...more, slug: 'one', brandId: acme });
    const mail = { incidentId: id, stage: 'opened', recipient: 'a@b.c', messageId: '<1>', createdAt: BASE };
    await tx.outbox.add([mail]);
    return inserted.ids;
  });
  const before = await everything(made);
  await made.close();

  const ledger = openTestLedger(asFirstSchema(full));
  expect(await everything(ledger)).toEqual(before);
  expect(await ledger.read.counts.audit()).toEqual([]);
  expect(await ledger.read.rescores.countOutdated('v2')).toBe(100);
  expect(await ledger.read.rescores.countOutdated('v1')).toBe(0);
  const scores = ids.map((id, i) => ({ id, score: scoreOf(i + 500), version: 'v2' }));
  expect((await ledger.tx((tx) => tx.mentions.rescore(scores))).changed).toBe(100);
  expect(await ledger.read.counts.audit()).toEqual([]);
  await ledger.close();
});
