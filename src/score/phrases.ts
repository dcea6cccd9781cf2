/** Which phrases of the packs stand in a text, where, and whether they are meant. */
import type { CategoryHit, ContextTag, Polarity } from '../domain/scoring.ts';
import { polarityOf } from './polarity.ts';
import { findMatches, type Match } from './find-matches.ts';
import type { Taxonomy } from './taxonomy-compile.ts';
import type { Token } from './tokens.ts';

/** Probability that a hit means what it says; set by judgement on own sentences and the SAGE reviews. */
const STRONG = 0.85;
const WEAK_BESIDE = 0.62;
const WEAK_ALONE = 0.25;
/** Never certain. */
const MOST = 0.99;
/** Hits kept for one text; the rest say the same. */
const MAX_HITS = 20;

interface Found {
  readonly match: Match;
  readonly polarity: Polarity;
}

/** What the phrases of the packs say of a text. */
export interface Phrases {
  /** Hits of harms; `p` is STRONG, WEAK_BESIDE or WEAK_ALONE. */
  readonly hits: readonly CategoryHit[];
  readonly context: readonly ContextTag[];
  /** How many phrases look like a harm and are none. */
  readonly decoys: number;
}

const SAID_NOTHING: Phrases = { hits: [], context: [], decoys: 0 };

/** Hits whose spans are ranges of the normalised text. `readSpan` turns them to the given text's. */
export function readPhrases(
  taxonomy: Taxonomy,
  tokens: readonly Token[],
  readSpan: (start: number, end: number) => readonly [number, number],
): Phrases {
  const matches = findMatches(taxonomy, tokens);
  if (matches.length === 0) return SAID_NOTHING;

  const found = pickHits(matches, tokens);
  const subjects = matches.filter((match) => match.meaning.role === 'subject');
  const harms = found.filter((hit) => hit.match.meaning.type === 'harm');
  const concerns = harms.filter((hit) => hit.polarity === 'concern');
  const hits: CategoryHit[] = harms.slice(0, MAX_HITS).map(({ match, polarity }) => ({
    code: match.meaning.code,
    p: hitProbability(match, concerns, subjects),
    span: readSpan(tokens[match.from]?.start ?? 0, tokens[match.to - 1]?.end ?? 0),
    polarity,
  }));
  const decoys = matches.filter((match) => match.meaning.role === 'decoy').length;
  return { hits, context: readContext(found, matches), decoys };
}

/** Hits without decoys and without overlaps inside a category; the longest and strongest stay. */
function pickHits(matches: readonly Match[], tokens: readonly Token[]): Found[] {
  const decoys = matches.filter((match) => match.meaning.role === 'decoy');
  const praises = matches.filter((match) => match.meaning.role === 'praise');
  const open = matches
    .filter(({ meaning: { role } }) => role === 'strong' || role === 'weak' || role === 'praise')
    .filter(
      (match) => !decoys.some((decoy) => decoy.meaning.code === match.meaning.code && overlap(decoy, match)),
    )
    .sort((a, b) => rank(b) - rank(a) || b.to - b.from - (a.to - a.from) || a.from - b.from);

  const kept: Found[] = [];
  for (const match of open) {
    const rival = (hit: Found) => hit.match.meaning.code === match.meaning.code && overlap(hit.match, match);
    if (kept.some(rival)) continue;
    const praised = praises.some(
      (praise) => praise.meaning.code === match.meaning.code && overlap(praise, match),
    );
    kept.push({ match, polarity: praised ? 'praise' : polarityOf(match, tokens) });
    if (kept.length >= 4 * MAX_HITS) break;
  }
  return kept.map((hit) => inherit(hit, kept)).sort((a, b) => a.match.from - b.match.from);
}

/** A hit inside a longer one that is denied, praised or supposed is so too. */
function inherit(hit: Found, all: readonly Found[]): Found {
  if (hit.polarity !== 'concern') return hit;
  const around = all.find(
    ({ match, polarity }) =>
      polarity !== 'concern' &&
      match.from <= hit.match.from &&
      match.to >= hit.match.to &&
      match !== hit.match,
  );
  return around === undefined ? hit : { match: hit.match, polarity: around.polarity };
}

function rank(match: Match): number {
  return match.meaning.role === 'strong' ? 2 : match.meaning.role === 'praise' ? 3 : 1;
}

function overlap(a: Match, b: Match): boolean {
  return a.from < b.to && b.from < a.to;
}

/** A weak phrase needs, elsewhere in the text, a personal-data word or a strong concern of another category. */
function hitProbability(match: Match, concerns: readonly Found[], subjects: readonly Match[]): number {
  if (match.meaning.role !== 'weak') return STRONG;
  const beside = concerns.some(
    ({ match: other }) =>
      other.meaning.role === 'strong' && other.meaning.code !== match.meaning.code && !overlap(other, match),
  );
  return beside || subjects.some((subject) => !overlap(subject, match)) ? WEAK_BESIDE : WEAK_ALONE;
}

/** Probability of broken trust by the phrases alone: noisy-or over the best concern of each category. */
export function phraseProbability(hits: readonly CategoryHit[]): number {
  const best = new Map<string, number>();
  for (const hit of hits) {
    if (hit.polarity === 'concern') best.set(hit.code, Math.max(best.get(hit.code) ?? 0, hit.p));
  }
  let none = 1;
  for (const p of best.values()) none *= 1 - p;
  return Math.min(MOST, 1 - none);
}

function readContext(found: readonly Found[], matches: readonly Match[]): ContextTag[] {
  const codes = new Set(
    found
      .filter((hit) => hit.match.meaning.type === 'context' && hit.polarity !== 'negated')
      .map((hit) => hit.match.meaning.code),
  );
  return [...codes].sort().map((code) => {
    const says = (role: 'accepted' | 'rejected') =>
      matches.some((match) => match.meaning.role === role && match.meaning.code === code);
    if (says('rejected')) return { code, stance: 'rejected' };
    return says('accepted') ? { code, stance: 'accepted' } : { code };
  });
}
