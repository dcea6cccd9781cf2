/** The HTML part of a mail about an incident: all of it for the team, in short for executives. */
import { escapeXml, safeHref } from '../../chart/escape.ts';
import type { IncidentContent, IncidentNotification, QuotedPost } from '../../domain/notification.ts';
import { stageLine, whyLines } from '../wording.ts';
import { button, closingHtml, hrefOf, mailFrame, MUTED } from './frame.ts';
import { smallPrint } from './incident-text.ts';

/** A label that leads to the paragraph about its figure. */
function label(text: string, { methodLink }: IncidentContent, about: string | undefined): string {
  if (about === undefined) return escapeXml(text);
  return `<a class="muted" href="${hrefOf(`${methodLink}#${about}`)}" style="${MUTED}">${escapeXml(text)}</a>`;
}

/** `value` is HTML. */
function row(name: string, value: string): string {
  return `<tr><td class="muted" style="padding:3px 14px 3px 0;${MUTED};vertical-align:top;white-space:nowrap">${name}</td><td style="padding:3px 0">${value}</td></tr>`;
}

function post({ text, origin, url }: QuotedPost): string {
  const href = url === undefined ? undefined : safeHref(url);
  const from = escapeXml(origin);
  const where = href ? `<a class="muted" href="${escapeXml(href)}" style="${MUTED}">${from}</a>` : from;
  const body = escapeXml(text).replaceAll('\n', '<br>');
  return `<blockquote class="line" style="margin:0 0 14px;padding:2px 0 2px 14px;border-left:3px solid #c3ccd8">${body}<br><span class="muted" style="font-size:13px;${MUTED}">${where}</span></blockquote>`;
}

const SIMULATED =
  '<p class="note" style="margin:0 0 16px;padding:8px 12px;background:#fff4d6;background-color:#fff4d6;color:#4a3a08;border:1px solid #e8cf8a;border-radius:6px">Simulated example: these posts were made up to show how Outcry works.</p>';

/** What the headline rests on, as a list. */
function whyHtml(content: IncidentContent): string {
  const [only = '', ...others] = whyLines(content);
  if (others.length === 0) return escapeXml(only);
  const items = [only, ...others].map((one) => `<li style="margin:0 0 2px">${escapeXml(one)}</li>`);
  return `<ul style="margin:0;padding-left:18px">${items.join('')}</ul>`;
}

function table(content: IncidentContent, brief: boolean): string {
  const severity = row(label('Severity', content, 'severity'), escapeXml(content.severityText));
  const trend = row(label('Trend', content, 'trend'), escapeXml(content.trend));
  const rows = brief
    ? [severity]
    : [
        row(label('Why', content, 'verdict'), whyHtml(content)),
        trend,
        severity,
        row('Status', escapeXml(content.who)),
      ];
  return `<table role="presentation" style="border-collapse:collapse;font-size:15px">${rows.join('')}</table>`;
}

/** With a chart the message carries it as `cid:chart`. */
export function incidentHtml(notification: IncidentNotification): string {
  const { content, chart, brief } = notification;
  const picture = chart
    ? `<img class="chart" src="cid:chart" width="440" alt="${escapeXml(content.chartAlt)}" style="display:block;box-sizing:border-box;width:100%;max-width:440px;height:auto;margin:18px 0;border:1px solid #d9dfe7;border-radius:6px">`
    : '';
  const quoted = brief ? content.posts.slice(0, 1) : content.posts;
  const posts =
    quoted.length > 0
      ? `<h2 style="font-size:16px;margin:22px 0 12px">What people say</h2>${quoted.map(post).join('')}`
      : '';
  const lines = brief ? [] : (content.arguments ?? []);
  const argued =
    lines.length > 0
      ? `<h2 style="font-size:16px;margin:22px 0 12px">What they argue</h2><ul style="margin:0;padding-left:18px">${lines.map((one) => `<li style="margin:0 0 4px">${escapeXml(one)}</li>`).join('')}</ul>`
      : '';
  const line = stageLine(content);
  const news = line === undefined ? '' : `<p style="margin:0 0 6px;font-weight:600">${escapeXml(line)}</p>\n`;
  const meaning = brief ? '' : `<p style="margin:0 0 14px">${escapeXml(content.meaning)}</p>\n`;
  const open = button(content.openLink ?? content.link, 'Open the incident');
  const body = `${content.simulated ? SIMULATED : ''}
<p class="muted" style="margin:0 0 4px;font-size:13px;${MUTED}">${label(content.label, content, 'kinds')}</p>
${news}<h1 class="headline" style="font-size:22px;line-height:1.3;margin:0 0 10px">${escapeXml(content.headline)} <span style="font-weight:400">${escapeXml(content.cause)}</span></h1>
${meaning}${table(content, brief)}
${brief ? `${picture}${open}` : `${open}${picture}`}
${argued}${posts}`;
  return mailFrame(content.brand, body, closingHtml(notification, smallPrint(content)));
}
