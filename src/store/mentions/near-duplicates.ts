/** Lists in which near-duplicates are one row. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { MentionFilter, MentionPage } from './port.ts';
import type { Db } from '../sql/db.ts';
import { brandIdsOf, conditions, toRow } from './rows.ts';
import { mention, mentionBrand } from './schema.ts';
import { versionNames } from '../rescores/scorer-versions.ts';

/**
 * One row for each group of near-duplicates: its first member in the range, with the number of the others. Groups were
 * found when the mentions were ingested.
 */
export async function groupedPage(db: Db, filter: MentionFilter): Promise<MentionPage> {
  const group = sql<number>`coalesce(${mention.duplicateOf}, ${mention.id})`;
  // A mention of several of the brands is one.
  const members =
    brandIdsOf(filter).length === 1 ? sql<number>`count(*)` : sql<number>`count(distinct ${mention.id})`;
  const groups = await db
    .select({
      first: sql<number>`min(${mention.id})`,
      members,
      all: sql<number>`sum(${members}) over ()`,
      different: sql<number>`count(*) over ()`,
    })
    .from(mentionBrand)
    .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
    .where(and(...(await conditions(db, filter))))
    .groupBy(group)
    .orderBy(
      ...(filter.order === 'reach'
        ? [desc(sql`max(${mention.reach})`), desc(sql`coalesce(max(${mention.betrayalP}), 0)`)]
        : []),
      desc(sql`max(${mentionBrand.publishedAt})`),
      desc(sql`min(${mention.id})`),
    )
    .limit(filter.limit)
    .offset(filter.offset ?? 0)
    .all();
  const ids = groups.map((one) => one.first);
  const { all, different } = groups[0] ?? { all: 0, different: 0 };
  if (ids.length === 0) return { rows: [], all, different };
  const rows = new Map(
    (await db.select().from(mention).where(inArray(mention.id, ids)).all()).map((row) => [row.id, row]),
  );
  const versions = await versionNames(db);
  const shown = groups.flatMap(({ first, members: of }) => {
    const row = rows.get(first);
    return row ? [{ ...toRow(row, versions), duplicates: of - 1 }] : [];
  });
  return { rows: shown, all, different };
}
