/** The mail that invites somebody: who asks them, one link, until when it works. */
import { escapeXml, safeHref } from '../chart/escape.ts';
import { oneLine } from './mail.ts';

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
  const text = `${why}\n\n${how}\n\n${link}\n\n${mistake}\n`;
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Invitation</title></head>
<body style="margin:0;padding:0;background:#f4f6f9;color:#1b2230;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5">
<div role="main" style="max-width:600px;margin:0 auto;padding:24px;background:#ffffff">
<p style="margin:0 0 14px">${escapeXml(why)}</p>
<p style="margin:0 0 18px">${escapeXml(how)}</p>
<p style="margin:0 0 18px"><a href="${escapeXml(safeHref(link) ?? '#')}" style="display:inline-block;padding:10px 18px;background:#2a4fa0;color:#ffffff;border-radius:6px;text-decoration:none">Sign in</a></p>
<p style="margin:26px 0 0;padding-top:14px;border-top:1px solid #e3e7ed;font-size:13px;color:#5b6472">${escapeXml(mistake)}</p>
</div></body></html>
`;
  return { subject: 'Invitation to Outcry', text, html };
}
