/** Measures of sentiment, language and probabilities. */
import { shippedModel } from '../../src/score/model/model.ts';
import { correctedShare } from '../../src/score/share.ts';
import { readRated, readTweets, type Row } from '../train/rows.ts';
import { NEGATION, NEUTRAL_HEADLINES, OTHER_LANGUAGES } from './lists.ts';
import { calibrationError, correlation, macroRecall, slope } from './measures.ts';
import { type Reading, type Text, toneOf } from './readings.ts';
import { type Reader, rivals } from './rivals.ts';
import { type Measure, share, withError } from './table.ts';

const others = Object.entries(rivals());
/** Texts in a bucket of which a share is corrected. */
const BUCKET = 200;

export function sentimentMeasures(bench: string): Measure[] {
  const val = readTweets(bench, 'tweeteval-val.jsonl');
  return [
    recallMeasure('macro-recall, TweetEval val', val),
    recallMeasure('macro-recall, Sentiment140 test', readTweets(bench, 'sentiment140.jsonl')),
    ratingMeasure('r with ratings, tweets', '≥ .905', readRated(bench, 'vader-tweets.jsonl')),
    ratingMeasure(
      'r with ratings, Amazon reviews',
      '≥ .69',
      readRated(bench, 'vader-amazonReviewSnippets.jsonl'),
    ),
    ratingMeasure(
      'r with ratings, NYT editorials',
      '≥ .58',
      readRated(bench, 'vader-nytEditorialSnippets.jsonl'),
    ),
    ratingMeasure('r with ratings, film reviews', '—', readRated(bench, 'vader-movieReviewSnippets.jsonl')),
    listMeasure('negation, straight and curly', '≥ 90%', [
      ...NEGATION,
      ...NEGATION.map(([text, wanted]) => [text.replaceAll("'", '’'), wanted] as const),
    ]),
    listMeasure(
      'neutral headlines left neutral',
      '≥ 94%',
      NEUTRAL_HEADLINES.map((text) => [text, 1] as const),
    ),
    ...probabilityMeasures(val),
    languageMeasure(val),
  ];
}

const at = <T>(list: readonly T[], places: readonly number[]) => places.map((i) => list[i] as T);

function recallMeasure(what: string, rows: readonly Row[]): Measure {
  const truth = rows.map(({ sentiment }) => sentiment);
  return {
    what,
    of(reading) {
      const said = reading.read(rows).map(toneOf);
      return withError(rows.length, (places) => macroRecall(at(truth, places), at(said, places)), 1);
    },
    beside: () =>
      besides((read) =>
        macroRecall(
          truth,
          rows.map(({ text }) => read(text).label),
        ).toFixed(1),
      ),
  };
}

function ratingMeasure(
  what: string,
  goal: string,
  rows: readonly { text: string; score: number }[],
): Measure {
  const truth = rows.map(({ score }) => score);
  return {
    what,
    goal,
    of(reading) {
      const said = reading.read(rows).map(({ sentiment }) => sentiment.score);
      return withError(rows.length, (places) => correlation(at(truth, places), at(said, places)), 3);
    },
    beside: () =>
      besides((read) =>
        correlation(
          truth,
          rows.map(({ text }) => read(text).score),
        ).toFixed(3),
      ),
  };
}

function listMeasure(what: string, goal: string, list: readonly (readonly [string, number])[]): Measure {
  const texts: Text[] = list.map(([text]) => ({ text }));
  const right = (said: readonly number[]) => said.map((label, i) => label === list[i]?.[1]);
  return {
    what,
    goal,
    of: (reading) => share(right(reading.read(texts).map(toneOf))),
    beside: () =>
      besides((read) => {
        const hits = right(list.map(([text]) => read(text).label)).filter(Boolean).length;
        return `${((100 * hits) / list.length).toFixed(1)}%`;
      }),
  };
}

function probabilityMeasures(val: readonly Row[]): Measure[] {
  const truth = val.map(({ sentiment }) => sentiment === 0);
  const negatives = truth.filter(Boolean).length;
  const balanced = truth.map((is) => (is ? 1 / (3 * negatives) : 2 / (3 * (truth.length - negatives))));
  return [
    {
      what: 'calibration error of P(negative), a third negative',
      goal: '≤ .03',
      of(reading) {
        const p = reading.read(val).map(({ sentiment }) => sentiment.p.negative);
        return calibrationError(p, truth, balanced).toFixed(3);
      },
    },
    {
      what: 'slope of corrected against true negative share',
      goal: '.95 to 1.05',
      of: (reading) => shareSlope(reading, val, truth, false).toFixed(2),
      beside: (both) => `raw ${shareSlope(both, val, truth, true).toFixed(2)}`,
    },
  ];
}

/** Buckets of 200 validation tweets with 0, 10 … 100% negative ones among them. */
function shareSlope(reading: Reading, val: readonly Row[], truth: readonly boolean[], raw: boolean): number {
  const calls = reading.read(val).map((score) => toneOf(score) === 0);
  const rate = (list: readonly boolean[]) => list.filter(Boolean).length / list.length;
  const hit = rate(calls.filter((_, i) => truth[i]));
  const falseCall = rate(calls.filter((_, i) => !truth[i]));
  const [n, m, o] = shippedModel().confusion as readonly (readonly [number, number, number])[];
  const sum = (row: readonly number[]) => row.reduce((a, b) => a + b, 0);
  const rates = { negatives: sum(n!), hits: n![0], others: sum(m!) + sum(o!), falseCalls: m![0] + o![0] };
  const shares = Array.from({ length: 11 }, (_, i) => i / 10);
  const measured = shares.map((part) => {
    const negative = BUCKET * (part * hit + (1 - part) * falseCall);
    return raw ? negative / BUCKET : correctedShare(negative, BUCKET, rates).share;
  });
  return slope(shares, measured);
}

function languageMeasure(val: readonly Row[]): Measure {
  const isEnglish = (reading: Reading, texts: readonly Text[]) =>
    reading.scorer.scoreAll(texts).map(({ lang }) => lang === 'en');
  const foreign: Text[] = OTHER_LANGUAGES.map((text) => ({ text }));
  return {
    what: 'English kept / other languages called English',
    goal: '≥ 99% / 0',
    of: (reading) =>
      `${share(isEnglish(reading, val))} / ${isEnglish(reading, foreign).filter(Boolean).length} of ${foreign.length}`,
  };
}

function besides(measure: (read: Reader) => string): string {
  return others.map(([who, read]) => `${who} ${measure(read)}`).join(', ');
}
