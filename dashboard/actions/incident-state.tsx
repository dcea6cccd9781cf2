/** Changes the state of an incident. Of two simultaneous changes the second is refused; a repeat of one's own is none. */
import type { Incident } from '../../src/domain/incident.ts';
import type { Tx } from '../../src/store/store.ts';
import { noteAudit } from '../auth/audit.ts';
import { type Ctx, type Handler, param } from '../deps.ts';
import { formOf, rawOf, revisionOf, textOf, whoAsks } from '../query/form.ts';
import { leaveNotice } from '../security/notice.ts';
import { INCIDENT_ACTIONS, type IncidentAction, IncidentForm } from '../views/incident/actions.tsx';
import { messagePage } from '../views/layout.tsx';

/** The page that the form was on: the start page, one of a brand, or that of the incident. */
function backOf(given: string, slug: string): string {
  return given === '/' || /^\/brands\/[a-z0-9-]{1,100}$/.test(given) ? given : `/incidents/${slug}`;
}

type Outcome =
  | 'unknown'
  | 'done'
  | 'already'
  | { readonly incident: Incident; readonly who: string | undefined };

/** Who changed it last, besides the program. */
async function lastPerson(tx: Tx, incident: Incident): Promise<string | undefined> {
  return (await tx.incidents.timeline(incident.id)).findLast(({ who }) => who !== 'outcry')?.who;
}

async function change(
  tx: Tx,
  slug: string,
  revision: number,
  action: IncidentAction,
  entry: { readonly at: number; readonly who: string; readonly what: string },
): Promise<Outcome> {
  const incident = await tx.incidents.find(slug);
  if (!incident) return 'unknown';
  if (incident.state === action.to) {
    const last = (await tx.incidents.timeline(incident.id)).findLast(({ what }) => what === entry.what);
    // The same click twice is no conflict.
    return last?.who === entry.who ? 'already' : { incident, who: last?.who };
  }
  if (
    !action.from.includes(incident.state) ||
    !(await tx.incidents.setState(incident.id, revision, action.to, entry))
  )
    return { incident, who: await lastPerson(tx, incident) };
  return 'done';
}

function changedMeanwhile(c: Ctx, { incident, who }: Exclude<Outcome, string>) {
  const state = incident.state === 'open' ? 'open' : `${incident.state}${who ? ` by ${who}` : ''}`;
  return messagePage(
    c,
    409,
    'Changed by someone else',
    <>
      <p>
        “{incident.title}” was changed after you opened it and is now {state}. Your change was not saved.
      </p>
      <p>
        <a href={`/incidents/${incident.slug}`}>Show the incident</a>
      </p>
    </>,
  );
}

/** Asks before an incident is resolved whose posts are still rising. */
async function ask(c: Ctx, slug: string, revision: number) {
  return messagePage(
    c,
    200,
    'Resolve while posts are rising?',
    <>
      <p>
        There are more posts in the last hours than in those before. If it goes on, the incident stays
        resolved.
      </p>
      <div class="actions">
        <a class="button" href={`/incidents/${slug}`}>
          Keep it open
        </a>
        <IncidentForm incident={{ slug, revision }} verb="resolve">
          <input type="hidden" name="sure" value="1" />
          <button type="submit" class="quiet">
            Resolve anyway
          </button>
        </IncidentForm>
      </div>
    </>,
  );
}

/** The handler of one action, for example `acknowledge`. */
export function incidentAction(verb: string): Handler {
  const action = INCIDENT_ACTIONS.find((one) => one.verb === verb);
  if (!action) throw new RangeError(`no action is called ${verb}`);
  return async (c: Ctx) => {
    const { store, clock } = c.var.deps;
    const slug = param(c, 'slug');
    const form = await formOf(c);
    const revision = revisionOf(form);
    if (revision === undefined)
      return messagePage(c, 400, 'The form is incomplete', <p>Reload the incident and try again.</p>);
    const rising = textOf(form, 'rising', 1) === '1' && textOf(form, 'sure', 1) !== '1';
    if (verb === 'resolve' && rising && (await store.read.incidents.find(slug)))
      return ask(c, slug, revision);
    const entry = { at: clock(), who: whoAsks(c), what: action.said };
    const outcome = await store.tx((tx) => change(tx, slug, revision, action, entry));
    if (outcome === 'unknown') return messagePage(c, 404, 'No such incident', <p>It no longer exists.</p>);
    if (typeof outcome !== 'string') return changedMeanwhile(c, outcome);
    const back = backOf(rawOf(form, 'back'), slug);
    if (outcome === 'done') {
      await noteAudit(c, `${action.said} the incident`, slug);
      const fields = { revision: String(revision + 1), back };
      leaveNotice(c, { text: action.notice, undo: { action: `/incidents/${slug}/${action.undo}`, fields } });
    }
    return c.redirect(back, 303);
  };
}

/** Acknowledges an open incident and makes the sender its owner. */
export async function incidentTake(c: Ctx) {
  const { store, clock } = c.var.deps;
  const slug = param(c, 'slug');
  const revision = revisionOf(await formOf(c));
  if (revision === undefined)
    return messagePage(c, 400, 'The form is incomplete', <p>Reload the incident and try again.</p>);
  const who = whoAsks(c);
  let [was, now] = ['', revision];
  const outcome = await store.tx(async (tx): Promise<Outcome> => {
    const incident = await tx.incidents.find(slug);
    if (!incident) return 'unknown';
    if (incident.assignee === who && incident.state === 'acknowledged') return 'already';
    was = incident.assignee ?? '';
    const at = clock();
    const edit = { at, who, what: `assigned to ${who}` };
    if (!(await tx.incidents.edit(incident.id, revision, { assignee: who }, edit)))
      return { incident, who: await lastPerson(tx, incident) };
    now = revision + 1;
    const entry = { at, who, what: 'acknowledged' };
    if (incident.state === 'open' && (await tx.incidents.setState(incident.id, now, 'acknowledged', entry)))
      now += 1;
    return 'done';
  });
  if (outcome === 'unknown') return messagePage(c, 404, 'No such incident', <p>It no longer exists.</p>);
  if (typeof outcome !== 'string') return changedMeanwhile(c, outcome);
  if (outcome === 'done') {
    await noteAudit(c, 'took the incident', slug);
    const undo = { action: `/incidents/${slug}/assign`, fields: { to: was, revision: String(now) } };
    leaveNotice(c, { text: 'You own it now, and it is acknowledged.', undo });
  }
  return c.redirect(`/incidents/${slug}`, 303);
}
