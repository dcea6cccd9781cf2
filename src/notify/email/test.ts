/** A test message as a mail. */
import { escapeXml } from '../../chart/escape.ts';
import type { TestNotification } from '../../domain/notification.ts';
import { testText } from '../wording.ts';
import { button, mailFrame } from './frame.ts';

const WHY = 'You receive this because somebody entered your address in Outcry and chose to send a test.';

/** Subject and both parts. */
export function testMail(test: TestNotification) {
  const { subject, text } = testText(test);
  const paragraphs = text.trim().split('\n\n').slice(0, -1);
  const body = `${paragraphs.map((one) => `<p style="margin:0 0 12px">${escapeXml(one)}</p>`).join('')}${button(test.link, 'Open Outcry')}`;
  return { subject, text: `${text}\n-- \n${WHY}\n`, html: mailFrame(subject, body, escapeXml(WHY)) };
}
