/** Writing mentions, and the counts that change with their state. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { MentionWrites } from './port.ts';
import { expiredReader } from '../expired/seen-before.ts';
import type { deltaCounter } from '../counts/deltas.ts';
import type { Db } from '../sql/db.ts';
import type { BulkWrites } from '../sql/bulk-writes.ts';
import { mentionExpiry } from '../expired/expire.ts';
import { mentionErase } from './erase.ts';
import { knownMention } from './seen-again.ts';
import { mentionRescore } from '../rescores/replace-scores.ts';
import { brand } from '../brands/schema.ts';
import { mention } from './schema.ts';
import { versionIds } from '../rescores/scorer-versions.ts';

export function mentionWrites(
  db: Db,
  bulk: BulkWrites,
  newDeltas: ReturnType<typeof deltaCounter>,
): MentionWrites {
  const takeAgain = knownMention(db, bulk);
  const notExpired = expiredReader(db);

  async function markBrands(ids: ReadonlySet<number>, simulated: boolean): Promise<void> {
    if (ids.size === 0) return;
    await db
      .update(brand)
      .set(simulated ? { hasSimulated: true } : { hasReal: true })
      .where(and(inArray(brand.id, [...ids]), eq(simulated ? brand.hasSimulated : brand.hasReal, false)))
      .run();
  }

  return {
    async insert(given) {
      const brandsOf = await notExpired(given);
      const mentions = brandsOf ? given.map((m, i) => ({ ...m, brandIds: brandsOf[i]! })) : given;
      const deltas = await newDeltas();
      const ids: number[] = [];
      const counts = { duplicates: 0, edited: 0, linked: 0 };
      const real = new Set<number>();
      const simulated = new Set<number>();
      // A mention that has expired for all its brands is not inserted again.
      const added = await bulk.insert(brandsOf ? mentions.filter((m) => m.brandIds.length > 0) : mentions);
      if (brandsOf)
        for (const [i, m] of mentions.entries()) if (m.brandIds.length === 0) added.splice(i, 0, undefined);
      /** The row id of each mention, new or known. */
      const places: (number | undefined)[] = [];
      const links = mentions.flatMap(({ brandIds, publishedAt }, i) => {
        const mentionId = added[i];
        return mentionId === undefined
          ? []
          : brandIds.map((brandId) => ({ brandId, publishedAt, mentionId }));
      });
      await bulk.link(links);
      for (const [i, m] of mentions.entries()) {
        const id = added[i];
        if (id !== undefined) {
          ids.push(id);
          places.push(id);
          deltas.muteNew({ id, source: m.source, authorPseudonym: m.authorPseudonym ?? null }, m.brandIds);
        } else {
          const again = await takeAgain(m, deltas);
          places.push(again.id);
          if (again.edited) ids.push(again.id);
          counts[again.edited ? 'edited' : again.linked ? 'linked' : 'duplicates'] += 1;
          if (!again.edited && !again.linked) continue;
        }
        for (const brandId of m.brandIds) (m.simulated ? simulated : real).add(brandId);
      }
      await bulk.fingerprint(
        mentions.flatMap(({ copyOf }, i) => {
          const [id, first] = [added[i], copyOf === undefined ? undefined : places[copyOf]];
          return id === undefined || first === undefined ? [] : [{ id, first }];
        }),
      );
      await markBrands(real, false);
      await markBrands(simulated, true);
      await deltas.apply();
      return { ids, ...counts };
    },

    async saveScores(scores) {
      const deltas = await newDeltas();
      const versions = await versionIds(
        db,
        scores.map(({ version }) => version),
      );
      const saved = await bulk.saveScores(
        scores.map(({ id, score, version }) => ({ id, score, versionId: versions.get(version)! })),
      );
      for (const { score, ...counted } of saved) deltas.count(counted, score);
      return { changed: saved.length, brandIds: await deltas.apply() };
    },

    nearDuplicateCandidates: bulk.nearDuplicateCandidates,
    rescore: mentionRescore(db, newDeltas),
    ...mentionErase(db, newDeltas),
    ...mentionExpiry(db),

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
