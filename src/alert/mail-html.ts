/** The HTML part: one column, inline styles, no remote image, nothing that counts its readers. */
import { escapeXml, safeHref } from '../chart/escape.ts';
import { type MailContent, type MailPost, stageLine } from './mail.ts';

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const MUTED = 'color:#5b6472';

function row(label: string, value: string): string {
  return `<tr><td style="padding:3px 14px 3px 0;${MUTED};vertical-align:top;white-space:nowrap">${escapeXml(label)}</td><td style="padding:3px 0">${escapeXml(value)}</td></tr>`;
}

function post({ text, origin, url }: MailPost): string {
  const href = url === undefined ? undefined : safeHref(url);
  const from = escapeXml(origin);
  const where = href ? `<a href="${escapeXml(href)}" style="${MUTED}">${from}</a>` : from;
  const body = escapeXml(text).replaceAll('\n', '<br>');
  return `<blockquote style="margin:0 0 14px;padding:2px 0 2px 14px;border-left:3px solid #d4dae3">${body}<br><span style="font-size:13px;${MUTED}">${where}</span></blockquote>`;
}

/** `withChart`: the message carries the picture `cid:chart`. */
export function mailHtml(content: MailContent, withChart: boolean): string {
  const link = escapeXml(safeHref(content.link) ?? '#');
  const chart = withChart
    ? `<img src="cid:chart" width="600" alt="${escapeXml(content.chartAlt)}" style="display:block;width:100%;max-width:600px;height:auto;margin:18px 0;border:1px solid #e3e7ed;border-radius:6px">`
    : '';
  const simulated = content.simulated
    ? '<p style="margin:0 0 16px;padding:8px 12px;background:#fff4d6;border:1px solid #e8cf8a;border-radius:6px">Simulated example: these posts were made up to show how Outcry works.</p>'
    : '';
  const posts =
    content.posts.length > 0
      ? `<h2 style="font-size:16px;margin:22px 0 12px">What people say</h2>${content.posts.map(post).join('')}`
      : '';
  const line = stageLine(content);
  const news = line === undefined ? '' : `<p style="margin:0 0 6px;font-weight:600">${escapeXml(line)}</p>\n`;
  const stop = content.stop
    ? `<br><a href="${escapeXml(safeHref(content.stop) ?? '#')}" style="${MUTED}">Stop these mails</a>`
    : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escapeXml(content.brand)}</title></head>
<body style="margin:0;padding:0;background:#f4f6f9;color:#1b2230;${FONT};font-size:15px;line-height:1.5">
<div role="main" style="max-width:600px;margin:0 auto;padding:24px;background:#ffffff">
${simulated}
<p style="margin:0 0 4px;font-size:13px;${MUTED}">${escapeXml(content.brand)} · ${escapeXml(content.label)}</p>
${news}<h1 style="font-size:26px;line-height:1.2;margin:0 0 8px">${escapeXml(content.number)}</h1>
<p style="margin:0 0 14px">${escapeXml(content.meaning)}</p>
<table role="presentation" style="border-collapse:collapse;font-size:15px">${row('Why', content.why)}${row('Trend', content.trend)}${row('Severity', content.severity)}${row('Who is on it', content.who)}</table>
${chart}
<p style="margin:18px 0"><a href="${link}" style="display:inline-block;padding:10px 18px;background:#1d4fd8;color:#ffffff;text-decoration:none;border-radius:6px">Open the incident</a></p>
${posts}
<p style="margin:26px 0 0;padding-top:14px;border-top:1px solid #e3e7ed;font-size:13px;${MUTED}">You get this because of ${escapeXml(content.becauseOf)}<br>One mail is sent for each stage of an incident. Outcry measures what people write; it does not know why they do.${stop}</p>
</div></body></html>
`;
}
