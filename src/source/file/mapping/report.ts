/** Writes down what the reading of a file used, filled and could not read. */
import type { NewMention } from '../../../domain/mention.ts';
import { cutText } from '../../../domain/text.ts';
import { MAX_TEXT } from '../../../ingest/check.ts';
import { FIELDS, type Field } from '../columns.ts';
import type { GrowingReading } from '../reading.ts';
import { writtenOut } from './expression.ts';
import type { RowMapper } from './map-row.ts';
import { columnReader, type ReadColumn } from './names.ts';
import type { Plan } from './plan.ts';
import { isAbsent } from './values/absent.ts';
import { readSource } from './values/source-name.ts';

const MAX_EXAMPLES = 3;
/** Brands that are counted by name. */
const MAX_BRANDS = 200;

/** Fields of which the report says in how many rows they had a value. */
const COUNTED: readonly Field[] = [
  'publishedAt',
  'text',
  'title',
  'url',
  'author',
  'followers',
  'lang',
  'rating',
  'source',
  'likes',
  'reposts',
  'replies',
  'views',
];

/** What a row says that its mention does not. */
export interface Own {
  readonly source: string | undefined;
  readonly followers: number | undefined;
}

/** Names of brands by their slugs. */
export class BrandNames {
  readonly #slugs = new Set<string>();

  constructor(names: Iterable<unknown>) {
    for (const name of names) this.#slugs.add(readSource(name) ?? '');
  }

  has(slug: string): boolean {
    return this.#slugs.has(slug);
  }
}

/** A value in a message: one line, without control characters. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return cutText(text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').trim(), 40);
}

const rows = (count: number) => (count === 1 ? '1 row was' : `${count.toLocaleString('en-US')} rows were`);

/** Keeps a reading up to date while rows are read. */
export class ReadingNotes {
  readonly #reading: GrowingReading;
  readonly #plan: Plan | undefined;
  readonly #brand: ReadColumn | undefined;
  readonly #leftOut = new Map<string, number>();
  #cut = 0;
  readonly #brands = new Map<string, number>();
  readonly #filtered: boolean;
  readonly #slug: string;

  constructor(
    reading: GrowingReading,
    plan: Plan | undefined,
    mapper: RowMapper | undefined,
    options: { readonly brand: string },
  ) {
    this.#reading = reading;
    this.#plan = plan;
    this.#slug = options.brand;
    this.#filtered = mapper?.leavesBrandsOut ?? false;
    const column = plan?.fields.brand?.[0]?.columns[0];
    this.#brand = column === undefined ? undefined : columnReader(column);
    if (!plan) return;
    if (plan.preset) reading.preset = plan.preset.title;
    if (plan.preset?.unverified)
      reading.notes.push(
        `No document confirms how ${plan.preset.title} names its columns: check that each was read as what it is.`,
      );
    for (const field of FIELDS) {
      const used = plan.fields[field];
      if (used && (field !== 'brand' || this.#filtered)) reading.columns.used[field] = writtenOut(used);
    }
    for (const field of COUNTED) if (reading.columns.used[field] !== undefined) reading.filled[field] = 0;
    reading.columns.left.push(...plan.left);
    reading.notes.push(...plan.notes);
    const scale = mapper?.scale;
    if (scale === 10 || scale === 100)
      reading.notes.push(
        `"${reading.columns.used.rating}" goes up to ${scale}: it is stored as stars from 0 to 5.`,
      );
  }

  readonly unread = (field: Field, value: unknown): void => {
    const entry = (this.#reading.unread[field] ??= { count: 0, examples: [] });
    entry.count += 1;
    const example = shown(value);
    if (entry.examples.length < MAX_EXAMPLES && !entry.examples.includes(example))
      entry.examples.push(example);
  };

  /** Counts whom a row is about, by its own words. */
  brand(fields: Readonly<Record<string, unknown>>): void {
    const value = this.#brand?.(fields);
    if (isAbsent(value) || typeof value === 'object') return;
    const name = shown(value);
    if (this.#brands.has(name) || this.#brands.size < MAX_BRANDS)
      this.#brands.set(name, (this.#brands.get(name) ?? 0) + 1);
  }

  /** Counts the fields of a mention. */
  fill(mention: NewMention, { source, followers }: Own): void {
    const { filled } = this.#reading;
    const add = (field: Field, value: unknown) => {
      if (value !== undefined) filled[field] = (filled[field] ?? 0) + 1;
    };
    add('publishedAt', mention.publishedAt);
    add('text', mention.text);
    if (mention.text.length >= MAX_TEXT - 1) this.#cut += 1;
    add('title', mention.title);
    add('url', mention.url);
    add('author', mention.author);
    add('followers', followers);
    add('lang', mention.lang);
    add('rating', mention.rating);
    add('source', source);
    for (const field of ['likes', 'reposts', 'replies', 'views'] as const)
      add(field, mention.engagement?.[field]);
  }

  /** Counts a row that is no post. */
  leftOut(reason: string): void {
    this.#leftOut.set(reason, (this.#leftOut.get(reason) ?? 0) + 1);
  }

  /** After the last row. */
  end(): void {
    for (const [reason, count] of [...this.#leftOut].toSorted((a, b) => b[1] - a[1]))
      this.#reading.notes.push(`${rows(count)} left out: ${reason}.`);
    if (this.#cut > 0)
      this.#reading.notes.push(
        `${this.#cut === 1 ? 'One text was' : `${this.#cut.toLocaleString('en-US')} texts were`} cut after ${MAX_TEXT.toLocaleString('en-US')} characters.`,
      );
    const column = this.#plan?.fields.brand?.[0]?.columns.join(' + ');
    if (column === undefined || this.#brands.size === 0) return;
    const list = [...this.#brands].toSorted((a, b) => b[1] - a[1]);
    const counts = list
      .slice(0, 5)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
    const names = list.length > 5 ? `${counts} and ${list.length - 5} more` : counts;
    if (this.#filtered)
      this.#reading.notes.push(
        `"${column}" names brands (${names}): rows of others than ${this.#slug} are left out.`,
      );
    else if (list.length > 1 || (/^brand/i.test(column) && readSource(list[0]![0]) !== this.#slug))
      this.#reading.notes.push(
        `"${column}" names brands or searches (${names}): all rows count for ${this.#slug}. ` +
          `To count only those of ${this.#slug}: --map brand="${column}".`,
      );
  }
}
