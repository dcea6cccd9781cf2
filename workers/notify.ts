/** Stage `notify`: sends what is due in the outbox, at least once, and beyond the hourly limit in one digest. */
import type { Delivery, DigestNotification, Notification } from '../src/domain/notification.ts';
import type { Channel } from '../src/notify/channel.ts';
import { type Loaded, type NotificationLoader, notificationLoader } from '../src/report/notification/load.ts';
import type { OutboxRow } from '../src/store/outbox/port.ts';
import { claim, saveOutcome } from './outbox.ts';
import type { StageContext } from './context.ts';
import { cutText } from '../src/domain/text.ts';

const BATCH = 20;
const GONE: Delivery = { kind: 'dead', reason: 'what it is about was deleted' };

async function deliver(channel: Channel, notification: Notification | DigestNotification): Promise<Delivery> {
  try {
    if (notification.kind !== 'digest') return await channel.deliver(channel.render(notification));
    if (channel.renderDigest) return await channel.deliver(channel.renderDigest(notification));
    return { kind: 'dead', reason: 'its channel has no digests' };
  } catch (error) {
    return { kind: 'retry', reason: cutText(String(error), 500) };
  }
}

function load(loader: NotificationLoader, row: OutboxRow): Promise<Loaded> {
  return row.digest === undefined ? loader.single(row) : loader.digest(row.digest);
}

/** Claims a row, loads it, delivers it and saves what became of it. */
async function send(
  ctx: StageContext,
  channel: Channel,
  row: OutboxRow,
  loader: NotificationLoader,
): Promise<void> {
  const attempts = row.attempts + 1;
  if (!(await claim(ctx, row, channel.renderDigest !== undefined))) return;
  const { notification, rows, gone } = await load(loader, row);
  await saveOutcome(ctx, gone, attempts, GONE);
  if (notification) await saveOutcome(ctx, rows, attempts, await deliver(channel, notification));
}

/** Sends what is due; a slow mail server delays no hook. */
export async function notifyStage(ctx: StageContext): Promise<void> {
  const due = await ctx.store.read.outbox.due(ctx.clock(), BATCH);
  const { config, env, pseudonymKey: key } = ctx;
  const options = { config, publicUrl: env.publicUrl, key, now: ctx.clock() };
  const loader = notificationLoader(ctx.store.read, options);
  const names = [...new Set(due.map((row) => row.channel))];
  await Promise.all(
    names.map(async (name) => {
      const channel = ctx.channels.get(name);
      for (const row of due.filter((one) => one.channel === name)) {
        if (channel) await send(ctx, channel, row, loader);
        else await saveOutcome(ctx, [row], row.attempts, { kind: 'dead', reason: `no channel "${name}"` });
      }
    }),
  );
}
