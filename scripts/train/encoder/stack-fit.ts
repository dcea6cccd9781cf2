/** Fits the last step of the second reading, beside the first, on texts that neither has seen. */
import type { TaxonomyPack } from '../../../src/domain/taxonomy.ts';
import { ANY_HEAD, TRAINED_PACKS } from '../../../src/score/model/heads.ts';
import type { Model } from '../../../src/score/model/model.ts';
import { anyInputs, blend, logistic, sentimentInputs } from '../../../src/score/model/stack.ts';
import { ANSWERS } from '../../../src/score/second/heads.ts';
import {
  anyAgain,
  codeAgain,
  packAgain,
  type SecondStack,
  sentimentAgain,
} from '../../../src/score/second/stack.ts';
import { fitAny, fitCodes, fitPack, fitSentiment } from '../last-step.ts';
import type { Prepared } from '../prepare.ts';
import { look, type Seen } from '../seen.ts';

/**
 * A text speaks of broken trust from this probability. At .5, where F1 is best on lines of which half are harm, twice as
 * many harmless lines and reviews with four or five stars were called so as at this.
 */
const THRESHOLD = 0.7;

/** `answers` is `texts × ANSWERS`: logits of the encoder for `held`, in order. */
export function fitSecondStack(
  model: Model,
  packs: readonly TaxonomyPack[],
  held: readonly Prepared[],
  answers: Float32Array,
): SecondStack {
  const { stack } = model;
  const seen = look(model, packs, held);
  const place = new Map(seen.map((one, i) => [one, i]));
  const answersOf = (one: Seen) => {
    const from = (place.get(one) as number) * ANSWERS.length;
    return answers.subarray(from, from + ANSWERS.length);
  };
  const first = (one: Seen) => blend(stack.any, anyInputs(one.linear[ANY_HEAD] as number, one.packs));
  const anyOf = (one: Seen) => anyAgain(first(one), answersOf(one), one.lowered);
  const any = fitAny(seen, anyOf);
  const packBlends = TRAINED_PACKS.map((_, k) =>
    fitPack(seen, k, (one) =>
      packAgain(blend(stack.packs[k]!, one.packs[k] as number[]), answersOf(one), k, one.lowered),
    ),
  );
  const codes = fitCodes(seen, (one, k) =>
    codeAgain(blend(stack.codes[k]!, one.codes[k] as number[]), answersOf(one), k),
  );
  const sentiment = fitSentiment(seen, (one) => {
    const betrayal = logistic(blend(any, anyOf(one)));
    const inputs = sentimentInputs(one.linear, one.conv, one.valence, betrayal);
    const three = stack.sentiment.map((b) => blend(b, inputs));
    return sentimentAgain(three, answersOf(one), one.valence, betrayal);
  });
  return { any, packs: packBlends, codes, sentiment, threshold: THRESHOLD };
}
