/** What a whole text says about data, and how two texts differ in that. */
import { clausesOf, type DataClause } from './clauses.ts';
import type { Sentence } from './text/sentences.ts';
import type { Action } from './words/actions.ts';
import type { Forced } from './words/consent.ts';
import type { DataKind } from './words/data-kinds.ts';
import type { Recipient } from './words/recipients.ts';

export interface Portrait {
  /** Strongest consent that the text promises to ask for, 0 to 2. */
  readonly collects: Map<DataKind, number>;
  readonly shares: Map<Recipient, Set<DataKind>>;
  /** Uses other than collecting and sharing. */
  readonly does: Set<Action>;
  /** What it denies doing. */
  readonly promises: DataClause[];
  /** Forced consent, with the number of days if it names one. */
  readonly forced: Map<Forced, number | undefined>;
}

/** Reads all sentences. `cache` keeps what a sentence says: two versions of a text share most of them. */
export function portraitOf(
  sentences: readonly Sentence[],
  cache = new Map<string, ReturnType<typeof clausesOf>>(),
): Portrait {
  const portrait: Portrait = {
    collects: new Map(),
    shares: new Map(),
    does: new Set(),
    promises: [],
    forced: new Map(),
  };
  for (const sentence of sentences) {
    const key = `${sentence.lead ?? ''}\n${sentence.key}`;
    const said = cache.get(key) ?? clausesOf(sentence);
    cache.set(key, said);
    for (const clause of said.clauses) addClause(portrait, clause);
    for (const { forced, days } of said.forced) portrait.forced.set(forced, days);
  }
  return portrait;
}

function addClause(portrait: Portrait, clause: DataClause): void {
  const { action, denied, data, recipients, asks } = clause;
  if (denied) {
    if (action.code !== 'collect' || data.length > 0) portrait.promises.push(clause);
  } else if (action.code === 'collect') {
    for (const kind of data) portrait.collects.set(kind, Math.max(asks, portrait.collects.get(kind) ?? 0));
  } else if (action.code === 'share') {
    for (const who of recipients) {
      const kinds = portrait.shares.get(who) ?? new Set();
      portrait.shares.set(who, kinds);
      for (const kind of data) kinds.add(kind);
    }
  } else portrait.does.add(action);
}

export interface Differences {
  readonly newData: readonly DataKind[];
  readonly goneData: readonly DataKind[];
  /** New recipients, and known ones that get more. */
  readonly newShares: readonly { readonly who: Recipient; readonly data: readonly DataKind[] }[];
  readonly goneShares: readonly Recipient[];
  readonly newActions: readonly Action[];
  readonly goneActions: readonly Action[];
  readonly lostPromises: readonly DataClause[];
  readonly newPromises: readonly DataClause[];
  /** Data for which the new text promises weaker consent, or none. */
  readonly weakerConsent: readonly DataKind[];
  readonly newForced: readonly { readonly forced: Forced; readonly days: number | undefined }[];
  readonly goneForced: readonly Forced[];
}

export function differencesOf(before: Portrait, after: Portrait): Differences {
  const newShares = [...after.shares].flatMap(([who, kinds]) => {
    const had = before.shares.get(who);
    const data = [...kinds].filter((kind) => !had?.has(kind));
    return had && data.length === 0 ? [] : [{ who, data }];
  });
  return {
    newData: missing(after.collects.keys(), before.collects),
    goneData: missing(before.collects.keys(), after.collects),
    newShares,
    goneShares: missing(before.shares.keys(), after.shares),
    newActions: missing(after.does, before.does),
    goneActions: missing(before.does, after.does),
    lostPromises: uncovered(before.promises, after.promises),
    newPromises: uncovered(after.promises, before.promises),
    weakerConsent: [...before.collects].flatMap(([kind, asks]) => {
      const now = after.collects.get(kind);
      return now !== undefined && now < asks ? [kind] : [];
    }),
    newForced: [...after.forced].flatMap(([forced, days]) =>
      before.forced.has(forced) && before.forced.get(forced) === days ? [] : [{ forced, days }],
    ),
    goneForced: missing(before.forced.keys(), after.forced),
  };
}

/** No clause about data differs. */
export function isWordingOnly(differences: Differences): boolean {
  return Object.values(differences).every((list) => list.length === 0);
}

function missing<T>(own: Iterable<T>, other: { has(value: T): boolean }): T[] {
  return [...own].filter((value) => !other.has(value));
}

/** Promises that no other one includes. */
function uncovered(own: readonly DataClause[], others: readonly DataClause[]): DataClause[] {
  const includes = <T>(wide: readonly T[], narrow: readonly T[]) =>
    wide.length === 0 || (narrow.length > 0 && narrow.every((one) => wide.includes(one)));
  const lost = own.filter(
    (one) =>
      !others.some(
        (other) =>
          other.action === one.action &&
          includes(other.data, one.data) &&
          includes(other.recipients, one.recipients),
      ),
  );
  return lost.filter((one, i) => lost.findIndex((two) => samePromise(one, two)) === i);
}

function samePromise(a: DataClause, b: DataClause): boolean {
  const key = ({ action, data, recipients }: DataClause) =>
    [action, ...data, ...recipients].map(({ code }) => code).join(' ');
  return key(a) === key(b);
}
