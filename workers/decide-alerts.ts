/** Decides on one incident: saves each route's decision, the messages and the timeline entry in one transaction. */
import { decideAll, type RouteDecision } from '../src/alert/decide.ts';
import { brandHistory } from '../src/alert/history.ts';
import { messageId } from '../src/alert/message-id.ts';
import type { Silence } from '../src/domain/alert.ts';
import type { Incident } from '../src/domain/incident.ts';
import { recipientText } from '../src/domain/recipient.ts';
import { HOUR_MS } from '../src/domain/series.ts';
import { countOf, reasonText } from '../src/report/text/labels.ts';
import type { Tx } from '../src/store/store.ts';
import type { StageContext } from './context.ts';

interface Round {
  readonly silences: readonly Silence[];
  readonly now: number;
}

/** Share of an incident's mentions that were backfilled, 0 to 1. */
async function backfilledShare({ store }: StageContext, incident: Incident, now: number): Promise<number> {
  const brand = await store.read.brands.bySlug(incident.brand);
  if (!brand) return 0;
  const until = incident.end ?? now + 1;
  const { all, backfilled } = await store.read.mentions.shares(brand.id, incident.onset, until);
  return all === 0 ? 0 : backfilled / all;
}

async function decisionsOf(
  ctx: StageContext,
  tx: Tx,
  incident: Incident,
  { silences, now, share }: Round & { readonly share: number },
): Promise<RouteDecision[]> {
  const brand = await tx.brands.bySlug(incident.brand);
  const near = brand ? await tx.incidents.ofBrand(brand.id) : [];
  const decided = brand ? await tx.alerts.ofBrand(brand.id) : [];
  return decideAll({
    incident,
    spikes: await tx.spikes.list({ incidentId: incident.id }),
    routes: ctx.config.routes,
    now,
    silences,
    backfilledShare: share,
    reopened: await tx.incidents.reopened(incident.id, now - HOUR_MS),
    ...brandHistory(incident, near, decided),
  });
}

/** Saves a decision and adds its messages to the outbox. Returns who is notified. */
async function carryOut(
  ctx: StageContext,
  tx: Tx,
  incident: Incident,
  decision: RouteDecision,
  now: number,
): Promise<readonly string[]> {
  const { id: incidentId, severity, revision, slug, openedAt } = incident;
  const { stage, step, send } = decision;
  const about = { incidentId, severity, over: incident.end !== undefined, decidedAt: now, revision };
  const recipients = decision.recipients.map(recipientText);
  const kept = await tx.alerts.keep({ ...decision, recipients, ...about });
  if (!kept || !send) return [];
  const whichStage = step === 0 ? stage : `${stage}-${step}`;
  await tx.outbox.add(
    decision.recipients.map((to) => {
      const recipient = recipientText(to);
      const id = messageId(ctx.pseudonymKey, ctx.env.publicUrl, [slug, openedAt, whichStage, recipient]);
      const subject = { kind: 'incident', incidentId, stage } as const;
      return { ...subject, channel: to.channel, recipient, messageId: id, createdAt: now };
    }),
  );
  return recipients;
}

/** Decides on an incident as it was read; true if somebody is notified. */
export async function decideAlerts(ctx: StageContext, found: Incident, round: Round): Promise<boolean> {
  const { now } = round;
  const share = await backfilledShare(ctx, found, now);
  return ctx.store.tx(async (tx) => {
    const incident = await tx.incidents.find(found.slug);
    // Changed since it was read: it stays undecided and is retried.
    if (!incident || incident.revision !== found.revision) return false;
    const decisions = await decisionsOf(ctx, tx, incident, { ...round, share });
    const notified = new Map<RouteDecision['stage'], Set<string>>();
    for (const decision of decisions) {
      const recipients = await carryOut(ctx, tx, incident, decision, now);
      if (recipients.length === 0) continue;
      notified.set(decision.stage, new Set([...(notified.get(decision.stage) ?? []), ...recipients]));
    }
    for (const [stage, recipients] of notified) {
      const what = `alert for ${countOf(recipients.size, 'recipient')}: ${reasonText(stage)}`;
      await tx.incidents.addEntry(incident.id, { at: now, who: 'outcry', what });
    }
    const again = Math.min(...decisions.map(({ until }) => until ?? Infinity));
    await tx.incidents.decided(incident.id, incident.revision, Number.isFinite(again) ? again : undefined);
    return notified.size > 0;
  });
}
