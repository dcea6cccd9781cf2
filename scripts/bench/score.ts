/** Speed of scoring beside wink-nlp's and VADER's sentiment, as ratios of one run. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { packageRoot } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import { createScorer } from '../../src/score/scorer.ts';

export interface ScoreBenchRow {
  readonly name: string;
  readonly textsPerCpuSecond: number;
  /** Against wink-nlp's sentiment in the same run. */
  readonly ratio: number;
  readonly goal?: string;
}

/** Without types of its own. */
const vader = createRequire(import.meta.url)('vader-sentiment') as {
  SentimentIntensityAnalyzer: { polarity_scores(text: string): unknown };
};
const TEXTS = 4_000;
const ROUNDS = 3;
const TWEETS = new URL('../../../shared/bench/sentiment/semeval-2013-2016.train.jsonl', import.meta.url);

/** Measure the three, round by round; the best round of each counts. Prints nothing. */
export async function benchScore(): Promise<ScoreBenchRow[]> {
  const texts = benchTexts().texts;
  const nlp = winkNLP(model);
  const { packs } = loadConfig(join(packageRoot, 'config'));
  const first = createScorer(packs, undefined, false);
  const both = createScorer(packs);
  const each = (read: (text: string) => unknown) => (some: readonly string[]) => some.forEach(read);
  const open = first
    .scoreAll(texts.map((text) => ({ text })))
    .filter((score) => score.scored && score.open === true).length;
  const contestants: Readonly<Record<string, (some: readonly string[]) => unknown>> = {
    'outcry, first reading: language, sentiment and betrayal': each((text) => first.score(text)),
    [`outcry, both readings, ${Math.round((100 * open) / texts.length)}% of the posts read twice`]: (some) =>
      both.scoreAll(some.map((text) => ({ text }))),
    'wink-nlp: sentiment': each((text) => nlp.readDoc(text).out(nlp.its.sentiment)),
    'vader-sentiment': each((text) => vader.SentimentIntensityAnalyzer.polarity_scores(text)),
  };

  const best = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(contestants)) {
      best.set(name, Math.max(best.get(name) ?? 0, textsPerCpuSecond(texts, run)));
    }
  }
  const reference = best.get('wink-nlp: sentiment') ?? 1;
  const goals = ['≥ 1 × wink-nlp', '≥ 500 a CPU-second, at most a third twice'];
  return [...best].map(([name, rate], i) => {
    const goal = goals[i];
    const row = { name, textsPerCpuSecond: rate, ratio: rate / reference };
    return goal === undefined ? row : { ...row, goal };
  });
}

function textsPerCpuSecond(texts: readonly string[], run: (some: readonly string[]) => unknown): number {
  run(texts.slice(0, 300));
  const before = process.cpuUsage();
  run(texts);
  const { user, system } = process.cpuUsage(before);
  return texts.length / ((user + system) / 1e6);
}

/** Tweets where the shared folder is there, else posts made here. */
function benchTexts(): { texts: string[]; from: string } {
  if (existsSync(TWEETS)) {
    const lines = readFileSync(TWEETS, 'utf8').split('\n', TEXTS);
    return {
      texts: lines.map((line) => (JSON.parse(line) as { text: string }).text),
      from: 'SemEval tweets',
    };
  }
  return { texts: Array.from({ length: TEXTS }, (_, i) => madePost(i)), from: 'generated posts' };
}

function madePost(seed: number): string {
  const who = ['My sister', 'The new update', '@support', 'This app', 'Our team', 'Everybody here'];
  const does = ['loves', 'cannot open', 'is tracking', 'just shared', 'really hates', 'is waiting for'];
  const what = [
    'the weekend show',
    'my location',
    'a playlist of old songs',
    'the price of it',
    'our messages',
  ];
  const end = [
    '!!',
    '. See you on Saturday 😀',
    ' #fail',
    '. It isn’t good, but we’ll see.',
    ' http://example.org/x',
  ];
  const pick = (list: readonly string[], step: number) => list[Math.floor(seed / step) % list.length] ?? '';
  return `${pick(who, 1)} ${pick(does, 6)} ${pick(what, 36)}${pick(end, 180)} (${seed})`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`${TEXTS} texts: ${benchTexts().from}`);
  for (const { name, textsPerCpuSecond, ratio } of await benchScore()) {
    console.log(
      `${name}: ${Math.round(textsPerCpuSecond)} texts per CPU-second, ${ratio.toFixed(2)} × wink-nlp`,
    );
  }
}
