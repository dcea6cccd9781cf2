/**
 * Tells operators, once, that a collector fell silent, and that it is back.
 */
import { createHash } from 'node:crypto';
import { sourceId } from '../src/domain/source.ts';
import { channelOf, recipientsOf } from '../src/alert/recipients.ts';
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
  const recipients = [...new Set(operators.flatMap(recipientsOf))];
  const host = new URL(ctx.env.publicUrl).hostname;
  return tx.outbox.add(
    recipients.map((recipient) => {
      const hash = createHash('sha256')
        .update([ctx.pseudonymKey, 'source-outage', outage.source, outage.at, stage, recipient].join('\0'))
        .digest('hex')
        .slice(0, 32);
      const messageId = `<${hash}@${host}>`;
      const channel = channelOf(recipient);
      const subject = { kind: 'source-outage', outageId: outage.id, stage } as const;
      return { ...subject, channel, recipient, messageId, createdAt: ctx.clock() };
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
        if (!(await tx.outages.back(outage.id, now))) return 0;
        return source.enabled ? notify(ctx, tx, outage, 'source-recovered') : 0;
      });
    }
  }
  // Sources that no file names any more are waited for no longer.
  for (const { id } of known.values()) await ctx.store.tx((tx) => tx.outages.back(id, now));
  if (notified > 0) await ctx.queue.enqueue('notify', {}).catch(ctx.onLostJob);
}
