/** Says against the scorer what a mention means; what was said, by whom, and taking it back. */
import type { Correction } from '../../src/domain/correction.ts';
import type { OneMention } from '../../src/store/ports/mentions.ts';
import { Time } from './parts.tsx';

const WORDS: Readonly<Record<string, string>> = {
  negative: 'negative',
  neutral: 'neutral',
  positive: 'positive',
  yes: 'broken trust',
  no: 'no broken trust',
};

export function correctionText({ value }: Pick<Correction, 'value'>): string {
  return WORDS[value] ?? value;
}

function Choice(props: { mention: OneMention; field: string; value: string; seen: number; chosen: boolean }) {
  const { mention, field, value, seen, chosen } = props;
  return (
    <form method="post" action={`/mentions/${mention.id}/correct`} class="inline">
      <input type="hidden" name="seen" value={String(seen)} />
      <input type="hidden" name="field" value={field} />
      <button type="submit" name="value" value={value} class="quiet" disabled={chosen} aria-pressed={chosen}>
        {correctionText({ value })}
      </button>
    </form>
  );
}

export function Corrections(props: {
  mention: OneMention;
  corrections: readonly Correction[];
  mayCorrect: boolean;
}) {
  const { mention, corrections, mayCorrect } = props;
  if (!mayCorrect && corrections.length === 0) return null;
  const seen = corrections[0]?.id ?? 0;
  const betrayal = mention.betrayal === undefined ? undefined : mention.betrayal.label ? 'yes' : 'no';
  return (
    <section class="card" aria-labelledby="correct-heading">
      <h2 id="correct-heading">Is it right?</h2>
      {mayCorrect && (
        <>
          <p class="muted">
            What you say counts at once, in every number and open alert, and stays when the scorer changes.
          </p>
          <div class="actions">
            {['negative', 'neutral', 'positive'].map((value) => (
              <Choice
                mention={mention}
                field="sentiment"
                value={value}
                seen={seen}
                chosen={mention.sentiment?.label === value}
              />
            ))}
          </div>
          <div class="actions">
            {['yes', 'no'].map((value) => (
              <Choice
                mention={mention}
                field="betrayal"
                value={value}
                seen={seen}
                chosen={betrayal === value}
              />
            ))}
          </div>
        </>
      )}
      {corrections.length > 0 && (
        <ol class="timeline">
          {corrections.map((one) => (
            <li>
              <Time at={one.at} />
              <span>
                {one.undoneAt === undefined ? (
                  <>
                    {correctionText(one)} <span class="muted">by {one.who}</span>
                  </>
                ) : (
                  <>
                    <s>{correctionText(one)}</s>{' '}
                    <span class="muted">
                      by {one.who}, taken back by {one.undoneBy}
                    </span>
                  </>
                )}{' '}
                {mayCorrect && one.undoneAt === undefined && (
                  <form method="post" action={`/mentions/${mention.id}/correct`} class="inline">
                    <input type="hidden" name="undo" value={String(one.id)} />
                    <button type="submit" class="quiet">
                      Undo
                    </button>
                  </form>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
