/** The words of a piece of HTML. */
import { createRequire } from 'node:module';
import type { compile } from 'html-to-text';
import { cutText } from '../domain/text.ts';

const MAX_LENGTH = 200_000;
/** The library recurses into elements and takes seconds for tens of thousands of tags: more markup is only taken out. */
const MAX_TAGS = 2_000;
const MAX_DEPTH = 100;

/** Loaded with the first piece of markup: most commands know the connectors and read no site. */
const require = createRequire(import.meta.url);
let convert: ((html: string) => string) | undefined;

/** Compiled once: the options take longer than a short text. */
function converter(): (html: string) => string {
  const library = require('html-to-text') as { readonly compile: typeof compile };
  return library.compile({
    wordwrap: false,
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
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

/** Text of `html` without tags, link addresses and pictures. Text without markup comes back unchanged. */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return html;
  convert ??= converter();
  const read = cutText(html, MAX_LENGTH);
  return convert(isExcessive(read) ? withoutTags(read) : read).trim();
}
