/** What a person can do about an incident: state, assignment, snooze, note, rating. */
import type { Child } from 'hono/jsx';
import { type Incident, type IncidentState, REOPENED } from '../../../src/domain/incident.ts';
import { Time } from '../parts.tsx';

export interface IncidentAction {
  readonly verb: string;
  readonly label: string;
  readonly to: IncidentState;
  readonly from: readonly IncidentState[];
  readonly said: string;
  /** What the next page says of it, and the verb that takes it back. */
  readonly notice: string;
  readonly undo: string;
  /** Takes another one back, and has no button of its own. */
  readonly undoes?: true;
}

export const INCIDENT_ACTIONS: readonly IncidentAction[] = [
  {
    verb: 'acknowledge',
    label: 'Acknowledge',
    to: 'acknowledged',
    from: ['open'],
    said: 'acknowledged',
    notice: 'Acknowledged. Only escalations are sent from now on.',
    undo: 'unacknowledge',
  },
  {
    verb: 'resolve',
    label: 'Resolve',
    to: 'resolved',
    from: ['open', 'acknowledged'],
    said: 'resolved',
    notice: 'Resolved.',
    undo: 'reopen',
  },
  {
    verb: 'reopen',
    label: 'Reopen',
    to: 'open',
    from: ['resolved'],
    said: REOPENED,
    notice: 'Reopened.',
    undo: 'resolve',
  },
  {
    verb: 'unacknowledge',
    label: 'Not acknowledged',
    to: 'open',
    from: ['acknowledged'],
    said: 'took back the acknowledgement',
    notice: 'Not acknowledged any more.',
    undo: 'acknowledge',
    undoes: true,
  },
];

const HOURS: readonly (readonly [number, string])[] = [
  [1, '1 hour'],
  [4, '4 hours'],
  [12, '12 hours'],
  [24, '1 day'],
  [72, '3 days'],
];

/** A form about one incident; it carries the revision, so that a change made meanwhile is noticed. */
function Form(props: { incident: Incident; verb: string; class?: string; children: Child }) {
  const { slug, revision } = props.incident;
  return (
    <form method="post" action={`/incidents/${slug}/${props.verb}`} class={props.class ?? ''}>
      <input type="hidden" name="revision" value={String(revision)} />
      {props.children}
    </form>
  );
}

function Snooze(props: { incident: Incident; now: number }) {
  const { incident, now } = props;
  const { snoozedUntil = 0 } = incident;
  if (snoozedUntil > now) {
    return (
      <Form incident={incident} verb="snooze" class="field">
        <span>
          Snoozed until <Time at={snoozedUntil} />
        </span>
        <button type="submit" name="hours" value="0" class="quiet">
          End snooze
        </button>
      </Form>
    );
  }
  return (
    <Form incident={incident} verb="snooze" class="field">
      <label for="snooze-hours">Send no alerts for</label>
      <select id="snooze-hours" name="hours">
        {HOURS.map(([hours, words]) => (
          <option value={String(hours)}>{words}</option>
        ))}
      </select>
      <button type="submit" class="quiet">
        Snooze
      </button>
    </Form>
  );
}

function Judge(props: { incident: Incident }) {
  const { incident } = props;
  const said = { right: 'Rated as justified.', wrong: 'Rated as a false alarm.' };
  return (
    <Form incident={incident} verb="judge" class="field">
      <span>{incident.verdict ? said[incident.verdict] : 'Was this alert justified?'}</span>
      {(['right', 'wrong'] as const)
        .filter((verdict) => verdict !== incident.verdict)
        .map((verdict) => (
          <button type="submit" name="verdict" value={verdict} class="quiet">
            {verdict === 'right' ? 'Justified' : 'False alarm'}
          </button>
        ))}
    </Form>
  );
}

export function IncidentActions(props: { incident: Incident; now: number }) {
  const { incident, now } = props;
  const { state } = incident;
  return (
    <div class="incident-actions">
      <div class="actions">
        {INCIDENT_ACTIONS.filter((one) => one.from.includes(state) && !one.undoes).map((action, i) => (
          <Form incident={incident} verb={action.verb}>
            <button type="submit" class={i > 0 || action.verb === 'reopen' ? 'quiet' : ''}>
              {action.label}
            </button>
          </Form>
        ))}
      </div>
      {state === 'resolved' && <Judge incident={incident} />}
      <details>
        <summary>Assign, snooze, add note</summary>
        <Form incident={incident} verb="assign" class="field">
          <label for="assign-to">Assigned to</label>
          <input id="assign-to" name="to" value={incident.assignee ?? ''} maxlength={100} />
          <button type="submit" class="quiet">
            Assign
          </button>
        </Form>
        {state !== 'resolved' && <Snooze incident={incident} now={now} />}
        <Form incident={incident} verb="note" class="field">
          <label for="note-text">Timeline note</label>
          <input id="note-text" name="text" maxlength={1000} required />
          <button type="submit" class="quiet">
            Add note
          </button>
        </Form>
      </details>
    </div>
  );
}
