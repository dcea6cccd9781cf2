/**
 * A process that sends the outbox of a database until nothing waits; the chaos test kills it. With `naive` a mail is
 * marked as sent before it is, as a control.
 * Words: folder, address of the mail server, `real` or `naive`, the time it believes in (ms).
 */
import { notificationLoader } from '../../src/report/notification/load.ts';
import { notifyStage } from '../../workers/notify.ts';
import { openTestInstallation } from '../support/installation.ts';

const [dir = '', smtp = '', way = 'real', time = '0'] = process.argv.slice(2);
const now = Number(time);
const { ctx, store, close } = await openTestInstallation({
  dir,
  env: { SMTP_URL: smtp, MAIL_FROM: 'outcry@example.org', PUBLIC_URL: 'https://outcry.example' },
  clock: () => now,
});
process.stdout.write('ready\n');

async function naively(): Promise<void> {
  const { config, env, pseudonymKey: key } = ctx;
  const loader = notificationLoader(store.read, { config, publicUrl: env.publicUrl, key, now });
  for (const row of await store.read.outbox.due(now, 20)) {
    if (row.kind !== 'incident') continue;
    await store.tx((tx) => tx.outbox.markSent(row.id, now));
    const { notification } = await loader.single(row);
    const channel = ctx.channels.get(row.channel)!;
    if (notification && notification.kind !== 'digest') await channel.deliver(channel.render(notification));
  }
}

while ((await store.read.outbox.due(now, 1)).length > 0) {
  if (way === 'naive') await naively();
  else await notifyStage(ctx);
}
if ((await store.read.outbox.waiting()) === 0) process.stdout.write('through\n');
await close();
process.exit(0);
