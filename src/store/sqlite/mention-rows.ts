/** A row of the table as a mention, and a filter as conditions. */
import { eq, gte, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { MentionFilter, MentionRow } from '../ports/mentions.ts';
import { mention, mentionBrand } from './schema.ts';

type Row = typeof mention.$inferSelect;

export function toRow(row: Row): MentionRow {
  const scored = row.sentimentLabel !== null && row.sentimentScore !== null;
  return {
    id: row.id,
    source: row.source,
    externalId: row.externalId,
    kind: row.kind,
    text: row.text,
    title: row.title ?? undefined,
    url: row.url ?? undefined,
    lang: row.lang ?? undefined,
    authorPseudonym: row.authorPseudonym ?? undefined,
    reach: row.reach,
    rating: row.rating ?? undefined,
    publishedAt: row.publishedAt,
    state: row.state,
    sentiment: scored ? { label: row.sentimentLabel!, score: row.sentimentScore! } : undefined,
    betrayal: scored
      ? {
          label: row.betrayalLabel ?? false,
          p: row.betrayalP ?? 0,
          categories: row.categories ?? [],
          context: row.context ?? [],
        }
      : undefined,
    simulated: row.simulated,
    editedAt: row.editedAt ?? undefined,
    deletedAt: row.deletedAt ?? undefined,
  };
}

export function conditions(filter: MentionFilter): SQL[] {
  const where = [
    eq(mentionBrand.brandId, filter.brandId),
    gte(mentionBrand.publishedAt, filter.from),
    lt(mentionBrand.publishedAt, filter.to),
    isNull(mention.deletedAt),
  ];
  if (filter.source !== undefined) where.push(eq(mention.source, filter.source));
  if (filter.only === 'betrayal') where.push(eq(mention.betrayalLabel, true));
  if (filter.only === 'negative') where.push(eq(mention.sentimentLabel, 'negative'));
  if (filter.category !== undefined) {
    where.push(
      sql`(exists (select 1 from json_each(${mention.categories}) where json_extract(value, '$.code') = ${filter.category})
        or exists (select 1 from json_each(${mention.context}) where json_extract(value, '$.code') = ${filter.category}))`,
    );
  }
  return where;
}
