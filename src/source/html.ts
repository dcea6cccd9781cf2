/** The words of a piece of HTML. */
import { compile } from 'html-to-text';

const MAX_LENGTH = 200_000;

/** Compiled once: the options take longer than a short text. */
const convert = compile({
  wordwrap: false,
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
  ],
});

/** Text of `html` without tags, addresses of links and pictures. Text without markup comes back as it is. */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return html;
  return convert(html.slice(0, MAX_LENGTH)).trim();
}
