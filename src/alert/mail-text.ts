/** The plain-text part: complete by itself. */
import { type MailContent, stageLine } from './mail.ts';

function quote(text: string): string {
  return text
    .split('\n')
    .map((line) => `  > ${line}`)
    .join('\n');
}

export function mailText(content: MailContent): string {
  const posts = content.posts.map(
    ({ text, origin, url }) => `${quote(text)}\n    ${origin}${url ? `\n    ${url}` : ''}`,
  );
  return [
    content.simulated ? 'SIMULATED EXAMPLE: these posts were made up to show how Outcry works.\n' : '',
    ...(stageLine(content) === undefined ? [] : [stageLine(content)!]),
    content.meaning,
    '',
    `Why: ${content.why}`,
    `Trend: ${content.trend}`,
    `Severity: ${content.severity}`,
    `Chart: ${content.chartAlt}`,
    '',
    posts.length > 0 ? `What people say:\n\n${posts.join('\n\n')}\n` : '',
    `Who is on it: ${content.who}`,
    '',
    `Open the incident: ${content.link}`,
    '',
    '-- ',
    `You get this because of ${content.becauseOf}`,
    ...(content.stop ? [`Stop these mails: ${content.stop}`] : []),
    'One mail is sent for each stage of an incident. Outcry measures what people write; it does not know why they do.',
    '',
  ]
    .filter((line, i, all) => !(line === '' && all[i - 1] === ''))
    .join('\n')
    .trimStart();
}
