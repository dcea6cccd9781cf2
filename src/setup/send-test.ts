/** Sends a test message through the real channel, at once, and keeps what became of it for the list of messages. */
import { randomUUID } from 'node:crypto';
import type { Delivery } from '../domain/notification.ts';
import { type Recipient, recipientText } from '../domain/recipient.ts';
import { reasonOf } from '../domain/result.ts';
import { CHANNELS } from '../notify/registry.ts';
import type { SetupContext } from './context.ts';
import type { Tested } from './port.ts';

/** A test is tried once, so one that would be tried again has failed. */
async function keep(ctx: SetupContext, to: Recipient, messageId: string, delivery: Delivery): Promise<void> {
  const ended =
    delivery.kind === 'sent'
      ? { state: 'sent' as const }
      : delivery.kind === 'written'
        ? { state: 'written' as const, file: delivery.file }
        : { state: 'dead' as const, lastError: delivery.reason };
  const row = { channel: to.channel, recipient: recipientText(to), messageId, at: ctx.clock(), ...ended };
  await ctx.store.tx((tx) => tx.outbox.addTest(row));
}

/** `by` is who asked for it. Why it could not be sent is a part of the answer. */
export async function sendTest(ctx: SetupContext, to: Recipient, by: string): Promise<Tested> {
  const channel = ctx.channels.get(to.channel);
  const type = CHANNELS.find(({ name }) => name === to.channel);
  if (!channel || !type) return { ok: false, text: 'There is no such channel.' };
  const address = type.address.safeParse(to.address);
  if (!address.success) {
    const text =
      to.channel === 'email'
        ? 'Enter one plain address, for example pr@example.com.'
        : `${address.error.issues[0]?.message ?? 'The name is not right'}.`;
    return { ok: false, text, fields: { address: text } };
  }
  const id = `<test-${randomUUID()}@outcry>`;
  const tried = async (): Promise<Delivery> =>
    channel.deliver(channel.renderTest({ to, id, at: ctx.clock(), by, link: ctx.publicUrl }));
  const delivery = await tried().catch((error): Delivery => ({ kind: 'dead', reason: reasonOf(error) }));
  await keep(ctx, to, id, delivery);
  if (delivery.kind === 'sent') return { ok: true, text: `Test sent to ${recipientText(to)}.` };
  if (delivery.kind === 'written')
    return {
      ok: true,
      text: 'No mail server is set up (SMTP_URL), so the test was written to a file: read it under Mail.',
    };
  return { ok: false, text: `The test could not be sent: ${delivery.reason}.` };
}
