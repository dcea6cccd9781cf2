/**
 * How two texts differ in what they say about data. Something counts as new or gone only if a sentence that says it is
 * new or gone, and is no other wording of a sentence that names the same: the rules may read two wordings differently.
 */
import { type Alignment, align } from './alignment.ts';
import { type PeriodChange, periodChanges } from './periods.ts';
import { type Portrait, portraitOf, type Promised } from './portrait.ts';
import { type DataClause, type Named, namedIn } from './segment.ts';
import type { Sentence } from './text/sentences.ts';
import type { Action } from './words/actions.ts';
import type { Forced } from './words/consent.ts';
import { type DataKind, PRECISE_LOCATION } from './words/data-kinds.ts';
import type { Recipient } from './words/recipients.ts';

export interface Differences {
  readonly newData: readonly DataKind[];
  readonly goneData: readonly DataKind[];
  /** New recipients, and known ones that get more. */
  readonly newShares: readonly { readonly who: Recipient; readonly data: readonly DataKind[] }[];
  readonly goneShares: readonly Recipient[];
  /** With `asks` 2 only with explicit consent. */
  readonly newActions: readonly { readonly action: Action; readonly asks: number }[];
  /** Those who do it now with what is shared. */
  readonly newUsers: readonly { readonly action: Action; readonly who: readonly Recipient[] }[];
  readonly goneActions: readonly Action[];
  readonly lostPromises: readonly DataClause[];
  readonly newPromises: readonly DataClause[];
  /** Data for which the new text promises weaker consent, or none. */
  readonly weakerConsent: readonly DataKind[];
  /** Data is kept for another time. */
  readonly newPeriods: readonly PeriodChange[];
  readonly newForced: readonly { readonly forced: Forced; readonly days: number | undefined }[];
  readonly goneForced: readonly Forced[];
}

const NEGATED = /\b(?:not|never|no|none|neither|nor|without|cannot|[a-z]+n['’]t)\b/i;

/** Compares two texts. Linear in their length but for the sentences that changed. */
export function compareTexts(
  before: readonly Sentence[],
  after: readonly Sentence[],
): {
  readonly differences: Differences;
  readonly alignment: Alignment;
} {
  const cache: Parameters<typeof portraitOf>[1] = new Map();
  const alignment = align(before, after);
  const differences = differencesOf(
    { portrait: portraitOf(before, cache), mentioned: mentionsOf(before) },
    { portrait: portraitOf(after, cache), mentioned: mentionsOf(after) },
    alignment,
  );
  return { differences, alignment };
}

/** The rules found no clause that differs. */
export function isUnknown(differences: Differences): boolean {
  return Object.values(differences).every((list) => list.length === 0);
}

interface Read {
  readonly portrait: Portrait;
  readonly mentioned: Mentions;
}

/** Kinds of data and recipients that a text names where it speaks of collecting or sharing, however it says so. */
interface Mentions {
  readonly data: ReadonlySet<DataKind>;
  readonly recipients: ReadonlySet<Recipient>;
}

/** A rewritten text says the same in other words, or in a table: the rules would take it for new. */
function mentionsOf(sentences: readonly Sentence[]): Mentions {
  const data = new Set<DataKind>();
  const recipients = new Set<Recipient>();
  for (const { text, lead } of sentences) {
    if (NEGATED.test(text)) continue;
    const named = namedIn(lead === undefined ? text : `${lead} ${text}`);
    const isRow = text.includes(' | ');
    const codes = new Set([...named.actions].map(({ code }) => code));
    if (isRow || codes.has('collect')) for (const kind of named.data) data.add(kind);
    if (isRow || codes.has('share')) for (const who of named.recipients) recipients.add(who);
  }
  return { data, recipients };
}

/** Whether a sentence is new or gone and its other wording, if it has one, does not fit `names`. */
function changes(alignment: Alignment) {
  const changed = new Set([...alignment.added, ...alignment.removed].map(({ key }) => key));
  const names = new Map<string, Named>();
  return (by: readonly Sentence[], fits: (named: Named, other: Sentence) => boolean): boolean =>
    by.some(({ key }) => {
      if (!changed.has(key)) return false;
      const other = alignment.counterparts.get(key);
      if (!other) return true;
      const text = `${other.lead ?? ''} ${other.text}`;
      const named = names.get(other.key) ?? namedIn(text);
      names.set(other.key, named);
      return !fits(named, other);
    });
}

function differencesOf(
  { portrait: before, mentioned: mentionedBefore }: Read,
  { portrait: after, mentioned: mentionedAfter }: Read,
  alignment: Alignment,
): Differences {
  const isChange = changes(alignment);
  const kinds = (own: Portrait['collects'], other: Portrait['collects'], mentioned: Mentions) =>
    [...own].flatMap(([kind, { by }]) =>
      !other.has(kind) && !mentioned.data.has(kind) && isChange(by, (named) => named.data.has(kind))
        ? [kind]
        : [],
    );
  const newShares = [...after.shares].flatMap(([who, sharing]) => {
    const had = before.shares.get(who);
    const data = [...sharing.data].flatMap(([kind, { by }]) =>
      !had?.data.has(kind) && isChange(by, (named) => named.recipients.has(who) && named.data.has(kind))
        ? [kind]
        : [],
    );
    const isNew =
      !had &&
      !mentionedBefore.recipients.has(who) &&
      isChange(sharing.by, (named) => named.recipients.has(who));
    return isNew || data.length > 0 ? [{ who, data }] : [];
  });
  const newActions = [...after.does].flatMap(([action, { asks, by }]) => {
    const had = before.does.get(action);
    const isNew = had
      ? had.asks === 2 && asks === 0
      : isChange(by, (named, other) => named.actions.has(action) && !isDenial(other));
    return isNew ? [{ action, asks }] : [];
  });
  const newUsers = [...after.does].flatMap(([action, { who }]) => {
    const had = before.does.get(action)?.who;
    const users = [...who].flatMap(([one, { by }]) =>
      !had?.has(one) && isChange(by, (named) => named.actions.has(action) && named.recipients.has(one))
        ? [one]
        : [],
    );
    return users.length > 0 ? [{ action, who: users }] : [];
  });
  const promises = (own: readonly Promised[], other: readonly Promised[]) =>
    uncovered(own, other).flatMap(({ clause, by }) =>
      isChange([by], (named, wording) => isDenial(wording) && names(named, clause)) ? [clause] : [],
    );
  return {
    newData: withoutImplied(kinds(after.collects, before.collects, mentionedBefore)),
    goneData: withoutImplied(kinds(before.collects, after.collects, mentionedAfter)),
    newShares,
    goneShares: [...before.shares].flatMap(([who, { by }]) =>
      !after.shares.has(who) &&
      !mentionedAfter.recipients.has(who) &&
      isChange(by, (named) => named.recipients.has(who))
        ? [who]
        : [],
    ),
    newActions,
    newUsers,
    goneActions: [...before.does].flatMap(([action, { by }]) =>
      !after.does.has(action) && isChange(by, (named) => named.actions.has(action)) ? [action] : [],
    ),
    lostPromises: promises(before.promises, after.promises),
    newPromises: promises(after.promises, before.promises),
    weakerConsent: [...before.collects].flatMap(([kind, { asks }]) => {
      const now = after.collects.get(kind);
      return now !== undefined && now.asks < asks ? [kind] : [];
    }),
    newPeriods: periodChanges(alignment),
    newForced: [...after.forced].flatMap(([forced, { days, by }]) => {
      const had = before.forced.get(forced);
      return (had && had.days === days) || !isChange(by, () => false) ? [] : [{ forced, days }];
    }),
    goneForced: [...before.forced].flatMap(([forced, { by }]) =>
      !after.forced.has(forced) && isChange(by, () => false) ? [forced] : [],
    ),
  };
}

/** The precise location is the location. */
function withoutImplied(kinds: readonly DataKind[]): DataKind[] {
  const precise = kinds.some(({ code }) => code === PRECISE_LOCATION);
  return kinds.filter(({ code }) => !(precise && code === 'location'));
}

function isDenial({ text }: Sentence): boolean {
  return NEGATED.test(text);
}

/** Whether the words of another wording name all that a promise is about. */
function names(named: Named, { action, data, recipients }: DataClause): boolean {
  return (
    named.actions.has(action) &&
    data.every((kind) => named.data.has(kind)) &&
    recipients.every((who) => named.recipients.has(who))
  );
}

/** Promises that no other one includes. */
function uncovered(own: readonly Promised[], others: readonly Promised[]): Promised[] {
  const includes = <T>(wide: readonly T[], narrow: readonly T[]) =>
    wide.length === 0 || (narrow.length > 0 && narrow.every((one) => wide.includes(one)));
  const lost = own.filter(
    ({ clause: one }) =>
      !others.some(
        ({ clause: other }) =>
          other.action === one.action &&
          includes(other.data, one.data) &&
          includes(other.recipients, one.recipients),
      ),
  );
  return lost.filter(({ clause }, i) => lost.findIndex((two) => samePromise(clause, two.clause)) === i);
}

function samePromise(a: DataClause, b: DataClause): boolean {
  const key = ({ action, data, recipients }: DataClause) =>
    [action, ...data, ...recipients].map(({ code }) => code).join(' ');
  return key(a) === key(b);
}
