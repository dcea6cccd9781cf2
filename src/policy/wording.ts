/** The sentences and the title that say how two texts differ. */
import type { Alignment } from './alignment.ts';
import { isAboutData } from './clauses.ts';
import type { Differences } from './differences.ts';
import type { DataClause } from './segment.ts';
import type { Sentence } from './text/sentences.ts';
import { cutText } from '../domain/text.ts';

/** What people notice first. */
const FOREMOST = new Set(['train', 'sell']);
const DO_SO: Readonly<Record<string, string>> = { train: 'train or develop AI with your data' };
const QUOTE_LENGTH = 220;
const LEAD = 60;
/** From so many new and gone sentences about data on, a change is not minor though the rules know none of them. */
const MANY = 3;
/** Not everything that names data is about people's. */
const PERSONAL = /\b(?:we|us|our|you|your|personal|users?|customers?|consumers?|individuals?|people)\b/i;
/** What has fewer words is a heading. */
const FEWEST_WORDS = 6;
const MANY_NEW = 20;
const DATES = /\b\d{4} \d{2} \d{2}\b/g;

function names(list: readonly { readonly name: string }[]): string {
  return list.map(({ name }) => name).join(', ');
}

/** `photos, contacts and location`. */
function and(list: readonly { readonly name: string }[]): string {
  return names(list.slice(0, 4)).replace(/, ([^,]+)$/, ' and $1');
}

function sayAction({ action, asks }: Differences['newActions'][number]): string {
  return asks === 2 ? `${action.now} if you agree` : action.now;
}

function sayPromise({ action, data, recipients, asks }: DataClause): string {
  const own = data.map(({ name }) => (/^(?:how|data|religion)/.test(name) ? name : `your ${name}`));
  const what = action.promise.replace('#', own.join(', ') || 'your data');
  const whom = recipients.length > 0 ? ` with ${names(recipients)}` : '';
  return `we do not ${what}${whom}${asks === 2 ? ' without asking' : ''}`;
}

/** Most important first. */
export function describe(d: Differences): string[] {
  const shares = d.newShares.map(({ who, data }) => who.name + (data.length ? ` (${names(data)})` : ''));
  const share = shares.length > 0 ? `Now shares with: ${shares.join(', ')}.` : '';
  const named = d.newShares.some(({ data }) => data.length > 0);
  const foremost = d.newActions.filter(({ action }) => FOREMOST.has(action.code));
  const lines = [
    named ? share : '',
    ...foremost.map((one) => `${sayAction(one)}.`),
    ...d.newUsers.map(({ action, who }) => `Now lets ${and(who)} ${DO_SO[action.code] ?? 'do so too'}.`),
    d.newData.length > 0 ? `Now also collects: ${names(d.newData)}.` : '',
    named ? '' : share,
    d.lostPromises.length > 0 ? `No longer says: ${d.lostPromises.map(sayPromise).join('; ')}.` : '',
    d.weakerConsent.length > 0 ? `Asks less clearly before it takes: ${names(d.weakerConsent)}.` : '',
    ...d.newForced.map(({ forced, days }) => forced.now.replace('#', String(days ?? 'some'))),
    ...d.newActions.filter((one) => !foremost.includes(one)).map((one) => `${sayAction(one)}.`),
    d.newPromises.length > 0 ? `Now says: ${d.newPromises.map(sayPromise).join('; ')}.` : '',
    d.goneData.length > 0 ? `No longer speaks of collecting: ${names(d.goneData)}.` : '',
    d.goneShares.length > 0 ? `No longer speaks of sharing with: ${names(d.goneShares)}.` : '',
    d.goneActions.length + d.goneForced.length > 0 ? 'Some other clauses about data were dropped.' : '',
  ];
  return lines.filter((sentence) => sentence !== '');
}

/** undefined where nothing that is new would be a title. */
export function titleOf(d: Differences): string | undefined {
  const harmful = d.newShares.filter(({ who }) => who.harm);
  const named = harmful.filter(({ data }) => data.length > 0);
  const shared = [...new Set(named.flatMap(({ data }) => data))];
  const whom = and((named.length > 0 ? named : harmful).map(({ who }) => who));
  const [foremost] = d.newActions.filter(({ action }) => FOREMOST.has(action.code));
  if (foremost) return sayAction(foremost);
  if (shared.length > 0) return `Shares ${and(shared)} with ${whom}`;
  const [users] = d.newUsers;
  if (users) return `Lets ${and(users.who)} ${DO_SO[users.action.code] ?? 'use your data'}`;
  if (d.newData.length > 0) return `Collects ${and(d.newData)}`;
  if (harmful.length > 0) return `Shares data with ${whom}`;
  const [promise] = d.lostPromises;
  if (promise) return `No longer says: ${sayPromise(promise)}`;
  const [action] = d.newActions;
  return (action && sayAction(action)) ?? d.newForced[0]?.forced.now.replace('#', 'few').replace(/\.$/, '');
}

export interface Unknown {
  readonly sentences: readonly string[];
  /** Little about data is new or gone. */
  readonly minor: boolean;
}

/**
 * What is said where the rules find none of the clauses that they know: how much changed, and words to read. That the
 * rules find nothing does not mean that nothing is there.
 */
export function describeUnknown({ added, removed, counterparts }: Alignment): Unknown {
  if (isDatesOnly(added, removed)) return { sentences: ['Only dates changed.'], minor: true };
  const alone = (list: readonly Sentence[]) =>
    list.filter(
      ({ key, text }) =>
        !counterparts.has(key) &&
        isAboutData(text) &&
        PERSONAL.test(text) &&
        key.split(' ').length >= FEWEST_WORDS,
    );
  const [fresh, gone] = [alone(added), alone(removed)];
  const minor = fresh.length + gone.length < MANY;
  const found = 'The rules found no clause that they know in what changed';
  const size =
    fresh.length + gone.length === 0
      ? `${found}.`
      : `${found}: ${count(fresh.length)} about data ${be(fresh.length)} new, ${gone.length} ${be(gone.length)} gone.`;
  const quotes = [
    ...fresh.slice(0, 2).map((one) => `New: ${quote(one.text)}`),
    ...gone.slice(0, 1).map((one) => `Gone: ${quote(one.text)}`),
  ];
  return {
    sentences: [size, ...(quotes.length > 0 ? quotes : reworded(added, removed, counterparts))],
    minor,
  };
}

/** The longest sentence that is new or gone, or the longest in other words with what it was before. */
function reworded(
  added: readonly Sentence[],
  removed: readonly Sentence[],
  counterparts: Alignment['counterparts'],
): string[] {
  const changed = [...added, ...removed].filter(({ key }) => key.search(DATES) < 0);
  const alone = longest(changed.filter(({ key }) => !counterparts.has(key)));
  if (alone) return [`${added.includes(alone) ? 'New' : 'Gone'}: ${quote(alone.text)}`];
  const now = longest(added.filter((one) => changed.includes(one)));
  const was = now && counterparts.get(now.key);
  if (!now || !was) return [];
  const from = firstDifference(now.text, was.text);
  return [`Now: ${quote(now.text, from)}`, `Before: ${quote(was.text, from)}`];
}

function longest(sentences: readonly Sentence[]): Sentence | undefined {
  return sentences.toSorted((a, b) => b.text.length - a.text.length)[0];
}

/** Said where more than half of a text is new. */
export function describeRewrite({ added, removed }: Alignment, sentences: number): string[] {
  if (added.length < MANY_NEW || added.length <= sentences / 2) return [];
  return [
    `Most of the text is rewritten: ${count(added.length)} ${be(added.length)} new, ${removed.length} ${be(removed.length)} gone.`,
  ];
}

/** Where to begin a quotation: at the word `LEAD` characters before the first that differs. */
function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at <= LEAD ? 0 : a.lastIndexOf(' ', at - LEAD) + 1;
}

function isDatesOnly(added: readonly Sentence[], removed: readonly Sentence[]): boolean {
  const bare = (list: readonly Sentence[]) =>
    list
      .map(({ key }) => key.replace(DATES, '#'))
      .sort()
      .join('\n');
  return added.some(({ key }) => key.search(DATES) >= 0) && bare(added) === bare(removed);
}

function count(sentences: number): string {
  return sentences === 1 ? '1 sentence' : `${sentences} sentences`;
}

function be(number: number): string {
  return number === 1 ? 'is' : 'are';
}

function quote(text: string, from = 0): string {
  const rest = text.slice(from);
  const shown = rest.length <= QUOTE_LENGTH ? rest : `${cutText(rest, QUOTE_LENGTH).trimEnd()} …`;
  return `“${from > 0 ? '… ' : ''}${shown}”`;
}
