/** Detects the language of a text: English by its most common words, otherwise by the n-grams of eld. */
import { eld } from 'eld/small';
import type { Token } from './tokens.ts';

/** Words that indicate English and are rare in short posts in other languages. */
const MARKERS = new Set(
  `the and of to you your you're i'm i've i'll it's that's isn't don't doesn't didn't can't won't wasn't aren't this that
  these those they their them there with have has had what when where which who why how would could should will just
  about from because been being were was are is my not but for get got our out his her she he him we us it if than then
  some any all more most only now new too very really still never ever always good bad great love hate think know want
  people thing things day today tomorrow tonight time year going make need please thanks thank after before into over
  their other another every much many something anything nothing someone everyone myself yourself again against
  does did doing done says said say see look like can going into off up down back app account privacy`.split(
    /\s+/,
  ),
);
/** Markers that also occur in other languages and therefore count less. */
const SHARED = new Set(
  'is was of me we us all for can will to he her say look like are app account but has had now new if day'.split(
    ' ',
  ),
);
/** Words that often make up a very short post. */
const SHORT_ENGLISH = new Set(
  `hello hi hey lol omg wtf wow yes no yeah nope ok okay thanks sorry please help scam awful terrible horrible great good
  nice bad worst best love hate creepy shady disgusting disgrace shame boycott delete deleted cancelled canceled cancel
  uninstall uninstalled uninstalling uninstalled. bye goodbye trash garbage rubbish fail spyware liars lies greedy pathetic
  ridiculous unacceptable outrageous betrayed privacy data breach hacked fraud useless crap shit bullshit awesome amazing
  excellent perfect fine sad happy angry furious disappointed disappointing beautiful cool fun funny boring stupid app sucks
  sold selling tracking spying quit quitting done never again works broken`.split(/\s+/),
);
/** Words of short posts that also occur in other languages. */
const ELSEWHERE = new Set(
  'horrible terrible excellent perfect fine privacy app data cool fun hello ok no super total unacceptable stupid fail'.split(
    ' ',
  ),
);
/** The lists merged, for one lookup per word. */
const SIGNS = new Map(
  [...MARKERS, ...SHORT_ENGLISH].map((word) => {
    const shared = SHARED.has(word) ? 1 : 0;
    return [
      word,
      {
        mark: MARKERS.has(word) ? 1 - shared : 0,
        shared,
        short: SHORT_ENGLISH.has(word) ? (ELSEWHERE.has(word) ? 0.5 : 1) : 0,
      },
    ];
  }),
);
/** With fewer letters than this, eld is not trusted. */
const FEW_LETTERS = 20;
/** Least letters of a word of feeling that indicates English; shorter ones occur in other languages too. */
const FEELING_LETTERS = 4;
/** Characters passed to eld; more do not change the result. */
const ENOUGH = 600;
/** Share of words that must indicate English if eld is in doubt. */
const KNOWN_SHARE = 0.6;
const NO_WORDS: ReadonlySet<string> = new Set();
const LATIN = /^[\p{Script=Latin}\p{N}\p{P}\p{S}\p{Z}\p{Cc}\p{M}\p{Extended_Pictographic}]*$/u;

/**
 * ISO 639-1 code of the language of a text, `und` if undetermined. `tokens` are those of the text. `hint` is the language
 * that the source states, and decides only if the text is too short or doubtful. `english` has more English words.
 * Method: English function words first (cheap, and accurate on short posts, where n-gram models are weakest), then
 * eld 2.1 "small", which after the first step recognises English as well as "large" with far less memory per thread.
 */
export function detectLanguage(
  text: string,
  tokens: readonly Token[],
  hint?: string,
  english: { has(word: string): boolean } = NO_WORDS,
): string {
  let words = 0;
  let letters = 0;
  let marks = 0;
  let shared = 0;
  let short = 0;
  let feelings = 0;
  for (const token of tokens) {
    if (token.kind !== 'word' || isNumber(token.text)) continue;
    words += 1;
    letters += token.text.length;
    const signs = SIGNS.get(token.text);
    if (signs !== undefined) {
      marks += signs.mark;
      shared += signs.shared;
      short += signs.short;
    } else if (token.text.length >= FEELING_LETTERS && english.has(token.text)) feelings += 1;
    if (words >= 120) break;
  }
  if (words === 0) return 'und';
  const share = (marks + 0.5 * shared) / words;
  if (marks >= 2 && share >= 0.15) return 'en';

  const found = eld.detect(text.length > ENOUGH ? text.slice(0, ENOUGH) : text);
  const lang = found.language === '' ? 'und' : found.language;
  if (lang === 'en') return 'en';
  if (!LATIN.test(text)) return lang;
  const few = letters < FEW_LETTERS || words <= 3;
  if (few && (short > 0 || marks > 0) && (short + marks + 0.5 * shared) / words >= 0.3) return 'en';
  const doubtful = !confident(found.getScores(), lang);
  if (feelings > 0 && doubtful && (feelings + short + marks + shared) / words >= KNOWN_SHARE) return 'en';
  if (marks >= 1 && share >= 0.15 && !(found.isReliable() && !doubtful)) return 'en';
  if ((few || !found.isReliable()) && hint !== undefined) return primary(hint);
  if (few && doubtful && short + marks + shared > 0) return 'en';
  return lang;
}

function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  if (first >= 0x61 && first <= 0x7a) return false;
  return /^[\p{N}.,%]+$/u.test(word);
}

/** Whether the detected language leads English by a clear margin. */
function confident(scores: Record<string, number>, lang: string): boolean {
  return (scores[lang] ?? 0) > 1.3 * (scores['en'] ?? 0);
}

function primary(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? 'und';
}
