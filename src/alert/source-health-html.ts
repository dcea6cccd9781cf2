/** The HTML part of a mail to operators: paragraphs, a link, and how to stop. */
import { escapeXml, safeHref } from '../chart/escape.ts';

export interface SourceHealthText {
  readonly subject: string;
  readonly text: string;
  readonly becauseOf: string;
  readonly stop: string;
}

export function sourceHealthHtml({ subject, text, becauseOf, stop }: SourceHealthText): string {
  const paragraphs = text
    .trim()
    .split('\n\n')
    .map((part) => {
      const href = /^https?:\/\/\S+$/.test(part) ? safeHref(part) : undefined;
      const inner =
        href === undefined ? escapeXml(part) : `<a href="${escapeXml(href)}">Open the sources</a>`;
      return `<p style="margin:0 0 12px">${inner}</p>`;
    });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeXml(subject)}</title></head>
<body style="margin:0;padding:0;background:#f4f6f9;color:#1b2230;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5">
<div role="main" style="max-width:600px;margin:0 auto;padding:24px;background:#ffffff">
${paragraphs.join('')}
<p style="margin:26px 0 0;padding-top:14px;border-top:1px solid #e3e7ed;font-size:13px;color:#5b6472">You get this because of ${escapeXml(becauseOf)}<br><a href="${escapeXml(safeHref(stop) ?? '#')}" style="color:#5b6472">Stop these mails</a></p>
</div></body></html>
`;
}
