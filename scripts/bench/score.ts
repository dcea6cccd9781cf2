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
  const scorer = createScorer(packs);
  const contestants: Readonly<Record<string, (text: string) => unknown>> = {
    'outcry: language, sentiment and betrayal': (text) => scorer.score(text),
    'wink-nlp: sentiment': (text) => nlp.readDoc(text).out(nlp.its.sentiment),
    'vader-sentiment': (text) => vader.SentimentIntensityAnalyzer.polarity_scores(text),
  };

  const best = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(contestants)) {
      best.set(name, Math.max(best.get(name) ?? 0, textsPerCpuSecond(texts, run)));
    }
  }
  const reference = best.get('wink-nlp: sentiment') ?? 1;
  return [...best].map(([name, rate]) => ({ name, textsPerCpuSecond: rate, ratio: rate / reference }));
}

function textsPerCpuSecond(texts: readonly string[], run: (text: string) => unknown): number {
  for (const text of texts.slice(0, 300)) run(text);
  const before = process.cpuUsage();
  for (const text of texts) run(text);
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
