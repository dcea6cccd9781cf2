/** The id of a row of a file that has none. */
import { createHash } from 'node:crypto';
import { plainWords } from '../store/mentions/same-post.ts';

/** Ids that are made here begin with it; see `src/store/mentions/repair.ts`. */
const MADE = 'w:';
const DIGITS = 30;

/**
 * The id of a row that has none: the same for the same words of the same author at the same time and address. What
 * changes between two exports, such as likes, is no part of it.
 */
export function madeId(row: {
  readonly text: string;
  readonly author: string | undefined;
  readonly publishedAt: number;
  readonly url: string | undefined;
}): string {
  const said = [row.author ?? '', row.publishedAt, row.url ?? '', plainWords(row.text)].join('\0');
  return `${MADE}${createHash('sha256').update(said).digest('hex').slice(0, DIGITS)}`;
}
