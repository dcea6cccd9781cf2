import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, it } from 'vitest';
import { SCHEMA_FILES } from '../tables.ts';
import { correction } from '../triage/schema.ts';
import { ROWS_OF_MENTION } from './rows-of-mention.ts';

it('every table with the number of a mention is in the list, corrections apart', () => {
  const tables = SCHEMA_FILES.flatMap((file) => Object.values<unknown>(file)).filter((one) =>
    is(one, SQLiteTable),
  );
  const about = tables.filter((table) =>
    Object.values(getTableColumns(table)).some(({ name }) => name === 'mention_id'),
  );
  expect(about.length).toBeGreaterThan(8);
  expect(about.map(getTableName).toSorted()).toEqual(
    [...ROWS_OF_MENTION, correction].map((table) => getTableName(table)).toSorted(),
  );
});
