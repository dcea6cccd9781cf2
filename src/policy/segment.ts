/** Who does what with which data for whom, in a part of a sentence: rules of legal English on its words. */
import { denialOf, exceptionAt, isChoice, isCompanys, isExcepted, isReaders, isSubject } from './grammar.ts';
import { type Found, PhraseTable, wordsOf } from './phrase-table.ts';
import { findTraining } from './training.ts';
import { type Action, ACTIONS } from './words/actions.ts';
import { DATA_KINDS, type DataKind } from './words/data-kinds.ts';
import { type Recipient, RECIPIENTS } from './words/recipients.ts';
import { cutText } from '../domain/text.ts';

export interface DataClause {
  readonly action: Action;
  /** The company denies doing this. */
  readonly denied: boolean;
  readonly data: readonly DataKind[];
  /** With whom it is shared, or who trains with what is shared. */
  readonly recipients: readonly Recipient[];
  /** 0: does not ask, 1: "with your consent", 2: only with explicit consent. */
  readonly asks: 0 | 1 | 2;
  /** A denial with exceptions other than what the reader chooses. */
  readonly excepted?: boolean;
}

const data = new PhraseTable(DATA_KINDS);
const recipients = new PhraseTable(RECIPIENTS);
const actions = new PhraseTable(ACTIONS);
const TRAIN = ACTIONS.find(({ code }) => code === 'train');
const QUALIFIES = /^(?:that|which|producing|with|having|where|as)$/;
/** First words of phrases that are no verbs: `for valuable consideration`. */
const NO_VERB = /^(?:for|other|considered|deemed)$/;
/** `give partners access`: the recipient needs no preposition. */
const GIVES = /^(?:give|gives|send|sends|grant|grants|allow|allows|let|lets)$/;
const BE = /^(?:be|been|is|are|was|were|being)$/;

/** Sentences are read up to this length. */
export const MAX_LENGTH = 2_000;
/** Real sentences have fewer; bounds the work. */
const MAX_ACTIONS = 12;

/** The clauses of a part of a sentence. `aboutData`: it names data, or goes on from what does. */
export function segmentClauses(words: readonly string[], aboutData: boolean, asks: 0 | 1 | 2): DataClause[] {
  const kinds = data.find(words);
  const others = recipients.find(words);
  const exception = exceptionAt(words);
  const hits = usesIn(words)
    .filter((hit) => isUse(hit, words, aboutData || kinds.length > 0))
    .filter((hit) => !isOthers(hit, words, others))
    // "advertising partners" are recognised by what they receive
    .filter((hit) => !others.some((other) => hit.from >= other.from && hit.to <= other.to))
    .slice(0, MAX_ACTIONS);
  const clauses = hits.flatMap((hit, i): DataClause[] => {
    const { value: action } = hit;
    const own: Omit<DataClause, 'denied' | 'recipients'> = {
      action,
      asks,
      data: unique(dataOf(hit, hits[i + 1], kinds)),
      ...(exception > hit.from && words[exception + 1] !== 'you' ? { excepted: true } : {}),
    };
    const denial = denialOf(words, hit.from, action.verb);
    const denied = denial === 'denied';
    if (denial === 'unclear' || (denied && isQualified(hit, words, exception))) return [];
    if (action.code === 'train')
      return [{ ...own, denied, recipients: denied ? [] : sharedWith(hit, hits, others) }];
    if (action.code !== 'share') return [{ ...own, denied, recipients: [] }];
    const with_ = others.filter((other) => other.from >= hit.to && isAddressed(words, hit.to, other, others));
    const purpose = purposeAt(words, with_.at(-1)?.to);
    const given = {
      ...own,
      data: unique(dataOf(hit, hits[i + 1], kinds).filter((kind) => kind.from < purpose)),
    };
    if (!denied || exception < hit.to) return [{ ...given, denied, recipients: unique(with_) }];
    const excepted = with_.filter((other) => other.from > exception);
    const kept = with_.filter((other) => other.from < exception);
    const clause = { ...given, denied, recipients: unique(kept) };
    return excepted.length === 0 || asks === 2
      ? [clause]
      : [clause, { ...given, denied: false, recipients: unique(excepted) }];
  });
  const ownClauses = fromUs(words, others, kinds, asks);
  // what others obtain from us is not collected by us
  return [
    ...clauses.filter(({ action }) => ownClauses.length === 0 || action.code !== 'collect'),
    ...ownClauses,
  ];
}

/** Phrases of the lists, and what is said about training. */
function usesIn(words: readonly string[]): Found<Action>[] {
  const listed = actions.find(words);
  const training = TRAIN ? findTraining(words).map(({ from, to }) => ({ value: TRAIN, from, to })) : [];
  return [...listed, ...training].sort((a, b) => a.from - b.from);
}

/** Only a part of it is denied: `unless necessary for advertising`, `profiling that produces legal effects`. */
function isQualified(hit: Found<Action>, words: readonly string[], exception: number): boolean {
  const next = words[hit.to] ?? '';
  return isExcepted(words, exception, hit.from) || (hit.value.code === 'profile' && QUALIFIES.test(next));
}

/** Those with whom data is shared in the same clause: "shared with affiliates to train models". */
function sharedWith(
  hit: Found<Action>,
  hits: readonly Found<Action>[],
  others: readonly Found<Recipient>[],
): Recipient[] {
  const shares = hits.some((one) => one.value.code === 'share' && one.from < hit.from);
  return shares ? unique(others.filter((other) => other.to <= hit.from && other.value.harm)) : [];
}

/** Others do it, not the company: "our partners may collect". */
function isOthers(
  hit: Found<Action>,
  words: readonly string[],
  others: readonly Found<Recipient>[],
): boolean {
  if (!hit.value.verb || BE.test(words[hit.from - 1] ?? '') || NO_VERB.test(words[hit.from] ?? ''))
    return false;
  return others.some((other) => other.to <= hit.from && isSubject(words, other.to, hit.from));
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
  const denial = denialOf(words, verb);
  if (denial === 'unclear') return [];
  return [{ action, denied: denial === 'denied', data: unique(kinds), recipients: unique(who), asks }];
}

/** Where a purpose begins after the recipients: "to partners to send you messages". */
function purposeAt(words: readonly string[], from: number | undefined): number {
  if (from === undefined) return Infinity;
  const at = words.findIndex(
    (word, i) => i >= from && words[i - 1] !== 'access' && /^(?:to|so|for|who|which|that)$/.test(word),
  );
  return at < 0 ? Infinity : at;
}

function isUse(hit: Found<Action>, words: readonly string[], aboutData: boolean): boolean {
  if (hit.value.needsData && !aboutData) return false;
  if (isChoice(words, hit.from)) return false;
  return hit.value.verb ? isCompanys(words, hit.from, hit.to) : !isReaders(words, hit.from);
}

/** The data between this verb and the next, or in its phrase; after a list of verbs; otherwise before the verb. */
function dataOf(
  hit: Found<Action>,
  next: Found<Action> | undefined,
  kinds: readonly Found<DataKind>[],
): readonly Found<DataKind>[] {
  const after = kinds.filter((kind) => kind.from >= hit.from);
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
  if (GIVES.test(words[verbEnd - 1] ?? '') && other.from - verbEnd <= 2) return true;
  const from = Math.max(verbEnd, other.from - 7);
  if (
    words
      .slice(from, other.from)
      .some((word) => /^(?:with|to|among|between|amongst|within|across)$/.test(word))
  )
    return true;
  return before !== undefined && other.from - before.to <= 6 && isAddressed(words, verbEnd, before, all);
}

/** More data in a part without a verb: "we collect: (a) photos; (b) contacts". */
export function moreData(words: readonly string[]): DataKind[] {
  return actions.find(words).some((one) => one.value.verb) ? [] : unique(data.find(words));
}

/** What the words of a text name, whoever does it and whether or not: to compare two wordings of a sentence. */
export interface Named {
  readonly actions: ReadonlySet<Action>;
  readonly data: ReadonlySet<DataKind>;
  readonly recipients: ReadonlySet<Recipient>;
}

export function namedIn(text: string): Named {
  const words = wordsOf(cutText(text, MAX_LENGTH));
  const values = <T>(found: readonly Found<T>[]) => new Set(found.map(({ value }) => value));
  return {
    actions: values(usesIn(words)),
    data: values(data.find(words)),
    recipients: values(recipients.find(words)),
  };
}

function unique<T>(found: readonly Found<T>[]): T[] {
  return [...new Set(found.map(({ value }) => value))];
}
