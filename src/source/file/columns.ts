/** Maps the columns of a file to the fields of a mention. */
import { UserError } from '../../domain/result.ts';

export const FIELDS = [
  'externalId',
  'publishedAt',
  'text',
  'title',
  'url',
  'author',
  'lang',
  'rating',
  'kind',
  'likes',
  'reposts',
  'replies',
  'views',
] as const;
export type Field = (typeof FIELDS)[number];

/** Names that files use for a field, most specific first. */
const USUAL: Partial<Record<Field, readonly string[]>> = {
  externalId: ['externalid', 'external_id', 'id', 'post_id', 'tweet_id', 'review_id'],
  publishedAt: [
    'publishedat',
    'published_at',
    'published_utc',
    'published',
    'created_at',
    'createdat',
    'created_utc',
    'timestamp',
    'datetime',
    'date',
    'time',
    'at',
  ],
  text: ['text', 'content', 'body', 'comment', 'review', 'message', 'full_text', 'selftext'],
  title: ['title', 'headline', 'subject'],
  url: ['url', 'link', 'permalink'],
  author: ['author', 'author_id', 'user', 'username', 'user_id'],
  lang: ['lang', 'language'],
  rating: ['rating', 'stars'],
  kind: ['kind'],
  likes: ['likes', 'favorites', 'favourites'],
  reposts: ['reposts', 'retweets', 'shares'],
  replies: ['replies', 'comments', 'num_comments'],
  views: ['views', 'impressions'],
};

/** Reads `publishedAt=col,text=col`. Throws UserError on an unknown field. */
export function parseMapping(text: string): Partial<Record<Field, string>> {
  const mapping: Partial<Record<Field, string>> = {};
  for (const part of text.split(',').filter((p) => p.trim() !== '')) {
    const at = part.indexOf('=');
    const field = part.slice(0, at).trim() as Field;
    const column = part.slice(at + 1).trim();
    if (at < 1 || column === '' || !FIELDS.includes(field)) {
      throw new UserError(`--map ${part}: write FIELD=COLUMN; fields are ${FIELDS.join(', ')}.`);
    }
    mapping[field] = column;
  }
  return mapping;
}

/** Finds the column of every field, by the given mapping or by common names. */
export function resolveColumns(
  columns: readonly string[],
  given: Partial<Record<Field, string>>,
): Partial<Record<Field, string>> {
  const byName = new Map(columns.map((column) => [column.trim().toLowerCase(), column]));
  const found: Partial<Record<Field, string>> = {};
  for (const field of FIELDS) {
    const wanted = given[field];
    if (wanted !== undefined) {
      const column = byName.get(wanted.toLowerCase());
      if (column === undefined) {
        throw new UserError(
          `--map ${field}=${wanted}: the file has no such column (it has ${columns.join(', ')}).`,
        );
      }
      found[field] = column;
      continue;
    }
    const usual = (USUAL[field] ?? []).map((name) => byName.get(name)).find((column) => column !== undefined);
    if (usual !== undefined && !Object.values(given).includes(usual)) found[field] = usual;
  }
  if (found.text === undefined && found.title !== undefined) {
    found.text = found.title;
    delete found.title;
  }
  for (const field of ['publishedAt', 'text'] as const) {
    if (found[field] === undefined) {
      throw new UserError(
        `The file has no column for ${field} (it has ${columns.join(', ')}). Say which: --map ${field}=COLUMN.`,
      );
    }
  }
  return found;
}

/** The raw mention that `checkMention` takes. Columns of CSV are text, so an empty one is absent. */
export function mapRow(
  fields: Readonly<Record<string, unknown>>,
  columns: Partial<Record<Field, string>>,
): Record<string, unknown> {
  const value = (field: Field): unknown => {
    const column = columns[field];
    const found = column === undefined ? undefined : fields[column];
    return found === '' || found === null ? undefined : found;
  };
  const engagement = {
    likes: value('likes'),
    reposts: value('reposts'),
    replies: value('replies'),
    views: value('views'),
  };
  const given = fields.engagement;
  return {
    externalId: value('externalId'),
    publishedAt: value('publishedAt'),
    text: value('text'),
    title: value('title'),
    url: value('url'),
    author: value('author'),
    lang: value('lang'),
    rating: value('rating'),
    kind: value('kind'),
    simulated: fields.simulated === true ? true : undefined,
    engagement: typeof given === 'object' && given !== null ? given : engagement,
  };
}
