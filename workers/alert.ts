/** Stage `alert`: decides what each route is notified of about the incidents that changed, and fills the outbox. */
import { OVER_AFTER_MS } from '../src/alert/decide.ts';
import type { Silence } from '../src/domain/alert.ts';
import type { StageContext } from './context.ts';
import { decideAlerts } from './decide-alerts.ts';
import { hasStaleScores } from './detect.ts';

/** Silences that cannot be read hold nothing back. */
async function silencesOf(ctx: StageContext, now: number): Promise<Silence[]> {
  return ctx.store.read.silences.current(now).catch((error: unknown) => {
    ctx.log.error({ error: String(error) }, 'silences could not be read; nothing is held back by them');
    return [];
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
      send = (await decideAlerts(ctx, incident, { silences, now })) || send;
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
