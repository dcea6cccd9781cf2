/** Which texts the models learn from, and which are held out for the last step. Validation files are neither. */
import { join } from 'node:path';
import { packageRoot } from '../../config/env.ts';
import { seeded } from './chance.ts';
import { makeTexts } from './made-texts.ts';
import { type Prepared, prepare } from './prepare.ts';
import { renamed } from './names.ts';
import { readOwnTexts, readSage, readTweets, readWriters, type Row } from './rows.ts';

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
export const WRITERS = join(TEXTS, 'writers');
export const VALIDATION_WRITERS = join(WRITERS, 'validation');
export const VALIDATION_FILE = join(TEXTS, 'validation/posts.tsv');
const TWEETS = 'semeval-2013-2016.train.jsonl';
/** One of so many own texts and reviews is held out, and one of so many tweets. */
const HELD_OWN = 7;
const HELD_TWEETS = 12;
/** One of so many own texts with a tone comes a second time, with exclamation marks. */
const EMPHATIC = 5;
/** Two voices are held out whole: what is fitted on them is fitted on strangers. */
const HELD_VOICES: ReadonlySet<string> = new Set(['voice-05', 'voice-12']);

const MADE_SEED = 11;
const NAMES_SEED = 23;
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
  const naming = seeded(NAMES_SEED);
  const fit: Prepared[] = [];
  const held: Prepared[] = [];
  for (const row of makeTexts(seeded(MADE_SEED))) fit.push(prepare(renamed(row, naming)));
  own.forEach((row, i) => {
    const into = i % HELD_OWN === 3 ? held : fit;
    into.push(prepare(renamed(row, naming)));
    if (into === fit && i % EMPHATIC === 0 && row.sentiment !== 1) fit.push(prepare(emphatic(row)));
  });
  for (const { writer, row } of readWriters(WRITERS))
    (HELD_VOICES.has(writer) ? held : fit).push(prepare(renamed(row, naming)));
  tweets.forEach((row, i) => {
    const into = i % HELD_TWEETS === 3 ? held : fit;
    const bare = into === held ? i % (2 * HELD_TWEETS) !== 3 : i % 3 === 0;
    into.push(prepare(renamed(bare ? plain(row) : row, naming)));
    if (into === fit && i % 2 === 0) fit.push(prepare(piece(row, random)));
  });
  return { fit, held };
}

/** The same with emphasis, in the same tone: most tweets with exclamation marks are glad, and the marks would seem to be. */
function emphatic(row: Row): Row {
  return { ...row, text: `${row.text.replace(/[.!]+$/, '')}!!!` };
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
