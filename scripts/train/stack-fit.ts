/** Fits the last step on texts that the models below have not seen. */
import type { TaxonomyPack } from '../../src/domain/taxonomy.ts';
import { ANY_HEAD, SENTIMENTS, TRAINED_PACKS } from '../../src/score/model/heads.ts';
import type { Model } from '../../src/score/model/model.ts';
import type { Readable } from '../../src/score/model/reader.ts';
import {
  anyInputs,
  blend,
  logistic,
  sentimentInputs,
  softmax,
  type StackWeights,
} from '../../src/score/model/stack.ts';
import { fitAny, fitCodes, fitPack, fitSentiment } from './last-step.ts';
import type { Prepared } from './prepare.ts';
import { look, type Seen } from './seen.ts';

/**
 * A text speaks of broken trust from this probability. Half of the held-out own texts do, and one ordinary post in a
 * hundred: at one half, twice as many of the posts in validation streams were labelled as at this.
 */
const THRESHOLD = 0.6;

export interface StackFit {
  readonly stack: StackWeights;
  readonly confusion: readonly (readonly number[])[];
}

export function fitStack(
  model: Readable & Pick<Model, 'valences'>,
  packs: readonly TaxonomyPack[],
  held: readonly Prepared[],
): StackFit {
  const seen = look(model, packs, held);
  const packBlends = TRAINED_PACKS.map((_, k) => fitPack(seen, k, (one) => one.packs[k] as number[]));
  const any = fitAny(seen, (one) => anyInputs(one.linear[ANY_HEAD] as number, one.packs));
  const either = (s: Seen) => logistic(blend(any, anyInputs(s.linear[ANY_HEAD] as number, s.packs)));
  const codeBlends = fitCodes(seen, (one, k) => one.codes[k] as number[]);
  const sentiment = fitSentiment(seen, (one) =>
    sentimentInputs(one.linear, one.conv, one.valence, either(one)),
  );
  const stack = { sentiment, packs: packBlends, any, codes: codeBlends, threshold: THRESHOLD };
  return { stack, confusion: confusionOf(seen, either, stack) };
}

/** Rows: the true class of held-out tweets; columns: how many were called each class. */
function confusionOf(seen: readonly Seen[], either: (s: Seen) => number, stack: StackWeights): number[][] {
  const table = SENTIMENTS.map(() => [0, 0, 0]);
  for (const s of seen) {
    if (s.text.row.origin !== 'tweet' || s.text.row.sentiment < 0) continue;
    const inputs = sentimentInputs(s.linear, s.conv, s.valence, either(s));
    const p = softmax(stack.sentiment.map((b) => blend(b, inputs)));
    const row = table[s.text.row.sentiment] as number[];
    const called = p.indexOf(Math.max(...p));
    row[called] = (row[called] as number) + 1;
  }
  return table;
}
