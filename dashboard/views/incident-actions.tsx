/** Buttons that change the state of an incident. */
import { type Incident, type IncidentState, REOPENED } from '../../src/domain/incident.ts';

export interface IncidentAction {
  readonly verb: string;
  readonly label: string;
  readonly to: IncidentState;
  readonly from: readonly IncidentState[];
  readonly said: string;
}

export const INCIDENT_ACTIONS: readonly IncidentAction[] = [
  { verb: 'acknowledge', label: 'Acknowledge', to: 'acknowledged', from: ['open'], said: 'acknowledged' },
  { verb: 'resolve', label: 'Resolve', to: 'resolved', from: ['open', 'acknowledged'], said: 'resolved' },
  { verb: 'reopen', label: 'Open again', to: 'open', from: ['resolved'], said: REOPENED },
];

export function IncidentActions(props: { incident: Incident }) {
  const { slug, state, revision } = props.incident;
  return (
    <div class="actions">
      {INCIDENT_ACTIONS.filter((action) => action.from.includes(state)).map((action, i) => (
        <form method="post" action={`/incidents/${slug}/${action.verb}`}>
          <input type="hidden" name="revision" value={String(revision)} />
          <button type="submit" class={i > 0 || action.verb === 'reopen' ? 'quiet' : ''}>
            {action.label}
          </button>
        </form>
      ))}
    </div>
  );
}
