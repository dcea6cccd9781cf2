/** Mentions as they are stored, one a line: what came in, and what was read in it. */
import { stringify } from 'csv-stringify/sync';
import type { BrandRow } from '../../store/brands/port.ts';
import type { MentionFilter, MentionRow } from '../../store/mentions/port.ts';
import type { Reads } from '../../store/store.ts';
import { guarded } from './mentions.ts';

export interface StoredFilter {
  /** Newest first for each. */
  readonly brands: readonly BrandRow[];
  /** Half-open range of publication times (ms). */
  readonly from: number;
  readonly to: number;
  /** All of them together. */
  readonly limit: number;
}

/** Rows that are held in memory at a time. */
const PAGE = 500;

function storedRow(brand: string, m: MentionRow) {
  return {
    id: m.id,
    source: m.source,
    externalId: m.externalId,
    brand,
    publishedAt: new Date(m.publishedAt).toISOString(),
    precision: m.precision ?? 'second',
    ...(m.title === undefined ? {} : { title: m.title }),
    text: m.text,
    ...(m.url === undefined ? {} : { url: m.url }),
    lang: m.lang ?? null,
    ...(m.rating === undefined ? {} : { rating: m.rating }),
    reach: m.reach,
    sentiment: m.sentiment ?? null,
    betrayal: m.betrayal ?? null,
    ...(m.importId === undefined ? {} : { import: m.importId }),
  };
}

const COLUMNS = [
  'id',
  'source',
  'externalId',
  'brand',
  'publishedAt',
  'precision',
  'title',
  'text',
  'url',
  'lang',
  'rating',
  'reach',
  'sentiment',
  'sentimentScore',
  'betrayal',
  'betrayalP',
  'categories',
  'import',
] as const;

/** Cells that are safe to open in a spreadsheet: numbers stay numbers, words never become a formula. */
function cellsOf(row: ReturnType<typeof storedRow>) {
  const { sentiment, betrayal, ...plain } = row;
  const concerns = (betrayal?.categories ?? []).filter((hit) => hit.polarity === 'concern');
  const cells: Record<string, string | number | null | undefined> = {
    ...plain,
    sentiment: sentiment?.label,
    sentimentScore: sentiment?.score,
    betrayal: betrayal && (betrayal.label ? 'yes' : 'no'),
    betrayalP: betrayal?.p,
    categories: [...new Set(concerns.map((hit) => hit.code))].join(' '),
  };
  return COLUMNS.map((name) => guarded(cells[name]));
}

function linesOf(rows: readonly ReturnType<typeof storedRow>[], format: 'jsonl' | 'csv'): string {
  if (format === 'jsonl') return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  return stringify(rows.map(cellsOf), { record_delimiter: 'windows' });
}

/**
 * The text of the list, a page at a time: JSON Lines, or RFC 4180 in UTF-8. Brand by brand, newest first. What was deleted or
 * is muted is not in it. A mention that is not scored has no sentiment and no betrayal.
 */
export async function* storedMentions(
  reads: Pick<Reads, 'mentions'>,
  { brands, from, to, limit }: StoredFilter,
  format: 'jsonl' | 'csv',
): AsyncGenerator<string> {
  if (format === 'csv') yield stringify([[...COLUMNS]], { record_delimiter: 'windows' });
  let left = limit;
  for (const { id: brandId, slug } of brands) {
    let after: MentionFilter['after'];
    while (left > 0) {
      const size = Math.min(PAGE, left);
      const page = await reads.mentions.list({ brandId, from, to, order: 'newest', limit: size, after });
      yield linesOf(
        page.map((one) => storedRow(slug, one)),
        format,
      );
      left -= page.length;
      const last = page.at(-1);
      if (!last || page.length < size) break;
      after = { publishedAt: last.publishedAt, id: last.id };
    }
  }
}
