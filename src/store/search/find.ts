/**
 * Finds mentions by their words, newest first: in the index where a part is in it, otherwise by reading the texts. What has
 * to follow each other is always read.
 *
 * The index is ours, so that both databases split words alike and it fits beside the mentions (docs/scale.md): FTS5 of SQLite
 * and GIN of PostgreSQL take several times as much.
 */
import { and, desc, eq, gte, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { breather } from '../../thread/breathe.ts';
import { brand } from '../brands/schema.ts';
import { mention, mentionBrand } from '../mentions/schema.ts';
import type { Db } from '../sql/db.ts';
import { answers, type Asked, isWordsOnly, readSearch } from './ask.ts';
import { brandWord, partOf } from './build.ts';
import { type Places, placesReader } from './lookup.ts';
import type { Found, Search } from './port.ts';
import { PART_SIZE } from './slots.ts';
import { searchPart } from './schema.ts';
import { wordsOfMention } from './split.ts';

/** Parts that are looked up at a time. */
const PARTS = 16;
/** Ids that one statement reads. */
const CHUNK = 2_000;

type Part = typeof searchPart.$inferSelect;

/** Places in each of the lists, and in none of the unwanted ones, from the last on. */
function common(wanted: readonly (readonly Uint16Array[])[], unwanted: readonly Uint16Array[]): number[] {
  const [first = [], ...others] = wanted.toSorted((a, b) => size(a) - size(b));
  const reached = new Uint8Array(PART_SIZE);
  for (const list of first) for (const slot of list) reached[slot] = 1;
  for (const [i, lists] of others.entries()) {
    for (const list of lists) for (const slot of list) if (reached[slot] === i + 1) reached[slot] = i + 2;
  }
  for (const list of unwanted) for (const slot of list) reached[slot] = 0;
  const found: number[] = [];
  for (let slot = PART_SIZE - 1; slot >= 0; slot -= 1) if (reached[slot] === wanted.length) found.push(slot);
  return found;
}

const size = (lists: readonly Uint16Array[]) => lists.reduce((sum, list) => sum + list.length, 0);

/** A text with this word has these letters, unless some of its letters have accents or other forms. */
function mayHold(word: string): SQL | undefined {
  if (!/^[a-z0-9]+$/.test(word)) return undefined;
  const has = (column: SQL) =>
    sql`(lower(${column}) like ${`%${word}%`} or length(${column}) <> octet_length(${column}))`;
  return or(has(sql`${mention.text}`), has(sql`coalesce(${mention.title}, '')`));
}

export function searcher(db: Db) {
  const placesOf = placesReader(db);

  /** Undefined where the brands are all there are. */
  async function ofBrands(ids: readonly number[]): Promise<readonly number[] | undefined> {
    return (await db.$count(brand)) <= ids.length ? undefined : ids;
  }

  /** Candidates of parts that are in the index, newest first. */
  async function* indexed(parts: readonly Part[], asked: Asked, brandIds: readonly number[] | undefined) {
    const ids = parts.map(({ part }) => part);
    const wanted: Places[] = [];
    for (const { words, begins } of asked.wanted) {
      for (const [i, word] of words.entries())
        wanted.push(await placesOf(word, begins && i === words.length - 1, ids));
    }
    const unwanted: Places[] = [];
    for (const { words, begins } of asked.unwanted) {
      if (words.length === 1) unwanted.push(await placesOf(words[0]!, begins, ids));
    }
    if (brandIds || wanted.length === 0) wanted.push(await brandPlaces(brandIds, ids));
    for (const { part } of parts) {
      const lists = wanted.map((places) => places.get(part) ?? []);
      if (lists.some((list) => list.length === 0)) continue;
      const not = unwanted.flatMap((places) => places.get(part) ?? []);
      yield { part, ids: common(lists, not).map((slot) => part * PART_SIZE + slot) };
    }
  }

  async function brandPlaces(
    brandIds: readonly number[] | undefined,
    parts: readonly number[],
  ): Promise<Places> {
    if (!brandIds) return placesOf('\u0001', true, parts);
    const all = new Map<number, Uint16Array[]>();
    for (const id of brandIds) {
      for (const [part, lists] of await placesOf(brandWord(id), false, parts)) {
        all.set(part, [...(all.get(part) ?? []), ...lists]);
      }
    }
    return all;
  }

  const readable = ({ from, to }: Search, brandIds: readonly number[] | undefined): SQL[] => [
    isNull(mention.deletedAt),
    gte(mention.publishedAt, from),
    lt(mention.publishedAt, to),
    ...(brandIds
      ? [
          // For each row by itself: as a join, PostgreSQL would read all mentions of the brands.
          sql`(select count(*) from ${mentionBrand} where ${mentionBrand.mentionId} = ${mention.id}
            and ${inArray(mentionBrand.brandId, [...brandIds])}) > 0`,
        ]
      : []),
  ];

  /** Of these ids, those whose texts answer; in their order. */
  async function read(ids: readonly number[], where: readonly SQL[], asked: Asked | undefined) {
    const rows = await db
      .select({ id: mention.id, ...(asked ? { text: mention.text, title: mention.title } : {}) })
      .from(mention)
      .where(and(sql`${mention.id} in (${sql.raw(ids.map(Number).join(','))})`, ...where))
      .all();
    const right = rows.filter((row) => !asked || answers(wordsOfMention(row as { text: string }), asked));
    const kept = new Set(right.map((row) => row.id));
    return ids.filter((id) => kept.has(id));
  }

  /** Reads the texts of a part that is not in the index, newest first. */
  async function* unindexed(part: number, where: readonly SQL[], asked: Asked) {
    const like = asked.wanted.flatMap(({ words }) => words.map(mayHold)).filter((one) => one !== undefined);
    for (let to = (part + 1) * PART_SIZE; to > part * PART_SIZE; to -= CHUNK) {
      const from = Math.max(part * PART_SIZE, to - CHUNK);
      const rows = await db
        .select({ id: mention.id, text: mention.text, title: mention.title })
        .from(mention)
        .where(and(gte(mention.id, from), lt(mention.id, to), ...where, ...like))
        .orderBy(desc(mention.id))
        .all();
      yield rows.filter((row) => answers(wordsOfMention(row), asked)).map((row) => row.id);
    }
  }

  /** Parts from the newest on, those without an index one by one. */
  async function groups(search: Search): Promise<{ readonly ready: boolean; readonly parts: Part[] }[]> {
    const ends = async (order: SQL) =>
      db.select({ id: mention.id }).from(mention).orderBy(order).limit(1).get();
    const [last, first] = [await ends(desc(mention.id)), await ends(sql`${mention.id}`)];
    if (!last || !first) return [];
    const ready = new Map(
      (await db.select().from(searchPart).where(eq(searchPart.ready, true)).all()).map((one) => [
        one.part,
        one,
      ]),
    );
    const found: { ready: boolean; parts: Part[] }[] = [];
    for (let part = partOf(last.id); part >= partOf(first.id); part -= 1) {
      const own = ready.get(part);
      if (own && (own.toAt === null || own.toAt < search.from || own.fromAt! >= search.to)) continue;
      const group = found.at(-1);
      if (own && group?.ready && group.parts.length < PARTS) group.parts.push(own);
      else
        found.push({
          ready: own !== undefined,
          parts: [own ?? { part, revision: 0, ready: false, fromAt: null, toAt: null }],
        });
    }
    return found;
  }

  return async (search: Search): Promise<Found | undefined> => {
    const asked = readSearch(search.text);
    if (!asked) return undefined;
    const found: number[] = [];
    const brandIds = await ofBrands(search.brandIds);
    const where = readable(search, brandIds);
    const breathe = breather();
    const full = () => found.length >= search.most;
    const cut = (): Found => ({ ids: found.slice(0, search.most), more: true });
    for (const { ready, parts } of await groups(search)) {
      if (full()) return cut();
      if (!ready) {
        for await (const ids of unindexed(parts[0]!.part, where, asked)) {
          found.push(...ids);
          if (full()) return cut();
          await breathe();
        }
        continue;
      }
      const spans = new Map(parts.map((one) => [one.part, one]));
      for await (const { part, ids } of indexed(parts, asked, brandIds)) {
        const { fromAt, toAt } = spans.get(part)!;
        const sure = isWordsOnly(asked) && fromAt! >= search.from && toAt! < search.to;
        for (let i = 0; i < ids.length && !full(); i += CHUNK) {
          const some = ids.slice(i, i + CHUNK);
          found.push(...(sure ? some : await read(some, where, isWordsOnly(asked) ? undefined : asked)));
          await breathe();
        }
        if (full()) return cut();
      }
    }
    return { ids: found, more: false };
  };
}
