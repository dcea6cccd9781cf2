/** What is known of the exports of one tool: by which columns they are recognised, and what each column holds. */
import type { MentionKind } from './mention.ts';

/** What a column of a file can fill. */
export const FIELDS = [
  'externalId',
  'publishedAt',
  'text',
  'title',
  'url',
  'author',
  'followers',
  'lang',
  'rating',
  'kind',
  'likes',
  'reposts',
  'replies',
  'views',
  'source',
  'brand',
] as const;
export type Field = (typeof FIELDS)[number];

export interface ImportPreset {
  readonly name: string;
  /** The tool, as it calls itself. */
  readonly title: string;
  /** Where the columns are documented or were seen. */
  readonly documentation: readonly string[];
  /** No document or public program that names the columns of the export was found. */
  readonly unverified?: boolean | undefined;
  /** All of them are there in an export of this tool, and in few others. */
  readonly columns: readonly string[];
  /** None of them is there. */
  readonly without: readonly string[];
  /** By field: a column, `A+B` for both, `A|B` for the first that has a value. */
  readonly map: Readonly<Partial<Record<string, string>>>;
  /** Fields that are not read by the name of a column. */
  readonly never: readonly string[];
  /** Columns with sentences that are no post: answers of a company, descriptions of an app. */
  readonly unused: readonly string[];
  readonly source?: string | undefined;
  readonly kind?: MentionKind | undefined;
  readonly dateOrder?: 'dmy' | 'mdy' | undefined;
  /** IANA name of the zone that times without one are in. */
  readonly timezone?: string | undefined;
  /** Rows that are no posts of persons: a column with one of these values. */
  readonly leaveOut: readonly { readonly column: string; readonly values: readonly string[] }[];
}
