/** One JSON text, as the rows that it holds: a post is one, a page of an API or an archive many. */
import { MAX_RECORD, type Row, TOO_LONG } from '../row.ts';
import { breather } from '../../../thread/breathe.ts';
import { printable, cutText } from '../../../domain/text.ts';
import { Cutter, type Cut } from './cutter.ts';
import { parseDigits } from './digits.ts';
import { type Entries, findEntries, piecesOf } from './find-entries.ts';
import { type Fields, hasText, hasTime, isObject, looksLikePost, unwrapped, withoutLabels } from './shape.ts';

/** People and posts beside one page that are remembered; a page has at most some hundreds. */
const MAX_INCLUDED = 100_000;
/** Where X's API v2 puts the people of a page, and the posts that its posts repeat. */
const PEOPLE = '.includes.users';
const REPEATED = '.includes.tweets';

/** What was no post, by what it was. */
export class LeftOut {
  readonly #counts = new Map<string, number>();
  readonly #notes: string[];

  constructor(notes: string[]) {
    this.#notes = notes;
  }

  add(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  /** All is read. */
  end(): void {
    for (const [what, count] of this.#counts)
      this.#notes.push(`${count} ${count === 1 ? 'entry was' : 'entries were'} left out: ${what}.`);
  }
}

export const NOT_AN_OBJECT = 'not a JSON object; write one object a line';

function problem(error: unknown): string {
  return `not valid JSON: ${printable(error instanceof Error ? error.message : String(error), 200)}`;
}

/** What stands beside the posts of a page, by id. */
interface Included {
  readonly people: ReadonlyMap<string, Fields>;
  readonly posts: ReadonlyMap<string, Fields>;
}

/** The posts that a post repeats, with their words where the page has them. */
function withWords(references: unknown, { posts }: Included): unknown {
  if (!Array.isArray(references)) return references;
  return references.map((one) => {
    const post = isObject(one) && one.type === 'retweeted' ? posts.get(String(one.id)) : undefined;
    return post ? { ...post, ...one } : one;
  });
}

/** A post of a page, with its author and what it repeats. */
function joined(own: Fields, fields: Fields, included: Included): Fields {
  const author = included.people.get(String(own.author_id));
  const references = 'referenced_tweets' in own ? withWords(own.referenced_tweets, included) : undefined;
  return {
    ...fields,
    ...(author && !('author' in own) ? { author } : {}),
    ...(references === undefined ? {} : { referenced_tweets: references }),
  };
}

/** The row of one entry; undefined where it is no post, which `leftOut` counts. */
function toRow(
  cut: Pick<Cut, 'line' | 'text' | 'tooLong'>,
  value: unknown,
  leftOut: LeftOut,
  included?: Included,
): Row | undefined {
  const { line, text: raw } = cut;
  if (!isObject(value)) return { line, raw, error: NOT_AN_OBJECT };
  const own = unwrapped(value);
  if (typeof own === 'string') {
    leftOut.add(own);
    return undefined;
  }
  const fields = raw.includes('"label"') ? (withoutLabels(own) as Fields) : own;
  return { line, raw, fields: included ? joined(own, fields, included) : fields };
}

/** The row of an entry that was cut out of a longer text. */
export function rowOf(cut: Cut, leftOut: LeftOut, included?: Included): Row | undefined {
  const { line, text: raw } = cut;
  if (cut.tooLong) return { line, raw: cutText(raw, 1_000), error: `the entry is ${TOO_LONG}` };
  if (cut.isScalar) return { line, raw, error: 'an entry that is not a JSON object' };
  try {
    return toRow(cut, parseDigits(raw), leftOut, included);
  } catch (error) {
    return { line, raw, error: problem(error) };
  }
}

async function includedIn(text: string): Promise<Included | undefined> {
  if (!text.includes('"includes"')) return undefined;
  const people = new Map<string, Fields>();
  const posts = new Map<string, Fields>();
  const breathe = breather();
  for (const [path, found] of [
    [PEOPLE, people],
    [REPEATED, posts],
  ] as const) {
    const cutter = new Cutter({ within: [path] });
    for (const piece of piecesOf(text)) {
      await breathe();
      for (const cut of cutter.push(piece)) {
        if (cut.tooLong || found.size >= MAX_INCLUDED) continue;
        try {
          const one = parseDigits(cut.text);
          if (isObject(one)) found.set(String(one.id), one);
        } catch {
          // a post without its author's name is still read
        }
      }
    }
  }
  return { people, posts };
}

async function* entriesOf(text: string, path: string, line: number, leftOut: LeftOut): AsyncGenerator<Row> {
  const included = await includedIn(text);
  const breathe = breather();
  const cutter = new Cutter({ within: [path], line });
  for (const piece of piecesOf(text)) {
    for (const cut of cutter.push(piece)) {
      const row = rowOf(cut, leftOut, included);
      if (row) yield row;
    }
    await breathe();
  }
}

/** Whether an object may be a page of many: it is no post itself, and has a list of objects not far within. */
function mayBePage(value: Fields): boolean {
  if (hasText(value) && hasTime(value)) return false;
  return (
    Object.values(value)
      .slice(0, 200)
      .some((own) => hasList(own, 3)) || isDictionary(value)
  );
}

function hasList(value: unknown, levels: number): boolean {
  if (Array.isArray(value)) return isObject(value[0]);
  if (!isObject(value) || levels === 0) return false;
  return (
    isDictionary(value) ||
    Object.values(value)
      .slice(0, 50)
      .some((own) => hasList(own, levels - 1))
  );
}

/** Whether an object is there for its list: it has no words and time of its own, and no id that the list belongs to. */
function isPageOf(value: unknown, { arePosts, isKnown }: Entries): boolean {
  if (!isObject(value)) return arePosts || isKnown;
  if (isDictionary(value)) return arePosts;
  if (looksLikePost(value)) return arePosts && isKnown && !hasText(value);
  const hasId = Object.keys(value).some((key) => /^_?id$|[a-z]Id$|_id$/.test(key));
  return hasId ? arePosts : arePosts || isKnown;
}

/** An object with an entry for each id. */
function isDictionary(value: Fields): boolean {
  const entries = Object.entries(value);
  return entries.length > 1 && entries.every(([key, own]) => /\d|^[-_]/.test(key) && isObject(own));
}

/**
 * The rows of a text that holds one object. An object of more than 1 MB is a page or is refused.
 * Rows that are no posts are counted in `leftOut`.
 */
export async function* pageRows(text: string, line: number, leftOut: LeftOut): AsyncGenerator<Row> {
  let value: unknown;
  if (text.length <= MAX_RECORD) {
    try {
      value = parseDigits(text);
    } catch (error) {
      yield { line, raw: text, error: problem(error) };
      return;
    }
  }
  if (value === undefined || (isObject(value) && mayBePage(value))) {
    const found = await findEntries(text);
    if (found && isPageOf(value, found)) {
      yield* entriesOf(text, found.path, line, leftOut);
      return;
    }
  }
  if (value === undefined) yield { line, raw: cutText(text, 1_000), error: `the entry is ${TOO_LONG}` };
  else {
    const row = toRow({ line, text, tooLong: false }, value, leftOut);
    if (row) yield row;
  }
}

/** The row of a line; undefined where it is or may be something else than one post. */
export function plainRow(raw: string, line: number, leftOut: LeftOut): Row | 'none' | undefined {
  try {
    const value = parseDigits(raw);
    if (!isObject(value)) return { line, raw, error: NOT_AN_OBJECT };
    // Nothing is nested in it.
    if (raw.indexOf('{', raw.indexOf('{') + 1) < 0) return { line, raw, fields: value };
    if (mayBePage(value)) return undefined;
    return toRow({ line, text: raw, tooLong: false }, value, leftOut) ?? 'none';
  } catch (error) {
    return { line, raw, error: problem(error) };
  }
}
