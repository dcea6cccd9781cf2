/** Whether the link of an alert opens its incident, without an account. */
import { messageOfToken, opens, stillReceives } from '../../src/alert/incident-link.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { IncidentOutboxRow } from '../../src/store/outbox/port.ts';
import { type Ctx, param } from '../deps.ts';

export interface OpenedLink {
  readonly message: IncidentOutboxRow;
  readonly incident: Incident;
}

/**
 * What a link opens. `ended`: it was genuine and is too old, was revoked, or its recipient gets no more alerts about the
 * brand. Undefined for all else: who guesses learns nothing.
 */
export async function incidentOfLink(c: Ctx): Promise<OpenedLink | 'ended' | undefined> {
  const { store, clock, config, incidentLinkKey: key } = c.var.deps;
  const token = param(c, 'token');
  const id = messageOfToken(token);
  if (id === undefined || key === undefined) return undefined;
  const message = await store.read.outbox.byId(id);
  if (message?.kind !== 'incident' || !opens(key, token, message, message.createdAt)) return undefined;
  const incident = await store.read.incidents.find(String(message.incidentId));
  if (!incident || !opens(key, token, message, clock())) return 'ended';
  if (!stillReceives(message.recipient, incident.brand, config.routes)) return 'ended';
  const revoked = await store.read.alertLinks.revoked(incident.id, message.recipient);
  return revoked ? 'ended' : { message, incident };
}
