/** Texts of which a site does not say whether they are HTML, and characters that it sends by their names. */
import { decodeHTMLStrict } from 'entities/decode';
import { plainText } from './html.ts';

const NAMES =
  'a|abbr|acronym|address|applet|area|article|aside|audio|b|base|bdi|bdo|big|blink|blockquote|body|br|' +
  'button|caption|center|cite|code|col|colgroup|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|' +
  'fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|' +
  'input|ins|kbd|label|legend|li|link|main|map|mark|marquee|math|menu|meta|nav|nobr|noframes|noscript|' +
  'object|ol|optgroup|option|p|param|picture|pre|q|rp|rt|ruby|s|samp|script|section|select|small|source|' +
  'span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|' +
  'title|tr|tt|u|ul|var|video|wbr';
const ANY_TAG = new RegExp(`</?(?:${NAMES})(?:\\s[^<>]*)?/?>|<!--`, 'i');
/** What a sentence about a tag does not have. */
const WHOLE_TAG = new RegExp(`</(?:${NAMES})\\s*>|<(?:br|hr|img|wbr)(?:\\s[^<>]*)?/?>`, 'i');

/**
 * The characters that a text names, once: `&amp;` → `&`. For sites that send plain text or Markdown with names, and
 * only for them: a name without its semicolon stays.
 */
export function undoEntities(text: string): string {
  return text.includes('&') ? decodeHTMLStrict(text) : text;
}

/** The words of a text that is HTML where it has a tag of HTML. Anything else in angle brackets stays. */
export function wordsOfEither(text: string): string {
  return ANY_TAG.test(text) ? plainText(text) : undoEntities(text);
}

/** The words of a title: HTML only where a tag of it is closed or empty, so that "the <b> tag" keeps its own. */
export function wordsOfTitle(text: string): string {
  return (WHOLE_TAG.test(text) ? plainText(text) : undoEntities(text)).replaceAll(/\s+/g, ' ').trim();
}

const ALT = /<img\s[^<>]*?\balt\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/gi;
const MOST_ALTS = 20;

/** What the pictures of a piece of HTML show, in the words of its author. */
export function pictureWords(html: string): string {
  const found: string[] = [];
  for (const [, double, single] of html.matchAll(ALT)) {
    const alt = undoEntities(double ?? single ?? '').trim();
    if (alt !== '' && !found.includes(alt)) found.push(alt);
    if (found.length >= MOST_ALTS) break;
  }
  return found.join('\n');
}
