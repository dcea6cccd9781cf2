/** Texts as the trainers take them. */
import { newFeatures, readFeatures } from '../../src/score/model/features.ts';
import { TRAINED_CODES } from '../../src/score/model/heads.ts';
import { PAD, UNKNOWN, vocabularyForm } from '../../src/score/model/vocabulary.ts';
import { nameWords } from '../../src/score/names.ts';
import { normalise } from '../../src/score/normalise.ts';
import { type Tokens, tokenise } from '../../src/score/tokens.ts';
import type { ConvExample } from './conv-net.ts';
import type { LinearExample } from './linear-fit.ts';
import type { Row } from './rows.ts';

/** Words of a text that the net learns from. */
const MOST_WORDS = 80;
const features = newFeatures();

export interface Prepared {
  readonly row: Row;
  readonly read: Tokens;
  /** Words that are masked, as the product masks those of a brand. */
  readonly names: ReadonlySet<string>;
  readonly forms: readonly string[];
}

export function prepare(row: Row): Prepared {
  const read = tokenise(normalise(row.text).text);
  const names = nameWords(row.names ?? []);
  return { row, read, names, forms: read.all.map((token) => vocabularyForm(token, names)) };
}

/** Packs first, then codes: 1 it applies, 0 it does not, −1 not known. */
export function targetsOf({ packs, codes, unknown }: Row): Int8Array {
  return Int8Array.from([
    ...packs,
    ...TRAINED_CODES.map((code) =>
      codes === undefined || unknown?.includes(code) ? -1 : codes.includes(code) ? 1 : 0,
    ),
  ]);
}

/** Whether a text speaks of broken trust of any kind: 1, 0, or −1 not known. */
export function anyOf({ packs }: Row): number {
  return packs.includes(1) ? 1 : packs.includes(-1) ? -1 : 0;
}

export function convExample({ row, forms }: Prepared, numbers: ReadonlyMap<string, number>): ConvExample {
  const words = forms.slice(0, MOST_WORDS).map((form) => numbers.get(form) ?? UNKNOWN);
  return {
    words: Int32Array.from([PAD, ...words, PAD]),
    sentiment: row.sentiment,
    targets: targetsOf(row),
    weight: 1,
  };
}

export function linearExample({ row, read, names }: Prepared, weight: number): LinearExample {
  readFeatures(features, read.all, names);
  return {
    hashes: features.hashes.slice(0, features.count),
    words: features.words,
    sentiment: row.sentiment,
    targets: Int8Array.of(...row.packs, anyOf(row)),
    weight,
  };
}

/** The words that get vectors: seen in training often enough, of the lexicon, or common in English. */
export function chooseWords(
  texts: readonly Prepared[],
  known: (word: string) => boolean,
  common: readonly string[],
  lexicon: Iterable<string>,
  most: number,
): string[] {
  const counts = new Map<string, number>();
  for (const { forms, row } of texts)
    for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + (row.origin === 'tweet' ? 1 : 3));
  const chosen = new Set<string>(['<pad>', '<unknown>', '<name>', '<url>']);
  for (const word of lexicon) if (known(word)) chosen.add(word);
  const byCount = [...counts].sort((a, b) => b[1] - a[1]);
  for (const [word, count] of byCount)
    if (chosen.size < most && (count >= 4 || known(word))) chosen.add(word);
  for (const word of common) {
    if (chosen.size >= most) break;
    if (/^[a-z][a-z'-]*$/.test(word)) chosen.add(word);
  }
  return [...chosen];
}
