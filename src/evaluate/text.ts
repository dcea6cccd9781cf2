/** An evaluation in words, for the command and the page. */
import type { Estimate } from '../domain/spike.ts';
import type { Subject } from './json.ts';
import type { Reading } from './judge.ts';
import type { Evaluation } from './load.ts';
import { LEAST_LABELS, type Suggestion } from './threshold.ts';

export function percent(share: number): string {
  const p = 100 * share;
  if (p > 0 && p < 0.95) return p < 0.05 ? '<0.1%' : `${p.toFixed(1)}%`;
  return `${Math.round(p)}%`;
}

/** `72%, 58 to 84%` */
export function figureText(one: Estimate | undefined): string {
  if (!one) return 'not known yet';
  return `${percent(one.value)}, ${percent(one.lower)} to ${percent(one.upper)}`;
}

/** What the labels say about the threshold, in one or two sentences. */
export function suggestionText(suggestion: Suggestion, threshold: number): string {
  if (suggestion.kind === 'too few') {
    const labels = Math.max(0, LEAST_LABELS - suggestion.labels);
    return labels > 0
      ? `Label ${labels} more posts to see whether another threshold would suit this brand better.`
      : 'Too few of the labelled posts are about broken trust to say whether another threshold would be better.';
  }
  if (suggestion.kind === 'keep') return `Keep the threshold of ${threshold}: no other is clearly better.`;
  const { f1, sure } = suggestion;
  return (
    `A threshold of ${suggestion.threshold} would read this brand better than ${threshold}: ` +
    `F1 ${f1.suggested.toFixed(2)} instead of ${f1.now.toFixed(2)} (better in ${percent(sure)} of resamples).`
  );
}

function lines(title: string, { precision, recall, f1, share, readShare }: Reading): string[] {
  const line = (name: string, value: string) => `  ${name.padEnd(24)}${value}`;
  return [
    title,
    line('precision', figureText(precision)),
    line('recall', figureText(recall)),
    line(
      'F1',
      f1 ? `${f1.value.toFixed(2)}, ${f1.lower.toFixed(2)} to ${f1.upper.toFixed(2)}` : 'not known yet',
    ),
    line('true share', figureText(share)),
    line('share as read', percent(readShare.value)),
  ];
}

/** For a terminal. */
export function evaluationText(
  { name, threshold, own }: Subject,
  evaluation: Evaluation | undefined,
  page: string,
): string {
  if (!evaluation) return `No post of ${name} was labelled for this yet. Begin at ${page}\n`;
  const { progress, population, corrections, betrayal, sentiment, suggestion } = evaluation;
  const corrected = corrections > 0 ? ` and ${corrections} corrected ones` : '';
  const head = `${name}: ${progress.done} of ${progress.total} posts labelled${corrected}, which stand for ${population} posts. Threshold ${threshold}${own ? ', the brand’s own' : ''}.`;
  const parts = [
    ...(betrayal ? lines('Broken trust (95% intervals)', betrayal) : []),
    ...(sentiment.negative ? lines('Negative', sentiment.negative) : []),
  ];
  const end = progress.done < progress.total ? [`Go on at ${page}`] : [];
  return `${[head, ...parts, suggestionText(suggestion, threshold), ...end].join('\n')}\n`;
}
