/** Stage `notify`: sends what is due in the outbox, at least once, and beyond the hourly cap in one digest. */
import { channelOf, hookName, hourlyCap } from '../src/alert/recipients.ts';
import { HOUR_MS, MINUTE_MS } from '../src/domain/series.ts';
import { guardedFetch } from '../src/net/guarded-fetch.ts';
import { webhookSigner } from '../src/net/webhook-signature.ts';
import type { Delivery } from '../src/notify/channel.ts';
import { deliverToHook } from '../src/notify/hook.ts';
import type { IncidentOutboxRow, OutboxRow, SourceOutageOutboxRow } from '../src/store/outbox/port.ts';
import {
  digestId,
  digestOf,
  hookBody,
  mailOf,
  sourceHealthMail,
  sourceHealthAlertOf,
  type NotificationLoader,
  notificationLoader,
  type Notification,
} from './compose.ts';
import type { StageContext } from './context.ts';

const BATCH = 20;
/** A message claimed by a process that died is taken up again after this. */
const LEASE_MS = 2 * MINUTE_MS;
const MAX_ATTEMPTS = 12;

function backoffMs(attempts: number): number {
  return Math.min(30_000 * 2 ** Math.max(0, attempts - 1), HOUR_MS);
}

/** Writes down what came of one message: of a row, or of all rows of a digest. */
async function record(ctx: StageContext, rows: readonly OutboxRow[], delivery: Delivery): Promise<void> {
  const now = ctx.clock();
  if (delivery.kind === 'retry' || delivery.kind === 'dead') {
    ctx.log.warn({ outbox: rows[0]?.id, reason: delivery.reason }, 'an alert was not sent');
  }
  await ctx.store.tx(async (tx) => {
    for (const row of rows) {
      const attempts = row.attempts + 1;
      const gaveUp = delivery.kind === 'retry' && attempts >= MAX_ATTEMPTS;
      if (delivery.kind === 'sent') await tx.outbox.markSent(row.id, now);
      else if (delivery.kind === 'written') await tx.outbox.markWritten(row.id, now, delivery.file);
      else if (delivery.kind === 'retry' && !gaveUp) {
        const pause = Math.max(backoffMs(attempts), delivery.afterMs ?? 0);
        await tx.outbox.markFailed(row.id, delivery.reason, now + pause);
      } else {
        await tx.outbox.markDead(row.id, delivery.reason);
        const letter = { stage: 'notify', source: row.channel, ref: String(row.id), reason: delivery.reason };
        await tx.deadLetters.add([{ ...letter, payload: row.messageId, createdAt: now }]);
      }
    }
  });
}

/** Takes a row for this process; false where it waits, is another's, or is not wanted. */
async function claim(ctx: StageContext, row: OutboxRow): Promise<boolean> {
  const now = ctx.clock();
  return ctx.store.tx(async (tx) => {
    if (await tx.outbox.optedOut(row.recipient)) {
      await tx.outbox.skip(row.id, 'the recipient wants no mails any more');
      return false;
    }
    const cap = hourlyCap(row.recipient, ctx.config.routes);
    const times = await tx.outbox.sentTimes(row.recipient, now - HOUR_MS);
    if (times.length >= cap) {
      const free = (times[times.length - cap] ?? now) + HOUR_MS + 1;
      if (channelOf(row.recipient) !== 'email') {
        await tx.outbox.defer(row.id, free, `${cap} messages in the last hour; waits`);
        return false;
      }
      const open = await tx.outbox.openDigest(row.recipient);
      const digest = open?.digest ?? row.digest ?? digestId(row);
      const nextAt = Math.max(open?.nextAt ?? 0, free);
      await tx.outbox.putInDigest(row.id, digest, nextAt, `${cap} mails in the last hour; comes in a digest`);
      return false;
    }
    return row.digest === undefined
      ? tx.outbox.claim(row.id, row.attempts, now + LEASE_MS)
      : tx.outbox.claimDigest(row.digest, row.attempts, now + LEASE_MS);
  });
}

const GONE: Delivery = { kind: 'dead', reason: 'its incident is gone' };

function failure(error: unknown): Delivery {
  return { kind: 'retry', reason: String(error).slice(0, 500) };
}

async function sendToHook(ctx: StageContext, row: OutboxRow, notification: Notification): Promise<Delivery> {
  if (notification.incident.simulated)
    return { kind: 'dead', reason: 'a simulated incident is not posted anywhere' };
  return postToHook(ctx, row, hookBody(row, notification));
}

async function postToHook(ctx: StageContext, row: OutboxRow, body: string): Promise<Delivery> {
  const name = hookName(row.recipient);
  const url = ctx.env.alertHooks.get(name);
  const signed = channelOf(row.recipient) === 'webhook';
  const secret = signed ? ctx.env.alertHookSecret : undefined;
  if (url === undefined) return { kind: 'dead', reason: `set OUTCRY_ALERT_HOOKS to ${name}=https://…` };
  if (signed && secret === undefined) return { kind: 'dead', reason: 'set OUTCRY_ALERT_HOOK_SECRET' };
  const post = (to: string, request: Parameters<typeof guardedFetch>[1]) =>
    guardedFetch(to, { ...request, allowPrivate: ctx.env.fetchPrivate });
  const id = row.messageId.replace(/^<|>$/g, '');
  const sign = secret === undefined ? undefined : webhookSigner(secret);
  return deliverToHook(post, { url, id, sign, now: ctx.clock(), body });
}

/** What operators are told: the same words everywhere. */
async function sendSourceHealthAlert(ctx: StageContext, row: SourceOutageOutboxRow): Promise<void> {
  const words = await sourceHealthAlertOf(ctx, row);
  if (!words) return record(ctx, [row], { kind: 'dead', reason: 'its notice is gone' });
  if (channelOf(row.recipient) === 'email') {
    return record(ctx, [row], await ctx.channel.deliver(sourceHealthMail(ctx, row, words)).catch(failure));
  }
  const type = row.stage === 'source-recovered' ? 'source.back' : 'source.silent';
  const slack = channelOf(row.recipient) === 'slack';
  const body = slack
    ? { text: `${words.subject}\n${words.text}` }
    : { type, timestamp: new Date(row.createdAt).toISOString(), data: words };
  await record(ctx, [row], await postToHook(ctx, row, JSON.stringify(body)).catch(failure));
}

async function sendOne(ctx: StageContext, row: OutboxRow, notify: NotificationLoader): Promise<void> {
  if (row.kind === 'source-outage') return sendSourceHealthAlert(ctx, row);
  const notification = await notify(row);
  if (!notification) return record(ctx, [row], GONE);
  if (channelOf(row.recipient) !== 'email') {
    return record(ctx, [row], await sendToHook(ctx, row, notification).catch(failure));
  }
  const channel = notification.incident.simulated ? ctx.fileChannel : ctx.channel;
  await record(ctx, [row], await channel.deliver(await mailOf(ctx, row, notification)).catch(failure));
}

/** One mail for all its rows; simulated incidents have digests of files. */
async function sendDigest(ctx: StageContext, digest: string, notify: NotificationLoader): Promise<void> {
  const rows = (await ctx.store.read.outbox.ofDigest(digest)).filter((row) => row.state !== 'dead');
  const waiting = rows.filter((row) => row.state === 'waiting');
  const notified: { row: IncidentOutboxRow; notification: Notification }[] = [];
  for (const row of rows) {
    const notification = row.kind === 'incident' ? await notify(row) : undefined;
    if (row.kind === 'incident' && notification) notified.push({ row, notification });
    else if (row.state === 'waiting') await record(ctx, [row], GONE);
  }
  const [first] = notified;
  if (!first) return;
  const mine = waiting.filter((row) => notified.some((one) => one.row.id === row.id));
  const notifications = notified.map(({ notification }) => notification);
  const channel = notifications.every(({ incident }) => incident.simulated) ? ctx.fileChannel : ctx.channel;
  const message =
    notified.length === 1
      ? await mailOf(ctx, first.row, first.notification)
      : digestOf(ctx, first.row.recipient, digest, notifications);
  await record(
    ctx,
    mine.map((row) => ({ ...row, attempts: row.attempts - 1 })),
    await channel.deliver(message).catch(failure),
  );
}

/** Sends what is due; a slow mail server holds no hook up. */
export async function notifyStage(ctx: StageContext): Promise<void> {
  const due = await ctx.store.read.outbox.due(ctx.clock(), BATCH);
  const notify = notificationLoader(ctx);
  const listings = [...new Set(due.map((row) => row.channel))].map((channel) =>
    due.filter((row) => row.channel === channel),
  );
  await Promise.all(
    listings.map(async (rows) => {
      for (const row of rows) {
        if (!(await claim(ctx, row))) continue;
        if (row.digest === undefined) await sendOne(ctx, row, notify);
        else await sendDigest(ctx, row.digest, notify);
      }
    }),
  );
}
