/** Revokes the links of an incident's alerts, or lets them open again. */
import { noteAudit } from '../auth/audit.ts';
import { type Ctx, param } from '../deps.ts';
import { formOf, textOf, whoAsks } from '../query/form.ts';
import { messagePage } from '../views/layout.tsx';

export async function incidentLinks(c: Ctx) {
  const { store, clock } = c.var.deps;
  const incident = await store.read.incidents.find(param(c, 'slug'));
  if (!incident) return messagePage(c, 404, 'No such incident', <a href="/incidents">All incidents</a>);
  const form = await formOf(c);
  const recipient = textOf(form, 'recipient', 300);
  const revoke = textOf(form, 'do') !== 'allow';
  const { id: incidentId } = incident;
  await store.tx((tx) =>
    revoke
      ? tx.alertLinks.revoke({ incidentId, recipient, at: clock(), who: whoAsks(c) })
      : tx.alertLinks.allow(incidentId, recipient),
  );
  const whose = recipient === '' ? 'all recipients' : recipient;
  await noteAudit(c, `${revoke ? 'revoked' : 'allowed'} links of alerts for ${whose}`, incident.slug);
  return c.redirect(`/incidents/${encodeURIComponent(incident.slug)}#links`, 303);
}
