/** The plain-text part of a mail about an incident: complete by itself. */
import type { IncidentNotification } from '../../domain/notification.ts';
import { stageLine } from '../wording.ts';
import { closingText } from './frame.ts';

export const SMALL_PRINT =
  'You get one mail for each stage of an incident. Outcry measures what people write, not why they write it.';

function quote(text: string): string {
  return text
    .split('\n')
    .map((line) => `  > ${line}`)
    .join('\n');
}

export function incidentText(notification: IncidentNotification): string {
  const { content } = notification;
  const posts = content.posts.map(
    ({ text, origin, url }) => `${quote(text)}\n    ${origin}${url ? `\n    ${url}` : ''}`,
  );
  const line = stageLine(content);
  return [
    content.simulated ? 'SIMULATED EXAMPLE: these posts were made up to show how Outcry works.\n' : '',
    ...(line === undefined ? [] : [line]),
    content.meaning,
    '',
    `Why: ${content.why}`,
    `Trend: ${content.trend}`,
    `Severity: ${content.severityText}`,
    `Chart: ${content.chartAlt}`,
    '',
    posts.length > 0 ? `What people say:\n\n${posts.join('\n\n')}\n` : '',
    `Status: ${content.who}`,
    '',
    `Open the incident: ${content.openLink ?? content.link}`,
    '',
    ...closingText(notification, [SMALL_PRINT]),
  ]
    .filter((one, i, all) => !(one === '' && all[i - 1] === ''))
    .join('\n')
    .trimStart();
}
