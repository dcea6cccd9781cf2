/** Parses the pattern language of taxonomy packs into steps; see config/taxonomy/README.md. */
import { straightApostrophes } from '../domain/typography.ts';
import { inflect } from './inflect.ts';

/** Matches one word: any of `words`, or any word with one of the prefixes. */
export interface WordStep {
  readonly kind: 'word';
  readonly words: readonly string[];
  readonly prefixes: readonly string[];
  readonly number: boolean;
}

/** Skips up to `max` words. */
interface GapStep {
  readonly kind: 'gap';
  readonly max: number;
}

/** Matches any of several alternatives of one or more words. */
export interface ChoiceStep {
  readonly kind: 'choice';
  readonly ways: readonly (readonly WordStep[])[];
  readonly optional: boolean;
  /** Equal for equal choices. */
  readonly key: string;
}

export type Step = ChoiceStep | GapStep;

export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** `...` without a number. */
const GAP = 3;
const MAX_GAP = 8;
/** Matches any number. */
const NUMBER = '#';

type Sets = Readonly<Record<string, readonly string[]>>;

/**
 * Parses a phrase into the steps that a text must match.
 * Throws `PatternError` for unknown sets, unbalanced brackets, or a gap at either end.
 */
export function parsePattern(phrase: string, sets: Sets = {}): Step[] {
  const steps = split(phrase).map((piece) => readPiece(piece, phrase, sets));
  if (steps[0]?.kind !== 'choice' || steps.at(-1)?.kind !== 'choice') {
    throw new PatternError(`a pattern begins and ends with a word: ${phrase}`);
  }
  if (steps.every((step) => step.kind === 'gap' || step.optional)) {
    throw new PatternError(`a pattern needs one word that must be there: ${phrase}`);
  }
  return steps;
}

function split(phrase: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let piece = '';
  for (const c of `${straightApostrophes(phrase.toLowerCase()).trim()} `) {
    if (c === '(') depth += 1;
    if (c === ')') depth -= 1;
    if (depth < 0) throw new PatternError(`unbalanced bracket: ${phrase}`);
    if ((c === ' ' || c === '-') && depth === 0) {
      if (piece !== '') pieces.push(piece);
      piece = '';
    } else {
      piece += c;
    }
  }
  if (depth !== 0) throw new PatternError(`unbalanced bracket: ${phrase}`);
  return pieces;
}

function readPiece(piece: string, phrase: string, sets: Sets): Step {
  const gap = /^\.\.\.(\d?)$/.exec(piece);
  if (gap !== null) {
    const max = gap[1] === '' || gap[1] === undefined ? GAP : Number(gap[1]);
    if (max < 1 || max > MAX_GAP) throw new PatternError(`gap of 1 to ${MAX_GAP} words: ${phrase}`);
    return { kind: 'gap', max };
  }
  const group = /^\(([^()]*)\)$/.exec(piece);
  const options = (group === null ? [piece] : (group[1] ?? '').split('|')).flatMap((option) =>
    openSet(option.trim(), phrase, sets),
  );
  const single = options.filter((option) => /^[^\s-]+$/.test(option));
  const ways: WordStep[][] = single.length > 0 ? [[wordStep(single, phrase)]] : [];
  for (const option of options) {
    const words = option.split(/[\s-]+/).filter((word) => word !== '');
    if (words.length > 1) ways.push(words.map((word) => wordStep([word], phrase)));
  }
  return {
    kind: 'choice',
    ways,
    optional: options.includes(''),
    key: [...new Set(options)].sort().join('|'),
  };
}

function openSet(option: string, phrase: string, sets: Sets): readonly string[] {
  const name = /^<([a-z]+)>$/.exec(option)?.[1];
  if (name === undefined) return [option];
  const words = sets[name];
  if (words === undefined) throw new PatternError(`no set <${name}>: ${phrase}`);
  return words.map((word) => word.toLowerCase());
}

function wordStep(options: readonly string[], phrase: string): WordStep {
  const words = new Set<string>();
  const prefixes = new Set<string>();
  let number = false;
  for (const raw of options) {
    const option = straightApostrophes(raw.trim().toLowerCase());
    if (option === NUMBER) number = true;
    else if (/^[\p{L}\p{N}_']+\*$/u.test(option)) prefixes.add(option.slice(0, -1));
    else if (/^[\p{L}]+\+$/u.test(option)) for (const form of inflect(option.slice(0, -1))) words.add(form);
    else if (/^[\p{L}\p{M}\p{N}_']+$/u.test(option)) words.add(option);
    else throw new PatternError(`cannot read "${option}" in: ${phrase}`);
  }
  return { kind: 'word', words: [...words].sort(), prefixes: [...prefixes].sort(), number };
}
