/**
 * What the HTML of all mails shares: one column, no remote image, nothing that counts its readers. Colours stand inline, for
 * programs that know no style sheet; those that do get dark ones. Each text stands on a ground of its own element, so
 * that a program which inverts colours by itself inverts both. A chart is one light picture; where the mail is dark its
 * lightness is turned round and its hues stay (CSS filter), so that severe stays the brighter colour as on dark pages.
 */
import { escapeXml, safeHref } from '../../chart/escape.ts';

export const MUTED = 'color:#5b6472';
const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const PAGE = 'background:#f4f6f9;background-color:#f4f6f9';
const SHEET = 'background:#fdfdfe;background-color:#fdfdfe;color:#1b2230';

const STYLE = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:480px){.sheet{padding:18px 16px!important}.headline{font-size:19px!important}}
@media (prefers-color-scheme:dark){
.page{background:#0d1117!important;background-color:#0d1117!important}
.sheet{background:#161c25!important;background-color:#161c25!important;color:#e8edf4!important}
.muted{color:#a7b3c3!important}
.line{border-color:#303b4a!important}
.link{color:#8fb4ff!important}
.note{background:#33290f!important;background-color:#33290f!important;border-color:#6b5720!important;color:#f6e7b9!important}
.button{background:#8fb4ff!important;background-color:#8fb4ff!important;color:#0d1117!important}
.chart{border-color:#cfc4b5!important;filter:invert(.9) hue-rotate(180deg)}
}`;

/** A whole document. `title` is plain text; `body` and `foot`, the small print, are HTML. */
export function mailFrame(title: string, body: string, foot: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeXml(title)}</title>
<style>${STYLE}</style></head>
<body class="page" style="margin:0;padding:0;${PAGE};${FONT};font-size:15px;line-height:1.5">
<div role="main" class="sheet" style="max-width:552px;margin:0 auto;padding:24px;${SHEET}">
${body}
<p class="muted line" style="margin:26px 0 0;padding-top:14px;border-top:1px solid #d9dfe7;font-size:13px;${MUTED}">${foot}</p>
</div></body></html>
`;
}

/** A link that looks like a button. */
export function button(href: string, label: string): string {
  return `<p style="margin:18px 0"><a class="button" href="${hrefOf(href)}" style="display:inline-block;padding:10px 18px;background:#2a4fa0;background-color:#2a4fa0;color:#fdfdfe;text-decoration:none;border-radius:6px;font-weight:600">${escapeXml(label)}</a></p>`;
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
  const stop = `<a class="muted" href="${hrefOf(unsubscribeUrl)}" style="${MUTED}">Unsubscribe</a>`;
  return `${more && `${escapeXml(more)}<br>`}You receive this because of ${escapeXml(because)} ${stop}`;
}

/** The same as lines of plain text, after the signature mark. */
export function closingText({ because, unsubscribeUrl }: Closing, more: readonly string[] = []): string[] {
  return ['-- ', ...more, `You receive this because of ${because}`, `Unsubscribe: ${unsubscribeUrl}`, ''];
}
