/** Changes the state of an incident. Of two simultaneous changes the second is refused. */
import { noteAudit } from '../auth/audit.ts';
import { type Ctx, type Handler, param } from '../deps.ts';
import { formOf, rawOf, revisionOf, whoAsks } from '../query/form.ts';
import { leaveNotice } from '../security/notice.ts';
import { INCIDENT_ACTIONS } from '../views/incident/actions.tsx';
import { messagePage } from '../views/layout.tsx';

/** The page that the form was on: the start page, one of a brand, or that of the incident. */
function backOf(given: string, slug: string): string {
  return given === '/' || /^\/brands\/[a-z0-9-]{1,100}$/.test(given) ? given : `/incidents/${slug}`;
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
    if (revision === undefined) {
      return messagePage(c, 400, 'The form is incomplete', <p>Reload the incident and try again.</p>);
    }
    const back = backOf(rawOf(form, 'back'), slug);
    const who = whoAsks(c);
    const outcome = await store.tx(async (tx) => {
      const incident = await tx.incidents.find(slug);
      if (!incident) return 'unknown';
      if (!action.from.includes(incident.state)) return incident;
      const entry = { at: clock(), who, what: action.said };
      return (await tx.incidents.setState(incident.id, revision, action.to, entry)) ? 'done' : incident;
    });
    if (outcome === 'done') await noteAudit(c, `${action.said} the incident`, slug);
    if (outcome === 'done') {
      const fields = { revision: String(revision + 1), back };
      leaveNotice(c, { text: action.notice, undo: { action: `/incidents/${slug}/${action.undo}`, fields } });
      return c.redirect(back, 303);
    }
    if (outcome === 'unknown') return messagePage(c, 404, 'No such incident', <p>It no longer exists.</p>);
    return messagePage(
      c,
      409,
      'Changed by someone else',
      <>
        <p>
          “{outcome.title}” was changed after you opened it and is now {outcome.state}. Your change was not
          saved.
        </p>
        <p>
          <a href={`/incidents/${outcome.slug}`}>Show the incident</a>
        </p>
      </>,
    );
  };
}
