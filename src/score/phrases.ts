/** Finds the phrases of the packs in a text, their position, and whether they are meant as a concern. */
import type { CategoryHit, ContextTag, Polarity } from '../domain/scoring.ts';
import { polarityOf } from './polarity.ts';
import { findMatches, type Match } from './find-matches.ts';
import type { Taxonomy } from './taxonomy-compile.ts';
import type { Token } from './tokens.ts';

/** Probability that a hit means what it says; set by judgement, on own sentences and the SAGE reviews. */
const STRONG = 0.85;
const WEAK_BESIDE = 0.62;
const WEAK_ALONE = 0.25;
/** Highest probability given. */
const MOST = 0.99;
/** Maximum hits per text. */
const MAX_HITS = 20;

interface Found {
  readonly match: Match;
  readonly polarity: Polarity;
}

/** What the phrases of the packs say about a text. */
export interface Phrases {
  /** Hits for harms; `p` is STRONG, WEAK_BESIDE or WEAK_ALONE. */
  readonly hits: readonly CategoryHit[];
  readonly context: readonly ContextTag[];
  /** Number of phrases that look like a harm but are not. */
  readonly decoys: number;
}

const SAID_NOTHING: Phrases = { hits: [], context: [], decoys: 0 };

/** Reads the phrases of a text. `readSpan` converts offsets in the normalised text to offsets in the given text. */
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

/** Drops decoys and, within a category, overlaps: the longest and strongest hits are kept. */
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

/** A hit inside a longer one that is denied, praised or supposed has the same polarity. */
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

/** A weak phrase needs a personal-data word or a strong concern of another category elsewhere in the text. */
function hitProbability(match: Match, concerns: readonly Found[], subjects: readonly Match[]): number {
  if (match.meaning.role !== 'weak') return STRONG;
  const beside = concerns.some(
    ({ match: other }) =>
      other.meaning.role === 'strong' && other.meaning.code !== match.meaning.code && !overlap(other, match),
  );
  return beside || subjects.some((subject) => !overlap(subject, match)) ? WEAK_BESIDE : WEAK_ALONE;
}

/** Probability of betrayal from the phrases alone: noisy-or over the best concern of each category. */
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
