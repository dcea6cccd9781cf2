/**
 * What a sentence of a policy says about data, by rules of legal English: what is done with which data for whom, or
 * that it is not done; how consent is requested or forced. The rules read one sentence and its list's lead-in. They make
 * errors, so a person confirms their results.
 */
import { exceptionAt, isChoice, isCompanys, isDenied } from './grammar.ts';
import { type Found, PhraseTable, wordsOf } from './phrase-table.ts';
import type { Sentence } from './text/sentences.ts';
import { type Action, ACTIONS } from './words/actions.ts';
import { ASKS, type Forced, FORCED } from './words/consent.ts';
import { DATA_KINDS, type DataKind } from './words/data-kinds.ts';
import { type Recipient, RECIPIENTS } from './words/recipients.ts';
import { cutText } from '../domain/text.ts';

export interface DataClause {
  readonly action: Action;
  /** The company denies doing this. */
  readonly denied: boolean;
  readonly data: readonly DataKind[];
  /** Of sharing only. */
  readonly recipients: readonly Recipient[];
  /** 0: does not ask, 1: "with your consent", 2: only with explicit consent. */
  readonly asks: 0 | 1 | 2;
}

export interface SentenceClauses {
  readonly clauses: readonly DataClause[];
  readonly forced: readonly { readonly forced: Forced; readonly days?: number }[];
}

const data = new PhraseTable(DATA_KINDS);
const recipients = new PhraseTable(RECIPIENTS);
const actions = new PhraseTable(ACTIONS);

/** Sentences are read up to this length. */
const MAX_LENGTH = 2_000;
/** Real sentences have fewer; bounds the work. */
const MAX_ACTIONS = 12;
/** Advice to the reader: `do not share your password`. */
const ADVICE = /^\s*(?:please )?(?:do not|don['’]t|never)\b/i;
const TURN = /;|\b(?:but|however|although|whereas)\b/i;
const ABOUT_DATA = /\b(?:data|information|details|content|profile|account|contacts|numbers?)\b/i;
const NUMBERS: Readonly<Record<string, number>> = {
  ten: 10,
  fourteen: 14,
  thirty: 30,
  sixty: 60,
  ninety: 90,
};

/** The clauses of a sentence; none for a sentence that is not about the use of data. */
export function clausesOf(sentence: Pick<Sentence, 'text' | 'lead'>): SentenceClauses {
  const lead = sentence.lead?.replace(/:$/, '') ?? '';
  const text = cutText(`${lead} ${sentence.text}`.trim(), MAX_LENGTH);
  const asks = ASKS.find(({ pattern }) => pattern.test(text))?.level ?? 0;
  const clauses: DataClause[] = [];
  for (const [i, part] of text.split(TURN).entries()) {
    if (i === 0 && ADVICE.test(part)) continue;
    const words = wordsOf(part);
    const found = segmentClauses(words, ABOUT_DATA.test(part), asks);
    const last = clauses.at(-1);
    // "we collect: (a) photos; (b) contacts": the verb is not repeated
    if (found.length === 0 && last && !actions.find(words).some((one) => one.value.verb)) {
      const more = unique(data.find(words));
      if (more.length > 0) clauses.push({ ...last, data: more });
    } else clauses.push(...found);
  }
  const distinct = new Map(clauses.map((clause) => [clauseKey(clause), clause]));
  return { clauses: [...distinct.values()], forced: forcedIn(text) };
}

function segmentClauses(words: readonly string[], aboutData: boolean, asks: 0 | 1 | 2): DataClause[] {
  const kinds = data.find(words);
  const others = recipients.find(words);
  const exception = exceptionAt(words);
  const hits = actions
    .find(words)
    .filter((hit) => isUse(hit, words, aboutData || kinds.length > 0))
    // "advertising partners" are recognised by what they receive
    .filter((hit) => !others.some((other) => hit.from >= other.from && hit.to <= other.to))
    .slice(0, MAX_ACTIONS);
  const clauses = hits.flatMap((hit, i): DataClause[] => {
    const { value: action } = hit;
    const own = { action, asks, data: unique(dataOf(hit, hits[i + 1], kinds)) };
    const denied = isDenied(words, hit.from, action.verb);
    if (action.code !== 'share') return [{ ...own, denied, recipients: [] }];
    const with_ = others.filter((other) => other.from >= hit.to && isAddressed(words, hit.to, other, others));
    if (!denied || exception < hit.to) return [{ ...own, denied, recipients: unique(with_) }];
    const excepted = with_.filter((other) => other.from > exception);
    const kept = with_.filter((other) => other.from < exception);
    const clause = { ...own, denied, recipients: unique(kept) };
    return excepted.length === 0 || asks === 2
      ? [clause]
      : [clause, { ...own, denied: false, recipients: unique(excepted) }];
  });
  const ownClauses = fromUs(words, others, kinds, asks);
  // what others obtain from us is not collected by us
  return [
    ...clauses.filter(({ action }) => ownClauses.length === 0 || action.code !== 'collect'),
    ...ownClauses,
  ];
}

/** "Facebook may use information from us": sharing, from the recipient's point of view. */
function fromUs(
  words: readonly string[],
  others: readonly Found<Recipient>[],
  kinds: readonly Found<DataKind>[],
  asks: 0 | 1 | 2,
): DataClause[] {
  const at = words.findIndex((word, i) => word === 'from' && words[i + 1] === 'us');
  const verb = words.findLastIndex((word, i) => i < at && /^(?:use|receive|access|obtain|get)s?$/.test(word));
  const [action] = ACTIONS.filter(({ code }) => code === 'share');
  const who = others.filter((other) => other.to <= verb);
  if (at < 0 || who.length === 0 || !action) return [];
  return [{ action, denied: isDenied(words, verb), data: unique(kinds), recipients: unique(who), asks }];
}

function isUse(hit: Found<Action>, words: readonly string[], aboutData: boolean): boolean {
  if (hit.value.needsData && !aboutData) return false;
  if (isChoice(words, hit.from)) return false;
  return !hit.value.verb || isCompanys(words, hit.from, hit.to);
}

/** The data between this verb and the next; after a list of verbs; otherwise before the verb. */
function dataOf(
  hit: Found<Action>,
  next: Found<Action> | undefined,
  kinds: readonly Found<DataKind>[],
): readonly Found<DataKind>[] {
  const after = kinds.filter((kind) => kind.from >= hit.to);
  const own = after.filter((kind) => kind.from < (next?.from ?? Infinity));
  if (own.length > 0) return own;
  const listed = next !== undefined && next.from - hit.to <= 3;
  return listed && after.length > 0 ? after : kinds.filter((kind) => kind.to <= hit.from);
}

/** Whether `with`, `to` or `among` precedes it, or its neighbours in a list. */
function isAddressed(
  words: readonly string[],
  verbEnd: number,
  other: Found<Recipient>,
  all: readonly Found<Recipient>[],
): boolean {
  const before = all.findLast((one) => one.to <= other.from && one.from >= verbEnd);
  const from = Math.max(verbEnd, other.from - 7);
  if (words.slice(from, other.from).some((word) => /^(?:with|to|among|between|amongst)$/.test(word)))
    return true;
  return before !== undefined && other.from - before.to <= 6 && isAddressed(words, verbEnd, before, all);
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

function unique<T>(found: readonly Found<T>[]): T[] {
  return [...new Set(found.map(({ value }) => value))];
}

/** Codes of the taxonomy that a clause touches when it is new. A denial touches none. */
export function clauseCodes({ action, denied, data: kinds, recipients: who }: DataClause): string[] {
  if (denied) return [];
  const codes = new Set(action.harms);
  if (action.code === 'collect') for (const kind of kinds) for (const harm of kind.harms) codes.add(harm);
  if (action.code === 'share' && who.some(({ harm }) => harm)) codes.add('third_party_sharing');
  return [...codes];
}
