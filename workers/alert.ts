/** Stage `alert`: decides what each route is told of the incidents that changed, and fills the outbox. */
import { createHash } from 'node:crypto';
import { decideAll, type RouteDecision } from '../src/alert/decide.ts';
import { channelOf } from '../src/alert/recipients.ts';
import { notifiedFrom, wasNotified } from '../src/alert/history.ts';
import type { Silence } from '../src/domain/alert.ts';
import type { Incident } from '../src/domain/incident.ts';
import { DAY_MS, HOUR_MS } from '../src/domain/series.ts';
import { countOf, reasonText } from '../src/report/text/labels.ts';
import type { Tx } from '../src/store/store.ts';
import type { StageContext } from './context.ts';
import { hasStaleScores } from './detect.ts';

/** Inside the band for so long an incident is over. */
export const OVER_AFTER_MS = DAY_MS;

/** Stable for incident, stage, step and recipient, and not to be guessed from outside. */
function messageId(
  ctx: StageContext,
  incident: Incident,
  { stage, step }: Pick<RouteDecision, 'stage' | 'step'>,
  recipient: string,
): string {
  const about = step === 0 ? stage : `${stage}-${step}`;
  const hash = createHash('sha256')
    .update([ctx.pseudonymKey, incident.slug, incident.openedAt, about, recipient].join('\0'))
    .digest('hex')
    .slice(0, 32);
  return `<${hash}@${new URL(ctx.env.publicUrl).hostname}>`;
}

/** How much of an incident is not news but was fetched from the past. */
export async function backfilledShare(
  { store }: Pick<StageContext, 'store'>,
  incident: Incident,
  now: number,
): Promise<number> {
  const brand = await store.read.brands.bySlug(incident.brand);
  if (!brand) return 0;
  const { mentions } = store.read;
  const { all, backfilled } = await mentions.shares(brand.id, incident.onset, incident.end ?? now + 1);
  return all === 0 ? 0 : backfilled / all;
}

/** Silences that cannot be read hold nothing back. */
async function silencesOf(ctx: StageContext, now: number): Promise<Silence[]> {
  return ctx.store.read.silences.current(now).catch((error: unknown) => {
    ctx.log.error({ error: String(error) }, 'silences could not be read; nothing is held back by them');
    return [];
  });
}

async function decisionsOf(
  ctx: StageContext,
  tx: Tx,
  incident: Incident,
  context: { readonly silences: readonly Silence[]; readonly share: number; readonly now: number },
): Promise<RouteDecision[]> {
  const { now, silences, share } = context;
  const brand = await tx.brands.bySlug(incident.brand);
  const near = brand ? await tx.incidents.ofBrand(brand.id) : [];
  const others = near.filter((one) => one.id !== incident.id && one.simulated === incident.simulated);
  const ids = new Set([incident.id, ...others.map(({ id }) => id)]);
  const alerts = brand ? (await tx.alerts.ofBrand(brand.id)).filter((one) => ids.has(one.incidentId)) : [];
  const going = others.filter(({ state }) => state !== 'resolved');
  return decideAll({
    incident,
    spikes: await tx.spikes.list({ incidentId: incident.id }),
    routes: ctx.config.routes,
    now,
    silences,
    backfilledShare: share,
    reopened: await tx.incidents.reopened(incident.id, now - HOUR_MS),
    notifiedOf: (route) => notifiedFrom(alerts, incident.id, route),
    othersOf: (route) =>
      going.map(({ id, severity, end }) => ({ severity, end, notified: wasNotified(alerts, id, route) })),
  });
}

/** Keeps a decision and puts its messages into the outbox; the addresses that are told. */
async function carryOut(
  ctx: StageContext,
  tx: Tx,
  incident: Incident,
  decision: RouteDecision,
  now: number,
): Promise<readonly string[]> {
  const { id: incidentId, severity, revision } = incident;
  const over = incident.end !== undefined;
  const kept = await tx.alerts.keep({ ...decision, incidentId, severity, over, decidedAt: now, revision });
  if (!kept || !decision.send) return [];
  await tx.outbox.add(
    decision.recipients.map((recipient) => ({
      kind: 'incident' as const,
      incidentId,
      stage: decision.stage,
      channel: channelOf(recipient),
      recipient,
      messageId: messageId(ctx, incident, decision, recipient),
      createdAt: now,
    })),
  );
  return decision.recipients;
}

/** One transaction: what it decides, what it puts into the outbox and what it notes are there together or not. */
async function decideOne(
  ctx: StageContext,
  found: Incident,
  silences: readonly Silence[],
  now: number,
): Promise<boolean> {
  const share = await backfilledShare(ctx, found, now);
  return ctx.store.tx(async (tx) => {
    const incident = await tx.incidents.find(found.slug);
    // Changed since: it is still undecided and comes again.
    if (!incident || incident.revision !== found.revision) return false;
    const decisions = await decisionsOf(ctx, tx, incident, { silences, share, now });
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

/** While more mentions than this wait to be scored, the counts of an incident are still growing. */
const BACKLOG = 500;
/** A backlog holds an alert up no longer than this. */
const PATIENCE_MS = 60_000;

/** Gravest first: it may mute the others. */
async function decideWaiting(ctx: StageContext, backlog: boolean): Promise<boolean> {
  const now = ctx.clock();
  const waiting = await ctx.store.read.incidents.undecided(now);
  if (waiting.length === 0) return false;
  const silences = await silencesOf(ctx, now);
  let send = false;
  for (const incident of waiting.toSorted((a, b) => b.severity - a.severity)) {
    if (backlog && now - incident.openedAt < PATIENCE_MS) continue;
    try {
      send = (await decideOne(ctx, incident, silences, now)) || send;
    } catch (error) {
      // It stays undecided and comes again; the others are not kept waiting.
      ctx.log.error({ incident: incident.slug, error: String(error) }, 'an alert could not be decided');
    }
  }
  return send;
}

/** Resolves what has been inside the band for a day; a person's resolve or a new spike in between wins. */
async function resolveEnded(ctx: StageContext): Promise<number> {
  const now = ctx.clock();
  let resolved = 0;
  for (const { id, revision } of await ctx.store.read.incidents.ended(now - OVER_AFTER_MS)) {
    const entry = { at: now, who: 'outcry', what: 'resolved: inside the usual band for 24 hours' };
    const done = await ctx.store.tx((tx) => tx.incidents.setState(id, revision, 'resolved', entry));
    if (done) resolved += 1;
  }
  return resolved;
}

export async function alertStage(ctx: StageContext): Promise<void> {
  if (await hasStaleScores(ctx)) return;
  const backlog = (await ctx.store.read.mentions.pendingIds(BACKLOG + 1)).length > BACKLOG;
  let send = await decideWaiting(ctx, backlog);
  if ((await resolveEnded(ctx)) > 0) send = (await decideWaiting(ctx, backlog)) || send;
  if (send) await ctx.queue.enqueue('notify', {}).catch(ctx.onLostJob);
}
