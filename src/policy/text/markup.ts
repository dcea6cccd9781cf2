/** Markdown and HTML that trackers leave in a text. All quantifiers are bounded, so time is linear. */

/** A line without any of these needs no cleaning. */
const MARKUP = /[[\]<>*_`\\&]|[^\x20-\x7e]| {2}/;
const IMAGE = /!\[[^\][]{0,500}\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s"[^"]{0,200}")?\)/g;
const LINK = /\[([^\][]{0,1000})\]\(\s?(?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s"[^"]{0,200}")?\s?\)/g;
/** The end of a link whose words are on other lines. */
const LINK_END = /\]\([^()\s]{0,2000}\)/g;
const REFERENCE = /\[([^\][]{1,500})\]\[[^\][]{0,100}\]/g;
const DEFINITION = /^\s{0,3}\[[^\][]{1,200}\]:\s{1,20}\S/;
const TAG = /<(?:\/?[a-z][^<>]{0,500}|!--[^<>]{0,2000}--)>/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&nbsp;': ' ',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&lt;': ' ',
  '&gt;': ' ',
};

/** The words of a line: link addresses, pictures, emphasis, tags, escapes and invisible characters are gone. */
export function withoutMarkup(line: string): string {
  if (!MARKUP.test(line)) return line.trim();
  if (DEFINITION.test(line)) return '';
  return line
    .replace(IMAGE, ' ')
    .replace(LINK, '$1')
    .replace(LINK_END, ' ')
    .replace(REFERENCE, '$1')
    .replace(TAG, ' ')
    .replace(/[*_`]{1,4}(?=\S)|(?<=\S)[*_`]{1,4}/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&(?:amp|nbsp|quot|apos|lt|gt|#39);/g, (entity) => ENTITIES[entity] ?? ' ')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\s+/g, ' ')
    .trim();
}
