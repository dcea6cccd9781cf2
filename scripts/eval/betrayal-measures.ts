/** Measures of broken trust and its categories, on lines whose writers nothing learnt from and on streams of posts. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { countedCodes, type Scored } from '../../src/domain/scoring.ts';
import { TRAINED_CODES } from '../../src/score/model/heads.ts';
import { NAMES, namesIn, PLACEHOLDER } from '../train/names.ts';
import { readOwnTexts, readRated, readTweets, readWriters, type Row } from '../train/rows.ts';
import { VALIDATION_FILE, VALIDATION_WRITERS } from '../train/training-set.ts';
import { calibrationError, hitsOf, macroRecall } from './measures.ts';
import { type Reading, type Text, toneOf } from './readings.ts';
import { sageFolds } from './sage.ts';
import { type Measure, share, withError } from './table.ts';

const HARMS: readonly string[] = TRAINED_CODES.slice(0, 18);
/** Stands for the brand: a name that no training line has more often than others. */
const BRAND = 'Zeltro';
/** Posts of a stream. */
const POSTS = 1_500;
/** Streams whose use for thresholds their README allows, with the words of the brand. */
const STREAMS: readonly (readonly [name: string, brand: string])[] = [
  ['snapchat-2024-10-play', 'snapchat'],
  ['netflix-2024-05-play', 'netflix'],
  ['chatgpt-2023-05-appstore', 'chatgpt'],
  ['usairways-2015-02-twitter', 'us airways'],
];

const at = <T>(list: readonly T[], places: readonly number[]) => places.map((i) => list[i] as T);
const isHarm = (row: Row) => row.packs.includes(1);

export function betrayalMeasures(bench: string): Measure[] {
  const voices = readWriters(VALIDATION_WRITERS).map(({ row }) => row);
  const posts = readOwnTexts(VALIDATION_FILE);
  const masked = voices.map(
    ({ text }): Text => ({
      text: text.replaceAll(PLACEHOLDER, BRAND),
      options: { lang: 'en', brandTerms: [BRAND] },
    }),
  );
  const named = voices.map(
    ({ text }, i): Text => ({
      text: text.replaceAll(PLACEHOLDER, NAMES[(7 * i) % NAMES.length] as string),
      options: { lang: 'en' },
    }),
  );
  const older = posts.map(
    ({ text }): Text => ({
      text,
      options: { lang: 'en', brandTerms: [...namesIn(text), 'Spotify', 'WhatsApp'] },
    }),
  );
  const tweets: Text[] = [
    ...readTweets(bench, 'tweeteval-val.jsonl'),
    ...readTweets(bench, 'sentiment140.jsonl'),
    ...readRated(bench, 'vader-tweets.jsonl'),
  ].map(({ text }) => ({ text }));
  const rated: Text[] = readRated(bench, 'vader-tweets.jsonl').map(({ text }) => ({ text }));
  const sage = sageFolds(bench).f1.toFixed(3);
  return [
    ...setMeasures(`four unseen writers, ${voices.length} lines, name masked`, voices, masked),
    ...setMeasures('the same with any name', voices, named).slice(0, 3),
    ...setMeasures(`${posts.length} older validation posts, masked`, posts, older),
    { what: 'SAGE, 10-fold F1, linear model alone', of: () => sage },
    {
      what: 'ordinary tweets fired, three sets',
      of: (reading) =>
        share(
          reading.read(tweets).map(({ betrayal }) => betrayal.label),
          2,
        ),
      beside: () => `${tweets.length} tweets, of which most are like training tweets`,
    },
    {
      what: 'the rated tweets of them, a stream never trained on',
      goal: '≤ .5%',
      of: (reading) =>
        share(
          reading.read(rated).map(({ betrayal }) => betrayal.label),
          2,
        ),
    },
    ...STREAMS.flatMap(([name, brand]) => streamMeasure(join(bench, 'posts', `${name}.csv.gz`), name, brand)),
  ];
}

function setMeasures(name: string, rows: readonly Row[], texts: readonly Text[]): Measure[] {
  const privacyTexts = texts.map(
    ({ text, options }): Text => ({
      text,
      options: { ...options, packs: ['privacy-betrayal'] },
    }),
  );
  const harm = rows.map(isHarm);
  const privacy = rows.map(({ packs }) => packs[0] === 1);
  const f1 = (said: readonly boolean[], truth: readonly boolean[]) =>
    withError(rows.length, (places) => hitsOf(at(said, places), at(truth, places)).f1, 3);
  const fired = (scores: readonly Scored[]) => scores.map(({ betrayal }) => betrayal.label);
  const harmless = <T>(list: readonly T[]) => list.filter((_, i) => harm[i] === false);
  const codesOf = (row: Row) => HARMS.map((code) => row.codes?.includes(code) ?? false);
  const saidCodes = (score: Scored) => {
    const counted = countedCodes(score.betrayal);
    return HARMS.map((code) => counted.includes(code));
  };
  const tone = rows.map(({ sentiment }) => sentiment);
  return [
    {
      what: `${name}: broken trust, F1`,
      goal: '≥ .82',
      of: (reading) => f1(fired(reading.read(texts)), harm),
      beside: (both) => {
        const { precision, recall } = hitsOf(fired(both.read(texts)), harm);
        return `precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}`;
      },
    },
    {
      what: 'the same: privacy alone, F1',
      goal: '≥ .80',
      of: (reading) => f1(fired(reading.read(privacyTexts)), privacy),
    },
    {
      what: 'the same: harmless lines fired',
      goal: '≤ 6%',
      of: (reading) => share(harmless(fired(reading.read(texts)))),
    },
    {
      what: 'the same: macro-recall of sentiment',
      goal: '≥ 78',
      of: (reading) => {
        const said = reading.read(texts).map(toneOf);
        return withError(rows.length, (places) => macroRecall(at(tone, places), at(said, places)), 1);
      },
    },
    {
      what: 'the same: categories, micro-F1 at .5',
      goal: '≥ .55',
      of: (reading) => {
        const said = reading.read(texts).map(saidCodes);
        const truth = rows.map(codesOf);
        const micro = (places: readonly number[]) =>
          hitsOf(at(said, places).flat(), at(truth, places).flat()).f1;
        return withError(rows.length, micro, 3);
      },
    },
    {
      what: 'the same: betrayal called negative / positive',
      goal: '≥ 92% / ≤ 2%',
      of: (reading) => {
        const labels = reading
          .read(texts)
          .flatMap((score, i) => (harm[i] && tone[i] === 0 ? [score.sentiment.label] : []));
        return `${share(labels.map((label) => label === 'negative'))} / ${share(labels.map((label) => label === 'positive'))}`;
      },
    },
    {
      what: 'the same: calibration error of P(broken trust), half of it harm',
      goal: '≤ .03',
      of: (reading) => {
        const p = reading.read(texts).map(({ betrayal }) => betrayal.p);
        const harms = harm.filter(Boolean).length;
        const weights = harm.map((is) => 0.5 / (is ? harms : harm.length - harms));
        return calibrationError(p, harm, weights).toFixed(3);
      },
    },
  ];
}

/** How much of a stream counts as broken trust, by its stars: what angry customers say is not all of that kind. */
function streamMeasure(file: string, name: string, brand: string): Measure[] {
  if (!existsSync(file)) return [];
  const all = parse(gunzipSync(readFileSync(file)), { columns: true, relax_column_count: true }) as Record<
    string,
    string
  >[];
  const rows = all.filter((_, i) => i % Math.ceil(all.length / POSTS) === 0);
  const texts = rows.map(
    (row): Text => ({
      text: [row['title'], row['text']].filter(Boolean).join('. '),
      options: { brandTerms: [brand] },
    }),
  );
  const fired = (reading: Reading, stars?: readonly number[]) =>
    reading
      .read(texts)
      .flatMap(({ betrayal }, i) =>
        stars === undefined || stars.includes(Number(rows[i]?.['stars'])) ? [betrayal.label] : [],
      );
  return [
    {
      what: `${name}: posts fired`,
      of: (reading) => share(fired(reading)),
      beside: (both) =>
        `one or two stars ${share(fired(both, [1, 2]))}, four or five ${share(fired(both, [4, 5]))}`,
    },
  ];
}
