/** What the HTML of all mails shares: one column, inline styles, no remote image, nothing that counts its readers. */
import { escapeXml, safeHref } from '../../chart/escape.ts';

export const MUTED = 'color:#5b6472';
const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** A whole document. `title` is plain text; `body` and `foot`, the small print, are HTML. */
export function mailFrame(title: string, body: string, foot: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escapeXml(title)}</title></head>
<body style="margin:0;padding:0;background:#f4f6f9;color:#1b2230;${FONT};font-size:15px;line-height:1.5">
<div role="main" style="max-width:600px;margin:0 auto;padding:24px;background:#ffffff">
${body}
<p style="margin:26px 0 0;padding-top:14px;border-top:1px solid #e3e7ed;font-size:13px;${MUTED}">${foot}</p>
</div></body></html>
`;
}

/** A link that looks like a button. */
export function button(href: string, label: string): string {
  return `<p style="margin:18px 0"><a href="${hrefOf(href)}" style="display:inline-block;padding:10px 18px;background:#1d4fd8;color:#ffffff;text-decoration:none;border-radius:6px">${escapeXml(label)}</a></p>`;
}

/** The address, escaped for an attribute; `#` where it is no web address. */
export function hrefOf(href: string): string {
  return escapeXml(safeHref(href) ?? '#');
}

interface Closing {
  readonly because: string;
  readonly unsubscribeUrl: string;
}

/** Why somebody gets the mail and how to stop, as HTML. */
export function closingHtml({ because, unsubscribeUrl }: Closing, more = ''): string {
  const stop = `<a href="${hrefOf(unsubscribeUrl)}" style="${MUTED}">Unsubscribe</a>`;
  return `You receive this because of ${escapeXml(because)}${more && `<br>${escapeXml(more)}`}<br>${stop}`;
}

/** The same as lines of plain text, after the signature mark. */
export function closingText({ because, unsubscribeUrl }: Closing, more: readonly string[] = []): string[] {
  return ['-- ', `You receive this because of ${because}`, `Unsubscribe: ${unsubscribeUrl}`, ...more, ''];
}
