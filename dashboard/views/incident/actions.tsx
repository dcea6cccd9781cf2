/** What a person can do about an incident: take it, state, owner, name, snooze, note, rating. */
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
export function IncidentForm(props: {
  incident: Pick<Incident, 'slug' | 'revision'>;
  verb: string;
  class?: string;
  children: Child;
}) {
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
      <IncidentForm incident={incident} verb="snooze" class="field">
        <span>
          Snoozed until <Time at={snoozedUntil} />
        </span>
        <button type="submit" name="hours" value="0" class="quiet">
          End snooze
        </button>
      </IncidentForm>
    );
  }
  return (
    <IncidentForm incident={incident} verb="snooze" class="field">
      <label for="snooze-hours">Send no alerts for</label>
      <select id="snooze-hours" name="hours">
        {HOURS.map(([hours, words]) => (
          <option value={String(hours)}>{words}</option>
        ))}
      </select>
      <button type="submit" class="quiet">
        Snooze
      </button>
    </IncidentForm>
  );
}

function Judge(props: { incident: Incident }) {
  const { incident } = props;
  const said = { right: 'Rated as justified.', wrong: 'Rated as a false alarm.' };
  return (
    <IncidentForm incident={incident} verb="judge" class="field">
      <span>{incident.verdict ? said[incident.verdict] : 'Was this alert justified?'}</span>
      {(['right', 'wrong'] as const)
        .filter((verdict) => verdict !== incident.verdict)
        .map((verdict) => (
          <button type="submit" name="verdict" value={verdict} class="quiet">
            {verdict === 'right' ? 'Justified' : 'False alarm'}
          </button>
        ))}
    </IncidentForm>
  );
}

/** Who owns it: a choice of the people who may see it. */
function Owner(props: { incident: Incident; people: readonly string[] }) {
  const { incident, people } = props;
  const { assignee = '' } = incident;
  // A name of before there was a choice, or of a person who has left.
  const names = assignee === '' || people.includes(assignee) ? people : [assignee, ...people];
  return (
    <IncidentForm incident={incident} verb="assign" class="field">
      <label for="assign-to">Owner</label>
      <select id="assign-to" name="to">
        <option value="">No owner</option>
        {names.map((name) => (
          <option value={name} selected={name === assignee}>
            {name}
          </option>
        ))}
      </select>
      <button type="submit" class="quiet">
        Assign
      </button>
    </IncidentForm>
  );
}

export interface ActionsProps {
  readonly incident: Incident;
  readonly now: number;
  /** Names of the people who may see its brand. */
  readonly people: readonly string[];
  readonly me: string;
  /** Whether its posts are still rising: then resolving is asked about. */
  readonly rising: boolean;
}

/**
 * The first place is for taking the incident over, and afterwards says who has it; Resolve has a place of its own at the
 * end, so that a second click never resolves.
 */
export function IncidentActions(props: ActionsProps) {
  const { incident, now, people, me, rising } = props;
  const { state, assignee } = incident;
  const mine = assignee === me;
  return (
    <div class="incident-actions">
      <div class="actions">
        {state === 'open' && (
          <div class="first-actions">
            {!mine && (
              <IncidentForm incident={incident} verb="take">
                <button type="submit">Take it</button>
              </IncidentForm>
            )}
            <IncidentForm incident={incident} verb="acknowledge">
              <button type="submit" class={mine ? '' : 'quiet'}>
                Acknowledge
              </button>
            </IncidentForm>
          </div>
        )}
        <span class="owner">
          {assignee === undefined ? 'No owner yet' : `Owner: ${mine ? 'you' : assignee}`}
        </span>
        {state === 'acknowledged' && !mine && (
          <IncidentForm incident={incident} verb="take">
            <button type="submit" class="quiet">
              Take it
            </button>
          </IncidentForm>
        )}
        {state === 'resolved' ? (
          <IncidentForm incident={incident} verb="reopen">
            <button type="submit" class="quiet">
              Reopen
            </button>
          </IncidentForm>
        ) : (
          <IncidentForm incident={incident} verb="resolve" class="last">
            {rising && <input type="hidden" name="rising" value="1" />}
            <button type="submit" class="quiet">
              Resolve
            </button>
          </IncidentForm>
        )}
      </div>
      {state === 'resolved' && <Judge incident={incident} />}
      <details>
        <summary>Assign, snooze, rename, add note</summary>
        <Owner incident={incident} people={people} />
        {state !== 'resolved' && <Snooze incident={incident} now={now} />}
        <IncidentForm incident={incident} verb="rename" class="field">
          <label for="incident-name">Name</label>
          <input id="incident-name" name="name" value={incident.named ?? incident.title} maxlength={120} />
          <button type="submit" class="quiet">
            Rename
          </button>
        </IncidentForm>
        <IncidentForm incident={incident} verb="note" class="field">
          <label for="note-text">Timeline note</label>
          <input id="note-text" name="text" maxlength={1000} required />
          <button type="submit" class="quiet">
            Add note
          </button>
        </IncidentForm>
      </details>
    </div>
  );
}
