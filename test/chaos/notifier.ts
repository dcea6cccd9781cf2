/**
 * A process that sends the outbox of a database until nothing waits; the chaos test kills it. With `naive` a mail is
 * marked as sent before it is, as a control.
 * Words: folder, address of the mail server, `real` or `naive`, the time it believes in (ms).
 */
import { mailOf, notificationLoader } from '../../workers/compose.ts';
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
  const notify = notificationLoader(ctx);
  for (const row of await store.read.outbox.due(now, 20)) {
    if (row.kind !== 'incident') continue;
    await store.tx((tx) => tx.outbox.markSent(row.id, now));
    const notification = await notify(row);
    await ctx.channel.deliver(await mailOf(ctx, row, notification!));
  }
}

while ((await store.read.outbox.due(now, 1)).length > 0) {
  if (way === 'naive') await naively();
  else await notifyStage(ctx);
}
if ((await store.read.outbox.waiting()) === 0) process.stdout.write('through\n');
await close();
process.exit(0);
