/** Finds the words about the brand: "I hate Android, I use an iPhone" is no complaint about the iPhone. */
import { PRODUCTS } from './lexicon/products.ts';
import type { Token, Tokens } from './tokens.ts';

/** Words that begin a new clause. */
const TURNS = new Set('but while whereas though although unlike because so'.split(' '));
/** Parts of brand names that do not identify a brand. */
const COMMON = new Set('the and of for my to in on a an at by app online music games'.split(' '));
/** Number of words after "than" within which a brand name is the object of the comparison. */
const THAN_REACH = 3;

interface Scope {
  /** The text without the clauses about other products; the same object if nothing is removed. */
  readonly read: Tokens;
  /** Another product is compared with the brand ("better than Uber"), so its sentiment is reversed. */
  readonly turned: boolean;
}

/**
 * `brand` has the words of the brand's names. A clause (between stops, commas and words like "but") is removed if it
 * names a well-known product and not the brand, and the text names the brand elsewhere.
 */
export function scopeTo(read: Tokens, brand: ReadonlySet<string>): Scope {
  if (brand.size === 0) return { read, turned: false };
  let ours = false;
  let theirs = false;
  for (const token of read.tokens) {
    if (names(token, brand)) ours = true;
    else if (names(token, PRODUCTS)) theirs = true;
  }
  if (!ours || !theirs) return { read, turned: false };

  const turned = isCompared(read.tokens, brand);
  const kept: Token[] = [];
  for (const clause of clausesOf(read.all)) {
    const about = clause.some((token) => names(token, brand));
    if (about || !clause.some((token) => names(token, PRODUCTS))) kept.push(...clause);
  }
  if (kept.length === read.all.length) return { read, turned };
  return { read: { ...read, all: kept, tokens: kept.filter(({ kind }) => kind !== 'mark') }, turned };
}

function names(token: Token, words: ReadonlySet<string>): boolean {
  if (token.kind !== 'word' && token.kind !== 'mention') return false;
  const word = token.kind === 'mention' ? token.text.slice(1) : token.text;
  const bare = word.endsWith("'s") ? word.slice(0, -2) : word;
  return words.has(bare) && !COMMON.has(bare);
}

function clausesOf(all: readonly Token[]): Token[][] {
  const clauses: Token[][] = [];
  let sentence = -1;
  for (const token of all) {
    const begins =
      token.sentence !== sentence || (token.broken && token.kind !== 'mark') || TURNS.has(token.text);
    if (begins || clauses.length === 0) clauses.push([]);
    clauses.at(-1)?.push(token);
    sentence = token.sentence;
  }
  return clauses;
}

/** Whether the text says "… than BRAND" about another product. */
function isCompared(tokens: readonly Token[], brand: ReadonlySet<string>): boolean {
  const than = tokens.findIndex(
    (token, i) =>
      token.text === 'than' && tokens.slice(i + 1, i + 1 + THAN_REACH).some((word) => names(word, brand)),
  );
  if (than === -1) return false;
  const { sentence } = tokens[than] as Token;
  return tokens
    .slice(0, than)
    .some((token) => token.sentence === sentence && names(token, PRODUCTS) && !names(token, brand));
}
