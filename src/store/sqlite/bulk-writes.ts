/** Bulk writes of SQLite: statements are built once per connection, because building one costs more than running it. */
import type Database from 'better-sqlite3';
import { eq, sql } from 'drizzle-orm';
import type { Corrected } from '../../domain/correction.ts';
import type { TimePrecision } from '../../domain/mention.ts';
import { countUpserts } from './count-upserts.ts';
import type { Db } from '../sql/db.ts';
import { findFirsts } from '../mentions/fingerprint-search.ts';
import { type BulkWrites, type CountedMention, pendingRow } from '../sql/bulk-writes.ts';
import { mention, mentionBrand } from '../mentions/schema.ts';
import { scorePlaceholders, scoreValues } from '../mentions/score-columns.ts';
import { fingerprintSearch } from './fingerprint-search.ts';
import { knownMentions } from './known-mentions.ts';
import { bulkStatement } from './statement.ts';

const p = sql.placeholder;

interface PendingRow {
  readonly id: number;
  readonly source: string;
  readonly published_at: number;
  readonly precision: TimePrecision | null;
  readonly corrected: string | null;
  readonly brand_id: number | null;
}

function statements(db: Db, client: Database.Database) {
  return {
    insert: bulkStatement(
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
          precision: p('precision'),
          collectedAt: p('collectedAt'),
          simulated: p('simulated'),
          publishedClaimed: p('publishedClaimed'),
          editedAt: p('editedAt'),
          backfilled: p('backfilled'),
          exactFingerprint: p('exactFingerprint'),
          sketchFingerprint: p('sketchFingerprint'),
          duplicateOf: p('duplicateOf'),
          importId: p('importId'),
          wordsHash: p('wordsHash'),
          state: 'pending',
        })
        .onConflictDoNothing(),
    ),
    link: bulkStatement(
      client,
      db
        .insert(mentionBrand)
        .values({ brandId: p('brandId'), publishedAt: p('publishedAt'), mentionId: p('mentionId') })
        .onConflictDoNothing(),
    ),
    fingerprint: bulkStatement(
      client,
      db
        .update(mention)
        .set({ duplicateOf: sql`${p('first')}` })
        .where(eq(mention.id, p('id'))),
    ),
    saveScores: bulkStatement(
      client,
      db
        .update(mention)
        .set(scorePlaceholders())
        .where(eq(mention.id, p('id'))),
    ),
    /** The pending mentions of a JSON array of ids, with a row for each of their brands. */
    pending: client.prepare<[string], PendingRow>(
      `select m.id, m.source, m.published_at, m.precision, m.corrected, b.brand_id from mention m
       left join mention_brand b on b.mention_id = m.id
       where m.id in (select value from json_each(?)) and m.state = 'pending' order by m.id, b.brand_id`,
    ),
  };
}

export function sqliteBulkWrites(db: Db, client: Database.Database): BulkWrites {
  const stmt = statements(db, client);
  const upsert = countUpserts(db, client);
  const firsts = fingerprintSearch(client);

  /** What decides how the pending mentions count, by id. */
  function pending(ids: readonly number[]): Map<number, CountedMention> {
    const found = new Map<number, CountedMention & { brandIds: number[] }>();
    for (const row of stmt.pending.all(JSON.stringify(ids))) {
      const { id, source, published_at: publishedAt, precision, corrected, brand_id: brandId } = row;
      const one = found.get(id);
      if (one) one.brandIds.push(brandId!);
      else
        found.set(id, {
          id,
          source,
          publishedAt,
          precision,
          corrected: corrected === null ? null : (JSON.parse(corrected) as Corrected),
          brandIds: brandId === null ? [] : [brandId],
        });
    }
    return found;
  }

  return {
    async insert(rows) {
      return rows.map((row) => {
        const { changes, lastInsertRowid } = stmt.insert.run(pendingRow(row));
        return changes > 0 ? Number(lastInsertRowid) : undefined;
      });
    },
    ...knownMentions(client),
    async link(rows) {
      for (const row of rows) stmt.link.run(row);
    },
    nearDuplicateCandidates: (asked, withinMs) => findFirsts(firsts, asked, withinMs),
    async fingerprint(pairs) {
      for (const pair of pairs) stmt.fingerprint.run(pair);
    },
    async saveScores(scores) {
      const waiting = pending(scores.map(({ id }) => id));
      return scores.flatMap(({ id, score, versionId }) => {
        const counted = waiting.get(id);
        if (!counted) return [];
        // The same mention twice in a batch is scored once.
        waiting.delete(id);
        stmt.saveScores.run({ id, lang: score.lang, versionId, ...scoreValues(score) });
        return [{ ...counted, score }];
      });
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
