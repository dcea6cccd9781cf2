/** What changed, for pages that are kept open. */
import { asc, gt, sql } from 'drizzle-orm';
import type { LiveQueries } from './port.ts';
import type { Db } from '../sql/db.ts';
import { brand } from '../brands/schema.ts';
import { incident } from '../incidents/schema.ts';
import { mentionBrand } from '../mentions/schema.ts';

/** Asked once a second, so the statements are prepared once. */
export function liveQueries(db: Db): LiveQueries {
  const versions = db
    .select({
      id: brand.id,
      slug: brand.slug,
      counted: brand.dirtyVersion,
      detected: brand.detectedVersion,
    })
    .from(brand)
    .prepare();
  const revisions = db
    .select({ brandId: incident.brandId, revisions: sql<number>`sum(${incident.revision})` })
    .from(incident)
    .groupBy(incident.brandId)
    .prepare();
  const newest = db
    .select({ id: sql<number | null>`max(${mentionBrand.mentionId})` })
    .from(mentionBrand)
    .prepare();
  const after = db
    .select({ brandId: mentionBrand.brandId, mentionId: mentionBrand.mentionId })
    .from(mentionBrand)
    .where(gt(mentionBrand.mentionId, sql.placeholder('id')))
    .orderBy(asc(mentionBrand.mentionId))
    .limit(sql.placeholder('limit'))
    .prepare();
  return {
    async versions() {
      return versions.all();
    },
    async incidentRevisions() {
      return revisions.all();
    },
    async newestMention() {
      return (await newest.get())?.id ?? 0;
    },
    async mentionsAfter(id, limit) {
      return after.all({ id, limit });
    },
  };
}
