/** Names of sources: `Twitter`, `Example News`, `https://www.example.com/news` as names that the database takes. */
import { asText, isAbsent } from './absent.ts';

const MAX = 64;
/** Programs that posts were written with are no networks of their own. */
const CLIENTS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:twitter (?:for|web|lite)|tweetdeck|twitter\.com$|x\.com$|x \(twitter\)|twitter ?\/ ?x$|x for )/i,
    'twitter',
  ],
  [/^instagram (?:for|web)/i, 'instagram'],
  [/^facebook (?:for|web|lite)/i, 'facebook'],
];

/** Of letters and digits alone, perhaps with hyphens: a name already. */
const PLAIN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The name as lower-case letters, digits and `: . _ -`; undefined where nothing of it is left, `null` where there is none. */
export function readSource(value: unknown): string | null | undefined {
  if (isAbsent(value) || typeof value === 'object' || typeof value === 'boolean') return null;
  const text = asText(value).trim();
  // The markup around the name of the program that wrote a tweet.
  if (text.startsWith('<')) return null;
  if (text.length > 500) return undefined;
  const lower = text.toLowerCase();
  if (lower.length <= MAX && PLAIN.test(lower) && !lower.startsWith('tweetdeck')) return lower;
  for (const [pattern, name] of CLIENTS) if (pattern.test(text)) return name;
  const host = /^https?:\/\/(?:www\.)?([^/?#\s:]+)/i.exec(text)?.[1] ?? text.replace(/^www\./i, '');
  const slug = host
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^a-z0-9:._-]+/g, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^[-:._]+|[-:._]+$/g, '')
    .slice(0, MAX)
    .replace(/[-:._]+$/, '');
  return slug === '' ? undefined : slug;
}
