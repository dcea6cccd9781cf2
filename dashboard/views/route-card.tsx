/** One route: its rules, what it would have sent, how often it was right, and a form to try other settings. */
import type { PastMessage } from '../../src/alert/replay.ts';
import type { Route } from '../../src/domain/alert.ts';
import { recipientText, uniqueRecipients } from '../../src/domain/recipient.ts';
import type { Precision } from '../../src/report/route/text.ts';
import { countOf, dayText, percentText } from '../../src/report/text/labels.ts';
import { Time } from './parts.tsx';

export interface RouteView {
  readonly route: Route;
  readonly words: readonly string[];
  readonly messages: readonly PastMessage[];
  readonly precision: Precision;
}

/** Settings that were tried, with what they would have sent. */
export interface Trial {
  readonly route: Route;
  readonly messages: readonly PastMessage[];
  readonly yaml: string;
  readonly problems: readonly string[];
}

const MOST_SHOWN = 20;

function sentenceOf(messages: readonly PastMessage[], route: Route, days: number): string {
  const count = uniqueRecipients(route.recipients).length;
  const each = count === 1 ? '' : ` to each of its ${count} recipients`;
  return `Would have sent ${countOf(messages.length, 'message')}${each} in the last ${days} days.`;
}

export function Backtest(props: { messages: readonly PastMessage[]; route: Route; days: number }) {
  const { messages, route, days } = props;
  const shown = messages.slice(-MOST_SHOWN).toReversed();
  return (
    <>
      <p>
        <strong>{sentenceOf(messages, route, days)}</strong>
      </p>
      {shown.length > 0 && (
        <ul class="plain small">
          {shown.map(({ at, stage, slug, title, severity }) => (
            <li>
              <Time at={at} />: {stage}, severity {severity}, <a href={`/incidents/${slug}`}>{title}</a>
            </li>
          ))}
        </ul>
      )}
      {messages.length > shown.length && (
        <p class="small muted">
          {messages.length - shown.length} more before {dayText(shown.at(-1)?.at ?? 0)}.
        </p>
      )}
    </>
  );
}

function PrecisionLine(props: { precision: Precision }) {
  const { right, judged, share } = props.precision;
  if (!share) {
    return <p class="muted">No alerts rated yet. Rate them on a resolved incident.</p>;
  }
  return (
    <p>
      {right} of {countOf(judged, 'rated alert')} {right === 1 ? 'was' : 'were'} justified:{' '}
      {percentText(share.value)} (95% interval {percentText(share.lower)} to {percentText(share.upper)}).
    </p>
  );
}

function TryForm(props: { route: Route }) {
  const { route } = props;
  return (
    <form method="get" action={`/alerts#route-${route.name}`} class="filters">
      <input type="hidden" name="try" value={route.name} />
      <label>
        Sensitivity
        <select name="sensitivity">
          {(['high', 'medium', 'low'] as const).map((word) => (
            <option value={word} selected={word === (route.sensitivity ?? 'high')}>
              {word}
            </option>
          ))}
        </select>
      </label>
      <label>
        Minimum severity
        <input type="number" name="minSeverity" min={1} max={10} value={String(route.minSeverity)} />
      </label>
      <label>
        Cooldown (minutes)
        <input type="number" name="cooldown" min={0} max={10080} value={String(route.cooldownMinutes ?? 0)} />
      </label>
      <button type="submit" class="quiet">
        Try
      </button>
    </form>
  );
}

function TrialResult(props: { trial: Trial; days: number }) {
  const { trial, days } = props;
  if (trial.problems.length > 0) {
    return (
      <ul class="problems" role="alert">
        {trial.problems.map((problem) => (
          <li>{problem}</li>
        ))}
      </ul>
    );
  }
  return (
    <>
      <h4>With these settings</h4>
      <Backtest messages={trial.messages} route={trial.route} days={days} />
      <p class="small muted">
        Nothing has changed yet. To apply these settings, put this into the route’s file in{' '}
        <code>config/routes/</code> and restart Outcry:
      </p>
      <pre>
        <code>{trial.yaml}</code>
      </pre>
    </>
  );
}

export function RouteCard(props: { view: RouteView; days: number; trial?: Trial | undefined }) {
  const { view, days, trial } = props;
  const { route } = view;
  const id = `route-${route.name}`;
  return (
    <article class="card" id={id} aria-labelledby={`${id}-heading`}>
      <h3 id={`${id}-heading`}>{route.name}</h3>
      <ul class="plain">
        {view.words.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      <p class="small muted">To {route.recipients.map(recipientText).join(', ')}</p>
      {route.audience !== 'operator' && (
        <>
          <Backtest messages={view.messages} route={route} days={days} />
          <PrecisionLine precision={view.precision} />
          <details open={trial !== undefined}>
            <summary>Try other settings</summary>
            <TryForm route={trial?.route ?? route} />
            {trial && <TrialResult trial={trial} days={days} />}
          </details>
        </>
      )}
    </article>
  );
}
