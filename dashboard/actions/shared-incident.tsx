/** Follows the link of an alert: to the full incident for who is signed in and may see it, else to its shared page. */
import { noteInBackground, principalOf } from '../auth/session.ts';
import { incidentOfLink, type OpenedLink } from '../auth/incident-link.ts';
import type { Ctx } from '../deps.ts';
import { heavy } from '../heavy/heavy.ts';
import { sharedIncidentPage } from '../pages/shared-incident.tsx';
import { clientOf } from '../security/client.ts';
import { tooMany } from './login.tsx';

const shown = heavy(sharedIncidentPage);

/** Visits within a minute count as one. */
const SAME_VISIT_MS = 60_000;

async function noteVisit(c: Ctx, { message, incident }: OpenedLink): Promise<void> {
  const { store, clock } = c.var.deps;
  const at = clock();
  const known = (await store.read.alertLinks.opens(incident.id)).find((one) => one.outboxId === message.id);
  if (known && at - known.lastAt < SAME_VISIT_MS) return;
  const visit = { outboxId: message.id, incidentId: incident.id, recipient: message.recipient, at };
  noteInBackground(store, `link ${message.id}`, (tx) => tx.alertLinks.noteOpen(visit));
}

export async function sharedIncident(c: Ctx) {
  const link = await incidentOfLink(c);
  if (link === undefined) {
    const wait = await c.get('loginLimit').badLink(clientOf(c));
    if (wait !== undefined) return tooMany(c, wait);
  }
  if (typeof link !== 'object') return sharedIncidentPage(c);
  const principal = await principalOf(c);
  const { incident } = link;
  if (principal && (principal.brands === null || principal.brands.includes(incident.brand))) {
    return c.redirect(`/incidents/${encodeURIComponent(incident.slug)}`, 303);
  }
  if (c.req.method === 'GET') await noteVisit(c, link);
  return shown(c);
}
