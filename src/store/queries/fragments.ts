/** SQL that SQLite and PostgreSQL both read, and what comes back from it. */
import { type AnyColumn, type SQL, sql } from 'drizzle-orm';
import { mention, mentionBrand } from './schema.ts';

/** The larger of a column, empty or not, and a value that is not negative. */
export function larger(column: AnyColumn, value: number): SQL {
  return sql`case when ${column} > ${value} then ${column} else ${value} end`;
}

/** `3,7` as numbers. */
export function idsOf(list: string | null): number[] {
  return list === null || list === '' ? [] : list.split(',').map(Number);
}

/** Lower case of A–Z, as both databases have it for these columns. */
export function lowerAscii(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The brands of the mention of a query, for `idsOf`. */
export function brandIdsOfMention(): SQL<string> {
  return sql<string>`(select string_agg(cast(${mentionBrand.brandId} as text), ',') from ${mentionBrand} where ${mentionBrand.mentionId} = ${mention.id})`;
}
