/** Whether a mention that comes with a known id is the post that has it. */
import { createHash } from 'node:crypto';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/series.ts';
import type { InsertMention } from './port.ts';
import type { KnownRow } from './known-row.ts';

const SECOND_MS = 1_000;
/** Hexadecimal digits. */
const OWN = 16;
/** With what follows, an id stays well under what PostgreSQL's index takes. */
const MAX_PLAIN_BYTES = 1_900;
const OWN_ID = new RegExp(`~[0-9a-f]{${OWN}}$`);

/** ASCII with single blanks between words: as it is already. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** The words of a text without what an export may change of it: Unicode form and white space. */
export function plainWords(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}

/** The zones of the world lie this far from UTC: a day without a time of day may be that of any of them. */
const ZONES_MS = 14 * HOUR_MS;

/** Whether two times may be the same moment, of which one or both are known by the minute or the day only. */
export function sameTime(
  a: { readonly at: number; readonly precision?: string | null | undefined },
  b: { readonly at: number; readonly precision?: string | null | undefined },
): boolean {
  if (a.precision === 'day' && b.precision === 'day') {
    return Math.floor(a.at / DAY_MS) === Math.floor(b.at / DAY_MS);
  }
  if (a.precision === 'day') return b.at >= a.at - ZONES_MS && b.at < a.at + DAY_MS + ZONES_MS;
  if (b.precision === 'day') return sameTime(b, a);
  const width = a.precision === 'minute' || b.precision === 'minute' ? MINUTE_MS : SECOND_MS;
  return Math.floor(a.at / width) === Math.floor(b.at / width);
}

/** Of an erased mention only the hash of its words is left; without one it counts as the same. */
function sameWords(row: KnownRow, m: InsertMention): boolean {
  if (row.deletedAt === null) return row.text === m.text || plainWords(row.text) === plainWords(m.text);
  return row.wordsHash === null || m.wordsHash === undefined || row.wordsHash === m.wordsHash;
}

/** Whether `m` is a later edit. */
export function isLater(row: KnownRow, { editedAt }: InsertMention): boolean {
  return editedAt !== undefined && editedAt > (row.editedAt ?? row.publishedAt);
}

/** Whether `m` is the post of `row`, which has the same source and id. `brandIds` are those of the row. */
export function isSamePost(row: KnownRow, m: InsertMention, brandIds: readonly number[]): boolean {
  const { identity = 'id' } = m;
  if (identity === 'id') return true;
  const words = sameWords(row, m);
  if (identity === 'timeless') return words;
  const time = sameTime(
    { at: row.publishedAt, precision: row.precision },
    { at: m.publishedAt, precision: m.precision },
  );
  if (identity === 'words') return words && time;
  return (
    words ||
    isLater(row, m) ||
    (time && m.precision !== 'day' && m.brandIds.every((id) => brandIds.includes(id)))
  );
}

/** The id of a mention whose id another post has: the same for the same words at the same time. */
export function ownId({ externalId, text, publishedAt, identity }: InsertMention): string {
  const bytes = Buffer.byteLength(externalId);
  const plain = bytes <= MAX_PLAIN_BYTES ? externalId : createHash('sha256').update(externalId).digest('hex');
  const said = `${plainWords(text)}\0${identity === 'words' ? publishedAt : ''}`;
  return `${plain}~${createHash('sha256').update(said).digest('hex').slice(0, OWN)}`;
}

/** The id that the file or sender gave, of an id that may be one of `ownId`. */
export function plainId(externalId: string): string {
  return externalId.replace(OWN_ID, '');
}

/** The ids of `ownId` for a given id lie between these two. */
export function ownIdsOf(externalId: string): readonly [string, string] {
  return [`${externalId}~`, `${externalId}~g`];
}
