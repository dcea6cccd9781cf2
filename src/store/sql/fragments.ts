/** SQL fragments that several queries share, in the dialect that SQLite and PostgreSQL have in common. */
import { type AnyColumn, eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from './db.ts';
import { mention, mentionBrand } from '../mentions/schema.ts';

/** The larger of a column, empty or not, and a value that is not negative. */
export function larger(column: AnyColumn, value: number): SQL {
  return sql`case when ${column} > ${value} then ${column} else ${value} end`;
}

/** `3,7` as numbers. */
export function idsOf(list: string | null): number[] {
  return list === null || list === '' ? [] : list.split(',').map(Number);
}

/** Lower-cases A–Z only, as `lower` does in both databases for these columns. */
export function lowerAscii(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The brands of the mention of a query, for `idsOf`. */
export function brandIdsOfMention(): SQL<string> {
  return sql<string>`(select string_agg(cast(${mentionBrand.brandId} as text), ',') from ${mentionBrand} where ${mentionBrand.mentionId} = ${mention.id})`;
}

/** The brands of one mention. */
export async function brandIdsOf(db: Db, mentionId: number): Promise<number[]> {
  const of = eq(mentionBrand.mentionId, mentionId);
  const rows = await db.select({ brandId: mentionBrand.brandId }).from(mentionBrand).where(of).all();
  return rows.map((row) => row.brandId);
}

/** The columns that a scorer needs. */
export function scoringColumns() {
  const { id, text, title, lang, source, publishedAt } = mention;
  return { id, text, title, lang, source, publishedAt, brandIds: brandIdsOfMention() };
}
