/** Writing mentions, and the counts that change with their state. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { InsertMention, MentionWrites } from '../ports/mentions.ts';
import { deltaCounter } from './count-deltas.ts';
import type { Db } from './db.ts';
import { mentionErase } from './mentions-erase.ts';
import { knownMention } from './mentions-known.ts';
import { mentionRescore } from './mentions-rescore.ts';
import { brand, mention, mentionBrand } from './schema.ts';
import { scoreValues } from './score-columns.ts';

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
    settle: db
      .update(mention)
      .set({
        state: sql`${p('state')}`,
        lang: sql`coalesce(${p('lang')}, ${mention.lang})`,
        sentimentLabel: sql`${p('sentimentLabel')}`,
        sentimentScore: sql`${p('sentimentScore')}`,
        betrayalLabel: sql`${p('betrayalLabel')}`,
        betrayalP: sql`${p('betrayalP')}`,
        categories: sql`${p('categories')}`,
        context: sql`${p('context')}`,
        scorerVersion: sql`${p('version')}`,
      })
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

export function mentionWrites(db: Db): MentionWrites {
  const stmt = statements(db);
  const newDeltas = deltaCounter(db);
  const takeAgain = knownMention(db);

  async function insertOne(m: InsertMention): Promise<number | undefined> {
    const row = await stmt.insert.get({
      ...m,
      title: m.title ?? null,
      url: m.url ?? null,
      lang: m.lang ?? null,
      authorPseudonym: m.authorPseudonym ?? null,
      followers: m.followers ?? null,
      rating: m.rating ?? null,
      parentExternalId: m.parentExternalId ?? null,
      publishedClaimed: m.publishedClaimed ?? null,
      editedAt: m.editedAt ?? null,
      backfilled: m.backfilled ?? false,
      foldExact: m.fold?.exact ?? null,
      foldSketch: m.fold?.sketch ?? null,
      dupeOf: m.dupeOf ?? null,
    });
    if (!row) return undefined;
    for (const brandId of m.brandIds) {
      await stmt.link.run({ brandId, publishedAt: m.publishedAt, mentionId: row.id });
    }
    return row.id;
  }

  async function markBrands(ids: ReadonlySet<number>, simulated: boolean): Promise<void> {
    if (ids.size === 0) return;
    await db
      .update(brand)
      .set(simulated ? { hasSimulated: true } : { hasReal: true })
      .where(inArray(brand.id, [...ids]))
      .run();
  }

  return {
    async insert(mentions) {
      const deltas = await newDeltas();
      const ids: number[] = [];
      const counts = { duplicates: 0, edited: 0, linked: 0 };
      const real = new Set<number>();
      const simulated = new Set<number>();
      for (const m of mentions) {
        const id = await insertOne(m);
        if (id !== undefined) {
          ids.push(id);
          deltas.muteNew({ id, source: m.source, authorPseudonym: m.authorPseudonym ?? null }, m.brandIds);
        } else {
          const again = await takeAgain(m, deltas);
          if (again === 'duplicate') counts.duplicates += 1;
          else if (again === 'linked') counts.linked += 1;
          else {
            counts.edited += 1;
            ids.push(again.edited);
          }
          if (again === 'duplicate') continue;
        }
        for (const brandId of m.brandIds) (m.simulated ? simulated : real).add(brandId);
      }
      await markBrands(real, false);
      await markBrands(simulated, true);
      await deltas.apply();
      return { ids, ...counts };
    },

    async settle(scores) {
      const deltas = await newDeltas();
      let changed = 0;
      for (const { id, score, version } of scores) {
        const row = await stmt.settle.get({ id, lang: score.lang, version, ...scoreValues(score) });
        if (!row) continue;
        changed += 1;
        const brandIds = (await stmt.brandsOf.all({ id })).map((one) => one.brandId);
        deltas.count({ ...row, brandIds }, score);
      }
      return { changed, brandIds: await deltas.apply() };
    },

    rescore: mentionRescore(db, newDeltas),
    ...mentionErase(db, newDeltas),

    async failed(ids) {
      await db
        .update(mention)
        .set({ attempts: sql`${mention.attempts} + 1` })
        .where(and(inArray(mention.id, [...ids]), eq(mention.state, 'pending')))
        .run();
    },

    async markDead(ids) {
      await db
        .update(mention)
        .set({ state: 'dead' })
        .where(and(inArray(mention.id, [...ids]), eq(mention.state, 'pending')))
        .run();
    },

    async revive(id) {
      const result = await db
        .update(mention)
        .set({ state: 'pending', attempts: 0 })
        .where(and(eq(mention.id, id), eq(mention.state, 'dead')))
        .run();
      return result.changes > 0;
    },
  };
}
