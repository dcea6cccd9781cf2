/** One mail in place of those beyond the hourly limit. */
import { escapeXml } from '../../chart/escape.ts';
import type { DigestNotification, IncidentContent } from '../../domain/notification.ts';
import { clip, oneLine } from '../wording.ts';
import { closingHtml, closingText, hrefOf, mailFrame } from './frame.ts';

const MOST_LINES = 50;
const MAX_SUBJECT = 70;
const STAGE = { opened: 'new', escalated: 'worse', resolved: 'over' } as const;

function lineText(line: IncidentContent): string {
  const tag = line.simulated ? ' (simulated)' : '';
  return `${line.brand}${tag}: ${line.label}, ${line.number}, ${line.course} (${STAGE[line.stage]})`;
}

/** `7 more alerts: Spotify, WhatsApp`, at most 70 characters. */
export function digestSubject({ incidents }: DigestNotification): string {
  const brands = [...new Set(incidents.map((line) => oneLine(line.brand)))].join(', ');
  return clip(`[Outcry] ${incidents.length} more alerts: ${brands}`, MAX_SUBJECT);
}

function intro({ incidents, cap }: DigestNotification): string {
  return `${incidents.length} more alerts beyond your limit of ${cap} per hour, together in one mail.`;
}

function more(shown: number, all: number): string[] {
  return all > shown ? [`and ${all - shown} more in the list of incidents`] : [];
}

export function digestText(digest: DigestNotification): string {
  const { incidents } = digest;
  const shown = incidents.slice(0, MOST_LINES);
  return [
    intro(digest),
    '',
    ...shown.map((line) => `- ${oneLine(lineText(line))}\n  ${line.openLink ?? line.link}`),
    ...more(shown.length, incidents.length),
    '',
    ...closingText(digest),
  ].join('\n');
}

export function digestHtml(digest: DigestNotification): string {
  const { incidents } = digest;
  const shown = incidents.slice(0, MOST_LINES);
  const points = shown.map(
    (line) =>
      `<li style="margin:0 0 8px"><a class="link" href="${hrefOf(line.openLink ?? line.link)}" style="color:#2a4fa0">${escapeXml(lineText(line))}</a></li>`,
  );
  const body = [
    `<p style="margin:0 0 14px">${escapeXml(intro(digest))}</p>`,
    `<ul style="margin:0;padding-left:20px">${points.join('')}</ul>`,
    ...more(shown.length, incidents.length).map((line) => `<p>${line}</p>`),
  ].join('\n');
  return mailFrame('Alerts', body, closingHtml(digest));
}
