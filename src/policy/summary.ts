/** Summarises what a new text of a policy changes: what it takes, shares and no longer promises. */
import type { DataClause } from './clauses.ts';
import { type Differences, differencesOf, isWordingOnly, portraitOf } from './portrait.ts';
import { sentencesOf } from './text/sentences.ts';

/** Codes of config/taxonomy/privacy-betrayal.yaml that a policy's clauses can touch, in its order. */
const CODES = [
  'over_collection',
  'third_party_sharing',
  'tracking_profiling',
  'surveillance',
  'secondary_use_ads',
  'retention_erasure',
  'broken_promise',
  'consent_coercion',
] as const;
const MAX_SENTENCES = 5;
const MAX_WORDS = 16;

export interface Summary {
  readonly title: string;
  /** At most five. */
  readonly sentences: readonly string[];
  /** Codes of the taxonomy, for what is new or no longer promised. */
  readonly touches: readonly string[];
  /** Words that posts about the change would repeat. */
  readonly words: readonly string[];
  /** No clause about data was touched; without texts, the change is of a few lines. */
  readonly minor: boolean;
}

export interface ChangedTexts {
  /** The document's name. */
  readonly document: string;
  readonly before?: string;
  readonly after?: string;
  /** Keys of sentences that only come and go: nothing is said about them. */
  readonly flapping?: ReadonlySet<string>;
  /** Lines, used without the texts. */
  readonly additions?: number;
  readonly deletions?: number;
  /** Of few lines. */
  readonly minor?: boolean;
  /** ms. */
  readonly effective?: number;
}

/** The summary of a change. Without both texts it gives only the size. */
export function summarize(change: ChangedTexts): Summary {
  const { document, before, after } = change;
  const dated = change.effective === undefined ? [] : [`Effective ${sayDay(change.effective)}.`];
  const plain = { title: `${document} changed`, touches: [], words: documentText(document) };
  if (before === undefined || after === undefined) {
    const size =
      change.additions === undefined
        ? 'The text changed.'
        : `The text changed: ${lines(change.additions)} added, ${change.deletions ?? 0} deleted.`;
    const sentences = [size, 'The texts are not at hand: what changed is not known.', ...dated];
    return { ...plain, sentences, minor: change.minor ?? false };
  }
  const cache: Parameters<typeof portraitOf>[1] = new Map();
  const lasting = (text: string) => sentencesOf(text).filter(({ key }) => !change.flapping?.has(key));
  const [old, now] = [portraitOf(lasting(before), cache), portraitOf(lasting(after), cache)];
  const differences = differencesOf(old, now);
  if (isWordingOnly(differences)) {
    const title = `${document}: new wording`;
    const sentences = ['No clause about data was touched; wording only.', ...dated];
    return { ...plain, title, sentences, minor: true };
  }
  return {
    title: titleOf(differences) ?? plain.title,
    sentences: [...shorten(describe(differences), MAX_SENTENCES - dated.length), ...dated],
    touches: codesOf(differences),
    words: [...new Set([...postWords(differences), ...plain.words])].slice(0, MAX_WORDS),
    minor: false,
  };
}

/** `9 September 2015`. */
export function sayDay(at: number): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', options).format(at);
}

function lines(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`;
}

function names(list: readonly { readonly name: string }[]): string {
  return list.map(({ name }) => name).join(', ');
}

/** Most important first. */
function describe(d: Differences): string[] {
  const shares = d.newShares.map(({ who, data }) => who.name + (data.length ? ` (${names(data)})` : ''));
  const share = shares.length > 0 ? `Now shares with: ${shares.join(', ')}.` : '';
  const named = d.newShares.some(({ data }) => data.length > 0);
  const lines = [
    named ? share : '',
    d.newData.length > 0 ? `Now also collects: ${names(d.newData)}.` : '',
    named ? '' : share,
    d.lostPromises.length > 0 ? `No longer says: ${d.lostPromises.map(sayPromise).join('; ')}.` : '',
    d.weakerConsent.length > 0 ? `Asks less clearly before it takes: ${names(d.weakerConsent)}.` : '',
    ...d.newForced.map(({ forced, days }) => forced.now.replace('#', String(days ?? 'some'))),
    ...d.newActions.map(({ now }) => `${now}.`),
    d.newPromises.length > 0 ? `Now says: ${d.newPromises.map(sayPromise).join('; ')}.` : '',
    d.goneData.length > 0 ? `No longer speaks of collecting: ${names(d.goneData)}.` : '',
    d.goneShares.length > 0 ? `No longer speaks of sharing with: ${names(d.goneShares)}.` : '',
    d.goneActions.length + d.goneForced.length > 0 ? 'Some other clauses about data were dropped.' : '',
  ];
  return lines.filter((sentence) => sentence !== '');
}

function shorten(sentences: readonly string[], most: number): string[] {
  if (sentences.length <= most) return [...sentences];
  const rest = sentences.length - (most - 1);
  return [...sentences.slice(0, most - 1), `And ${rest} more changes about data.`];
}

function sayPromise({ action, data, recipients, asks }: DataClause): string {
  const own = data.map(({ name }) => (/^(?:how|data|religion)/.test(name) ? name : `your ${name}`));
  const what = action.promise.replace('#', own.join(', ') || 'your data');
  const whom = recipients.length > 0 ? ` with ${names(recipients)}` : '';
  return `we do not ${what}${whom}${asks === 2 ? ' without asking' : ''}`;
}

function titleOf(d: Differences): string | undefined {
  const and = (list: readonly { readonly name: string }[]) =>
    list
      .slice(0, 4)
      .map(({ name }) => name)
      .join(', ')
      .replace(/, ([^,]+)$/, ' and $1');
  const harmful = d.newShares.filter(({ who }) => who.harm);
  const shared = [...new Set(harmful.flatMap(({ data }) => data))];
  const whom = and(harmful.map(({ who }) => who));
  if (shared.length > 0) return `Shares ${and(shared)} with ${whom}`;
  if (d.newData.length > 0) return `Collects ${and(d.newData)}`;
  if (harmful.length > 0) return `Shares data with ${whom}`;
  const [promise] = d.lostPromises;
  if (promise) return `No longer says: ${sayPromise(promise)}`;
  return d.newActions[0]?.now ?? d.newForced[0]?.forced.now.replace('#', 'few').replace(/\.$/, '');
}

function codesOf(d: Differences): string[] {
  const found = new Set<string>([
    ...d.newData.flatMap(({ harms }) => harms),
    ...d.newShares.flatMap(({ who }) => (who.harm ? ['third_party_sharing'] : [])),
    ...d.newActions.flatMap(({ harms }) => harms),
    ...(d.lostPromises.length > 0 ? ['broken_promise'] : []),
    ...(d.newForced.length + d.weakerConsent.length > 0 ? ['consent_coercion'] : []),
  ]);
  return CODES.filter((code) => found.has(code));
}

function postWords(d: Differences): string[] {
  return [
    ...d.newData,
    ...d.newShares.flatMap(({ who, data }) => (who.harm ? [who, ...data] : [])),
    ...d.lostPromises.map(({ action }) => action),
    ...d.newActions,
    ...d.newForced.map(({ forced }) => forced),
    ...d.weakerConsent,
  ].flatMap(({ posts }) => posts);
}

function documentText(document: string): string[] {
  const words = [
    /privacy/i.test(document) ? 'privacy policy' : '',
    /terms|conditions|service/i.test(document) ? 'terms' : '',
  ];
  return words.filter((word) => word !== '');
}
