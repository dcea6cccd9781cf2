/**
 * Phrases that set the posts of a spike apart from the brand's usual talk: exact tests on voices instead of posts, with a
 * bound on the share of false discoveries.
 */
import { withoutQuotes } from '../../domain/quotation/quotes.ts';
import { hypergeometricTail, rejections } from '../stats/discoveries.ts';

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;
const MIN_VOICES = 3;
/** Of the phrases that are listed, this share at most is there by chance, on average. */
const FALSE_DISCOVERIES = 0.05;
/** Added to each count before a ratio of odds is taken (Haldane 1956; Anscombe 1956). */
const HALF = 0.5;
/** A longer phrase stands for its part where it has at least this share of the part's voices. */
const STANDS_FOR = 2 / 3;

const STOP = new Set(
  (
    'a an and are as at be been but by can did do does for from had has have he her his how i if in into is it its ' +
    "it's i'm just like me more my no not now of on or our out over she so some than that the their them then " +
    'there these they this to too up us was we were what when which who will with would you your amp via rt de ' +
    'la el que en http https www com ok okay lol yeah yes oh well really also even still'
  ).split(' '),
);

/** Where a sentence ends: its mark before a space, a line, an emoji. The point in `3.5` or `example.com` ends none. */
const ENDS = /[.!?…;]+(?=["'”’)\]]*(?:\s|$))|[。！？؟۔।]|[\n\r\u2028\u2029]|\p{Extended_Pictographic}/u;

const plainOf = (text: string) =>
  withoutQuotes(text.slice(0, 2_000))
    .toLowerCase()
    .replace(/https?:\/\/\S+/g, '\n');

const wordsOf = (text: string): string[] => text.match(WORD) ?? [];

const bears = (word: string | undefined): boolean =>
  word !== undefined && word.length >= 3 && !STOP.has(word);

/** The words of a text in lower case, sentence by sentence, without addresses and what its author quotes. */
export function sentencesOf(text: string): string[][] {
  return plainOf(text).split(ENDS).map(wordsOf);
}

/** Two or three words that follow each other in one sentence and neither begin nor end with a stop word. */
export function phrasesOf(text: string): Set<string> {
  const found = new Set<string>();
  for (const list of sentencesOf(text)) {
    for (let i = 0; i < list.length; i += 1) {
      if (!bears(list[i])) continue;
      for (const most of [2, 3]) {
        if (bears(list[i + most - 1])) found.add(list.slice(i, i + most).join(' '));
      }
    }
  }
  return found;
}

/** One post as phrases are counted from it. */
export interface PhrasePost {
  readonly text: string;
  /** The same for near-duplicates; a post without one is a text of its own. */
  readonly cluster?: number | undefined;
  /** Pseudonym; undefined where the source names none. */
  readonly author?: string | undefined;
}

/**
 * Phrases of each voice. A voice is a text with all its near-duplicates, and all texts that its author began: who repeats
 * the text of another adds nothing, and neither does an author who posts again.
 */
function voicesOf(posts: readonly (string | PhrasePost)[]): Set<string>[] {
  const voices = new Map<string | number | symbol, Set<string>>();
  const clusters = new Set<number>();
  for (const post of posts) {
    const { text, cluster, author } = typeof post === 'string' ? { text: post } : (post as PhrasePost);
    if (cluster !== undefined && clusters.has(cluster)) continue;
    if (cluster !== undefined) clusters.add(cluster);
    const key = author ?? cluster ?? Symbol('alone');
    const phrases = voices.get(key) ?? new Set<string>();
    for (const phrase of phrasesOf(text)) phrases.add(phrase);
    voices.set(key, phrases);
  }
  return [...voices.values()];
}

/** By phrase the places of the voices that have it. */
function holdersOf(voices: readonly ReadonlySet<string>[]): Map<string, Set<number>> {
  const holders = new Map<string, Set<number>>();
  for (const [i, phrases] of voices.entries())
    for (const phrase of phrases) {
      const known = holders.get(phrase);
      if (known) known.add(i);
      else holders.set(phrase, new Set([i]));
    }
  return holders;
}

interface Tested {
  readonly phrase: string;
  /** Voices of the spike that have it. */
  readonly voices: ReadonlySet<number>;
  readonly pValue: number;
  /** Log odds ratio against usual posts in its standard errors: the order of the list. */
  readonly z: number;
}

/** Every phrase that enough voices of both sides together have, with the exact chance of so many of them in the spike. */
function testPhrases(
  spike: readonly ReadonlySet<string>[],
  usual: readonly ReadonlySet<string>[],
  skip: ReadonlySet<string>,
): Tested[] {
  const ours = holdersOf(spike);
  const theirs = holdersOf(usual);
  const [n1, n2] = [spike.length, usual.length];
  const tested: Tested[] = [];
  for (const phrase of new Set([...ours.keys(), ...theirs.keys()])) {
    const voices = ours.get(phrase) ?? new Set();
    const [y1, y2] = [voices.size, theirs.get(phrase)?.size ?? 0];
    // The sum alone decides what is tested: which side the voices are on must not.
    if (y1 + y2 < MIN_VOICES || phrase.split(' ').some((word) => skip.has(word))) continue;
    const odds = Math.log((y1 + HALF) / (n1 - y1 + HALF)) - Math.log((y2 + HALF) / (n2 - y2 + HALF));
    const z = odds / Math.sqrt(1 / (y1 + HALF) + 1 / (y2 + HALF));
    tested.push({ phrase, voices, pValue: hypergeometricTail(y1, y1 + y2, n1, n2), z });
  }
  return tested;
}

const within = (part: string, whole: string): boolean => ` ${whole} `.includes(` ${part} `);

/** Whether two phrases are parts of one saying: the one goes on where the other ends, in mostly the same voices. */
function oneSaying(a: Tested, b: Tested): boolean {
  const [first, second] = [a.phrase.split(' '), b.phrase.split(' ')];
  const touch = first.at(-1) === second[0] || second.at(-1) === first[0];
  if (!shareTwo(first, second) && !(touch && Math.min(first.length, second.length) === 2)) return false;
  let both = 0;
  for (const voice of a.voices) if (b.voices.has(voice)) both++;
  return both >= STANDS_FOR * Math.min(a.voices.size, b.voices.size);
}

const shareTwo = (a: readonly string[], b: readonly string[]): boolean =>
  a.slice(-2).join(' ') === b.slice(0, 2).join(' ') || b.slice(-2).join(' ') === a.slice(0, 2).join(' ');

/**
 * One phrase a saying: of a part and its whole the whole where it is about as frequent, and the strongest of those that
 * run on into each other.
 */
function sayingsOf(found: readonly Tested[]): Tested[] {
  const sayings: Tested[][] = [];
  for (const one of found) {
    const outdone = found.some(
      (other) =>
        other !== one &&
        ((within(one.phrase, other.phrase) && other.voices.size >= one.voices.size * STANDS_FOR) ||
          (within(other.phrase, one.phrase) && one.voices.size < other.voices.size * STANDS_FOR)),
    );
    if (outdone) continue;
    const known = sayings.find((members) => members.some((other) => oneSaying(one, other)));
    if (known) known.push(one);
    else sayings.push([one]);
  }
  return sayings.flatMap(([strongest]) => strongest ?? []);
}

/**
 * The `limit` most distinguishing phrases of two or three words within one sentence of a spike's posts against usual ones,
 * strongest first. Counts voices: authors where they are known, texts that are no near-duplicates otherwise. Each phrase is
 * tested exactly (Fisher 1935); of those that are listed, 5% on average are there by chance (Benjamini and Hochberg 1995),
 * and of two samples of the same posts none in 95%. `leaveOut` are words such as the brand's own name.
 */
export function distinguishingPhrases(
  spikePosts: readonly (string | PhrasePost)[],
  usualPosts: readonly (string | PhrasePost)[],
  leaveOut: readonly string[] = [],
  limit = 8,
): string[] {
  const skip = new Set(leaveOut.flatMap((one) => wordsOf(plainOf(one))));
  const tested = testPhrases(voicesOf(spikePosts), voicesOf(usualPosts), skip);
  const rejected = rejections(
    tested.map(({ pValue }) => pValue),
    FALSE_DISCOVERIES,
  );
  const found = tested
    .filter(({ voices }, i) => rejected[i] && voices.size >= MIN_VOICES)
    // Of equal ones the longer says more.
    .sort((a, b) => b.z - a.z || b.phrase.length - a.phrase.length || (a.phrase < b.phrase ? -1 : 1));
  return sayingsOf(found)
    .slice(0, limit)
    .map(({ phrase }) => phrase);
}
