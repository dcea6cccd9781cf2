/** Ten-fold cross-validation on the SAGE reviews: the linear model is trained without each fold in turn. */
import { newFeatures, readFeatures } from '../../src/score/model/features.ts';
import { readSix } from '../../src/score/model/linear.ts';
import { LINEAR_HEADS } from '../../src/score/model/heads.ts';
import { fitLinear } from '../train/linear-fit.ts';
import { linearExample, type Prepared, prepare } from '../train/prepare.ts';
import { readSage } from '../train/rows.ts';
import { readTraining } from '../train/training-set.ts';
import { type Hits, hitsOf } from './measures.ts';

const FOLDS = 10;
/** One background tweet of so many. */
const BACKGROUND = 12;
const SAGE_WEIGHT = 3;
const NO_NAMES: ReadonlySet<string> = new Set();
const PRIVACY = 3;

/** F1 at probability one half, over all reviews, each read by a model that has not seen it. */
export function sageFolds(bench: string): Hits {
  const reviews = readSage(bench).map((row) => prepare(row));
  const others = readTraining(bench).fit.filter(
    ({ row }, i) =>
      row.origin === 'own' || row.origin === 'made' || (row.origin === 'tweet' && i % BACKGROUND === 0),
  );
  const background = others.map((text) => linearExample(text, 1));
  const said: boolean[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const kept = reviews.filter((_, i) => i % FOLDS !== fold).map((text) => linearExample(text, SAGE_WEIGHT));
    const weights = fitLinear([...background, ...kept], {
      bits: 18,
      softmax: 3,
      logistic: 3,
      epochs: 5,
      rate: 0.1,
      dropped: 0.2,
      least: 2,
      seed: 1,
      positives: 1,
    });
    reviews.forEach((text, i) => {
      if (i % FOLDS === fold) said[i] = privacyLogit(weights, text) > 0;
    });
  }
  return hitsOf(
    said,
    reviews.map(({ row }) => row.packs[0] === 1),
  );
}

const features = newFeatures();
const logits = new Float32Array(LINEAR_HEADS);

function privacyLogit(weights: ReturnType<typeof fitLinear>, text: Prepared): number {
  readFeatures(features, text.read.all, NO_NAMES);
  readSix(weights, features, logits);
  return logits[PRIVACY] as number;
}
