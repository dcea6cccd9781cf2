/** Claims messages of the outbox and saves what became of them, each in one transaction. */
import { digestId } from '../src/alert/message-id.ts';
import { hourlyCap, nextStep, outcomeOf } from '../src/alert/outbox-policy.ts';
import type { Delivery } from '../src/domain/notification.ts';
import { HOUR_MS, MINUTE_MS } from '../src/domain/series.ts';
import type { OutboxRow } from '../src/store/outbox/port.ts';
import type { Tx } from '../src/store/store.ts';
import type { StageContext } from './context.ts';

/** A message claimed by a process that died is taken up again after this. */
const LEASE_MS = 2 * MINUTE_MS;

/** Puts a row into the recipient's digest, or begins one. */
async function putInDigest(
  tx: Tx,
  row: OutboxRow,
  { until, reason }: { readonly until: number; readonly reason: string },
): Promise<void> {
  const open = await tx.outbox.openDigest(row.recipient);
  const digest = open?.digest ?? row.digest ?? digestId(row.messageId);
  await tx.outbox.putInDigest(row.id, digest, Math.max(open?.nextAt ?? 0, until), reason);
}

/** Takes a row, and its digest with it, for this process; false where it waits, is another's, or is not wanted. */
export async function claim(ctx: StageContext, row: OutboxRow, digests: boolean): Promise<boolean> {
  const now = ctx.clock();
  return ctx.store.tx(async (tx) => {
    const step = nextStep({
      optedOut: await tx.outbox.optedOut(row.recipient),
      cap: hourlyCap(row.recipient, ctx.config.routes),
      sentTimes: await tx.outbox.sentTimes(row.recipient, now - HOUR_MS),
      digests,
      now,
    });
    if (step.kind === 'skip') await tx.outbox.skip(row.id, step.reason);
    if (step.kind === 'defer') await tx.outbox.defer(row.id, step.until, step.reason);
    if (step.kind === 'digest') await putInDigest(tx, row, step);
    if (step.kind !== 'send') return false;
    return row.digest === undefined
      ? tx.outbox.claim(row.id, row.attempts, now + LEASE_MS)
      : tx.outbox.claimDigest(row.digest, row.attempts, now + LEASE_MS);
  });
}

/** Saves what became of one try of one message: of a row, or of all rows of a digest. */
export async function saveOutcome(
  ctx: StageContext,
  rows: readonly OutboxRow[],
  attempts: number,
  delivery: Delivery,
): Promise<void> {
  if (rows.length === 0) return;
  const now = ctx.clock();
  const outcome = outcomeOf(delivery, attempts, now);
  if ('reason' in outcome) {
    ctx.log.warn({ outbox: rows[0]?.id, reason: outcome.reason }, 'an alert was not sent');
  }
  await ctx.store.tx(async (tx) => {
    for (const { id, channel, messageId } of rows) {
      if (outcome.kind === 'sent') await tx.outbox.markSent(id, now);
      else if (outcome.kind === 'written') await tx.outbox.markWritten(id, now, outcome.file);
      else if (outcome.kind === 'failed') await tx.outbox.markFailed(id, outcome.reason, outcome.nextAt);
      else {
        const { reason } = outcome;
        await tx.outbox.markDead(id, reason);
        const letter = { stage: 'notify', source: channel, ref: String(id), reason };
        await tx.deadLetters.add([{ ...letter, payload: messageId, createdAt: now }]);
      }
    }
  });
}
