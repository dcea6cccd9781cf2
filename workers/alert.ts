/** Stage `alert`: decides about incidents that nobody was told of, and fills the outbox. */
import { createHash } from 'node:crypto';
import { decideOpened } from '../src/alert/decide.ts';
import { channelOf } from '../src/alert/recipients.ts';
import type { Incident } from '../src/domain/incident.ts';
import { countOf, reasonText } from '../src/report/words.ts';
import type { StageContext } from './context.ts';
import { mixed } from './detect.ts';

/** Stable for incident, stage and recipient, and not to be guessed from outside. */
function messageId(ctx: StageContext, incident: Incident, stage: string, recipient: string): string {
  const hash = createHash('sha256')
    .update([ctx.pseudonymKey, incident.slug, incident.openedAt, stage, recipient].join('\0'))
    .digest('hex')
    .slice(0, 32);
  return `<${hash}@${new URL(ctx.env.publicUrl).hostname}>`;
}

/** How much of an incident is not news but was fetched from the past. */
async function backfilledShare(ctx: StageContext, incident: Incident, now: number): Promise<number> {
  const brand = await ctx.ledger.read.brands.bySlug(incident.brand);
  if (!brand) return 0;
  const { mentions } = ctx.ledger.read;
  const { all, backfilled } = await mentions.shares(brand.id, incident.onset, incident.end ?? now + 1);
  return all === 0 ? 0 : backfilled / all;
}

async function decideOne(ctx: StageContext, incident: Incident): Promise<boolean> {
  const spikes = await ctx.ledger.read.spikes.list({ incidentId: incident.id });
  const now = ctx.clock();
  const decision = decideOpened({
    incident,
    kinds: spikes.map((s) => s.kind),
    routes: ctx.config.routes,
    told: false,
    backfilledShare: await backfilledShare(ctx, incident, now),
  });
  const stage = 'opened' as const;
  return ctx.ledger.tx(async (tx) => {
    const kept = await tx.incidents.decide({
      incidentId: incident.id,
      stage,
      send: decision.send,
      reason: decision.reason,
      decidedAt: now,
      revision: incident.revision,
    });
    if (!kept || !decision.send) return false;
    await tx.outbox.add(
      decision.recipients.map((recipient) => ({
        incidentId: incident.id,
        stage,
        channel: channelOf(recipient),
        recipient,
        messageId: messageId(ctx, incident, stage, recipient),
        createdAt: now,
      })),
    );
    const what = `alert for ${countOf(decision.recipients.length, 'recipient')}: ${reasonText(decision.reason)}`;
    await tx.incidents.addEntry(incident.id, { at: now, who: 'outcry', what });
    return true;
  });
}

/** While more mentions than this wait to be scored, the counts of an incident are still growing. */
const BACKLOG = 500;
/** A backlog holds an alert up no longer than this. */
const PATIENCE_MS = 60_000;

export async function alertStage(ctx: StageContext): Promise<void> {
  if (await mixed(ctx)) return;
  const { read } = ctx.ledger;
  const backlog = (await read.mentions.pendingIds(BACKLOG + 1)).length > BACKLOG;
  let send = false;
  for (const incident of await read.incidents.undecided()) {
    if (backlog && ctx.clock() - incident.openedAt < PATIENCE_MS) continue;
    send = (await decideOne(ctx, incident)) || send;
  }
  if (send) await ctx.bell.ring('notify', {}).catch(ctx.onLostRing);
}
