/** One mail in place of many: what a recipient would have got beyond the hourly limit. */
import { escapeXml, safeHref } from '../chart/escape.ts';
import { clip, type MailContent, oneLine } from './mail.ts';

export type DigestLine = Pick<
  MailContent,
  'brand' | 'label' | 'number' | 'course' | 'link' | 'stage' | 'simulated'
>;

export interface DigestContent {
  readonly lines: readonly DigestLine[];
  /** The most messages an hour. */
  readonly cap: number;
  readonly becauseOf: string;
  readonly stop?: string;
}

const MOST_LINES = 50;
const MAX_SUBJECT = 70;
const STAGE = { opened: 'new', escalated: 'worse', resolved: 'over' } as const;

function lineText(line: DigestLine): string {
  const tag = line.simulated ? ' (simulated)' : '';
  return `${line.brand}${tag}: ${line.label}, ${line.number}, ${line.course} (${STAGE[line.stage ?? 'opened']})`;
}

/** `7 more alerts: Spotify, WhatsApp`, at most 70 characters. */
export function digestSubject({ lines }: DigestContent): string {
  const brands = [...new Set(lines.map((line) => oneLine(line.brand)))].join(', ');
  return clip(`[Outcry] ${lines.length} more alerts: ${brands}`, MAX_SUBJECT);
}

function intro({ lines, cap }: DigestContent): string {
  return `${lines.length} alerts came on top of the ${cap} that you get in an hour at most. They are here in one mail.`;
}

export function digestText(content: DigestContent): string {
  const shown = content.lines.slice(0, MOST_LINES);
  const more = content.lines.length - shown.length;
  return [
    intro(content),
    '',
    ...shown.map((line) => `- ${oneLine(lineText(line))}\n  ${line.link}`),
    ...(more > 0 ? [`and ${more} more, on the list of incidents`] : []),
    '',
    '-- ',
    `You get this because of ${content.becauseOf}`,
    ...(content.stop ? [`Stop these mails: ${content.stop}`] : []),
    '',
  ].join('\n');
}

export function digestHtml(content: DigestContent): string {
  const shown = content.lines.slice(0, MOST_LINES);
  const more = content.lines.length - shown.length;
  const points = shown.map(
    (line) =>
      `<li style="margin:0 0 8px"><a href="${escapeXml(safeHref(line.link) ?? '#')}">${escapeXml(lineText(line))}</a></li>`,
  );
  const stop = content.stop
    ? `<br><a href="${escapeXml(safeHref(content.stop) ?? '#')}" style="color:#5b6472">Stop these mails</a>`
    : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Alerts</title></head>
<body style="margin:0;padding:0;background:#f4f6f9;color:#1b2230;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5">
<div role="main" style="max-width:600px;margin:0 auto;padding:24px;background:#ffffff">
<p style="margin:0 0 14px">${escapeXml(intro(content))}</p>
<ul style="margin:0;padding-left:20px">${points.join('')}</ul>
${more > 0 ? `<p>and ${more} more, on the list of incidents</p>` : ''}
<p style="margin:26px 0 0;padding-top:14px;border-top:1px solid #e3e7ed;font-size:13px;color:#5b6472">You get this because of ${escapeXml(content.becauseOf)}${stop}</p>
</div></body></html>
`;
}
