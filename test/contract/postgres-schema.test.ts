/** The migrated PostgreSQL database against the tables that the queries know. */
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { openLedger } from '../../src/store/open.ts';
import { shapeOf, tablesOf } from '../../src/store/postgres/ddl.ts';
import { SCHEMA_FILES } from '../../src/store/queries/tables.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

let server: TestPostgres;
let url: string;
beforeAll(async () => {
  server = await startPostgres();
  url = await server.database();
  await (await openLedger(url, packageRoot)).close();
});
afterAll(() => server?.stop());

/** `mention.text text not null`, and indexes by name. */
async function found(): Promise<Set<string>> {
  const columns = await server.ask(
    url,
    `select table_name, column_name, data_type, is_nullable, coalesce(collation_name, '') as collation, is_identity,
       column_default is not null as has_default
     from information_schema.columns where table_schema = 'public' and table_name not like '\\_\\_drizzle%'`,
  );
  const indexes = await server.ask(url, `select indexname from pg_indexes where schemaname = 'public'`);
  return new Set([
    ...columns.map((one) =>
      [
        `${String(one.table_name)}.${String(one.column_name)}`,
        one.collation === 'C' ? `${String(one.data_type)} collate "C"` : one.data_type,
        one.is_nullable === 'NO' ? 'not null' : 'null',
        one.is_identity === 'YES' ? 'identity' : '',
        one.has_default ? 'default' : '',
      ].join(' '),
    ),
    ...indexes.map((one) => `index ${String(one.indexname)}`),
  ]);
}

function wanted(): string[] {
  return tablesOf(SCHEMA_FILES).flatMap((table) => {
    const { name, columns, indexes, primaryKeys } = getTableConfig(table);
    const composite = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
    const lines = columns.map((column) => {
      const { type, notNull, primary, identity, defaultTo } = shapeOf(column);
      const filled = notNull || primary || composite.has(column.name) ? 'not null' : 'null';
      const given = defaultTo === undefined ? '' : 'default';
      return [`${name}.${column.name}`, type, filled, identity ? 'identity' : '', given].join(' ');
    });
    return [...lines, ...indexes.map(({ config }) => `index ${config.name}`)];
  });
}

it('has every table, column and index of the queries, and no column more', async () => {
  const [there, asked] = [await found(), wanted()];
  expect(asked.filter((line) => !there.has(line))).toEqual([]);
  const known = new Set(asked);
  expect([...there].filter((line) => !line.startsWith('index ') && !known.has(line))).toEqual([]);
});

it('a column that is gone, another type and a lost index are seen (control)', async () => {
  await server.ask(url, 'alter table mention drop column lang, alter column reach type integer');
  await server.ask(url, 'drop index mention_state');
  const there = await found();
  expect(wanted().filter((line) => !there.has(line))).toEqual([
    expect.stringMatching(/^mention\.lang /),
    expect.stringMatching(/^mention\.reach /),
    'index mention_state',
  ]);
});

it('says what is wrong with an address, and never the password', async () => {
  const { port } = new URL(url);
  const say = (address: string) =>
    openLedger(address, packageRoot).then(
      () => 'opened',
      (error: Error) => error.message,
    );
  expect(await say(`postgres://outcry:hush@127.0.0.1:${port}/none`)).toMatch(/createdb/);
  expect(await say('postgres://outcry:hush@127.0.0.1:1/none')).toMatch(/ECONNREFUSED.*running there/);
  expect(await say(`postgres://outcry:hush@127.0.0.1:${port}/none`)).not.toContain('hush');
});
