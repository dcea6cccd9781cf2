/** Messages for Slack's incoming webhooks; Mattermost, Rocket.Chat and others take them too. No text of a post is in them. */
import type { IncidentContent, Notification } from '../../domain/notification.ts';
import type { Channel, ChannelParts, ChannelType } from '../channel.ts';
import { deliverToHook, hookMessage, type HookMessage, hookName, testMessage } from '../hook.ts';
import { clip, oneLine, outageText, stageLine, subjectOf, testText, whyText } from '../wording.ts';

/** Slack's own escapes: https://api.slack.com/reference/surfaces/formatting#escaping */
function escaped(text: string): string {
  return oneLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const MAX_LINE = 2_000;

function incidentText(content: IncidentContent): string {
  const lines = [
    stageLine(content),
    content.meaning,
    `Why: ${whyText(content)}`,
    `Trend: ${content.trend}`,
    `Status: ${content.who}`,
  ];
  return [
    `*${escaped(subjectOf(content))}*`,
    ...lines.filter((line) => line !== undefined).map((line) => clip(escaped(line), MAX_LINE)),
    `<${encodeURI(content.openLink ?? content.link)}|Open the incident>`,
  ].join('\n');
}

function textOf(notification: Notification): string {
  if (notification.kind === 'incident') return incidentText(notification.content);
  const { subject, text } = outageText(notification.content);
  return `${subject}\n${text}`;
}

/** Links stay as they are: Slack makes them links. */
function escapedText({ subject, text }: { subject: string; text: string }): string {
  return [subject, ...text.trim().split('\n\n')].map(escaped).join('\n');
}

function open({ hooks, post, clock }: ChannelParts): Channel<HookMessage> {
  return {
    render: (notification) => hookMessage(notification, { text: textOf(notification) }),
    renderTest: (test) => testMessage(test, { text: escapedText(testText(test)) }),
    deliver: (message) => deliverToHook(message, { hooks, post, sign: 'unsigned', now: clock() }),
  };
}

export const slack: ChannelType = { name: 'slack', routeKey: 'slack', address: hookName, open };
