/** Many rows as one JSON parameter: building thousands of parameters costs more than the insert itself. */
import { type SQL, sql } from 'drizzle-orm';
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { shapeOf } from './ddl.ts';
import { jsonParameter } from './text.ts';

/** `insert into … select … from` an array of arrays, whose values stand in the order of `columns`. */
export function insertRows(
  table: SQLiteTable,
  columns: readonly SQLiteColumn[],
  rows: readonly (readonly unknown[])[],
): SQL {
  const list = columns.map((column) => `"${column.name}"`).join(', ');
  const picked = columns
    .map((column, i) => `(v ->> ${i})::${shapeOf(column).type.split(' collate')[0]}`)
    .join(', ');
  return sql`insert into ${sql.identifier(getTableConfig(table).name)} (${sql.raw(list)}) select ${sql.raw(picked)}
    from json_array_elements(${jsonParameter(rows)}::json) with ordinality as t(v, n) order by n`;
}
