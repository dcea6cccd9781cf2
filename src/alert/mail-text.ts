/** The plain-text part: complete by itself. */
import { type MailFacts, stageLine } from './mail.ts';

function quote(text: string): string {
  return text
    .split('\n')
    .map((line) => `  > ${line}`)
    .join('\n');
}

export function mailText(facts: MailFacts): string {
  const posts = facts.posts.map(
    ({ text, origin, url }) => `${quote(text)}\n    ${origin}${url ? `\n    ${url}` : ''}`,
  );
  return [
    facts.simulated ? 'SIMULATED EXAMPLE: these posts were made up to show how Outcry works.\n' : '',
    ...(stageLine(facts) === undefined ? [] : [stageLine(facts)!]),
    facts.meaning,
    '',
    `Why: ${facts.why}`,
    `Trend: ${facts.trend}`,
    `Severity: ${facts.severity}`,
    `Chart: ${facts.chartAlt}`,
    '',
    posts.length > 0 ? `What people say:\n\n${posts.join('\n\n')}\n` : '',
    `Who is on it: ${facts.who}`,
    '',
    `Open the incident: ${facts.link}`,
    '',
    '-- ',
    `You get this because of ${facts.becauseOf}`,
    ...(facts.stop ? [`Stop these mails: ${facts.stop}`] : []),
    'One mail is sent for each stage of an incident. Outcry measures what people write; it does not know why they do.',
    '',
  ]
    .filter((line, i, all) => !(line === '' && all[i - 1] === ''))
    .join('\n')
    .trimStart();
}
