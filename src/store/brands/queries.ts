import { and, asc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { BrandQueries, BrandRow, BrandWrites, DirtyBrand } from './port.ts';
import { ANYTHING } from './changes.ts';
import type { Db } from '../sql/db.ts';
import { brand } from './schema.ts';

/** No bucket starts at this time or later. */
const NOTHING = Number.MAX_SAFE_INTEGER - 1;
/** Later than any bucket. Databases have no infinite integer. */
const FOREVER = Number.MAX_SAFE_INTEGER;

const p = sql.placeholder;

function toRow(row: typeof brand.$inferSelect): BrandRow {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    origin: row.origin,
    simulated: row.hasSimulated && !row.hasReal,
  };
}

function toDirty({ rescoredAt, ...row }: Omit<DirtyBrand, 'rescoredAt'> & { rescoredAt: number | null }) {
  return { ...row, ...(rescoredAt === null ? {} : { rescoredAt }) };
}

export function brandQueries(db: Db): BrandQueries {
  const dirtyColumns = {
    id: brand.id,
    slug: brand.slug,
    version: brand.dirtyVersion,
    detectedVersion: brand.detectedVersion,
    changedFrom: brand.changedFrom,
    sinceVersion: brand.sinceVersion,
    sinceFrom: brand.sinceFrom,
    rescoredAt: brand.rescoredAt,
  };
  // Asked for each brand that was named, so these are prepared once.
  const bySlug = db
    .select()
    .from(brand)
    .where(eq(brand.slug, p('slug')))
    .prepare();
  const dirtyOne = db
    .select(dirtyColumns)
    .from(brand)
    .where(and(eq(brand.slug, p('slug')), gt(brand.dirtyVersion, brand.detectedVersion)))
    .prepare();
  return {
    async all() {
      return (await db.select().from(brand).orderBy(asc(brand.name)).all()).map(toRow);
    },
    async bySlug(slug) {
      const row = await bySlug.get({ slug });
      return row && toRow(row);
    },
    async dirty() {
      return (
        await db
          .select(dirtyColumns)
          .from(brand)
          .where(gt(brand.dirtyVersion, brand.detectedVersion))
          .orderBy(asc(brand.id))
          .all()
      ).map(toDirty);
    },
    async dirtyOne(slug) {
      const row = await dirtyOne.get({ slug });
      return row && toDirty(row);
    },
  };
}

export function brandWrites(db: Db): BrandWrites {
  // Changes after the version that detection has seen are left for its next run.
  const left = sql`case when ${brand.dirtyVersion} = ${p('version')} then ${sql.raw(String(NOTHING))} else ${brand.changedFrom} end`;
  const restarts = sql`${brand.sinceFrom} < ${p('forgetBefore')}`;
  const detected = db
    .update(brand)
    .set({
      detectedVersion: sql`${p('version')}`,
      rescoredAt: null,
      changedFrom: left,
      sinceVersion: sql`case when ${restarts} then ${p('version')} else ${brand.sinceVersion} end`,
      sinceFrom: sql`case when ${restarts} then ${left} else ${brand.sinceFrom} end`,
    })
    .where(and(eq(brand.id, p('id')), lt(brand.detectedVersion, p('version'))))
    .prepare();
  return {
    async upsert({ slug, name, origin }) {
      const before = await db.select().from(brand).where(eq(brand.slug, slug)).get();
      if (before && (origin === 'import' || (before.name === name && before.origin === origin))) {
        return { row: toRow(before), created: false };
      }
      const row = await db
        .insert(brand)
        .values({ slug, name, origin })
        .onConflictDoUpdate({ target: brand.slug, set: { name, origin } })
        .returning()
        .get();
      return { row: toRow(row), created: !before };
    },
    async markDirty(ids) {
      await db
        .update(brand)
        .set(ANYTHING)
        .where(inArray(brand.id, [...ids]))
        .run();
    },
    async markDetected(id, version, forgetBefore = 0) {
      const before = Math.min(forgetBefore, FOREVER);
      return (await detected.run({ id, version, forgetBefore: before })).changes > 0;
    },
  };
}
