/** The nets' share of training: one net for sentiment, one for broken trust, each with word vectors of its own. */
import { HEADS, PACK_HEAD, SENTIMENTS } from '../../src/score/model/heads.ts';
import type { WeightsFile } from '../../src/score/model/weights-file.ts';
import { seeded } from './chance.ts';
import { type ConvPlan, fitConv, shrinkWords } from './conv-fit.ts';
import { chooseWords, convExample, type Prepared } from './prepare.ts';
import { readTraining } from './training-set.ts';
import { readVader } from './vader.ts';
import { DIMS, readVectors, startMatrix } from './word-vectors.ts';

const COMMON = { batch: 256, rate: 0.003 };

/** One net: what it answers, which texts it learns from, and how. */
interface Part {
  readonly mostWords: number;
  readonly texts: (fit: readonly Prepared[]) => readonly Prepared[];
  readonly plan: Omit<ConvPlan, 'seed'>;
}

/** Own texts come by so many times in an epoch of the net for broken trust, and one tweet of so many. */
const OWN_TIMES = 2;
const TWEETS_KEPT = 3;

export const PARTS: Readonly<Record<string, Part>> = {
  sentiment: {
    mostWords: 33_000,
    texts: (fit) => fit.filter(({ row }) => row.sentiment >= 0 && row.origin !== 'sage'),
    plan: {
      ...COMMON,
      filters: 80,
      softmax: 3,
      headCount: SENTIMENTS.length,
      epochs: 3,
      wordRate: 0.006,
      dropped: 0.4,
      hidden: 0.1,
      positives: 1,
    },
  },
  trust: {
    mostWords: 16_000,
    texts: (fit) =>
      fit.flatMap((text, i) => {
        if (text.row.origin === 'tweet') return i % TWEETS_KEPT === 0 ? [text] : [];
        return Array.from({ length: text.row.origin === 'made' ? 1 : OWN_TIMES }, () => text);
      }),
    plan: {
      ...COMMON,
      filters: 64,
      softmax: 0,
      headCount: HEADS - PACK_HEAD,
      epochs: 5,
      wordRate: 0.002,
      dropped: 0.5,
      hidden: 0.2,
      positives: 2,
    },
  },
};

export function trainConv(
  name: string,
  bench: string,
  vectorFile: string,
  seed: number,
  say: (line: string) => void,
): WeightsFile {
  const part = PARTS[name];
  if (part === undefined) throw new Error(`there is no part ${name}`);
  const vectors = readVectors(vectorFile);
  const texts = part.texts(readTraining(bench).fit);
  const lexicon = name === 'sentiment' ? readVader().map(([word]) => word) : [];
  const known = (word: string) => vectors.vector(word) !== undefined;
  const words = chooseWords(texts, known, vectors.words, lexicon, part.mostWords);
  const start = startMatrix(words, vectors, seeded(seed * 977));
  const numbers = new Map(words.map((word, i) => [word, i]));
  const examples = texts.map((text) => convExample(text, numbers));
  say(`the net for ${name}: ${words.length} words, ${texts.length} texts an epoch`);
  const net = fitConv(start, DIMS, examples, { ...part.plan, seed }, (epoch) =>
    say(`the net for ${name}: epoch ${epoch + 1} done`),
  );
  const { bytes, scales } = shrinkWords(net.embeddings, DIMS);
  return {
    facts: { dims: DIMS, filters: { [name]: net.filters } },
    arrays: {
      [`${name}-vectors`]: bytes,
      [`${name}-vector-scales`]: scales,
      [`${name}-kernel`]: net.kernel,
      [`${name}-kernel-bias`]: net.kernelBias,
      [`${name}-heads`]: net.heads,
      [`${name}-head-bias`]: net.headBias,
    },
    words: { [`${name}-words`]: words },
  };
}
