/** The mail that invites somebody: who asks them, one link, until when it works. */
import { escapeXml } from '../../chart/escape.ts';
import { oneLine } from '../wording.ts';
import { button, mailFrame } from './frame.ts';

export interface InvitationContent {
  /** Who invites. */
  readonly by: string;
  /** Signs in once. */
  readonly link: string;
  /** How long it works, in words. */
  readonly goodFor: string;
}

/** Subject, complete plain text, and HTML without anything from elsewhere. */
export function invitation({ by, link, goodFor }: InvitationContent) {
  const who = oneLine(by);
  const why = `${who} invites you to Outcry, which shows how people react when a company changes what it does with their data.`;
  const how = `This link signs you in once and works for ${goodFor}. Choose a password there, or ask for another link later.`;
  const mistake = 'Were you not expecting this? Then do nothing: without the link nobody gets in.';
  const body = `<p style="margin:0 0 14px">${escapeXml(why)}</p>
<p style="margin:0 0 18px">${escapeXml(how)}</p>
${button(link, 'Sign in')}`;
  return {
    subject: 'Invitation to Outcry',
    text: `${why}\n\n${how}\n\n${link}\n\n${mistake}\n`,
    html: mailFrame('Invitation', body, escapeXml(mistake)),
  };
}
