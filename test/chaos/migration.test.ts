/** kill -9 while a database of release 0.1 is upgraded: the old schema or the new one, never half of it. `npm run test:long`: 20 kills. */
import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { seededRandom } from '../../src/domain/clock.ts';
import { openStore } from '../../src/store/open.ts';
import { makeBrands } from '../contract/store-opened.ts';
import { startNode } from '../support/cli.ts';
import { rounds } from '../support/long.ts';
import { eventually, pause } from '../support/eventually.ts';
import { openTestStore } from '../support/installation.ts';
import { insertOf, scoreOf } from '../support/mentions.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { asRelease01, emptyPostgresRelease01 } from '../support/release-0.1.ts';
import { tempDirs } from '../support/temp.ts';

const KILLS = rounds(3, 20);
const SCORED = 4_000;
/** Enough that the upgrade takes a moment. */
const MENTIONS = 100_000;
const tempDir = tempDirs();
const random = seededRandom(Number(process.env.SEED ?? 20_260_302));
const OPENER = join(packageRoot, 'test/chaos/opener.ts');

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.stop());

/** Databases of release 0.1, all alike; what its schema looks like without opening it as a database. */
interface Old {
  make(): Promise<string>;
  /** Number of migrations noted, and every table with its columns. */
  schema(url: string): Promise<{ noted: number; columns: string }>;
  /** After a kill: waits until nothing works for the process that is gone. */
  released(url: string): Promise<void>;
}

/**
 * A server finishes the statement of a client that was killed, the commit included. Whoever reads `information_schema`
 * meanwhile sees half of both schemas: it asks the catalogue's caches, which are newer than the query's snapshot.
 */
async function noOtherClient(server: TestPostgres, url: string): Promise<void> {
  await eventually('the server is done for the client that was killed', async () => {
    const others = await server.ask(
      url,
      `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
         and backend_type = 'client backend'`,
    );
    return others.length === 0;
  });
}

function oldSqlite(): Old {
  const full = tempDir();
  let first: string | undefined;
  async function fill(): Promise<string> {
    const store = openTestStore(full);
    const brands = await makeBrands(store, 'acme');
    await store.tx(async (tx) => {
      const { ids } = await tx.mentions.insert(Array.from({ length: SCORED }, (_, i) => insertOf(i, brands)));
      await tx.mentions.saveScores(ids.map((id, i) => ({ id, score: scoreOf(i), version: 'v' })));
    });
    await store.close();
    const dir = asRelease01(full, tempDir());
    const file = new Database(join(dir, 'outcry.db'));
    file.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${MENTIONS - SCORED})
      insert into mention (source, external_id, kind, text, reach, published_at, collected_at, simulated, state,
        fold_exact, fold_sketch)
      select 'more', i, 'post', 'words', 0, i, i, 0, 'pending', i * 7919, i * 104729 from n`);
    file.close();
    return dir;
  }
  return {
    async make() {
      first ??= await fill();
      const dir = join(tempDir(), 'copy');
      mkdirSync(dir);
      cpSync(first, dir, { recursive: true });
      return `sqlite:${join(dir, 'outcry.db')}`;
    },
    async schema(url) {
      const db = new Database(url.slice('sqlite:'.length));
      const noted = Number(db.prepare('select count(*) from __drizzle_migrations').pluck().get());
      const columns = db
        .prepare(
          `select m.name || '.' || c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' order by 1`,
        )
        .pluck()
        .all()
        .join();
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      db.close();
      return { noted, columns };
    },
    // The operating system released its locks with the process.
    released: () => Promise.resolve(),
  };
}

function oldPostgres(): Old {
  return {
    async make() {
      const url = await emptyPostgresRelease01(postgres);
      await postgres.ask(url, `insert into brand (slug, name, origin) values ('acme', 'Acme', 'import')`);
      await postgres.ask(
        url,
        `insert into mention (source, external_id, kind, text, reach, published_at, collected_at, simulated, state)
         select 's', i, 'post', 'words', 0, i, i, false, 'pending' from generate_series(1, ${MENTIONS}) i`,
      );
      return url;
    },
    async schema(url) {
      const [row] = await postgres.ask(
        url,
        `select (select count(*)::int from "__drizzle_migrations") as noted,
           (select string_agg(table_name || '.' || column_name, ',' order by table_name, column_name)
            from information_schema.columns where table_schema = 'public') as columns`,
      );
      return { noted: Number(row?.['noted']), columns: String(row?.['columns']) };
    },
    released: (url) => noOtherClient(postgres, url),
  };
}

for (const [name, old] of [
  ['SQLite', oldSqlite()],
  ['PostgreSQL', oldPostgres()],
] as const) {
  it(`${name}: ${KILLS} kills`, async () => {
    const open = (url: string) => startNode(['--import', 'tsx', OPENER, url, packageRoot], {});
    const untouched = await old.make();
    const before = await old.schema(untouched);
    const whole = await open(untouched).exited;
    const took = Number(/open (\d+)/.exec(whole.stdout)?.[1]);
    const after = await old.schema(untouched);
    expect(after.noted).toBeGreaterThan(before.noted);
    const found = { old: 0, new: 0 };
    for (let kill = 0; kill < KILLS; kill += 1) {
      const url = await old.make();
      const running = open(url);
      await once(running.child.stdout!, 'data');
      // The first at once, so that one at least comes before the end.
      await pause(kill === 0 ? 0 : random() * took);
      await running.kill();
      await old.released(url);
      const left = await old.schema(url);
      expect([before, after]).toContainEqual(left);
      found[left.noted === before.noted ? 'old' : 'new'] += 1;
      const store = await openStore(url, packageRoot);
      const states = await store.read.mentions.countByState();
      expect(Object.values(states).reduce((a, b) => a + b, 0)).toBe(MENTIONS);
      expect(await store.read.counts.audit()).toEqual([]);
      await store.close();
      expect(await old.schema(url)).toEqual(after);
    }
    process.stderr.write(`chaos: migration of ${name}, ${took} ms: ${JSON.stringify(found)}\n`);
    // Kills that came before its end, or nothing would have been shown.
    expect(found.old).toBeGreaterThan(0);
  });
}

it('control: a schema that is half there is seen', async () => {
  const old = oldSqlite();
  const url = await old.make();
  const before = await old.schema(url);
  const db = new Database(url.slice('sqlite:'.length));
  db.exec('alter table brand add column half text');
  db.close();
  expect(await old.schema(url)).not.toEqual(before);
});
