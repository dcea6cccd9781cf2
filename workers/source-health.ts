/**
 * Tells operators, once, that a collector fell silent, and that it is back. The outbox row names the notice by its
 * number below zero (`incidentId` = -id): it is of no incident. Its text is `sourceNotice` of `sourceNoticeFacts`.
 */
import { createHash } from 'node:crypto';
import { sourceId } from '../config/schema/sources.ts';
import { channelOf, recipientsOf } from '../src/alert/recipients.ts';
import { isSilent, silentAfterMs } from '../src/series/freshness.ts';
import type { Tx } from '../src/store/store.ts';
import type { SourceNotice } from '../src/store/source-alerts/port.ts';
import type { StageContext } from './context.ts';

export type NoticeStage = 'source-silent' | 'source-back';

async function tell(ctx: StageContext, tx: Tx, notice: SourceNotice, stage: NoticeStage): Promise<number> {
  const operators = ctx.config.routes.filter(({ audience }) => audience === 'operator');
  const recipients = [...new Set(operators.flatMap(recipientsOf))];
  const host = new URL(ctx.env.publicUrl).hostname;
  return tx.outbox.add(
    recipients.map((recipient) => {
      const hash = createHash('sha256')
        .update([ctx.pseudonymKey, 'notice', notice.source, notice.at, stage, recipient].join('\0'))
        .digest('hex')
        .slice(0, 32);
      const messageId = `<${hash}@${host}>`;
      const channel = channelOf(recipient);
      return { incidentId: -notice.id, stage, channel, recipient, messageId, createdAt: ctx.clock() };
    }),
  );
}

/** Looks at every source that is read. One that was never read has not fallen silent. */
export async function noticeSources(ctx: StageContext): Promise<void> {
  const { read } = ctx.ledger;
  const now = ctx.clock();
  const [states, open] = await Promise.all([read.sources.all(), read.notices.open()]);
  const known = new Map(open.map((notice) => [notice.source, notice]));
  let told = 0;
  for (const config of ctx.config.sources) {
    const source = { ...config, id: sourceId(config) };
    const state = states.find((one) => one.source === source.id);
    const notice = known.get(source.id);
    known.delete(source.id);
    // A process that has just started has not had its turns yet.
    const up = now - (ctx.startedAt ?? -Infinity) > silentAfterMs(source);
    if (isSilent(source, state, now)) {
      if (notice || !up || state?.lastReadAt === undefined) continue;
      const since = state.completeUntil ?? state.lastReadAt;
      told += await ctx.ledger.tx(async (tx) => {
        const made = await tx.notices.add({ source: source.id, since, at: now });
        return made ? tell(ctx, tx, made, 'source-silent') : 0;
      });
    } else if (notice) {
      told += await ctx.ledger.tx(async (tx) => {
        if (!(await tx.notices.back(notice.id, now))) return 0;
        return source.enabled ? tell(ctx, tx, notice, 'source-back') : 0;
      });
    }
  }
  // Sources that no file names any more are waited for no longer.
  for (const { id } of known.values()) await ctx.ledger.tx((tx) => tx.notices.back(id, now));
  if (told > 0) await ctx.bell.ring('notify', {}).catch(ctx.onLostRing);
}
