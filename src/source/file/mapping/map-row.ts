/** Turns the fields of a row into the raw mention that `checkMention` takes, or says why it is no post. */
import type { Field } from '../columns.ts';
import type { Alternative } from './expression.ts';
import type { Plan } from './plan.ts';
import type { Sample } from './sample.ts';
import { asText, isAbsent } from './values/absent.ts';
import { type FileAuthor, isMarkedProgram, isProgram, readAuthor } from './values/author.ts';
import { type DecimalSign, decimalSign, readCount } from './values/count.ts';
import { idInUrl, readId } from './values/external-id.ts';
import { readKind } from './values/kind.ts';
import { readLanguage } from './values/language.ts';
import { placeholderKind } from './values/placeholder.ts';
import { ratingScale, readRating, type Scale } from './values/rating.ts';
import { readSource } from './values/source-name.ts';
import { readWords } from './cell-text.ts';
import { wholeRepost } from './retweet.ts';
import { columnReader, type ReadColumn } from './names.ts';

type Fields = Readonly<Record<string, unknown>>;

const COUNTS = ['likes', 'reposts', 'replies', 'views', 'followers'] as const;
/** Values of a column by which its way of writing numbers is decided. */
const ENOUGH = 500;

export const LEFT_OUT = {
  deleted: 'deleted or removed where it was posted',
  empty: 'no text: empty, or a rating alone',
  program: 'posted by a program',
  brand: 'about another brand',
} as const;

export type Mapped =
  | {
      readonly kind: 'ok';
      readonly raw: Readonly<Record<string, unknown>>;
      readonly source: string | undefined;
      /** As the row says it; kept with the author, else with the views. */
      readonly followers: number | undefined;
    }
  | { readonly kind: 'leftOut'; readonly reason: string };

/** Called for each value that could not be read. */
export type OnUnread = (field: Field, value: unknown) => void;

/** A text as an address: sites leave out the scheme, Reddit the host. */
function readUrl(value: unknown): string | undefined {
  const given = typeof value === 'object' && value !== null ? inner(value, ['href', 'url', 'label']) : value;
  if (typeof given !== 'string' || isAbsent(given)) return undefined;
  const text = given.trim().replace(/^=HYPERLINK\("([^"]+)".*$/i, '$1');
  if (/^\/r\/\w+\/comments\//.test(text)) return `https://www.reddit.com${text}`;
  if (/^www\.\S+\.\S+/i.test(text)) return `https://${text}`;
  return text;
}

function inner(value: object, keys: readonly string[]): unknown {
  const key = keys.find((one) => Object.hasOwn(value, one));
  return key === undefined ? undefined : (value as Fields)[key];
}

/** `{"$date": …}`, `{"label": …}`, `{"_seconds": …}`: what a time is wrapped in. */
function unwrapTime(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const found = inner(value, ['$date', 'label', 'value', '_seconds', 'seconds', '#text', '_']);
  return typeof found === 'object' && found !== null
    ? inner(found, ['$numberLong', 'value'])
    : (found ?? value);
}

/** The slug that a brand's name makes. */
function slugOf(name: string): string {
  return readSource(name) ?? '';
}

/** Reads rows by a plan. */
export class RowMapper {
  readonly #plan: Plan;
  readonly #brand: { readonly column: Alternative; readonly slug: string } | undefined;
  readonly #decimals = new Map<Field, DecimalSign>();
  readonly #scale: Scale;
  readonly #leaveOut: readonly { read: ReadColumn; values: ReadonlySet<string>; reason: string }[];

  /** `brand` is the slug that rows of a brand column must name; undefined where all rows count. */
  constructor(plan: Plan, sample: Sample, brand: string | undefined) {
    this.#plan = plan;
    const column = plan.fields.brand?.[0];
    this.#brand = column && brand !== undefined ? { column, slug: brand } : undefined;
    for (const field of [...COUNTS, 'rating'] as const)
      this.#decimals.set(field, decimalSign(this.#sampled(field, sample)));
    this.#scale = ratingScale(this.#sampled('rating', sample), this.#decimals.get('rating'));
    this.#leaveOut = (plan.preset?.leaveOut ?? []).map(({ column: name, values }) => ({
      read: columnReader(sample.names.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name),
      values: new Set(values.map((value) => value.toLowerCase())),
      reason: `${name}: ${values.join(', ')}`,
    }));
  }

  get leavesBrandsOut(): boolean {
    return this.#brand !== undefined;
  }

  /** Up to what bare numbers of the rating go. */
  get scale(): Scale {
    return this.#plan.fields.rating && this.#scale;
  }

  *#sampled(field: Field, sample: Sample): Generator<unknown> {
    let count = 0;
    for (const { columns } of this.#plan.fields[field] ?? [])
      for (const value of sample.values(columns[0]!)) {
        if (count >= ENOUGH) return;
        count += 1;
        yield value;
      }
  }

  /** The first alternative with a value; several columns joined with `glue`. */
  #value(field: Field, fields: Fields, glue = ' '): unknown {
    for (const { read } of this.#plan.fields[field] ?? []) {
      if (read.length === 1) {
        const value = read[0]!(fields);
        if (!isAbsent(value)) return value;
        continue;
      }
      const parts = read.map((one) => one(fields)).filter((value) => !isAbsent(value));
      if (parts.length > 0)
        return parts
          .map((part) => (typeof part === 'object' ? (readWords(part) ?? '') : asText(part).trim()))
          .join(glue);
    }
    return undefined;
  }

  /** The words of the row, and what stands there instead of them. */
  #text(fields: Fields): { text?: string; missing?: 'empty' | 'deleted' } {
    let missing: 'empty' | 'deleted' = 'empty';
    for (const { read } of this.#plan.fields.text ?? []) {
      const parts = read.map((one) => readWords(one(fields))?.trim() ?? '').filter((part) => part !== '');
      const text = parts.filter((part) => placeholderKind(part) === undefined).join('\n');
      if (text !== '') return { text: wholeRepost(text, fields) };
      if (parts.some((part) => placeholderKind(part) === 'deleted')) missing = 'deleted';
    }
    return { missing };
  }

  #author(fields: Fields): { author?: FileAuthor; program: boolean } {
    const value = this.#value('author', fields);
    const author = readAuthor(value);
    const program =
      isMarkedProgram(value) ||
      isMarkedProgram(fields) ||
      [value, inner(fields, ['username', 'screen_name', 'author_name'])].some(
        (one) => typeof one === 'string' && isProgram(one),
      ) ||
      (author !== undefined && isProgram(author.id)) ||
      (typeof value === 'object' &&
        value !== null &&
        ['username', 'name', 'screen_name', 'acct'].some((key) => {
          const one = Object.hasOwn(value, key) ? (value as Fields)[key] : undefined;
          return typeof one === 'string' && isProgram(one);
        }));
    return author ? { author, program } : { program };
  }

  /** What a row gives as its time. */
  time(fields: Fields): unknown {
    return unwrapTime(this.#value('publishedAt', fields));
  }

  /** The raw mention of a row. `unread` is called for values that are left empty. */
  map(fields: Fields, unread: OnUnread): Mapped {
    if (this.#brand) {
      const named = this.#value('brand', fields);
      if (named !== undefined && slugOf(asText(named)) !== this.#brand.slug) return leftOut(LEFT_OUT.brand);
    }
    for (const { read, values, reason } of this.#leaveOut)
      if (values.has((asText(read(fields)) || String(read(fields) === true)).toLowerCase()))
        return leftOut(reason);

    const title = this.#title(fields);
    const { text, missing } = this.#text(fields);
    if (text === undefined && (title === undefined || !this.#plan.titleAlone || missing === undefined))
      return leftOut(LEFT_OUT[missing ?? 'empty']);
    const { author, program } = this.#author(fields);
    if (program) return leftOut(LEFT_OUT.program);

    const url = readUrl(this.#value('url', fields));
    const followers = this.#count('followers', fields, unread);
    const known = author && followers !== undefined ? { ...author, followers } : author;
    const views = this.#count('views', fields, unread);
    // Where nobody is named, those who were reached count as views.
    const reached = author || followers === undefined ? views : (views ?? 0) + followers;
    const source = this.#read('source', fields, readSource, unread);
    return {
      kind: 'ok',
      source,
      followers,
      raw: {
        externalId: readId(this.#value('externalId', fields)) ?? idInUrl(url),
        publishedAt: this.time(fields),
        text: text ?? title,
        title: text === undefined ? undefined : title,
        url,
        author: known,
        lang: this.#read('lang', fields, readLanguage, unread),
        rating: this.#read(
          'rating',
          fields,
          (value) => readRating(value, this.#scale, this.#decimals.get('rating')),
          unread,
        ),
        kind: this.#read('kind', fields, readKind, () => undefined) ?? this.#plan.preset?.kind,
        simulated: fields.simulated === true ? true : undefined,
        engagement: {
          likes: this.#count('likes', fields, unread),
          reposts: this.#count('reposts', fields, unread),
          replies: this.#count('replies', fields, unread),
          views: reached,
        },
      },
    };
  }

  #title(fields: Fields): string | undefined {
    for (const { read } of this.#plan.fields.title ?? []) {
      const title = read
        .map((one) => readWords(one(fields))?.trim() ?? '')
        .filter((part) => placeholderKind(part) === undefined)
        .join('\n');
      if (title !== '') return title;
    }
    return undefined;
  }

  #read<T>(
    field: Field,
    fields: Fields,
    read: (value: unknown) => T | null | undefined,
    unread: OnUnread,
  ): T | undefined {
    const value = this.#value(field, fields);
    if (value === undefined) return undefined;
    const found = read(value);
    if (found === undefined) unread(field, value);
    return found ?? undefined;
  }

  #count(field: (typeof COUNTS)[number], fields: Fields, unread: OnUnread): number | undefined {
    return this.#read(field, fields, (value) => readCount(value, this.#decimals.get(field)), unread);
  }
}

function leftOut(reason: string): Mapped {
  return { kind: 'leftOut', reason };
}
