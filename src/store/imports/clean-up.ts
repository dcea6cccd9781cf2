/** What is left of sources and brands when an import was taken back. */
import { and, eq, inArray, isNull, notExists, or, sql } from 'drizzle-orm';
import { brand } from '../brands/schema.ts';
import { expiredBucket } from '../expired/schema.ts';
import { mention, mentionBrand } from '../mentions/schema.ts';
import { sourceState } from '../sources/schema.ts';
import type { Db } from '../sql/db.ts';
import type { ImportJob } from './port.ts';

/** Sources that only files named, and of which nothing is left, were never there; of the others, the newest mention is another. */
export async function forgetSources(db: Db, sources: readonly string[]): Promise<void> {
  for (const source of sources) {
    const left = db.select({ id: mention.id }).from(mention).where(eq(mention.source, source));
    const expired = db
      .select({ id: expiredBucket.brandId })
      .from(expiredBucket)
      .where(eq(expiredBucket.source, source));
    await db
      .delete(sourceState)
      .where(
        and(
          eq(sourceState.source, source),
          sql`${sourceState.cursor} is null and ${sourceState.completeUntil} is null and ${sourceState.leaseOwner} is null`,
          notExists(left),
          notExists(expired),
        ),
      )
      .run();
    const newest = db
      .select({ at: sql`max(${mention.publishedAt})` })
      .from(mention)
      .where(eq(mention.source, source));
    // Without a cursor it has no connector, which would say so itself. Where all has expired, nothing is known better.
    await db
      .update(sourceState)
      .set({ newestAt: sql`coalesce((${newest}), ${sourceState.newestAt})` })
      .where(and(eq(sourceState.source, source), isNull(sourceState.cursor)))
      .run();
  }
}

/** A brand of examples that has no other mentions any more is one of examples again. */
export async function recallBrands(db: Db, job: ImportJob): Promise<void> {
  const real = db
    .select({ id: mention.id })
    .from(mentionBrand)
    .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
    .where(and(eq(mentionBrand.brandId, brand.id), eq(mention.simulated, false)));
  const expired = db
    .select({ id: expiredBucket.brandId })
    .from(expiredBucket)
    .where(eq(expiredBucket.brandId, brand.id));
  const of = or(eq(brand.slug, job.brand), inArray(brand.slug, [...job.created, '']));
  await db
    .update(brand)
    .set({ hasReal: false })
    .where(and(of, eq(brand.hasReal, true), notExists(real), notExists(expired)))
    .run();
}
