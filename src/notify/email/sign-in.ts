/** The mail with a sign-in link that somebody asked for. */
import { escapeXml } from '../../chart/escape.ts';
import { button, mailFrame } from './frame.ts';

/** Subject, complete plain text, and HTML without anything from elsewhere. `goodFor`: in words. */
export function signInMail({ link, goodFor }: { readonly link: string; readonly goodFor: string }) {
  const how = `Here is your link to Outcry. It signs you in once and expires after ${goodFor}.`;
  const mistake =
    'If you did not ask for it, ignore this mail: nobody can sign in without the link, and it is not used by opening it.';
  const body = `<p style="margin:0 0 18px">${escapeXml(how)}</p>
${button(link, 'Sign in')}`;
  return {
    subject: 'Your sign-in link for Outcry',
    text: `${how}\n\n${link}\n\n${mistake}\n`,
    html: mailFrame('Sign in', body, escapeXml(mistake)),
  };
}
