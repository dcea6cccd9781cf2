/** The mail that invites somebody: who invites, one link, until when it works. */
import { escapeXml } from '../../chart/escape.ts';
import { oneLine } from '../wording.ts';
import { button, mailFrame } from './frame.ts';

export interface InvitationContent {
  /** Who invites. */
  readonly by: string;
  /** Signs in once. */
  readonly link: string;
  /** How long the link works, in words. */
  readonly goodFor: string;
}

/** Subject, complete plain text, and HTML without anything from elsewhere. */
export function invitation({ by, link, goodFor }: InvitationContent) {
  const who = oneLine(by);
  const why = `${who} invites you to Outcry, which shows how people react when a company changes how it uses their data.`;
  const how = `The link signs you in once and expires after ${goodFor}. Set a password there, or ask for another link later.`;
  const mistake =
    'If you did not expect this invitation, ignore this mail. Nobody can sign in without the link.';
  const body = `<p style="margin:0 0 14px">${escapeXml(why)}</p>
<p style="margin:0 0 18px">${escapeXml(how)}</p>
${button(link, 'Sign in')}`;
  return {
    subject: 'Invitation to Outcry',
    text: `${why}\n\n${how}\n\n${link}\n\n${mistake}\n`,
    html: mailFrame('Invitation', body, escapeXml(mistake)),
  };
}
