/** What a mention must be for both databases to hold it; whoever hands it over. */
import type { NewMention } from '../domain/mention.ts';

/** The end of time in JavaScript; a column of PostgreSQL holds more, a page shows no more. */
const LAST = 8.64e15;

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string' && value.isWellFormed();
const instant: Check = (value) => Number.isSafeInteger(value) && Math.abs(value as number) <= LAST;
const whole: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const number: Check = Number.isFinite;
const may =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const FIELDS: { readonly [K in keyof NewMention]?: Check } = {
  source: text,
  externalId: text,
  kind: text,
  text,
  title: may(text),
  url: may(text),
  lang: may(text),
  publishedAt: instant,
  precision: may((value) => value === 'second' || value === 'minute' || value === 'day'),
  rating: may(number),
  parentExternalId: may(text),
  publishedClaimed: may(instant),
  editedAt: may(instant),
  simulated: may((value) => typeof value === 'boolean'),
};
const CHECKS = Object.entries(FIELDS);
const COUNTS = ['likes', 'reposts', 'replies', 'views'] as const;

/** What a database could not hold of it; undefined where it holds all. */
export function unstorable(m: NewMention): string | undefined {
  for (const [name, holds] of CHECKS) {
    if (!holds(m[name as keyof NewMention])) return `${name} has a value that the database cannot store`;
  }
  const { author, engagement } = m;
  if (author && !(typeof author.id === 'string' && may(whole)(author.followers)))
    return 'author has a value that the database cannot store';
  const odd = COUNTS.find((name) => !may(whole)(engagement?.[name]));
  return odd && `engagement.${odd} has a value that the database cannot store`;
}
