/** Keeps the index true while mentions change: in the transaction that changes them. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../sql/db.ts';
import { brandWord, partOf } from './build.ts';
import { type Entry, keyOf, readPage, wordOf, writePages } from './pages.ts';
import { searchPage, searchPart } from './schema.ts';
import { PART_SIZE } from './slots.ts';
import { wordsOfMention } from './split.ts';

interface Said {
  readonly text: string;
  readonly title?: string | null | undefined;
}

/** A word that a mention has no longer, or has from now on. */
interface Change {
  readonly key: string;
  readonly slot: number;
  readonly has: boolean;
}

/** With more changed words than this, a part is built again. */
const MOST_CHANGES = 5_000;
/** Parameters of one statement. */
const CHUNK = 500;

export interface SearchChanges {
  /** A mention says something else now. */
  said(id: number, before: Said, after: Said): void;
  /** A mention belongs to more brands. */
  linked(id: number, brandIds: readonly number[]): void;
  /** Call it at the end of the transaction's work. */
  apply(): Promise<void>;
}

/** Takes the parts of these mentions out of the index; they are built again later. */
export async function dropParts(db: Db, ids: readonly number[]): Promise<void> {
  const parts = [...new Set(ids.map(partOf))];
  for (let i = 0; i < parts.length; i += CHUNK) {
    const some = parts.slice(i, i + CHUNK);
    const known = await db
      .select({ part: searchPart.part, ready: searchPart.ready })
      .from(searchPart)
      .where(inArray(searchPart.part, some))
      .all();
    if (known.length === 0) continue;
    const of = known.map(({ part }) => part);
    await db
      .update(searchPart)
      .set({ ready: false, revision: sql`${searchPart.revision} + 1` })
      .where(inArray(searchPart.part, of))
      .run();
    const ready = known.filter((one) => one.ready).map(({ part }) => part);
    if (ready.length > 0) await db.delete(searchPage).where(inArray(searchPage.part, ready)).run();
  }
}

function changed(slots: Uint16Array, of: readonly Change[]): number[] {
  const all = new Set(slots);
  for (const { slot, has } of of) {
    if (has) all.add(slot);
    else all.delete(slot);
  }
  return [...all].sort((a, b) => a - b);
}

function byKey(changes: readonly Change[]): Map<string, Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const group = groups.get(change.key);
    if (group) group.push(change);
    else groups.set(change.key, [change]);
  }
  return groups;
}

/** The entries of a page after the changes. */
function merged(data: Uint8Array | undefined, changes: readonly Change[]): Entry[] {
  const entries = new Map<string, Uint16Array>();
  if (data) for (const { word, slots } of readPage(data)) entries.set(word, slots());
  for (const [word, of] of byKey(changes)) {
    entries.set(word, Uint16Array.from(changed(entries.get(word) ?? new Uint16Array(), of)));
  }
  return [...entries]
    .filter(([, slots]) => slots.length > 0)
    .map(([word, slots]) => ({ word, slots }))
    .sort((a, b) => (a.word < b.word ? -1 : 1));
}

export function searchChanges(db: Db): SearchChanges {
  const byPart = new Map<number, { id: number; changes: Change[] }>();
  const note = (id: number, word: string, has: boolean) => {
    const part = partOf(id);
    const of = byPart.get(part) ?? { id, changes: [] };
    byPart.set(part, of);
    of.changes.push({ key: keyOf(word), slot: id - part * PART_SIZE, has });
  };

  /** The page that holds the word, or has to. */
  async function pageFor(part: number, word: string) {
    const [page] = await db.all<{ first: string; data: Uint8Array }>(sql`select first, data from search_page
      where part = ${part} and first = coalesce(
        (select max(first) from search_page where part = ${part} and first <= ${word}),
        (select min(first) from search_page where part = ${part}))`);
    return page;
  }

  async function applyTo(part: number, changes: readonly Change[]): Promise<void> {
    const pages = new Map<string, { data: Uint8Array | undefined; changes: Change[] }>();
    for (const [key, of] of byKey(changes)) {
      const page = await pageFor(part, wordOf(key));
      const first = page?.first ?? '';
      const known = pages.get(first) ?? { data: page?.data, changes: [] };
      pages.set(first, known);
      known.changes.push(...of);
    }
    for (const [first, { data, changes: own }] of pages) {
      await db
        .delete(searchPage)
        .where(and(eq(searchPage.part, part), eq(searchPage.first, first)))
        .run();
      for (const page of writePages(merged(data, own)))
        await db
          .insert(searchPage)
          .values({ part, ...page })
          .run();
    }
  }

  return {
    said(id, before, after) {
      const [old, now] = [new Set(wordsOfMention(before)), new Set(wordsOfMention(after))];
      for (const word of old) if (!now.has(word)) note(id, word, false);
      for (const word of now) if (!old.has(word)) note(id, word, true);
    },
    linked(id, brandIds) {
      for (const brandId of brandIds) note(id, brandWord(brandId), true);
    },
    async apply() {
      for (const [part, { id, changes }] of byPart) {
        if (changes.length > MOST_CHANGES) {
          await dropParts(db, [id]);
          continue;
        }
        const known = await db.select().from(searchPart).where(eq(searchPart.part, part)).get();
        if (!known) continue;
        await db
          .update(searchPart)
          .set({ revision: known.revision + 1 })
          .where(eq(searchPart.part, part))
          .run();
        if (known.ready) await applyTo(part, changes);
      }
      byPart.clear();
    },
  };
}
