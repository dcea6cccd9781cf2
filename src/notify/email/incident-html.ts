/** The HTML part of a mail about an incident. */
import { escapeXml, safeHref } from '../../chart/escape.ts';
import type { IncidentNotification, QuotedPost } from '../../domain/notification.ts';
import { capital, stageLine } from '../wording.ts';
import { button, closingHtml, mailFrame, MUTED } from './frame.ts';
import { SMALL_PRINT } from './incident-text.ts';

function row(label: string, value: string): string {
  return `<tr><td style="padding:3px 14px 3px 0;${MUTED};vertical-align:top;white-space:nowrap">${escapeXml(label)}</td><td style="padding:3px 0">${escapeXml(value)}</td></tr>`;
}

function post({ text, origin, url }: QuotedPost): string {
  const href = url === undefined ? undefined : safeHref(url);
  const from = escapeXml(origin);
  const where = href ? `<a href="${escapeXml(href)}" style="${MUTED}">${from}</a>` : from;
  const body = escapeXml(text).replaceAll('\n', '<br>');
  return `<blockquote style="margin:0 0 14px;padding:2px 0 2px 14px;border-left:3px solid #d4dae3">${body}<br><span style="font-size:13px;${MUTED}">${where}</span></blockquote>`;
}

const SIMULATED =
  '<p style="margin:0 0 16px;padding:8px 12px;background:#fff4d6;border:1px solid #e8cf8a;border-radius:6px">Simulated example: these posts were made up to show how Outcry works.</p>';

/** With a chart the message carries it as `cid:chart`. */
export function incidentHtml(notification: IncidentNotification): string {
  const { content, chart } = notification;
  const picture = chart
    ? `<img src="cid:chart" width="600" alt="${escapeXml(content.chartAlt)}" style="display:block;width:100%;max-width:600px;height:auto;margin:18px 0;border:1px solid #e3e7ed;border-radius:6px">`
    : '';
  const posts =
    content.posts.length > 0
      ? `<h2 style="font-size:16px;margin:22px 0 12px">What people say</h2>${content.posts.map(post).join('')}`
      : '';
  const line = stageLine(content);
  const news = line === undefined ? '' : `<p style="margin:0 0 6px;font-weight:600">${escapeXml(line)}</p>\n`;
  const rows = [
    row('Why', content.why),
    row('Trend', content.trend),
    row('Severity', content.severityText),
    row('Status', content.who),
  ].join('');
  const body = `${content.simulated ? SIMULATED : ''}
<p style="margin:0 0 4px;font-size:13px;${MUTED}">${escapeXml(content.brand)} · ${escapeXml(content.label)}</p>
${news}<h1 style="font-size:26px;line-height:1.2;margin:0 0 8px">${escapeXml(capital(content.number))}</h1>
<p style="margin:0 0 14px">${escapeXml(content.meaning)}</p>
<table role="presentation" style="border-collapse:collapse;font-size:15px">${rows}</table>
${picture}
${button(content.openLink ?? content.link, 'Open the incident')}
${posts}`;
  return mailFrame(content.brand, body, closingHtml(notification, SMALL_PRINT));
}
