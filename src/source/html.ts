/** The words of a piece of HTML. */
import { createRequire } from 'node:module';
import type { compile, FormatCallback } from 'html-to-text';
import { cutText } from '../domain/text.ts';

const MAX_LENGTH = 200_000;
/** The library recurses into elements and takes seconds for tens of thousands of tags: more markup is only taken out. */
const MAX_TAGS = 2_000;
const MAX_DEPTH = 100;

/** Loaded with the first piece of markup: most commands know the connectors and read no site. */
const require = createRequire(import.meta.url);
let convert: ((html: string) => string) | undefined;

type Element = Parameters<FormatCallback>[0];

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
/** Each on a line of its own, like the cells of a row together. */
const LINES =
  'dl dt dd figure figcaption caption address center details summary fieldset legend option optgroup thead tbody tfoot tr'.split(
    ' ',
  );
/** What is in them are no words of a post; a quote of Mastodon repeats the address of what it quotes. */
const SKIPPED = 'head svg math template canvas .quote-inline'.split(' ');

/** The words between the tags of an element, as they stand. */
function rawText(element: Element): string {
  const parts: string[] = [];
  for (const child of (element.children ?? []) as Element[]) {
    parts.push(child.type === 'text' ? ((child as { data?: string }).data ?? '') : rawText(child));
  }
  return parts.join('');
}

const attributesOf = (element: Element) => (element.attribs ?? {}) as Record<string, string | undefined>;

/** Sites show long links cut short: then the address says it. */
const link: FormatCallback = (element, inner, builder) => {
  const shown = rawText(element).trim();
  const cut = /^(.+?)(?:…|\.\.\.)$/.exec(shown)?.[1];
  const { href = '' } = attributesOf(element);
  const rest = href.replace(/^https?:\/\/(?:www\.)?/i, '');
  if (cut && (href.startsWith(cut) || rest.startsWith(cut))) builder.addInline(href);
  else inner(element.children, builder);
};

/** A picture in place of an emoji is that emoji; any other picture has no words here. */
const image: FormatCallback = (element, _inner, builder) => {
  const attributes = attributesOf(element);
  const alt = attributes.alt ?? '';
  const face = /\b(?:emoji|smiley|emoticon)\b/i.test(attributes.class ?? '');
  if (face || /^[\p{Extended_Pictographic}\p{RI}\u200d\ufe0f]+$/u.test(alt)) builder.addInline(alt);
};

/** Cells stand apart from each other. */
const cell: FormatCallback = (element, inner, builder) => {
  builder.addInline(' ');
  inner(element.children, builder);
  builder.addInline(' ');
};

/** Compiled once: the options take longer than a short text. */
function converter(): (html: string) => string {
  const library = require('html-to-text') as { readonly compile: typeof compile };
  return library.compile({
    wordwrap: false,
    // All of it: by default what stands before a stray <body> is lost.
    baseElements: { selectors: [] },
    formatters: { link, picture: image, cell },
    selectors: [
      { selector: 'a', format: 'link' },
      { selector: 'img', format: 'picture' },
      ...HEADINGS.map((selector) => ({ selector, options: { uppercase: false } })),
      ...['td', 'th', 'button', 'label', 'textarea'].map((selector) => ({ selector, format: 'cell' })),
      ...LINES.map((selector) => ({
        selector,
        format: 'block',
        options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
      })),
      { selector: 'table', format: 'block' },
      ...SKIPPED.map((selector) => ({ selector, format: 'skip' })),
    ],
  });
}

const TAG = /<(\/?)([a-z][a-z0-9]*)/gi;
const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

/** Whether there are more tags, or more of them within each other, than any post has. */
function isExcessive(html: string): boolean {
  let tags = 0;
  let depth = 0;
  for (const [, closing, name] of html.matchAll(TAG)) {
    tags += 1;
    if (closing) depth = Math.max(0, depth - 1);
    else if (!VOID.test(name!)) depth += 1;
    if (tags > MAX_TAGS || depth > MAX_DEPTH) return true;
  }
  return false;
}

/** In one pass, however it is nested. */
function withoutTags(html: string): string {
  return html.replaceAll(/<(script|style)\b[^]*?(?:<\/\1\s*>|$)/gi, ' ').replaceAll(/<[^<>]*>?/g, ' ');
}

/**
 * The words of `html`: no tags, link addresses and pictures; blocks, rows and cells apart, headings as they are written,
 * quotations with `> ` before each line. Text without markup comes back unchanged.
 */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return html;
  convert ??= converter();
  const read = cutText(html, MAX_LENGTH);
  return convert(isExcessive(read) ? withoutTags(read) : read).trim();
}
