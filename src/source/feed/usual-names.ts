/** Feeds that name their elements in ways of their own, put into the names that feedsmith reads. */

/** By lower-case name without a prefix. */
const USUAL: Readonly<Record<string, string>> = {
  // The text of an item in RSS of 2002 and 2003.
  body: 'content:encoded',
  fullitem: 'content:encoded',
};
const BY_PREFIXED: Readonly<Record<string, string>> = { 'dc:author': 'dc:creator' };

/** The parts of XML in which tags are only text, or the name of a tag. */
const NAME = /<!\[CDATA\[[^]*?(?:\]\]>|$)|<!--[^]*?(?:-->|$)|<(\/?)(?:([\w.-]+):)?([\w.-]+)(?=[\s>/])/g;
const ROOT = /<([\w.-]+):rss[\s>]/i;

/**
 * The same feed with `body`, `fullitem` and `dc:author` in their usual names, and without the prefix of elements of RSS
 * in a namespace of its own. Linear time.
 */
export function inUsualNames(xml: string): string {
  const own = ROOT.exec(xml)?.[1];
  return xml.replaceAll(NAME, (found, end: string | undefined, prefix: string | undefined, name?: string) => {
    if (name === undefined) return found;
    const slash = end ?? '';
    if (prefix !== undefined && prefix === own) return `<${slash}${name}`;
    const whole = prefix === undefined ? name : `${prefix}:${name}`;
    const usual = BY_PREFIXED[whole.toLowerCase()] ?? USUAL[name.toLowerCase()];
    return usual === undefined ? found : `<${slash}${usual}`;
  });
}
