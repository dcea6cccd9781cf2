/**
 * Fingerprints that near-duplicates share: reposts, copy-paste with a word changed, syndicated reviews. Links, handles,
 * numbers, signs, emoji, case and accents are left out, so most near-duplicates have the same words. For the others
 * there is a sketch: the least hash of all neighbouring words (min-hash, Broder, "On the resemblance and containment
 * of documents", 1997), which is the same as often as two texts share neighbours.
 */
import { withoutQuotes } from '../domain/quotation/quotes.ts';
import { HANGUL, LETTER, LONE } from './letters.ts';
import { createReader } from './words.ts';
import { AT, findZones, HANDLE, NAME, TEXT } from './zones.ts';

export interface Fingerprint {
  /** Hash of all words in their order, 52 bits. */
  readonly exact: number;
  /** 32 bits; undefined for a single word. Confirm matches with areNearDuplicates. */
  readonly sketch: number | undefined;
}

/** Two people may write "not again, deleting this app" independently: shorter texts are never near-duplicates. */
const LEAST_CONTENT = 5;
/** Shorter words are mostly grammar. A character of a script without spaces is half a word. */
const LONG = 4;
/**
 * Share of words and neighbours in common (Jaccard). 99% of texts with one word changed have more; of the pairs of
 * our own 8,457 texts, all different, only those that differ in one word have more.
 */
const NEAR = 0.55;

const read = createReader();
const [RT, VIA] = ['rt', 'via'].map((word) => createReader()(word).low[0]);
let zone = new Uint8Array(256);
let hashes = new Int32Array(256);
let count = 0;
let content = 0;

/** The fingerprint of a text, or undefined if it has too few words. Linear time. */
export function fingerprintOf(text: string, title?: string): Fingerprint | undefined {
  takeArgs(title === undefined || text.startsWith(title) ? text : `${title}\n${text}`);
  if (content < LEAST_CONTENT) return undefined;
  let low = 0;
  let high = 0;
  let least = -1;
  for (let i = 0; i < count; i += 1) {
    const hash = hashes[i]!;
    low = mix(low ^ hash);
    high = mix(Math.imul(high, 31) + hash);
    if (i === 0) continue;
    const pair = pairHash(hashes[i - 1]!, hash) >>> 0;
    if (least < 0 || pair < least) least = pair;
  }
  return { exact: (high & 0xfffff) * 2 ** 32 + (low >>> 0), sketch: least < 0 ? undefined : least };
}

/** Words of a text and pairs of neighbours, as hashes. */
export type Shingles = ReadonlySet<number>;

/** Whether two texts are near-duplicates: equal up to one word in eight or a few words more or less. */
export function areNearDuplicates(a: string, b: string): boolean {
  return shareEnough(shinglesOf(a), shinglesOf(b));
}

/** The same for texts whose shingles are known. */
export function shareEnough(ours: Shingles, theirs: Shingles): boolean {
  let shared = 0;
  for (const shingle of ours) if (theirs.has(shingle)) shared += 1;
  const all = ours.size + theirs.size - shared;
  return all > 0 && shared / all >= NEAR;
}

export function shinglesOf(text: string): Shingles {
  takeArgs(text);
  const shingles = new Set<number>();
  for (let i = 0; i < count; i += 1) {
    shingles.add(hashes[i]!);
    if (i > 0) shingles.add(pairHash(hashes[i - 1]!, hashes[i]!));
  }
  return shingles;
}

/** Fills `hashes` with the significant words of a text. */
function takeArgs(text: string): void {
  const words = read(withoutQuotes(text));
  if (words.count > zone.length) {
    zone = new Uint8Array(words.count);
    hashes = new Int32Array(words.count);
  }
  findZones(words, zone);
  count = 0;
  let half = 0;
  for (let i = 0; i < words.count; i += 1) {
    const kind = words.kind[i]!;
    const lone = kind === LONE || kind === HANGUL;
    if (zone[i] !== TEXT || !(lone || kind === LETTER)) continue;
    const hash = words.low[i]!;
    if ((hash === RT || hash === VIA) && leadsAway(words.sign, i + 1, words.count)) continue;
    const first = text.charCodeAt(words.start[i]!);
    if (first >= 0x30 && first <= 0x39) continue;
    hashes[count] = hash;
    count += 1;
    if (lone) half += 1;
    else if (words.size[i]! >= LONG) half += 2;
  }
  content = half / 2;
}

/** Whether a handle or a link follows: "RT @name", "via @name", "via https://…". */
function leadsAway(sign: Int32Array, next: number, end: number): boolean {
  if (next >= end) return false;
  const handle =
    sign[next] === AT && next + 1 < end && (zone[next + 1] === NAME || zone[next + 1] === HANDLE);
  return handle || zone[next]! > HANDLE;
}

function pairHash(a: number, b: number): number {
  return mix(Math.imul(a, 31) + b);
}

/** Spreads the bits of a hash (the finaliser of MurmurHash3, A. Appleby, public domain). Signed 32 bits. */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
