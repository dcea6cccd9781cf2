/** Bulk writes of PostgreSQL: a batch is one statement, so it costs one round trip. */
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Corrected } from '../../domain/correction.ts';
import type { TimePrecision } from '../../domain/mention.ts';
import type { Db } from '../sql/db.ts';
import { idsOf } from '../sql/fragments.ts';
import { findFirsts } from '../mentions/fingerprint-search.ts';
import { type BulkWrites, pendingRow, type ScoreToSave } from '../sql/bulk-writes.ts';
import { bucket, bucketCategory } from '../counts/schema.ts';
import { KNOWN_COLUMNS, type KnownWithBrands } from '../mentions/known-row.ts';
import { mention, mentionBrand } from '../mentions/schema.ts';
import { scoreValues } from '../mentions/score-columns.ts';
import { insertRows } from './bulk.ts';
import { fingerprintSearch } from './fingerprint-search.ts';
import { jsonParameter } from './text.ts';

/** Rows per statement. */
const ROWS = 1_000;

type Row = Readonly<Record<string, unknown>>;

/** Inserts rows as Drizzle has them; columns that no row sets get their defaults. */
function bulkInsert(table: SQLiteTable, rows: readonly object[]): SQL {
  const columns = Object.entries(getTableColumns(table) as Record<string, SQLiteColumn>).filter(([key]) =>
    rows.some((row) => key in row),
  );
  const values = rows.map((row) => columns.map(([key]) => (row as Row)[key] ?? null));
  return insertRows(
    table,
    columns.map(([, column]) => column),
    values,
  );
}

function* chunks<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += ROWS) yield all.slice(i, i + ROWS);
}

interface SavedRow {
  readonly id: number;
  readonly source: string;
  readonly published_at: number;
  readonly precision: TimePrecision | null;
  readonly corrected: string | null;
  /** Brand ids, such as `3,7`. */
  readonly brands: string | null;
}

/** Values of many mentions as one JSON parameter. */
function saveScoresSql(scores: readonly ScoreToSave[]) {
  const rows = scores.map(({ id, score, versionId }) => {
    const { betrayalLabel, categories, context, ...values } = scoreValues(score);
    const label = betrayalLabel === null ? null : betrayalLabel === 1;
    return { id, version: versionId, lang: score.lang, label, cats: categories, ctx: context, ...values };
  });
  return sql`update mention m set state = v.state, lang = coalesce(v.lang, m.lang),
    sentiment_label = v."sentimentLabel", sentiment_score = v."sentimentScore", betrayal_label = v.label,
    betrayal_p = v."betrayalP", categories = v.cats::json, context = v.ctx::json, scorer_version_id = v.version
    from json_to_recordset(${jsonParameter(rows)}::json) as v(id bigint, state text, lang text, version bigint,
      "sentimentLabel" text, "sentimentScore" double precision, label boolean, "betrayalP" double precision,
      cats text, ctx text)
    where m.id = v.id and (m.state || '') = 'pending' returning m.id, m.source, m.published_at, m.precision, m.corrected,
      (select string_agg(cast(b.brand_id as text), ',') from mention_brand b where b.mention_id = m.id) as brands`;
}

/** `db` runs raw SQL by `all`. */
export function postgresBulkWrites(db: Db): BulkWrites {
  const keyOf = (one: { readonly source: string; readonly externalId: string }) =>
    `${one.source}\n${one.externalId}`;
  return {
    async insert(rows) {
      const ids = new Map<string, number>();
      for (const some of chunks(rows)) {
        const added = await db.all<{ id: number; source: string; external_id: string }>(
          sql`${bulkInsert(mention, some.map(pendingRow))} on conflict do nothing returning id, source, external_id`,
        );
        for (const { id, source, external_id: externalId } of added)
          ids.set(keyOf({ source, externalId }), id);
      }
      return rows.map((row) => {
        const key = keyOf(row);
        const id = ids.get(key);
        // The same mention twice in a batch is new once.
        ids.delete(key);
        return id;
      });
    },
    async known(rows) {
      const found = new Map<string, KnownWithBrands>();
      for (const some of chunks(rows)) {
        const keys = some.map(({ source, externalId }) => ({ source, externalId }));
        const known = await db.all<KnownWithBrands & { source: string; externalId: string }>(
          sql`select m.source, m.external_id as "externalId", ${sql.raw(KNOWN_COLUMNS)}
            from json_to_recordset(${jsonParameter(keys)}::json) as v(source text, "externalId" text)
            join mention m on m.source = v.source and m.external_id = v."externalId"`,
        );
        for (const { source, externalId, ...row } of known) found.set(keyOf({ source, externalId }), row);
      }
      return rows.map((row) => found.get(keyOf(row)));
    },
    async bring(rows, where) {
      const exists = sql`exists (select 1 from mention_import o
        where o.mention_id = v."mentionId" and o.brand_id = v."brandId")`;
      const only = { any: sql`true`, some: exists, none: sql`not ${exists}` }[where];
      for (const some of chunks(rows)) {
        await db.run(sql`insert into mention_import (mention_id, brand_id, import_id)
          select v."mentionId", v."brandId", v."importId"
          from json_to_recordset(${jsonParameter(some)}::json)
            as v("mentionId" bigint, "brandId" bigint, "importId" bigint)
          where ${only} on conflict do nothing`);
      }
    },
    async link(rows) {
      for (const some of chunks(rows))
        await db.run(sql`${bulkInsert(mentionBrand, some)} on conflict do nothing`);
    },
    nearDuplicateCandidates: (asked, withinMs) => findFirsts(fingerprintSearch(db), asked, withinMs),
    async fingerprint(pairs) {
      if (pairs.length === 0) return;
      await db.run(sql`update mention m set duplicate_of = v.first
        from json_to_recordset(${jsonParameter(pairs)}::json) as v(id bigint, first bigint) where m.id = v.id`);
    },
    async saveScores(scores) {
      const saved = [];
      for (const some of chunks(scores)) {
        const scoreOf = new Map(some.map((one) => [one.id, one.score]));
        for (const row of await db.all<SavedRow>(saveScoresSql(some))) {
          const { id, source, published_at: publishedAt, precision, corrected, brands } = row;
          const said = corrected === null ? null : (JSON.parse(corrected) as Corrected);
          const counted = { id, source, publishedAt, precision, corrected: said, brandIds: idsOf(brands) };
          saved.push({ ...counted, score: scoreOf.get(id)! });
        }
      }
      return saved;
    },
    async addToBuckets(rows) {
      for (const some of chunks(rows)) {
        await db.run(sql`${bulkInsert(bucket, some)} on conflict (brand_id, width_ms, start, source) do update set
          all_count = bucket.all_count + excluded.all_count, negative = bucket.negative + excluded.negative,
          neutral = bucket.neutral + excluded.neutral, positive = bucket.positive + excluded.positive,
          day_precise = bucket.day_precise + excluded.day_precise,
          not_scored = bucket.not_scored + excluded.not_scored, betrayal = bucket.betrayal + excluded.betrayal,
          sentiment_milli = bucket.sentiment_milli + excluded.sentiment_milli`);
      }
    },
    async addToCategories(rows) {
      for (const some of chunks(rows)) {
        await db.run(sql`${bulkInsert(bucketCategory, some)} on conflict (brand_id, width_ms, start, source, code)
          do update set count = bucket_category.count + excluded.count`);
      }
      const less = rows.filter((row) => row.count < 0);
      for (const some of chunks(less)) {
        await db.run(sql`delete from bucket_category c
          using json_to_recordset(${jsonParameter(some)}::json) as v("brandId" bigint, "widthMs" bigint, start bigint,
            source text, code text)
          where c.brand_id = v."brandId" and c.width_ms = v."widthMs" and c.start = v.start and c.source = v.source
            and c.code = v.code and c.count = 0`);
      }
    },
  };
}
