/** Signed JSON for programs. No text of a post is in it. */
import type { Notification } from '../../domain/notification.ts';
import type { Channel, ChannelParts, ChannelType } from '../channel.ts';
import { deliverToHook, hookMessage, type HookMessage, hookName, testMessage } from '../hook.ts';
import { outageText, testText, whyText } from '../wording.ts';

/** The payload of Standard Webhooks: a type, a time, the data. */
function payloadOf(notification: Notification) {
  const timestamp = new Date(notification.at).toISOString();
  if (notification.kind === 'source-outage') {
    const type = notification.content.back ? 'source.back' : 'source.silent';
    return { type, timestamp, data: outageText(notification.content) };
  }
  const { content } = notification;
  const { stage, number, label, course, meaning, trend, who, link, severity, simulated } = content;
  const about = { incident: content.incident, brand: content.brandSlug, brandName: content.brand };
  const sentences = { label, number, course, meaning, why: whyText(content), trend, who };
  const data = { ...about, stage, severity, simulated, ...sentences, link };
  return { type: `incident.${stage}`, timestamp, data };
}

function open({ hooks, post, sign, clock }: ChannelParts): Channel<HookMessage> {
  return {
    render: (notification) => hookMessage(notification, payloadOf(notification)),
    renderTest: (test) =>
      testMessage(test, {
        type: 'test',
        timestamp: new Date(test.at).toISOString(),
        data: testText(test),
      }),
    deliver: (message) => deliverToHook(message, { hooks, post, sign, now: clock() }),
  };
}

export const webhook: ChannelType = { name: 'webhook', routeKey: 'webhooks', address: hookName, open };
