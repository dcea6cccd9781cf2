/**
 * What a sentence of a policy says about data, by rules of legal English: what is done with which data for whom, or
 * that it is not done; how consent is requested or forced. The rules read one sentence and its list's lead-in. They make
 * errors, so a person confirms their results.
 */
import { wordsOf } from './phrase-table.ts';
import { type DataClause, MAX_LENGTH, moreData, segmentClauses } from './segment.ts';
import type { Sentence } from './text/sentences.ts';
import { ASKS, type Forced, FORCED } from './words/consent.ts';
import { cutText } from '../domain/text.ts';

export interface SentenceClauses {
  readonly clauses: readonly DataClause[];
  readonly forced: readonly { readonly forced: Forced; readonly days?: number }[];
}

/** Advice to the reader: `do not share your password`. */
const ADVICE = /^\s*(?:please )?(?:do not|don['’]t|never)\b/i;
const TURN = /;|\b(?:but|however|although|whereas)\b/i;
const ABOUT_DATA =
  /\b(?:data|datasets?|information|details|content|profile|account|contacts|numbers?|inputs?|outputs?|prompts|conversations?|chats|messages|interactions|posts|photos|videos|recordings|audio|voice|submissions|feedback|code|files|documents|queries)\b/i;
/** Goes on from the sentence before. */
const GOES_ON = /^(?:this|these|it|such|for example|for instance|in particular|examples|specifically)\b/i;
/** The title of a link or a signal of browsers, not a promise. */
const TITLES =
  /["'“]?\bdo not (?:sell|share|track|process)(?:(?:,| or|\/| and) (?:sell|share|disclose|process))?(?: or share)?(?: my\b[^.;,"”']{0,60}| signals?\b| requests?\b| links?\b|(?=["”']))["'”]?|\bdo not track\b(?! (?:you|your|our|any|the|users?|people|where|what)\b)/gi;
/** Says what a word means, or that it says so elsewhere. */
const DEFINITION =
  /\b(?:sell|sale|selling|share|sharing|train|training)["'”]? (?:or ["'“]?(?:share|sharing|sale)["'”]? )?(?:means|is defined|are defined|has the meaning|have the meaning|includes any)\b/i;
/** Data that goes with a company is not sold. */
const TRANSFER =
  /\b(?:mergers?|acquisitions?|acquired|bankruptcy|insolvency|reorgani[sz]ation|divestiture|change (?:of|in) control|corporate transactions?|business transfers?|sale of (?:all|our|the|some|substantially|assets|a portion|business|company))\b/i;
const NUMBERS: Readonly<Record<string, number>> = {
  ten: 10,
  fourteen: 14,
  thirty: 30,
  sixty: 60,
  ninety: 90,
};

/** What the sentence before was about. */
export interface Context {
  readonly aboutData?: boolean;
}

export function isAboutData(text: string): boolean {
  return ABOUT_DATA.test(text);
}

/** The clauses of a sentence; none for a sentence that is not about the use of data. */
export function clausesOf(sentence: Pick<Sentence, 'text' | 'lead'>, context: Context = {}): SentenceClauses {
  const lead = sentence.lead?.replace(/:$/, '') ?? '';
  const whole = cutText(`${lead} ${sentence.text}`.trim(), MAX_LENGTH);
  const text = whole.replace(TITLES, ' ');
  if (DEFINITION.test(text)) return { clauses: [], forced: forcedIn(text) };
  const goesOn = context.aboutData === true && GOES_ON.test(text);
  const asks = ASKS.find(({ pattern }) => pattern.test(text))?.level ?? 0;
  const clauses: DataClause[] = [];
  for (const [i, part] of text.split(TURN).entries()) {
    if (i === 0 && ADVICE.test(part)) continue;
    const words = wordsOf(part);
    const found = segmentClauses(words, goesOn || ABOUT_DATA.test(part), asks);
    const last = clauses.at(-1);
    // "we collect: (a) photos; (b) contacts": the verb is not repeated
    const more = found.length === 0 && last ? moreData(words) : [];
    if (last && more.length > 0) clauses.push({ ...last, data: more });
    clauses.push(...found);
  }
  const own = TRANSFER.test(text)
    ? clauses.filter((one) => one.denied || one.action.code !== 'sell')
    : clauses;
  const distinct = new Map(own.map((clause) => [clauseKey(clause), clause]));
  return { clauses: [...distinct.values()], forced: forcedIn(text) };
}

function forcedIn(text: string): SentenceClauses['forced'] {
  return FORCED.flatMap((forced) => {
    const match = forced.pattern.exec(text);
    if (!match) return [];
    const number = match[1] ?? match[2];
    const days = number === undefined ? undefined : (NUMBERS[number.toLowerCase()] ?? Number(number));
    return [{ forced, ...(days === undefined ? {} : { days }) }];
  });
}

function clauseKey({ action, denied, data: kinds, recipients: who }: DataClause): string {
  return [action, ...kinds, ...who].map(({ code }) => code).join(' ') + (denied ? ' not' : '');
}

/** Codes of the taxonomy that a clause touches when it is new. A denial touches none. */
export function clauseCodes({ action, denied, data: kinds, recipients: who }: DataClause): string[] {
  if (denied) return [];
  const codes = new Set(action.harms);
  if (action.code === 'collect') for (const kind of kinds) for (const harm of kind.harms) codes.add(harm);
  if (action.code === 'share' && who.some(({ harm }) => harm)) codes.add('third_party_sharing');
  return [...codes];
}
