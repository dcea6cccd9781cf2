/** `npm run eval -- --data BENCH`: what the scorer reaches here, beside the npm packages, in one run. */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import { countedCodes, type Score } from '../../src/domain/scoring.ts';
import { TRAINED_CODES } from '../../src/score/model/heads.ts';
import { shippedModel, WEIGHTS_PATH } from '../../src/score/model/model.ts';
import { createScorer } from '../../src/score/scorer.ts';
import { correctedShare } from '../../src/score/share.ts';
import { readOwnTexts, readRated, readTweets, type Row } from '../train/rows.ts';
import { VALIDATION_FILE } from '../train/training-set.ts';
import { benchScore } from '../bench/score.ts';
import { NEGATION, NEUTRAL_HEADLINES, OTHER_LANGUAGES } from './lists.ts';
import { calibrationError, correlation, hitsOf, macroRecall, slope } from './measures.ts';
import { rivals } from './rivals.ts';
import { sageFolds } from './sage.ts';

const { values } = parseArgs({ options: { data: { type: 'string' } } });
const bench = resolve(values.data ?? join(packageRoot, '../shared/bench'));
if (!existsSync(join(bench, 'sentiment/tweeteval-val.jsonl'))) {
  console.error(`The bench data is not in ${bench}. Name its folder: npm run eval -- --data FOLDER`);
  process.exit(2);
}
const { packs } = loadConfig(join(packageRoot, 'config'));
const scorer = createScorer(packs);
const model = shippedModel();
const others = rivals();
const LABELS = { negative: 0, neutral: 1, positive: 2 } as const;
const HARMS: readonly string[] = TRAINED_CODES.slice(0, 16);

type Scored = Score & { scored: true };
const NOTHING: Scored = {
  scored: true,
  lang: 'en',
  sentiment: { label: 'neutral', score: 0, p: { negative: 0, neutral: 1, positive: 0 } },
  betrayal: { label: false, p: 0, categories: [], context: [] },
};
/** A text that is not scored says nothing. */
function read(text: string): Scored {
  const score = scorer.score(text);
  return score.scored ? score : NOTHING;
}
const label = (text: string) => LABELS[read(text).sentiment.label];

function line(what: string, ours: string, goal: string, beside = ''): void {
  console.log(`| ${what} | ${ours} | ${goal} | ${beside} |`);
}
const percent = (share: number, digits = 1) => `${(100 * share).toFixed(digits)}%`;

console.log(`${scorer.version}, weights ${(statSync(WEIGHTS_PATH).size / 1e6).toFixed(2)} MB\n`);
console.log('| measure | here | goal | npm packages in this run |\n|---|---|---|---|');

const val = readTweets(bench, 'tweeteval-val.jsonl');
const s140 = readTweets(bench, 'sentiment140.jsonl');
for (const [name, rows, goal] of [
  ['macro-recall, TweetEval val', val, '≥ 74'],
  ['macro-recall, Sentiment140 test', s140, '—'],
] as const) {
  const truth = rows.map(({ sentiment }) => sentiment);
  const theirs = Object.entries(others).map(
    ([who, reader]) =>
      `${who} ${macroRecall(
        truth,
        rows.map(({ text }) => reader(text).label),
      ).toFixed(1)}`,
  );
  line(
    name,
    macroRecall(
      truth,
      rows.map(({ text }) => label(text)),
    ).toFixed(1),
    goal,
    theirs.join(', '),
  );
}
for (const [name, file, goal] of [
  ['r with ratings, tweets', 'vader-tweets', '≥ .905'],
  ['r with ratings, Amazon reviews', 'vader-amazonReviewSnippets', '≥ .68'],
  ['r with ratings, NYT editorials', 'vader-nytEditorialSnippets', '≥ .59'],
  ['r with ratings, film reviews', 'vader-movieReviewSnippets', '—'],
] as const) {
  const rows = readRated(bench, `${file}.jsonl`);
  const truth = rows.map(({ score }) => score);
  const theirs = Object.entries(others).map(
    ([who, reader]) =>
      `${who} ${correlation(
        truth,
        rows.map(({ text }) => reader(text).score),
      ).toFixed(3)}`,
  );
  line(
    name,
    correlation(
      truth,
      rows.map(({ text }) => read(text).sentiment.score),
    ).toFixed(3),
    goal,
    theirs.join(', '),
  );
}

const own = readOwnTexts(VALIDATION_FILE);
const scores = own.map(({ text }) => read(text));
const isHarm = (row: Row) => row.packs.includes(1);
const harms = own.flatMap((row, i) => (isHarm(row) ? [scores[i]!] : []));
const rest = own.flatMap((row, i) => (isHarm(row) ? [] : [scores[i]!]));
const share = (list: readonly Scored[], test: (score: Scored) => boolean) =>
  list.filter(test).length / list.length;
const found = hitsOf(
  scores.map(({ betrayal }) => betrayal.label),
  own.map(isHarm),
);
line(
  'betrayal, own validation posts: F1',
  found.f1.toFixed(3),
  '≥ .90',
  `precision ${found.precision.toFixed(3)}, recall ${found.recall.toFixed(3)}`,
);
line('the same: decoys fired', percent(share(rest, ({ betrayal }) => betrayal.label)), '≤ 7%');
const called = (list: readonly Scored[]) =>
  `${percent(share(list, (s) => s.sentiment.label === 'negative'))} / ${percent(share(list, (s) => s.sentiment.label === 'positive'))}`;
const angry = own.flatMap((row, i) => (isHarm(row) && row.sentiment === LABELS.negative ? [scores[i]!] : []));
line(
  'the same: betrayal called negative / positive',
  called(harms),
  '≥ 89% / ≤ 2%',
  `without neutral headlines ${called(angry)}`,
);
const said = scores.flatMap(({ betrayal }) => HARMS.map((code) => countedCodes(betrayal).includes(code)));
const labelled = own.flatMap(({ codes }) => HARMS.map((code) => codes?.includes(code) ?? false));
line('the same: categories, micro-F1', hitsOf(said, labelled).f1.toFixed(3), '≥ .75');
line('SAGE, 10-fold F1, linear model alone', sageFolds(bench).f1.toFixed(3), '≥ .86');
const tweets = [
  ...val.map(({ text }) => text),
  ...s140.map(({ text }) => text),
  ...readRated(bench, 'vader-tweets.jsonl').map(({ text }) => text),
];
line(
  'ordinary tweets flagged as betrayal',
  percent(tweets.filter((text) => read(text).betrayal.label).length / tweets.length, 2),
  '≤ .25%',
  `${tweets.length} tweets`,
);

const straight = NEGATION.flatMap(([text, wanted]) => [
  [text, wanted] as const,
  [text.replaceAll("'", '’'), wanted] as const,
]);
const right = (labelOf: (text: string) => number) =>
  straight.filter(([text, wanted]) => labelOf(text) === wanted).length / straight.length;
line(
  'negation, straight and curly',
  percent(right(label)),
  '≥ 94%',
  Object.entries(others)
    .map(([who, reader]) => `${who} ${percent(right((t) => reader(t).label))}`)
    .join(', '),
);
const left = (labelOf: (text: string) => number) =>
  NEUTRAL_HEADLINES.filter((text) => labelOf(text) === 1).length / NEUTRAL_HEADLINES.length;
line(
  'neutral headlines left neutral',
  percent(left(label)),
  '≥ 94%',
  Object.entries(others)
    .map(([who, reader]) => `${who} ${percent(left((t) => reader(t).label))}`)
    .join(', '),
);

const p = val.map(({ text }) => read(text).sentiment.p.negative);
const truth = val.map(({ sentiment }) => sentiment === 0);
const negatives = truth.filter(Boolean).length;
const balanced = truth.map((is) => (is ? 1 / (3 * negatives) : 2 / (3 * (truth.length - negatives))));
line(
  'calibration error of P(negative), a third negative',
  calibrationError(p, truth, balanced).toFixed(3),
  '≤ .03',
);
line(
  'slope of corrected against true negative share',
  shareSlope().toFixed(2),
  '.95 to 1.05',
  `raw ${shareSlope(true).toFixed(2)}`,
);
const english = val.filter(({ text }) => scorer.score(text).lang === 'en').length / val.length;
const foreign = OTHER_LANGUAGES.filter((text) => scorer.score(text).lang === 'en').length;
line(
  'English kept / other languages called English',
  `${percent(english)} / ${foreign} of ${OTHER_LANGUAGES.length}`,
  '≥ 99% / 0',
);
for (const { name, textsPerCpuSecond, ratio } of await benchScore())
  line(
    `speed: ${name}`,
    `${Math.round(textsPerCpuSecond)}/CPU-s`,
    name.startsWith('outcry') ? '≥ 4 × wink-nlp' : '—',
    `${ratio.toFixed(2)} × wink-nlp`,
  );

/** Buckets of 200 validation tweets with 0, 10 … 100% negative ones among them. */
function shareSlope(raw = false): number {
  const calls = val.map(({ text }) => label(text) === 0);
  const yes = calls.filter((_, i) => truth[i]);
  const no = calls.filter((_, i) => !truth[i]);
  const [n, m, o] = model.confusion as readonly (readonly [number, number, number])[];
  const sum = (row: readonly number[]) => row.reduce((a, b) => a + b, 0);
  const rates = { negatives: sum(n!), hits: n![0], others: sum(m!) + sum(o!), falseCalls: m![0] + o![0] };
  const shares = Array.from({ length: 11 }, (_, i) => i / 10);
  const measured = shares.map((part) => {
    const calledNegative =
      200 *
      (part * (yes.filter(Boolean).length / yes.length) +
        (1 - part) * (no.filter(Boolean).length / no.length));
    return raw ? calledNegative / 200 : correctedShare(calledNegative, 200, rates).share;
  });
  return slope(shares, measured);
}
