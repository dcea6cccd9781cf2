/** The sentence that answers, and the four numbers under it. */
import { severityMeaning } from '../../src/detect/severity.ts';
import type { Fact } from '../../src/report/answer.ts';
import type { BrandReport } from '../../src/report/brand-report.ts';
import { Severity, StatePill } from './parts.tsx';

const MOODS = { calm: 'Calm', attention: 'Attention', alarm: 'Alarm', past: 'Looking back' };

export function AnswerHead(props: { report: BrandReport }) {
  const { answer, focus, brand } = props.report;
  const incident = focus?.incident;
  return (
    <header class={`answer ${answer.mood}`}>
      <p class="mood">
        <span class="dot" aria-hidden="true" /> {MOODS[answer.mood]} · {brand.name}
      </p>
      <h1>{answer.sentence}</h1>
      {incident && (
        <p class="pills">
          <StatePill state={incident.state} /> <Severity severity={incident.severity} />{' '}
          <span class="muted">{severityMeaning(incident.severity)}</span>{' '}
          <a href={`/incidents/${incident.slug}`}>Open the incident</a>
        </p>
      )}
    </header>
  );
}

export function FactCards(props: { facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {props.facts.map((fact) => (
        <div class="card">
          <dt>{fact.label}</dt>
          <dd>
            <span class="value">{fact.value}</span>
            <span class="note">{fact.note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
