/** Sends a test message through the real channel, at once. */
import { randomUUID } from 'node:crypto';
import { type Recipient, recipientText } from '../domain/recipient.ts';
import { reasonOf } from '../domain/result.ts';
import { CHANNELS } from '../notify/registry.ts';
import type { SetupContext } from './context.ts';
import type { Tested } from './port.ts';

/** `by` is who asked for it. Never throws: why it could not be sent is a part of the answer. */
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
  try {
    const message = channel.renderTest({ to, id, at: ctx.clock(), by, link: ctx.publicUrl });
    const delivery = await channel.deliver(message);
    if (delivery.kind === 'sent') return { ok: true, text: `Test sent to ${recipientText(to)}.` };
    if (delivery.kind === 'written')
      return {
        ok: true,
        text: 'No mail server is set up (SMTP_URL), so the test was written to a file in the folder of mails.',
      };
    return { ok: false, text: `The test could not be sent: ${delivery.reason}.` };
  } catch (error) {
    return { ok: false, text: `The test could not be sent: ${reasonOf(error)}.` };
  }
}
