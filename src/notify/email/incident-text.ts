/** The plain-text part of a mail about an incident: complete by itself. */
import type { IncidentContent, IncidentNotification } from '../../domain/notification.ts';
import { stageLine, whyLines } from '../wording.ts';
import { closingText } from './frame.ts';

/** When the next mail comes, as far as that is known, and what the figures are not. */
export function smallPrint({ stage, over }: Pick<IncidentContent, 'stage' | 'over'>): string {
  const measures = 'Outcry measures what people write, not why they write it.';
  if (stage === 'resolved') return `This was the last mail about it. ${measures}`;
  return over ? measures : `We write again if it gets worse or ends. ${measures}`;
}

function quote(text: string): string {
  return text
    .split('\n')
    .map((line) => `  > ${line}`)
    .join('\n');
}

/** As much as the HTML part: for executives the headline, the severity and one post. */
export function incidentText(notification: IncidentNotification): string {
  const { content, brief } = notification;
  const quoted = brief ? content.posts.slice(0, 1) : content.posts;
  const posts = quoted.map(
    ({ text, origin, url }) => `${quote(text)}\n    ${origin}${url ? `\n    ${url}` : ''}`,
  );
  const argued = brief ? [] : (content.arguments ?? []);
  const line = stageLine(content);
  const details = [
    content.meaning,
    '',
    'Why:',
    ...whyLines(content).map((one) => `- ${one}`),
    '',
    `Trend: ${content.trend}`,
  ];
  return [
    content.simulated ? 'SIMULATED EXAMPLE: these posts were made up to show how Outcry works.\n' : '',
    ...(line === undefined ? [] : [line]),
    `${content.headline} ${content.cause}`,
    '',
    ...(brief ? [] : details),
    `Severity: ${content.severityText}`,
    ...(brief ? [] : [`Status: ${content.who}`]),
    `Chart: ${content.chartAlt}`,
    '',
    argued.length > 0 ? `What they argue:\n${argued.map((one) => `- ${one}`).join('\n')}\n` : '',
    posts.length > 0 ? `What people say:\n\n${posts.join('\n\n')}\n` : '',
    `Open the incident: ${content.openLink ?? content.link}`,
    `What the figures mean: ${content.methodLink}`,
    '',
    ...closingText(notification, [smallPrint(content)]),
  ]
    .filter((one, i, all) => !(one === '' && all[i - 1] === ''))
    .join('\n')
    .trimStart();
}
