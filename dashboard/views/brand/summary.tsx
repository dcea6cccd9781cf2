/** The summary of a brand: state, sentence, and four figures. */
import type { Incident } from '../../../src/domain/incident.ts';
import { dayText, severityMeaning } from '../../../src/report/text/labels.ts';
import type { Figure } from '../../../src/report/figure.ts';
import type { BrandReport } from '../../../src/report/brand/report.ts';
import { Severity, Simulated, StatePill } from '../parts.tsx';

export const MOODS = {
  normal: 'normal',
  attention: 'attention',
  alarm: 'high alert',
  past: 'no recent data',
  incomplete: 'numbers incomplete',
} as const;

export type Mood = keyof typeof MOODS;

/** The state at the head of a page: a source outage replaces “normal” and never hides an alert. */
export function moodOf(mood: Exclude<Mood, 'incomplete'>, down: boolean): { mood: Mood; words: string } {
  if (!down || mood === 'past') return { mood, words: MOODS[mood] };
  if (mood === 'normal') return { mood: 'incomplete', words: MOODS.incomplete };
  return { mood, words: `${MOODS[mood]}, numbers incomplete` };
}

/** Acknowledges without leaving the page. */
function TakeIt(props: { incident: Incident; back: string }) {
  const { slug, revision } = props.incident;
  return (
    <form method="post" action={`/incidents/${slug}/acknowledge`} class="inline first-actions">
      <input type="hidden" name="revision" value={String(revision)} />
      <input type="hidden" name="back" value={props.back} />
      <button type="submit">Acknowledge</button>
    </form>
  );
}

export function SummaryHead(props: {
  report: BrandReport;
  down: boolean;
  owner: string | undefined;
  /** The page to return to, where the reader may acknowledge. */
  back: string | undefined;
}) {
  const { answer, focus, brand, dataEnd } = props.report;
  const incident = focus?.incident;
  const { mood, words } = moodOf(answer.mood, props.down);
  return (
    <header class={`summary ${mood}`} data-live="summary">
      <p class="mood">
        <span class="dot" aria-hidden="true" /> <a href={`/brands/${brand.slug}`}>{brand.name}</a> ·{' '}
        <span class="state">{mood === 'past' ? `${words} (until ${dayText(dataEnd - 1)})` : words}</span>{' '}
        {brand.simulated && <Simulated />}
      </p>
      <h1>{answer.sentence}</h1>
      {incident && (
        <div class="pills">
          <StatePill state={incident.state} /> <Severity severity={incident.severity} />{' '}
          <span class="muted wide-only">{severityMeaning(incident.severity)}</span>{' '}
          {incident.state !== 'resolved' && (
            <span class="who-on">{props.owner ? `Owner: ${props.owner}` : 'No owner yet'}</span>
          )}{' '}
          {incident.state === 'open' && props.back !== undefined && (
            <TakeIt incident={incident} back={props.back} />
          )}{' '}
          <a href={`/incidents/${incident.slug}`}>Open incident</a>
        </div>
      )}
    </header>
  );
}

export function FigureCards(props: { figures: readonly Figure[] }) {
  return (
    <dl class="figures" data-live="figures">
      {props.figures.map((figure) => (
        <div class="card">
          <dt>{figure.about ? <a href={`/method#${figure.about}`}>{figure.label}</a> : figure.label}</dt>
          <dd>
            <span class="value">{figure.value}</span>
            <span class="note">{figure.note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
