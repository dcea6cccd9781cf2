/** Which texts the models learn from, and which are held out for the last step. Validation files are neither. */
import { join } from 'node:path';
import { packageRoot } from '../../config/env.ts';
import { seeded } from './chance.ts';
import { makeTexts } from './made-texts.ts';
import { type Prepared, prepare } from './prepare.ts';
import { readOwnTexts, readSage, readTweets, type Row } from './rows.ts';

export const OWN_FILES = [
  'privacy-reviews',
  'outrage-posts',
  'decoys',
  'headlines',
  'broken-trust',
  'sentiment',
  'plain-words',
  'everyday',
  'direct',
  'ordinary',
  'incidents',
  'pairs',
  'reviews-headlines',
] as const;
export const TEXTS = join(packageRoot, 'scripts/train/texts');
export const VALIDATION_FILE = join(TEXTS, 'validation/posts.tsv');
const TWEETS = 'semeval-2013-2016.train.jsonl';
/** One of so many own texts and reviews is held out, and one of so many tweets. */
const HELD_OWN = 7;
const HELD_TWEETS = 12;

const MADE_SEED = 11;
const SHORTEST_PIECE = 3;
const LONGEST_PIECE = 12;

export interface TrainingSet {
  readonly fit: readonly Prepared[];
  readonly held: readonly Prepared[];
}

export function readTraining(bench: string): TrainingSet {
  const own: Row[] = [
    ...OWN_FILES.flatMap((name) => readOwnTexts(join(TEXTS, `${name}.tsv`))),
    ...readSage(bench),
  ];
  const tweets = readTweets(bench, TWEETS);
  const random = seeded(MADE_SEED);
  const fit: Prepared[] = [];
  const held: Prepared[] = [];
  for (const row of makeTexts(seeded(MADE_SEED))) fit.push(prepare(row));
  own.forEach((row, i) => (i % HELD_OWN === 3 ? held : fit).push(prepare(row)));
  tweets.forEach((row, i) => {
    if (i % HELD_TWEETS === 3) held.push(prepare(i % (2 * HELD_TWEETS) === 3 ? row : plain(row)));
    else {
      fit.push(prepare(i % 3 === 0 ? plain(row) : row));
      if (i % 2 === 0) fit.push(prepare(piece(row, random)));
    }
  });
  return { fit, held };
}

/** A tweet without what only tweets have, so that the models do not take "no tweet" for broken trust. */
function plain(row: Row): Row {
  const text = row.text
    .replace(/https?:\/\/\S+|www\.\S+/g, '')
    .replace(/@\w+/g, '')
    .replace(/#(?=\w)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return { ...row, text: text === '' ? row.text : text };
}

/** Some words in a row out of a tweet: ordinary talk of any length, its tone not known. */
function piece(row: Row, random: () => number): Row {
  const words = plain(row).text.split(' ');
  const length = SHORTEST_PIECE + Math.floor(random() * (LONGEST_PIECE - SHORTEST_PIECE + 1));
  const from = Math.floor(random() * Math.max(1, words.length - length));
  return { ...row, sentiment: -1, text: words.slice(from, from + length).join(' ') };
}
