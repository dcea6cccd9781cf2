/** Stage `notify`: sends what is due in the outbox, at least once, never more than the hourly cap. */
import { hourlyCap } from '../src/alert/decide.ts';
import { subjectOf } from '../src/alert/mail.ts';
import { mailHtml } from '../src/alert/mail-html.ts';
import { mailText } from '../src/alert/mail-text.ts';
import { HOUR_MS, MINUTE_MS } from '../src/domain/series.ts';
import type { Delivery, Message } from '../src/notify/channel.ts';
import { loadIncidentReport } from '../src/report/incident-report.ts';
import { mailChart, mailFacts } from '../src/report/mail-facts.ts';
import type { OutboxRow } from '../src/store/ports/outbox.ts';
import type { StageContext } from './context.ts';

const BATCH = 20;
/** A message claimed by a process that died is taken up again after this. */
const LEASE_MS = 2 * MINUTE_MS;
const MAX_ATTEMPTS = 12;

function backoffMs(attempts: number): number {
  return Math.min(30_000 * 2 ** Math.max(0, attempts - 1), HOUR_MS);
}

async function compose(
  ctx: StageContext,
  row: OutboxRow,
): Promise<{ message: Message; simulated: boolean } | undefined> {
  const { read } = ctx.ledger;
  const incident = await read.incidents.find(String(row.incidentId));
  const brand = incident && (await read.brands.bySlug(incident.brand));
  if (!incident || !brand) return undefined;
  const now = ctx.clock();
  const report = await loadIncidentReport(read, ctx.config, incident, now);
  const facts = await mailFacts(read, brand, report, {
    publicUrl: ctx.env.publicUrl,
    now,
    routes: ctx.config.routes,
    recipient: row.recipient,
  });
  const chart = mailChart(report, facts.chartAlt);
  const message = {
    to: row.recipient,
    subject: subjectOf(facts),
    text: mailText(facts),
    html: mailHtml(facts, chart !== undefined),
    messageId: row.messageId,
    references: [],
    ...(chart ? { chartPng: chart } : {}),
  };
  return { message, simulated: incident.simulated };
}

async function record(ctx: StageContext, row: OutboxRow, delivery: Delivery): Promise<void> {
  const now = ctx.clock();
  const attempts = row.attempts + 1;
  const gaveUp = delivery.kind === 'retry' && attempts >= MAX_ATTEMPTS;
  await ctx.ledger.tx(async (tx) => {
    if (delivery.kind === 'sent') await tx.outbox.markSent(row.id, now);
    else if (delivery.kind === 'written') await tx.outbox.markWritten(row.id, now, delivery.file);
    else if (delivery.kind === 'retry' && !gaveUp) {
      await tx.outbox.markFailed(row.id, delivery.reason, now + backoffMs(attempts));
    } else {
      await tx.outbox.markDead(row.id, delivery.reason);
      const letter = { stage: 'notify', source: row.channel, ref: String(row.id), reason: delivery.reason };
      await tx.deadLetters.add([{ ...letter, payload: row.messageId, createdAt: now }]);
    }
  });
}

async function sendOne(ctx: StageContext, row: OutboxRow): Promise<void> {
  const now = ctx.clock();
  const claimed = await ctx.ledger.tx(async (tx) => {
    const cap = hourlyCap(row.recipient, ctx.config.routes);
    if ((await tx.outbox.sentSince(row.recipient, now - HOUR_MS)) >= cap) {
      await tx.outbox.defer(row.id, now + 10 * MINUTE_MS, `${cap} mails in the last hour; waits`);
      return false;
    }
    return tx.outbox.claim(row.id, row.attempts, now + LEASE_MS);
  });
  if (!claimed) return;
  const composed = await compose(ctx, row);
  if (!composed) {
    await record(ctx, row, { kind: 'dead', reason: 'its incident is gone' });
    return;
  }
  const channel = composed.simulated ? ctx.fileChannel : ctx.channel;
  const delivery = await channel
    .deliver(composed.message)
    .catch((error: unknown): Delivery => ({ kind: 'retry', reason: String(error).slice(0, 500) }));
  if (delivery.kind === 'retry' || delivery.kind === 'dead') {
    ctx.log.warn({ outbox: row.id, reason: delivery.reason }, 'a mail was not sent');
  }
  await record(ctx, row, delivery);
}

export async function notifyStage(ctx: StageContext): Promise<void> {
  for (const row of await ctx.ledger.read.outbox.due(ctx.clock(), BATCH)) await sendOne(ctx, row);
}
