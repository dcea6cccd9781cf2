/** A row of the table as a mention, and a filter as conditions. */
import { eq, gte, inArray, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { effectiveScore } from '../../domain/correction.ts';
import type { MentionFilter, MentionRow, ShownScore } from './port.ts';
import type { Db } from '../sql/db.ts';
import { notMuted, onlyMuted } from '../triage/muted.ts';
import { mention, mentionBrand } from './schema.ts';
import { bookmark, mentionTag } from '../triage/schema.ts';
import { scoreOfRow } from './score-columns.ts';

type Row = typeof mention.$inferSelect;

function shown(row: Row, corrected: Row['corrected']): ShownScore {
  const read = row.sentimentLabel !== null && row.sentimentScore !== null;
  if (!read && !corrected) return { sentiment: undefined, betrayal: undefined };
  const base = read ? scoreOfRow(row) : { scored: false as const, lang: row.lang ?? 'und', reason: '' };
  const score = effectiveScore(base, corrected ?? undefined);
  if (!score.scored) return { sentiment: undefined, betrayal: undefined };
  const { label, score: value } = score.sentiment;
  return { sentiment: { label, score: value }, betrayal: score.betrayal };
}

/** Sentiment and betrayal are the effective ones, with corrections. `versions` are names of scorer versions by row id. */
export function toRow(row: Row, versions: ReadonlyMap<number, string>): MentionRow {
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
    precision: row.precision ?? undefined,
    state: row.state,
    ...shown(row, row.corrected),
    ...(row.corrected ? { corrected: row.corrected, asScored: shown(row, null) } : {}),
    scorerVersion: row.scorerVersionId === null ? undefined : versions.get(row.scorerVersionId),
    simulated: row.simulated,
    importId: row.importId ?? undefined,
    editedAt: row.editedAt ?? undefined,
    deletedAt: row.deletedAt ?? undefined,
    ...(row.duplicateOf === null ? {} : { duplicateOf: row.duplicateOf }),
  };
}

/** Effective sentiment: the correction, else the score. */
export const felt = sql`(case when ${mention.corrected} is null then ${mention.sentimentLabel} else
  coalesce(${mention.corrected} ->> 'sentiment', ${mention.sentimentLabel}) end)`;

/** Effective betrayal label, as a condition: the correction, else a code that a person added, else the score. */
export const betrayed = sql`(case when ${mention.corrected} is null then ${mention.betrayalLabel}
  when ${mention.corrected} ->> 'betrayal' is not null
    then cast(${mention.corrected} ->> 'betrayal' as text) in ('1', 'true')
  when ${mention.corrected} ->> 'add' is not null then true else ${mention.betrayalLabel} end)`;

/** JSON is stored as it was written, so a code appears in it between quotes; inside a text the quotes would be escaped. */
function ofCategory(code: string): SQL {
  const plain = code.replaceAll(/[\\%_]/g, '\\$&');
  const hit = (column: unknown) =>
    sql`coalesce(cast(${column} as text) like ${`%"code":"${plain}"%`} escape '\\', false)`;
  const said = (key: string) =>
    sql`coalesce(cast(${mention.corrected} ->> ${sql.raw(`'${key}'`)} as text) like ${`%"${plain}"%`} escape '\\', false)`;
  return sql`((${hit(mention.categories)} or ${hit(mention.context)}) and not ${said('remove')}
    or ${said('add')})`;
}

/** Ids are numbers: thousands of them as parameters would cost more than the query. */
function isAmong(ids: readonly number[]): SQL {
  return ids.length === 0
    ? sql`1 = 0`
    : sql`${mentionBrand.mentionId} in (${sql.raw(ids.map(Number).join(','))})`;
}

/** Conditions of the filters that people set in the list. */
function triage(filter: MentionFilter): SQL[] {
  const where: SQL[] = [];
  if (filter.among) where.push(isAmong(filter.among));
  if (filter.corrected) where.push(isNotNull(mention.corrected));
  if (filter.author !== undefined) where.push(eq(mention.authorPseudonym, filter.author));
  if (filter.tag !== undefined) {
    where.push(sql`exists (select 1 from ${mentionTag} where ${mentionTag.mentionId} = ${mention.id}
      and ${mentionTag.tag} = ${filter.tag})`);
  }
  if (filter.bookmarkedBy !== undefined) {
    where.push(sql`exists (select 1 from ${bookmark} where ${bookmark.mentionId} = ${mention.id}
      and ${bookmark.who} = ${filter.bookmarkedBy})`);
  }
  return where;
}

/** The brands of which a filter lists mentions. */
export const brandIdsOf = ({ brandId, brandIds }: MentionFilter): readonly number[] => brandIds ?? [brandId];

export async function conditions(db: Db, filter: MentionFilter): Promise<SQL[]> {
  const brandIds = brandIdsOf(filter);
  const where = [
    brandIds.length === 1
      ? eq(mentionBrand.brandId, brandIds[0]!)
      : inArray(mentionBrand.brandId, [...brandIds]),
    gte(mentionBrand.publishedAt, filter.from),
    lt(mentionBrand.publishedAt, filter.to),
    isNull(mention.deletedAt),
    ...(filter.muted ? [await onlyMuted(db, brandIds)] : await notMuted(db, brandIds)),
    ...triage(filter),
  ];
  if (filter.after) {
    const { publishedAt, id } = filter.after;
    where.push(sql`(${mentionBrand.publishedAt}, ${mentionBrand.mentionId}) < (${publishedAt}, ${id})`);
  }
  if (filter.source !== undefined) where.push(eq(mention.source, filter.source));
  if (filter.only === 'betrayal') where.push(betrayed);
  if (filter.only === 'negative') {
    where.push(sql`${felt} = 'negative'`);
  }
  if (filter.category !== undefined) where.push(ofCategory(filter.category));
  return where;
}
