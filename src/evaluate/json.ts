/** An evaluation as JSON, for the command and the API. */
import type { Estimate } from '../domain/spike.ts';
import type { Reading } from './judge.ts';
import type { Evaluation } from './load.ts';

/** What is evaluated. */
export interface Subject {
  /** Slug of the brand. */
  readonly brand: string;
  readonly name: string;
  readonly threshold: number;
  /** Whether the threshold is the brand's own. */
  readonly own: boolean;
}

const rounded = (x: number) => Math.round(x * 10_000) / 10_000;

function figure(one: Estimate | undefined) {
  return one
    ? { value: rounded(one.value), lower: rounded(one.lower), upper: rounded(one.upper) }
    : undefined;
}

function reading({ labelled, precision, recall, f1, falseRate, share, readShare }: Reading) {
  return {
    labelled,
    precision: figure(precision),
    recall: figure(recall),
    f1: figure(f1),
    falseRate: figure(falseRate),
    share: figure(share),
    readShare: figure(readShare),
  };
}

export function evaluationJson({ brand, threshold, own }: Subject, evaluation: Evaluation | undefined) {
  if (!evaluation) return { brand, threshold: { value: threshold, own }, sample: null };
  const { check, progress, population, corrections, betrayal, sentiment, suggestion } = evaluation;
  return {
    brand,
    threshold: { value: threshold, own },
    sample: {
      drawn: new Date(check.at).toISOString(),
      from: new Date(check.from).toISOString(),
      to: new Date(check.to).toISOString(),
      population,
      posts: progress.total,
      labelled: progress.done,
      corrections,
    },
    ...(betrayal ? { betrayal: reading(betrayal) } : {}),
    sentiment: Object.fromEntries(Object.entries(sentiment).map(([name, one]) => [name, reading(one)])),
    suggestion:
      suggestion.kind === 'better'
        ? {
            threshold: suggestion.threshold,
            f1: { now: rounded(suggestion.f1.now), suggested: rounded(suggestion.f1.suggested) },
            sure: rounded(suggestion.sure),
          }
        : { threshold: null, reason: suggestion.kind === 'keep' ? 'no clear gain' : 'too few labels' },
  };
}
