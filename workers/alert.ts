/** Stage `alert`: decides for each changed incident which routes to notify, and fills the outbox. */
import { OVER_AFTER_MS } from '../src/alert/decide.ts';
import type { Silence } from '../src/domain/alert.ts';
import type { StageContext } from './context.ts';
import { decideAlerts } from './decide-alerts.ts';
import { hasStaleScores } from './detect.ts';

/** If silences cannot be read, alerts are sent without them. */
async function silencesOf(ctx: StageContext, now: number): Promise<Silence[]> {
  return ctx.store.read.silences.current(now).catch((error: unknown) => {
    ctx.log.error({ error: String(error) }, 'silences could not be read; alerts are sent without them');
    return [];
  });
}

/** While more mentions than this are waiting to be scored, the counts of an incident are still growing. */
const BACKLOG = 500;
/** A backlog delays an alert no longer than this. */
const PATIENCE_MS = 60_000;

/** Highest severity first: it may inhibit the others. */
async function decideWaiting(ctx: StageContext, backlog: boolean): Promise<boolean> {
  const now = ctx.clock();
  const waiting = await ctx.store.read.incidents.undecided(now);
  if (waiting.length === 0) return false;
  const silences = await silencesOf(ctx, now);
  let send = false;
  for (const incident of waiting.toSorted((a, b) => b.severity - a.severity)) {
    if (backlog && now - incident.openedAt < PATIENCE_MS) continue;
    try {
      send = (await decideAlerts(ctx, incident, { silences, now })) || send;
    } catch (error) {
      // It stays undecided and is retried; the others do not wait for it.
      ctx.log.error({ incident: incident.slug, error: String(error) }, 'an alert could not be decided');
    }
  }
  return send;
}

/** Resolves incidents that have been inside the prediction interval for a day, unless they changed meanwhile. */
async function resolveEnded(ctx: StageContext): Promise<number> {
  const now = ctx.clock();
  let resolved = 0;
  for (const { id, revision } of await ctx.store.read.incidents.ended(now - OVER_AFTER_MS)) {
    const entry = { at: now, who: 'outcry', what: 'resolved: inside the prediction interval for 24 hours' };
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
