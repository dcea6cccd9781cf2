/** The summary of a brand: state, sentence, and four figures. */
import { severityMeaning } from '../../../src/report/text/labels.ts';
import type { Figure } from '../../../src/report/figure.ts';
import type { BrandReport } from '../../../src/report/brand/report.ts';
import { Severity, Simulated, StatePill } from '../parts.tsx';

export const MOODS = {
  normal: 'Normal',
  attention: 'Attention',
  alarm: 'Alarm',
  past: 'Past data',
  incomplete: 'Numbers incomplete',
} as const;

export type Mood = keyof typeof MOODS;

/** The state at the head of a page: a source outage replaces “Normal” and never hides an alarm. */
export function moodOf(mood: Exclude<Mood, 'incomplete'>, down: boolean): { mood: Mood; words: string } {
  if (!down || mood === 'past') return { mood, words: MOODS[mood] };
  if (mood === 'normal') return { mood: 'incomplete', words: MOODS.incomplete };
  return { mood, words: `${MOODS[mood]}, numbers incomplete` };
}

export function SummaryHead(props: { report: BrandReport; down: boolean; who: string | undefined }) {
  const { answer, focus, brand } = props.report;
  const incident = focus?.incident;
  const { mood, words } = moodOf(answer.mood, props.down);
  return (
    <header class={`summary ${mood}`} data-live="summary">
      <p class="mood">
        <span class="dot" aria-hidden="true" /> <span class="state">{words}</span> ·{' '}
        <a href={`/brands/${brand.slug}`}>{brand.name}</a> {brand.simulated && <Simulated />}
      </p>
      <h1>{answer.sentence}</h1>
      {incident && (
        <p class="pills">
          <StatePill state={incident.state} /> <Severity severity={incident.severity} />{' '}
          <span class="muted wide-only">{severityMeaning(incident.severity)}</span>{' '}
          {incident.state !== 'resolved' && (
            <span class="who-on">{props.who ? `Assigned to ${props.who}` : 'Unassigned'}</span>
          )}{' '}
          <a href={`/incidents/${incident.slug}`}>Open incident</a>
        </p>
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
