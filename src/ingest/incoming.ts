/** The shape of an incoming mention: the schema that decides, and a short way for what is plainly in order. */
import { z } from 'zod';

/** Bytes of UTF-8: PostgreSQL's indexes take about 2,700 for a source and its id. */
const MAX_ID_BYTES = 2_000;

/** Ids are strings or numbers; anything else converted to a string could make different ids equal. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
/** Whatever the sender's program left of a character becomes U+FFFD, in every database alike. */
const wellFormed = (text: string) => text.toWellFormed();
const id = z
  .string()
  .trim()
  .max(1_000)
  .transform(wellFormed)
  .refine((text) => Buffer.byteLength(text) <= MAX_ID_BYTES, `longer than ${MAX_ID_BYTES} bytes`);
const authorId = z.preprocess(asText, id);
const count = z.preprocess(asText, z.coerce.number().int().min(0).max(1e12)).optional().catch(undefined);
const shortText = z.string().trim().max(2_000).transform(wellFormed).optional().catch(undefined);

export const incoming = z.object({
  externalId: z.preprocess(asText, id.optional()),
  kind: z.enum(['post', 'comment', 'review', 'article']).optional().catch(undefined),
  text: z.string({ error: 'text is missing' }),
  title: z.string().max(10_000).transform(wellFormed).optional().catch(undefined),
  url: shortText,
  lang: shortText,
  author: z
    .union([authorId.transform((id) => ({ id })), z.object({ id: authorId, followers: count })])
    .optional()
    .catch(undefined),
  publishedAt: z.unknown().optional(),
  precision: z.enum(['second', 'minute', 'day']).optional().catch(undefined),
  publishedClaimed: z.unknown().optional(),
  editedAt: z.unknown().optional(),
  rating: z.preprocess(asText, z.coerce.number().min(0).max(100)).optional().catch(undefined),
  engagement: z
    .object({ likes: count, reposts: count, replies: count, views: count })
    .optional()
    .catch(undefined),
  parentExternalId: shortText,
  simulated: z.boolean().optional(),
});

type Incoming = z.output<typeof incoming>;

const KINDS: ReadonlySet<unknown> = new Set(['post', 'comment', 'review', 'article']);
const PRECISIONS: ReadonlySet<unknown> = new Set(['second', 'minute', 'day']);

/** Whether `shortText` keeps a text as it is, or makes nothing of what is none. The schema measures long ones. */
const isShort = (value: unknown) => typeof value !== 'string' || value.length <= 2_000;
const shortOf = (value: unknown) => (typeof value === 'string' ? wellFormed(value.trim()) : undefined);

/** An id that is one without doubt. */
function plainId(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  // No character of 2,000 bytes is longer than three for each UTF-16 unit.
  return trimmed !== '' && trimmed.length * 3 <= MAX_ID_BYTES ? wellFormed(trimmed) : undefined;
}

/** No number of the schema is -0: it reads them as texts. */
const isWithin = (value: unknown, most: number): value is number =>
  typeof value === 'number' && value >= 0 && value <= most && !Object.is(value, -0);
const isCount = (value: unknown): value is number | undefined =>
  value === undefined || (isWithin(value, 1e12) && Number.isInteger(value));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function plainAuthor(value: unknown): Incoming['author'] | 'unsure' {
  if (value === undefined) return undefined;
  if (!isObject(value)) return 'unsure';
  const { followers } = value;
  const known = plainId(value.id);
  if (known === undefined || !isCount(followers)) return 'unsure';
  return followers === undefined ? { id: known } : { id: known, followers };
}

function plainEngagement(value: unknown): Incoming['engagement'] | 'unsure' {
  if (value === undefined) return undefined;
  if (!isObject(value)) return 'unsure';
  const { likes, reposts, replies, views } = value;
  return isCount(likes) && isCount(reposts) && isCount(replies) && isCount(views)
    ? { likes, reposts, replies, views }
    : 'unsure';
}

/**
 * What the schema makes of a mention whose fields have the types that they should have, in a fraction
 * of its time; undefined where that is not sure, and the schema decides. The import of a large file needs it.
 */
export function plainIncoming(raw: object): Incoming | undefined {
  const m = raw as Readonly<Record<string, unknown>>;
  const { text, rating, simulated, publishedAt, publishedClaimed, editedAt } = m;
  if (typeof text !== 'string') return undefined;
  if (simulated !== undefined && typeof simulated !== 'boolean') return undefined;
  if (rating !== undefined && !isWithin(rating, 100)) return undefined;
  const externalId = plainId(m.externalId);
  if (m.externalId !== undefined && externalId === undefined) return undefined;
  const author = plainAuthor(m.author);
  const engagement = plainEngagement(m.engagement);
  if (author === 'unsure' || engagement === 'unsure') return undefined;
  const { title, url, lang, parentExternalId } = m;
  if (!isShort(url) || !isShort(lang) || !isShort(parentExternalId)) return undefined;
  if (typeof title === 'string' && title.length > 10_000) return undefined;
  return {
    externalId,
    kind: KINDS.has(m.kind) ? (m.kind as Incoming['kind']) : undefined,
    text,
    title: typeof title === 'string' ? wellFormed(title) : undefined,
    url: shortOf(url),
    lang: shortOf(lang),
    author,
    publishedAt,
    precision: PRECISIONS.has(m.precision) ? (m.precision as Incoming['precision']) : undefined,
    publishedClaimed,
    editedAt,
    rating,
    engagement,
    parentExternalId: shortOf(parentExternalId),
    simulated,
  };
}
