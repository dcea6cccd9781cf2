/** Knows mentions again whose time is over. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import type { InsertMention } from '../mentions/port.ts';
import { plainId } from '../mentions/same-post.ts';
import { dayOf, identityOf, packIdentities, unpackIdentities } from './identity.ts';
import type { Db } from '../sql/db.ts';
import { expiredMention } from './schema.ts';

/** Days of one statement. */
const DAYS = 100;

interface Place {
  readonly day: number;
  readonly brandId: number;
  readonly source: string;
}

const keyOf = ({ day, brandId, source }: Place) => `${day}|${brandId}|${source}`;

async function identitiesAt(db: Db, days: readonly number[], brandIds: readonly number[]) {
  const found = new Map<string, Set<string>>();
  for (let i = 0; i < days.length; i += DAYS) {
    const there = and(
      inArray(expiredMention.day, days.slice(i, i + DAYS)),
      inArray(expiredMention.brandId, [...brandIds]),
    );
    for (const row of await db.select().from(expiredMention).where(there).all()) {
      found.set(keyOf(row), unpackIdentities(row.identities));
    }
  }
  return found;
}

/**
 * For each mention the brands for which it has not expired; undefined where none of the mentions has expired. Costs one
 * index lookup where all are newer than everything that has expired.
 */
export function expiredReader(db: Db) {
  const newest = db
    .select({ day: expiredMention.day })
    .from(expiredMention)
    .orderBy(desc(expiredMention.day))
    .limit(1)
    .prepare();
  return async (mentions: readonly InsertMention[]): Promise<(readonly number[])[] | undefined> => {
    const last = (await newest.get())?.day;
    if (last === undefined) return undefined;
    const old = mentions.filter((m) => dayOf(m.publishedAt) <= last);
    if (old.length === 0) return undefined;
    const days = [...new Set(old.map((m) => dayOf(m.publishedAt)))];
    const known = await identitiesAt(db, days, [...new Set(old.flatMap((m) => m.brandIds))]);
    if (known.size === 0) return undefined;
    return mentions.map(({ source, externalId, publishedAt, brandIds, wordsHash, identity = 'id' }) =>
      brandIds.filter((brandId) => {
        const at = known.get(keyOf({ day: dayOf(publishedAt), brandId, source }));
        if (!at) return true;
        if (at.has(identityOf(externalId))) return false;
        return !at.has(
          identityOf(identity === 'id' ? ofAnyWords(externalId) : saying(externalId, wordsHash)),
        );
      }),
    );
  };
}

/** What is kept of a mention whose sender chose its id, next to what it says: for those who trust the id. */
const ofAnyWords = (externalId: string) => `${externalId}\0`;
const saying = (externalId: string, wordsHash: number | null | undefined) =>
  `${plainId(externalId)}\0${wordsHash ?? ''}`;

/** Notes that these have expired. */
export async function keepIdentities(
  db: Db,
  mentions: readonly (Omit<Place, 'day'> & {
    readonly externalId: string;
    readonly publishedAt: number;
    readonly wordsHash: number | null;
  })[],
): Promise<void> {
  const places = new Map<string, Place & { readonly own: string[] }>();
  for (const { source, externalId, publishedAt, brandId, wordsHash } of mentions) {
    const place = { day: dayOf(publishedAt), brandId, source };
    const there = places.get(keyOf(place)) ?? { ...place, own: [] };
    places.set(keyOf(place), there);
    if (wordsHash === null) there.own.push(identityOf(externalId));
    else there.own.push(identityOf(ofAnyWords(externalId)), identityOf(saying(externalId, wordsHash)));
  }
  for (const { own, ...place } of places.values()) {
    const at = and(
      eq(expiredMention.day, place.day),
      eq(expiredMention.brandId, place.brandId),
      eq(expiredMention.source, place.source),
    );
    const before = await db.select().from(expiredMention).where(at).get();
    const identities = packIdentities([...unpackIdentities(before?.identities ?? ''), ...own]);
    const target = [expiredMention.day, expiredMention.brandId, expiredMention.source];
    await db
      .insert(expiredMention)
      .values({ ...place, identities })
      .onConflictDoUpdate({ target, set: { identities } })
      .run();
  }
}
