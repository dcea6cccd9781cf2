/** The migrated PostgreSQL database against one that is made from the tables that the queries know. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { openStore } from '../../src/store/open.ts';
import { ddlOf, tablesOf } from '../../src/store/postgres/ddl.ts';
import { SCHEMA_FILES } from '../../src/store/tables.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

let server: TestPostgres;
let url: string;
let wanted: string[];
beforeAll(async () => {
  server = await startPostgres();
  url = await server.database();
  await (await openStore(url, packageRoot)).close();
  const made = await server.database();
  await server.ask(made, tablesOf(SCHEMA_FILES).flatMap(ddlOf).join('\n'));
  wanted = await shape(made);
});
afterAll(() => server?.stop());

const COLUMNS = `select concat_ws(' ', table_name || '.' || column_name, data_type, collation_name, is_nullable,
  is_identity, column_default) as line from information_schema.columns
  where table_schema = 'public' and table_name not like '\\_\\_drizzle%'`;
const INDEXES = `select indexdef as line from pg_indexes
  where schemaname = 'public' and tablename not like '\\_\\_drizzle%'`;

/** A line for each column and index, in order. */
async function shape(of: string): Promise<string[]> {
  const rows = [...(await server.ask(of, COLUMNS)), ...(await server.ask(of, INDEXES))];
  return rows.map((row) => String(row.line)).toSorted();
}

it('is the same, column by column and index by index', async () => {
  expect(wanted.length).toBeGreaterThan(250);
  expect(await shape(url)).toEqual(wanted);
});

it('a missing column or index and another type, default or nullability are detected (control)', async () => {
  await server.ask(
    url,
    `alter table mention drop column lang, alter column reach type integer, alter column attempts drop default,
      alter column kind drop not null; drop index mention_collected`,
  );
  const there = new Set(await shape(url));
  expect(wanted.filter((line) => !there.has(line))).toEqual([
    expect.stringContaining('INDEX mention_collected '),
    expect.stringMatching(/^mention\.attempts /),
    expect.stringMatching(/^mention\.kind /),
    expect.stringMatching(/^mention\.lang /),
    expect.stringMatching(/^mention\.reach /),
  ]);
});

it('says what is wrong with an address, and never the password', async () => {
  const { port } = new URL(url);
  const say = (address: string) =>
    openStore(address, packageRoot).then(
      () => 'opened',
      (error: Error) => error.message,
    );
  const missing = await say(`postgres://outcry:hush@127.0.0.1:${port}/none`);
  const down = await say('postgres://outcry:hush@127.0.0.1:1/none');
  expect(missing).toMatch(/createdb/);
  expect(down).toMatch(/ECONNREFUSED.*running there/);
  expect(`${missing} ${down}`).not.toContain('hush');
});
