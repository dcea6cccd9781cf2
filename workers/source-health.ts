/** Source health alerts: one when a source outage begins, one when the source is read again. */
import { messageId } from '../src/alert/message-id.ts';
import { recipientText, uniqueRecipients } from '../src/domain/recipient.ts';
import { sourceId } from '../src/domain/source.ts';
import { hasOutage, outageAfterMs } from '../src/series/freshness.ts';
import type { Tx } from '../src/store/store.ts';
import type { SourceOutage } from '../src/store/outages/port.ts';
import type { StageContext } from './context.ts';

export type SourceHealthStage = 'source-outage' | 'source-recovered';

async function notify(
  ctx: StageContext,
  tx: Tx,
  outage: SourceOutage,
  stage: SourceHealthStage,
): Promise<number> {
  const operators = ctx.config.routes.filter(({ audience }) => audience === 'operator');
  const recipients = uniqueRecipients(operators.flatMap((route) => route.recipients));
  const { pseudonymKey, env, clock } = ctx;
  return tx.outbox.add(
    recipients.map((to) => {
      const recipient = recipientText(to);
      const about = ['source-outage', outage.source, outage.at, stage, recipient];
      return {
        kind: 'source-outage',
        outageId: outage.id,
        stage,
        channel: to.channel,
        recipient,
        messageId: messageId(pseudonymKey, env.publicUrl, about),
        createdAt: clock(),
      };
    }),
  );
}

/** Looks at every source that is read. One that was never read has not fallen silent. */
export async function checkSources(ctx: StageContext): Promise<void> {
  const { read } = ctx.store;
  const now = ctx.clock();
  const [states, open] = await Promise.all([read.sources.all(), read.outages.open()]);
  const known = new Map(open.map((outage) => [outage.source, outage]));
  let notified = 0;
  for (const config of ctx.config.sources) {
    const source = { ...config, id: sourceId(config) };
    const state = states.find((one) => one.source === source.id);
    const outage = known.get(source.id);
    known.delete(source.id);
    // A process that has just started has not had its turns yet.
    const up = now - (ctx.startedAt ?? -Infinity) > outageAfterMs(source);
    if (hasOutage(source, state, now)) {
      if (outage || !up || state?.lastReadAt === undefined) continue;
      const since = state.completeUntil ?? state.lastReadAt;
      notified += await ctx.store.tx(async (tx) => {
        const made = await tx.outages.add({ source: source.id, since, at: now });
        return made ? notify(ctx, tx, made, 'source-outage') : 0;
      });
    } else if (outage) {
      notified += await ctx.store.tx(async (tx) => {
        if (!(await tx.outages.recover(outage.id, now))) return 0;
        return source.enabled ? notify(ctx, tx, outage, 'source-recovered') : 0;
      });
    }
  }
  // Sources that no file names any more are waited for no longer.
  for (const { id } of known.values()) await ctx.store.tx((tx) => tx.outages.recover(id, now));
  if (notified > 0) await ctx.queue.enqueue('notify', {}).catch(ctx.onLostJob);
}
