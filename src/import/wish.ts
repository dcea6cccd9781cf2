/** What a person says about a file that is imported: the options of the command, as fields of a form. */
import type { ImportPreset } from '../domain/import-preset.ts';
import { UserError } from '../domain/result.ts';
import { FIELDS, type Field, parseMapping } from '../source/file/columns.ts';
import { checkSourceName, type FileOptions } from '../source/file/mentions.ts';
import type { OpenOptions } from '../source/file/open.ts';
import { fileTimes } from '../source/file/times.ts';
import { SLUG, slugOf } from './slug.ts';

export { FIELDS, type Field };

/** Strings as they were given; absent where nothing was said. */
export interface ImportWish {
  /** Slug, or the name of a new brand. */
  readonly brand: string;
  readonly source?: string | undefined;
  /** `FIELD=COLUMN,…`, as `--map` takes it. */
  readonly map?: string | undefined;
  readonly dateFormat?: string | undefined;
  readonly timezone?: string | undefined;
  readonly encoding?: string | undefined;
  readonly replace?: boolean | undefined;
}

/** The slug that a brand of this name has. Throws UserError where there can be none. */
export function wishedBrand(name: string): string {
  const slug = SLUG.test(name) ? name : slugOf(name);
  if (slug === '') throw new UserError('Choose a brand, or write the name of a new one.');
  return slug;
}

/** How the rows are read. Throws UserError for what means nothing. */
export function readingOf(
  wish: ImportWish,
  presets: readonly ImportPreset[],
): Omit<FileOptions, 'now' | 'again'> & OpenOptions {
  if (wish.source !== undefined) checkSourceName(wish.source);
  return {
    brand: wishedBrand(wish.brand),
    source: wish.source,
    mapping: parseMapping(wish.map ?? ''),
    presets,
    times: fileTimes(wish.dateFormat, wish.timezone),
    encoding: wish.encoding,
  };
}
