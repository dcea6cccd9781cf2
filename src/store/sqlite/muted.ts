/** Which mentions do not count for which brand, because their author or source is muted. */
import { and, eq, isNull, notInArray, type SQL, sql } from 'drizzle-orm';
import type { Db } from './db.ts';
import { mention, mentionBrand } from './schema.ts';
import { mute, mutedMention } from './schema-triage.ts';

const p = sql.placeholder;

/** The mutes of one moment; read anew for each transaction. */
export interface Muted {
  is(brandId: number, of: { readonly id: number; readonly source: string }): boolean;
  /** Notes a mention whose author is muted for one of the brands. */
  mark(
    of: { readonly id: number; readonly source: string; readonly authorPseudonym: string | null },
    brandIds: readonly number[],
  ): void;
}

/** Reads mutes for one transaction after another of a connection. Without mutes it costs two small queries. */
export function muteReader(db: Db): () => Muted {
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
  const any = db.select({ id: mutedMention.muteId }).from(mutedMention).limit(1).prepare();
  const one = db
    .select({ id: mutedMention.muteId })
    .from(mutedMention)
    .where(and(eq(mutedMention.brandId, p('brandId')), eq(mutedMention.mentionId, p('mentionId'))))
    .limit(1)
    .prepare();
  const add = db
    .insert(mutedMention)
    .values({ brandId: p('brandId'), mentionId: p('mentionId'), muteId: p('muteId') })
    .onConflictDoNothing()
    .prepare();
  return () => {
    const mutes = active.all();
    const sources = new Set(mutes.filter((m) => m.kind === 'source').map((m) => `${m.brandId}|${m.source}`));
    const ofAuthor = mutes.filter((m) => m.kind === 'author' && m.author !== '');
    const authors = new Map(ofAuthor.map((m) => [`${m.brandId}|${m.source}|${m.author}`, m.id]));
    const mentions = authors.size > 0 || any.get() !== undefined;
    return {
      is(brandId, { id, source }) {
        if (sources.size > 0 && sources.has(`${brandId}|${source}`)) return true;
        return mentions && one.get({ brandId, mentionId: id }) !== undefined;
      },
      mark({ id, source, authorPseudonym }, brandIds) {
        if (authors.size === 0 || authorPseudonym === null) return;
        for (const brandId of brandIds) {
          const muteId = authors.get(`${brandId}|${source}|${authorPseudonym}`);
          if (muteId !== undefined) add.run({ brandId, mentionId: id, muteId });
        }
      },
    };
  };
}

/** Conditions on a brand's mentions that leave the muted ones out; none where nothing is muted. */
export function notMuted(db: Db, brandId: number): SQL[] {
  const where: SQL[] = [];
  const sources = mutedSources(db, brandId);
  if (sources.length > 0) where.push(notInArray(mention.source, sources));
  const any = db
    .select({ id: mutedMention.muteId })
    .from(mutedMention)
    .where(eq(mutedMention.brandId, brandId))
    .limit(1)
    .get();
  if (any) where.push(sql`not ${byMutedAuthor(brandId)}`);
  return where;
}

/** The condition for the muted ones alone. */
export function onlyMuted(db: Db, brandId: number): SQL {
  const sources = mutedSources(db, brandId);
  const list = sql.join(
    sources.map((source) => sql`${source}`),
    sql`, `,
  );
  const ofSource = sources.length > 0 ? sql`${mention.source} in (${list})` : sql`0`;
  return sql`(${ofSource} or ${byMutedAuthor(brandId)})`;
}

function mutedSources(db: Db, brandId: number): string[] {
  return db
    .select({ source: mute.source })
    .from(mute)
    .where(and(eq(mute.brandId, brandId), eq(mute.kind, 'source'), isNull(mute.undoneAt)))
    .all()
    .map((row) => row.source);
}

function byMutedAuthor(brandId: number): SQL {
  return sql`exists (select 1 from ${mutedMention} where ${mutedMention.brandId} = ${brandId}
    and ${mutedMention.mentionId} = ${mentionBrand.mentionId})`;
}
