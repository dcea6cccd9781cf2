/** Many rows as one JSON parameter: building thousands of parameters costs more than the insert itself. */
import { type SQL, sql } from 'drizzle-orm';
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { shapeOf } from './ddl.ts';
import { jsonParameter } from './text.ts';

/** Types that are read from the JSON parameter directly; others are read as text and cast. */
const AS_IT_IS: ReadonlySet<string> = new Set(['bigint', 'integer', 'double precision', 'text']);

/**
 * `insert into … select … from` records of a JSON array, whose values are in the order of `columns`. An array of
 * arrays takes longer, because each element is looked up from the start.
 */
export function insertRows(
  table: SQLiteTable,
  columns: readonly SQLiteColumn[],
  rows: readonly (readonly unknown[])[],
): SQL {
  const types = columns.map((column) => shapeOf(column).type.split(' collate')[0]!);
  const list = columns.map((column) => `"${column.name}"`).join(', ');
  const fields = types.map((type, i) => `c${i} ${AS_IT_IS.has(type) ? type : 'text'}`).join(', ');
  const names = types.map((_, i) => `c${i}`).join(', ');
  const picked = types.map((type, i) => (AS_IT_IS.has(type) ? `c${i}` : `c${i}::${type}`)).join(', ');
  const records = rows.map((values) => {
    const record: Record<string, unknown> = {};
    for (const [i, value] of values.entries()) if (value != null) record[`c${i}`] = value;
    return record;
  });
  return sql`insert into ${sql.identifier(getTableConfig(table).name)} (${sql.raw(list)}) select ${sql.raw(picked)}
    from rows from (json_to_recordset(${jsonParameter(records)}::json) as (${sql.raw(fields)}))
    with ordinality as t(${sql.raw(names)}, n) order by n`;
}
