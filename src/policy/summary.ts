/** Summarises what a new text of a policy changes: what it takes, shares and no longer promises. */
import { compareTexts, type Differences, isUnknown } from './differences.ts';
import { describeRecipients, newRecipients } from './listed-recipients.ts';
import { sentencesOf } from './text/sentences.ts';
import { describeRest, describeRewrite, describeUnknown } from './unknown.ts';
import { describe, titleOf } from './wording.ts';

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
const NEW_RECIPIENTS = 'Gives data to new recipients';
const MAX_WORDS = 16;

export interface Summary {
  readonly title: string;
  /** At most five. */
  readonly sentences: readonly string[];
  /** Codes of the taxonomy, for what is new or no longer promised. */
  readonly touches: readonly string[];
  /** Words that posts about the change would repeat. */
  readonly words: readonly string[];
  /** The rules found nothing that they know, and little about data changed; without texts, few lines changed. */
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
  const lasting = (text: string) => sentencesOf(text).filter(({ key }) => !change.flapping?.has(key));
  const [was, now] = [lasting(before), lasting(after)];
  const { differences, alignment } = compareTexts(was, now);
  const recipients = newRecipients(was, now, alignment);
  const named = describeRecipients(recipients);
  const last = [...describeRewrite(alignment, now.length), ...dated];
  if (isUnknown(differences)) {
    const { sentences, minor } = describeUnknown(alignment, named);
    const title = minor ? `${document}: new wording` : plain.title;
    const touches = codesOf(differences, recipients);
    return {
      ...plain,
      title: recipients.length > 0 ? NEW_RECIPIENTS : title,
      sentences: [...sentences.slice(0, MAX_SENTENCES - last.length), ...last],
      touches,
      minor,
    };
  }
  const title = titleOf(differences);
  const said = [
    ...(title === undefined ? named : []),
    ...shorten(describe(differences), MAX_SENTENCES - last.length - named.length),
    ...(title === undefined ? describeRest(alignment) : named),
  ];
  return {
    title: title ?? (recipients.length > 0 ? NEW_RECIPIENTS : plain.title),
    sentences: [...said.slice(0, MAX_SENTENCES - last.length), ...last],
    touches: codesOf(differences, recipients),
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

function shorten(sentences: readonly string[], most: number): string[] {
  if (sentences.length <= most) return [...sentences];
  const rest = sentences.length - (most - 1);
  return [...sentences.slice(0, most - 1), `And ${rest} more changes about data.`];
}

function codesOf(d: Differences, recipients: readonly string[]): string[] {
  const found = new Set<string>([
    ...(recipients.length > 0 ? ['third_party_sharing'] : []),
    ...d.newData.flatMap(({ harms }) => harms),
    ...d.newShares.flatMap(({ who }) => (who.harm ? ['third_party_sharing'] : [])),
    ...d.newActions.flatMap(({ action }) => action.harms),
    ...d.newUsers.flatMap(({ action }) => [...action.harms, 'third_party_sharing']),
    ...(d.newPeriods.some(({ longer }) => longer) ? ['retention_erasure'] : []),
    ...(d.lostPromises.length > 0 ? ['broken_promise'] : []),
    ...(d.newForced.length + d.weakerConsent.length > 0 ? ['consent_coercion'] : []),
  ]);
  return CODES.filter((code) => found.has(code));
}

function postWords(d: Differences): string[] {
  return [
    ...d.newData,
    ...d.newShares.flatMap(({ who, data }) => (who.harm ? [who, ...data] : [])),
    ...(d.newPeriods.length > 0 ? [{ posts: ['data retention', 'delete'] }] : []),
    ...d.lostPromises.map(({ action }) => action),
    ...d.newActions.map(({ action }) => action),
    ...d.newUsers.flatMap(({ action, who }) => [action, ...who]),
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
