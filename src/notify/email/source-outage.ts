/** A source health alert as a mail: the words of every channel, as paragraphs with a link. */
import { escapeXml, safeHref } from '../../chart/escape.ts';
import type { SourceOutageNotification } from '../../domain/notification.ts';
import { outageText } from '../wording.ts';
import { closingHtml, closingText, mailFrame } from './frame.ts';

function paragraph(text: string): string {
  const href = /^https?:\/\/\S+$/.test(text) ? safeHref(text) : undefined;
  const inner =
    href === undefined
      ? escapeXml(text)
      : `<a class="link" href="${escapeXml(href)}" style="color:#2a4fa0">Open the sources</a>`;
  return `<p style="margin:0 0 12px">${inner}</p>`;
}

/** Subject and both parts. */
export function outageMail(notification: SourceOutageNotification) {
  const { subject, text } = outageText(notification.content);
  const body = text.trim().split('\n\n').map(paragraph).join('');
  return {
    subject,
    text: `${text}\n${closingText(notification).join('\n')}`,
    html: mailFrame(subject, body, closingHtml(notification)),
  };
}
