/** The hot paths of SQLite: statements that are built once for a connection, since building costs more than running. */
import { and, eq, sql } from 'drizzle-orm';
import { countUpserts } from './count-upserts.ts';
import type { Db } from '../queries/db.ts';
import { type HotPaths, pendingRow } from '../queries/hot.ts';
import { mention, mentionBrand } from '../queries/schema.ts';
import { scorePlaceholders, scoreValues } from '../queries/score-columns.ts';

const p = sql.placeholder;

function statements(db: Db) {
  return {
    insert: db
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
      .returning({ id: mention.id })
      .prepare(),
    link: db
      .insert(mentionBrand)
      .values({ brandId: p('brandId'), publishedAt: p('publishedAt'), mentionId: p('mentionId') })
      .onConflictDoNothing()
      .prepare(),
    fold: db
      .update(mention)
      .set({ dupeOf: sql`${p('first')}` })
      .where(eq(mention.id, p('id')))
      .prepare(),
    settle: db
      .update(mention)
      .set(scorePlaceholders())
      .where(and(eq(mention.id, p('id')), eq(mention.state, 'pending')))
      .returning({
        id: mention.id,
        source: mention.source,
        publishedAt: mention.publishedAt,
        corrected: mention.corrected,
      })
      .prepare(),
    brandsOf: db
      .select({ brandId: mentionBrand.brandId })
      .from(mentionBrand)
      .where(eq(mentionBrand.mentionId, p('id')))
      .prepare(),
  };
}

export function sqliteHotPaths(db: Db): HotPaths {
  const stmt = statements(db);
  const upsert = countUpserts(db);
  return {
    async insert(rows) {
      const ids: (number | undefined)[] = [];
      for (const row of rows) ids.push((await stmt.insert.get({ ...pendingRow(row) }))?.id);
      return ids;
    },
    async link(rows) {
      for (const row of rows) await stmt.link.run({ ...row });
    },
    async fold(pairs) {
      for (const pair of pairs) await stmt.fold.run({ ...pair });
    },
    async settle(scores) {
      const settled = [];
      for (const { id, score, version } of scores) {
        const row = await stmt.settle.get({ id, lang: score.lang, version, ...scoreValues(score) });
        if (!row) continue;
        const brandIds = (await stmt.brandsOf.all({ id })).map((one) => one.brandId);
        settled.push({ ...row, brandIds, score });
      }
      return settled;
    },
    async addToBuckets(rows) {
      for (const row of rows) await upsert.bucket.run({ ...row });
    },
    async addToCategories(rows) {
      for (const row of rows) {
        await upsert.category.run({ ...row });
        if (row.count < 0) await upsert.dropEmpty.run({ ...row });
      }
    },
  };
}
