/** What the labels say of the reading, and the threshold that would suit the brand. */
import type { Estimate } from '../../../src/domain/spike.ts';
import type { Reading } from '../../../src/evaluate/judge.ts';
import type { Evaluation } from '../../../src/evaluate/load.ts';
import { figureText, percent, suggestionText } from '../../../src/evaluate/text.ts';
import { Table } from '../parts.tsx';

/** With fewer, intervals are too wide to mean anything. */
const LEAST_SHOWN = 10;

function f1Text(f1: Estimate | undefined): string {
  return f1 ? `${f1.value.toFixed(2)}, ${f1.lower.toFixed(2)} to ${f1.upper.toFixed(2)}` : 'not known yet';
}

function row(name: string, one: Reading) {
  return [
    name,
    figureText(one.precision),
    figureText(one.recall),
    f1Text(one.f1),
    figureText(one.share),
    percent(one.readShare.value),
  ];
}

export function Results(props: {
  evaluation: Evaluation;
  threshold: number;
  own: boolean;
  brand: string;
  may: boolean;
}) {
  const { evaluation, threshold, own, brand, may } = props;
  const { betrayal, sentiment, suggestion, progress, population, corrections } = evaluation;
  const rows = [
    ...(betrayal ? [row('Broken trust', betrayal)] : []),
    ...(['negative', 'neutral', 'positive'] as const).flatMap((name) => {
      const one = sentiment[name];
      return one ? [row(name.charAt(0).toUpperCase() + name.slice(1), one)] : [];
    }),
  ];
  if (progress.done + corrections < LEAST_SHOWN) return null;
  return (
    <section class="card" aria-labelledby="results-heading">
      <h2 id="results-heading">How well it reads</h2>
      <Table
        caption="How well posts of this brand are read, with 95% intervals"
        hideCaption
        head={['What', 'Right when it says so', 'Found of all', 'F1', 'True share', 'Share as read']}
        rows={rows}
      />
      <p class="small muted">
        95% intervals. The labels stand for {population.toLocaleString('en-GB')} posts: each counts for those
        like it that were not drawn. <a href="/method">How this is computed</a>
      </p>
      <h3>Threshold</h3>
      <p>
        A post counts as broken trust from a probability of {threshold}
        {own ? (
          <>
            , which was set for this brand.{' '}
            <a href={`/settings/thresholds/edit/${brand}`}>History and undo</a>
          </>
        ) : (
          ', as shipped.'
        )}
      </p>
      <p>{suggestionText(suggestion, threshold)}</p>
      {may && suggestion.kind === 'better' && (
        <form method="post" action={`/brands/${brand}/reading`}>
          <input type="hidden" name="threshold" value={String(suggestion.threshold)} />
          <label class="choice">
            <input type="checkbox" name="again" value="yes" /> Score past posts again too. Alerts wait until
            it is done.
          </label>
          <p class="actions">
            <button type="submit" name="do" value="accept">
              Use {suggestion.threshold} from now on
            </button>
          </p>
        </form>
      )}
    </section>
  );
}
