/** Jobs that score history again, and what earlier versions of the scorer had found. */
import { and, asc, desc, eq, gt, inArray, isNotNull, lt, or, sql } from 'drizzle-orm';
import type { RescoreJob, RescoreQueries, RescoreWrites } from './port.ts';
import { ANYTHING } from '../brands/changes.ts';
import type { Db } from '../sql/db.ts';
import { idsOf, scoringColumns } from '../sql/fragments.ts';
import { incidentQueries } from '../incidents/queries.ts';
import { brand } from '../brands/schema.ts';
import { mention, mentionBrand } from '../mentions/schema.ts';
import { versionId, versionIds, versionNames } from './scorer-versions.ts';
import { pastIncident, rescoreJob, scorerVersion } from './schema.ts';
import { spikeQueries } from '../spikes/queries.ts';

function toJob(row: typeof rescoreJob.$inferSelect): RescoreJob {
  return { ...row, finishedAt: row.finishedAt ?? undefined };
}

const p = sql.placeholder;

/** `id` is the number of a version. Only what is counted has one. Two ranges of the index, so that it costs nothing where all is new. */
const other = (id: number) => or(lt(mention.scorerVersionId, id), gt(mention.scorerVersionId, id));

async function runningJob(db: Db): Promise<RescoreJob | undefined> {
  const row = await db
    .select()
    .from(rescoreJob)
    .where(eq(rescoreJob.state, 'running'))
    .orderBy(desc(rescoreJob.id))
    .get();
  return row && toJob(row);
}

export function rescoreQueries(db: Db): RescoreQueries {
  // Asked before each look at a brand, so the statements are prepared once.
  const idOf = db
    .select({ id: scorerVersion.id })
    .from(scorerVersion)
    .where(eq(scorerVersion.name, p('name')))
    .prepare();
  // The ends of the index: PostgreSQL would read the table for a row that is none of its many.
  async function anyStale(version: string): Promise<boolean> {
    const id = (await idOf.get({ name: version }))?.id ?? 0;
    const [ends] = await db.all<{ least: number | null; most: number | null }>(sql`select
      (select min(scorer_version_id) from mention where scorer_version_id is not null) as least,
      (select max(scorer_version_id) from mention where scorer_version_id is not null) as most`);
    const { least, most } = ends!;
    return least !== null && (least !== id || most !== id);
  }
  return {
    async countStale(version) {
      if (!(await anyStale(version))) return 0;
      const count = sql<number>`count(*)`;
      return (
        (
          await db
            .select({ n: count })
            .from(mention)
            .where(other(await versionId(db, version)))
            .get()
        )?.n ?? 0
      );
    },
    anyStale,
    async stale(version, limit) {
      const rows = await db
        .select(scoringColumns())
        .from(mention)
        .where(other(await versionId(db, version)))
        .limit(limit)
        .all();
      return rows.map((row) => ({
        ...row,
        title: row.title ?? undefined,
        lang: row.lang === null || row.lang === 'und' ? undefined : row.lang,
        brandIds: idsOf(row.brandIds),
        attempts: 0,
      }));
    },
    async jobs() {
      return (await db.select().from(rescoreJob).orderBy(desc(rescoreJob.id)).all()).map(toJob);
    },
    async running() {
      return runningJob(db);
    },
    async versions() {
      return [...(await versionNames(db)).values()].sort();
    },
    async findings(version) {
      const rows = await db.select().from(pastIncident).where(eq(pastIncident.version, version)).all();
      if (rows.length === 0) return undefined;
      return {
        incidents: rows.map((row) => row.incident).toSorted((a, b) => b.onset - a.onset),
        spikes: rows.flatMap((row) => row.spikes).toSorted((a, b) => b.onset - a.onset || b.id - a.id),
      };
    },
  };
}

export function rescoreWrites(db: Db): RescoreWrites {
  const reads = rescoreQueries(db);

  /** The version whose counts the current incidents rest on: that of most stale scores. */
  async function keepFindings(version: string): Promise<void> {
    const most = await db
      .select({ name: scorerVersion.name })
      .from(mention)
      .innerJoin(scorerVersion, eq(scorerVersion.id, mention.scorerVersionId))
      .where(other(await versionId(db, version)))
      .groupBy(scorerVersion.name)
      .orderBy(sql`count(*) desc`, asc(scorerVersion.name))
      .get();
    if (!most) return;
    await db.delete(pastIncident).where(eq(pastIncident.version, most.name)).run();
    const spikes = await spikeQueries(db).list();
    for (const incident of await incidentQueries(db).all()) {
      const own = spikes.filter((spike) => spike.incidentId === incident.id);
      await db
        .insert(pastIncident)
        .values({ version: most.name, incidentId: incident.id, incident, spikes: own })
        .run();
    }
  }

  async function decideAgain(): Promise<void> {
    await db.update(brand).set(ANYTHING).run();
  }

  return {
    async scoreAgain(brandId, as) {
      const id = (await versionIds(db, [as])).get(as)!;
      const own = db
        .select({ id: mentionBrand.mentionId })
        .from(mentionBrand)
        .where(eq(mentionBrand.brandId, brandId));
      const counted = and(isNotNull(mention.scorerVersionId), inArray(mention.id, own));
      return (await db.update(mention).set({ scorerVersionId: id }).where(counted).run()).changes;
    },
    async begin({ version, at, since = Number.POSITIVE_INFINITY }) {
      const newest = (await reads.jobs())[0];
      if (newest && newest.version !== version && newest.startedAt > since) return undefined;
      const running = await runningJob(db);
      if (running?.version === version) return running;
      if (running) {
        await db
          .update(rescoreJob)
          .set({ state: 'superseded', finishedAt: at })
          .where(eq(rescoreJob.id, running.id))
          .run();
      }
      const total = await reads.countStale(version);
      if (total === 0) {
        if (running) await decideAgain();
        return undefined;
      }
      // Detection does not run during a job, and late scores of a finished one change no version.
      if (!running && newest?.version !== version) await keepFindings(version);
      return toJob(
        await db
          .insert(rescoreJob)
          .values({ version, state: 'running', startedAt: at, total })
          .returning()
          .get(),
      );
    },
    async advance({ id, version }, { done, sentiment, betrayal, at }) {
      const running = and(eq(rescoreJob.id, id), eq(rescoreJob.state, 'running'));
      const job = await db
        .update(rescoreJob)
        .set({
          done: sql`${rescoreJob.done} + ${done}`,
          changedSentiment: sql`${rescoreJob.changedSentiment} + ${sentiment}`,
          changedBetrayal: sql`${rescoreJob.changedBetrayal} + ${betrayal}`,
        })
        .where(running)
        .returning()
        .get();
      if (!job || (await reads.anyStale(version))) return false;
      await db.update(rescoreJob).set({ state: 'done', finishedAt: at }).where(running).run();
      await db.update(brand).set({ rescoredAt: job.startedAt }).run();
      // Its incidents are the current ones again.
      await db.delete(pastIncident).where(eq(pastIncident.version, version)).run();
      await decideAgain();
      return true;
    },
  };
}
