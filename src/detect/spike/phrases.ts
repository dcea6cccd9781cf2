/**
 * Phrases that set the posts of a spike apart from the brand's normal talk: weighted log-odds with an
 * informative Dirichlet prior (Monroe, Colaresi & Quinn, Political Analysis 2008, equation 22).
 */
import { withoutQuotes } from '../../domain/quotation/quotes.ts';

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;
const MIN_POSTS = 3;
/** Strength of the prior, in pseudo-counts for the whole vocabulary. */
const PRIOR = 200;

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

/** Two or three words that follow each other in one sentence and neither begin nor end with a stop word. */
function phrasesOf(text: string): Set<string> {
  const found = new Set<string>();
  for (const list of plainOf(text).split(ENDS).map(wordsOf)) {
    for (let i = 0; i < list.length; i += 1) {
      if (!bears(list[i])) continue;
      for (const most of [2, 3]) {
        if (bears(list[i + most - 1])) found.add(list.slice(i, i + most).join(' '));
      }
    }
  }
  return found;
}

function postsWith(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const phrase of phrasesOf(text)) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  }
  return counts;
}

/**
 * The `limit` most distinguishing phrases of two or three words within one sentence of `spikeTexts` against `usualTexts`,
 * strongest first. Counts posts, not repetitions. `leaveOut` are words such as the brand's own name.
 */
export function distinguishingPhrases(
  spikeTexts: readonly string[],
  usualTexts: readonly string[],
  leaveOut: readonly string[] = [],
  limit = 8,
): string[] {
  const ours = postsWith(spikeTexts);
  const theirs = postsWith(usualTexts);
  const skip = new Set(leaveOut.flatMap((one) => wordsOf(plainOf(one))));
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);
  const [n1, n2] = [sum(ours), sum(theirs)];
  const scored: { phrase: string; z: number; posts: number }[] = [];
  for (const [phrase, y1] of ours) {
    if (y1 < MIN_POSTS || phrase.split(' ').some((word) => skip.has(word))) continue;
    const y2 = theirs.get(phrase) ?? 0;
    const prior = (PRIOR * (y1 + y2)) / (n1 + n2);
    const odds1 = (y1 + prior) / (n1 + PRIOR - y1 - prior);
    const odds2 = (y2 + prior) / (n2 + PRIOR - y2 - prior);
    const z = (Math.log(odds1) - Math.log(odds2)) / Math.sqrt(1 / (y1 + prior) + 1 / (y2 + prior));
    if (z > 1.96) scored.push({ phrase, z, posts: y1 });
  }
  // Of equal ones the longer says more.
  scored.sort((a, b) => b.z - a.z || b.phrase.length - a.phrase.length || (a.phrase < b.phrase ? -1 : 1));
  const chosen: { phrase: string; posts: number }[] = [];
  for (const { phrase, posts } of scored) {
    const within = chosen.some(
      (c) => (c.phrase.includes(phrase) || phrase.includes(c.phrase)) && posts <= c.posts * 1.5,
    );
    if (!within) chosen.push({ phrase, posts });
    if (chosen.length >= limit) break;
  }
  return chosen.map((c) => c.phrase);
}
