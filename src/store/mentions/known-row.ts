/** What of a known mention shows whether one that comes in again says anything new. */
import { mention } from './schema.ts';

const COLUMNS = [
  'id',
  'kind',
  'text',
  'title',
  'url',
  'rating',
  'authorPseudonym',
  'followers',
  'parentExternalId',
  'publishedAt',
  'precision',
  'publishedClaimed',
  'editedAt',
  'deletedAt',
  'reach',
  'importId',
  'wordsHash',
] as const;

export type KnownRow = Pick<typeof mention.$inferSelect, (typeof COLUMNS)[number]>;

/** As a statement returns it, with brand ids such as `3,7`. */
export type KnownWithBrands = KnownRow & { readonly brands: string | null };

/** The columns of `KnownWithBrands`, for `from mention m`; none of them needs a conversion. */
export const KNOWN_COLUMNS = `${COLUMNS.map((name) => `m.${mention[name].name} as "${name}"`).join(', ')},
  (select string_agg(cast(b.brand_id as text), ',') from mention_brand b where b.mention_id = m.id) as brands`;
