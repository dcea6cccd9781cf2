/** Which mentions do not count for which brand, because their author or source is muted. */
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../sql/db.ts';
import { mention, mentionBrand } from '../mentions/schema.ts';
import { mute, mutedMention } from './schema.ts';

/** The mutes in force; read once for each transaction. */
export interface Muted {
  source(brandId: number, source: string): boolean;
  /** Whether any author is muted: then call `mentions`. */
  readonly any: boolean;
  /** The muted ones among them, as `brand|mention`. */
  mentions(ids: readonly number[]): Promise<ReadonlySet<string>>;
  /** Notes mentions whose author is muted for one of their brands. */
  mark(
    all: readonly {
      readonly id: number;
      readonly source: string;
      readonly authorPseudonym: string | null;
      readonly brandIds: readonly number[];
    }[],
  ): Promise<void>;
}

/** Ids of one statement stay well under the limit of SQLite. */
const CHUNK = 500;

/** Reads mutes for one transaction after another of a connection. Without mutes it costs two small queries. */
export function muteReader(db: Db): () => Promise<Muted> {
  const active = db
    .select({
      id: mute.id,
      brandId: mute.brandId,
      kind: mute.kind,
      source: mute.source,
      author: mute.authorPseudonym,
    })
    .from(mute)
    .where(isNull(mute.undoneAt))
    .prepare();
  const first = db.select({ id: mutedMention.muteId }).from(mutedMention).limit(1).prepare();
  return async () => {
    const mutes = await active.all();
    const sources = new Set(mutes.filter((m) => m.kind === 'source').map((m) => `${m.brandId}|${m.source}`));
    const ofAuthor = mutes.filter((m) => m.kind === 'author' && m.author !== '');
    const authors = new Map(ofAuthor.map((m) => [`${m.brandId}|${m.source}|${m.author}`, m.id]));
    const any = authors.size > 0 || (await first.get()) !== undefined;
    return {
      any,
      source: (brandId, source) => sources.size > 0 && sources.has(`${brandId}|${source}`),
      async mentions(ids) {
        const found = new Set<string>();
        for (let i = 0; any && i < ids.length; i += CHUNK) {
          const some = inArray(mutedMention.mentionId, ids.slice(i, i + CHUNK));
          for (const row of await db.select().from(mutedMention).where(some).all()) {
            found.add(`${row.brandId}|${row.mentionId}`);
          }
        }
        return found;
      },
      async mark(all) {
        if (authors.size === 0) return;
        const rows = all.flatMap(({ id, source, authorPseudonym, brandIds }) =>
          brandIds.flatMap((brandId) => {
            const muteId = authors.get(`${brandId}|${source}|${authorPseudonym}`);
            return authorPseudonym === null || muteId === undefined
              ? []
              : [{ brandId, mentionId: id, muteId }];
          }),
        );
        for (let i = 0; i < rows.length; i += CHUNK) {
          await db
            .insert(mutedMention)
            .values(rows.slice(i, i + CHUNK))
            .onConflictDoNothing()
            .run();
        }
      },
    };
  };
}

/** Conditions on the mentions of brands that leave the muted ones out; none where nothing is muted. */
export async function notMuted(db: Db, brandIds: readonly number[]): Promise<SQL[]> {
  const where: SQL[] = [];
  const ofSource = await byMutedSource(db, brandIds);
  if (ofSource) where.push(sql`not ${ofSource}`);
  const any = await db
    .select({ id: mutedMention.muteId })
    .from(mutedMention)
    .where(inArray(mutedMention.brandId, [...brandIds]))
    .limit(1)
    .get();
  if (any) where.push(sql`not ${BY_MUTED_AUTHOR}`);
  return where;
}

/** The condition for the muted ones alone. */
export async function onlyMuted(db: Db, brandIds: readonly number[]): Promise<SQL> {
  return sql`(${(await byMutedSource(db, brandIds)) ?? sql`1 = 0`} or ${BY_MUTED_AUTHOR})`;
}

/** From a source that is muted for the brand of the row; undefined where none is. */
async function byMutedSource(db: Db, brandIds: readonly number[]): Promise<SQL | undefined> {
  const sources = await db
    .select({ brandId: mute.brandId, source: mute.source })
    .from(mute)
    .where(and(inArray(mute.brandId, [...brandIds]), eq(mute.kind, 'source'), isNull(mute.undoneAt)))
    .all();
  const muted = sources.map(
    ({ brandId, source }) => sql`(${mentionBrand.brandId} = ${brandId} and ${mention.source} = ${source})`,
  );
  return muted.length === 0 ? undefined : sql`(${sql.join(muted, sql` or `)})`;
}

const BY_MUTED_AUTHOR = sql`exists (select 1 from ${mutedMention} where ${mutedMention.brandId} = ${mentionBrand.brandId}
  and ${mutedMention.mentionId} = ${mentionBrand.mentionId})`;
