/** The words of a piece of HTML. */
import { createRequire } from 'node:module';
import type { compile } from 'html-to-text';

const MAX_LENGTH = 200_000;

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

/** Text of `html` without tags, link addresses and pictures. Text without markup comes back unchanged. */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return html;
  convert ??= converter();
  return convert(html.slice(0, MAX_LENGTH)).trim();
}
