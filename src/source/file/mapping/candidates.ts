/** Columns that may fill a field, by their names, best first. */
import type { Field } from '../columns.ts';
import type { ColumnName } from './names.ts';
import { NAMES, NEUTRAL, OTHERS, PERSON } from './vocabulary.ts';

/** Places that one level of nesting costs in the order of names. */
const DEPTH_COST = 8;
/** A column that is not in the vocabulary. */
const UNKNOWN = Number.POSITIVE_INFINITY;

const RANKS = new Map(
  Object.entries(NAMES).map(([field, names]) => [
    field as Field,
    new Map(names.map((name, rank) => [name, rank] as const)),
  ]),
);

/** Whether a nested name leads to the post itself, and not to its author, a quoted post or a picture. */
export function isOfPost({ parents }: ColumnName): boolean {
  return parents.every((parent) => NEUTRAL.has(parent));
}

function isOfPerson({ parents }: ColumnName): boolean {
  return (
    parents.some((parent) => PERSON.has(parent)) && parents.every((p) => PERSON.has(p) || NEUTRAL.has(p))
  );
}

/** Names of a part of the author, from the one that stays the same the longest. */
const PERSON_PARTS = [
  'idstr',
  'id',
  'did',
  'username',
  'screenname',
  'acct',
  'handle',
  'login',
  'steamid',
  'displayname',
  'nickname',
  'name',
];

/** Rank of a name in a list of names, lower is better; Infinity where it is not in it. */
export function rankIn(ranks: ReadonlyMap<string, number>, name: ColumnName): number {
  const whole = ranks.get(name.whole) ?? ranks.get(name.bare);
  if (whole !== undefined) return whole + name.parents.length * DEPTH_COST;
  if (name.parents.length === 0 || !isOfPost(name)) return UNKNOWN;
  const last = ranks.get(name.last);
  return last === undefined ? UNKNOWN : last + name.parents.length * DEPTH_COST;
}

function rank(field: Field, name: ColumnName): number {
  const ranks = RANKS.get(field);
  if (!ranks) return UNKNOWN;
  if (isOfPerson(name)) {
    if (field === 'author') {
      const part = PERSON_PARTS.indexOf(name.last);
      // `user` as an object is read whole, with its followers.
      return part < 0 ? UNKNOWN : 40 + part + name.parents.length * DEPTH_COST;
    }
    if (field === 'followers') {
      const last = ranks.get(name.last);
      return last === undefined ? UNKNOWN : last + name.parents.length * DEPTH_COST;
    }
    // `channel` and `by` are people; a column of theirs with a known name as a whole is not of the post.
    return UNKNOWN;
  }
  return rankIn(ranks, name);
}

/** The names that may fill a field, best first. */
export function candidates(field: Field, names: readonly ColumnName[]): ColumnName[] {
  return names
    .filter((name) => !(field === 'title' || field === 'author') || !OTHERS.test(name.last))
    .map((name) => ({ name, rank: rank(field, name) }))
    .filter((one) => one.rank < UNKNOWN)
    .toSorted((a, b) => a.rank - b.rank)
    .map((one) => one.name);
}
