/** The hot paths of SQLite: statements that are built once for a connection, since building costs more than running. */
import type Database from 'better-sqlite3';
import { and, eq, sql } from 'drizzle-orm';
import type { Corrected } from '../../domain/correction.ts';
import { countUpserts } from './count-upserts.ts';
import type { Db } from '../queries/db.ts';
import { type HotPaths, pendingRow } from '../queries/hot.ts';
import { mention, mentionBrand } from '../queries/schema.ts';
import { scorePlaceholders, scoreValues } from '../queries/score-columns.ts';
import { foldCandidates } from './fold-candidates.ts';
import { hotStatement } from './statement.ts';

const p = sql.placeholder;

interface SettledRow {
  readonly id: number;
  readonly source: string;
  readonly published_at: number;
  readonly corrected: string | null;
}

function statements(db: Db, client: Database.Database) {
  return {
    insert: hotStatement<{ id: number }>(
      client,
      db
        .insert(mention)
        .values({
          source: p('source'),
          externalId: p('externalId'),
          kind: p('kind'),
          text: p('text'),
          title: p('title'),
          url: p('url'),
          lang: p('lang'),
          authorPseudonym: p('authorPseudonym'),
          followers: p('followers'),
          reach: p('reach'),
          rating: p('rating'),
          parentExternalId: p('parentExternalId'),
          publishedAt: p('publishedAt'),
          collectedAt: p('collectedAt'),
          simulated: p('simulated'),
          publishedClaimed: p('publishedClaimed'),
          editedAt: p('editedAt'),
          backfilled: p('backfilled'),
          foldExact: p('foldExact'),
          foldSketch: p('foldSketch'),
          dupeOf: p('dupeOf'),
          state: 'pending',
        })
        .onConflictDoNothing()
        .returning({ id: mention.id }),
    ),
    link: hotStatement(
      client,
      db
        .insert(mentionBrand)
        .values({ brandId: p('brandId'), publishedAt: p('publishedAt'), mentionId: p('mentionId') })
        .onConflictDoNothing(),
    ),
    fold: hotStatement(
      client,
      db
        .update(mention)
        .set({ dupeOf: sql`${p('first')}` })
        .where(eq(mention.id, p('id'))),
    ),
    settle: hotStatement<SettledRow>(
      client,
      db
        .update(mention)
        .set(scorePlaceholders())
        .where(and(eq(mention.id, p('id')), eq(mention.state, 'pending')))
        .returning({
          id: mention.id,
          source: mention.source,
          publishedAt: mention.publishedAt,
          corrected: mention.corrected,
        }),
    ),
    /** Rows (mention, brand) of a JSON array of mentions. */
    brandsOf: client
      .prepare<[string], [number, number]>(
        'select mention_id, brand_id from mention_brand where mention_id in (select value from json_each(?)) order by mention_id, brand_id',
      )
      .raw(true),
  };
}

export function sqliteHotPaths(db: Db, client: Database.Database): HotPaths {
  const stmt = statements(db, client);
  const upsert = countUpserts(db, client);
  const candidates = foldCandidates(client);

  function brandsOf(ids: readonly number[]): Map<number, number[]> {
    const found = new Map<number, number[]>(ids.map((id) => [id, []]));
    for (const [id, brandId] of stmt.brandsOf.all(JSON.stringify(ids))) found.get(id)?.push(brandId);
    return found;
  }

  return {
    async insert(rows) {
      return rows.map((row) => stmt.insert.get(pendingRow(row))?.id);
    },
    async link(rows) {
      for (const row of rows) stmt.link.run(row);
    },
    foldCandidates: async (asked, withinMs) => candidates(asked, withinMs),
    async fold(pairs) {
      for (const pair of pairs) stmt.fold.run(pair);
    },
    async settle(scores) {
      const settled = scores.flatMap(({ id, score, versionId }) => {
        const row = stmt.settle.get({ id, lang: score.lang, versionId, ...scoreValues(score) });
        return row ? [{ row, score }] : [];
      });
      const brands = brandsOf(settled.map(({ row }) => row.id));
      return settled.map(({ row: { id, source, published_at: publishedAt, corrected }, score }) => ({
        id,
        source,
        publishedAt,
        corrected: corrected === null ? null : (JSON.parse(corrected) as Corrected),
        brandIds: brands.get(id) ?? [],
        score,
      }));
    },
    async addToBuckets(rows) {
      for (const row of rows) upsert.bucket.run(row);
    },
    async addToCategories(rows) {
      for (const row of rows) {
        upsert.category.run(row);
        if (row.count < 0) upsert.dropEmpty.run(row);
      }
    },
  };
}
