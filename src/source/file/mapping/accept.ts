/** Whether the values of a column fit a field that its name stands for. */
import type { Field } from '../columns.ts';
import type { ColumnName } from './names.ts';
import type { Sample } from './sample.ts';
import { readAuthor } from './values/author.ts';
import { decimalSign, readCount } from './values/count.ts';
import { readId } from './values/external-id.ts';
import { readKind } from './values/kind.ts';
import { readLanguage } from './values/language.ts';
import { ratingScale, readRating } from './values/rating.ts';

/** Values of a column that are looked at. */
const ENOUGH = 200;
/** With fewer values, how often they repeat says nothing. */
const FEW = 5;

function* first(values: Iterable<unknown>, most = ENOUGH): Generator<unknown> {
  let count = 0;
  for (const value of values) {
    if (count >= most) return;
    count += 1;
    yield value;
  }
}

/** Share of the values of a column for which `fits` holds; undefined where it has none. */
function share(values: Iterable<unknown>, fits: (value: unknown) => boolean): number | undefined {
  let all = 0;
  let good = 0;
  for (const value of first(values)) {
    all += 1;
    if (fits(value)) good += 1;
  }
  return all === 0 ? undefined : good / all;
}

const TIME_OF_DAY = /^\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?\s?m\.?)?$/i;
const RELATIVE = /\b(?:ago|yesterday|today|just now)\b|^(?:vor|hace|il y a|há) /i;

export function isTimeOfDay(value: unknown): boolean {
  return typeof value === 'string' && TIME_OF_DAY.test(value.trim());
}

function looksLikeTime(value: unknown): boolean {
  if (typeof value === 'number') return value > 10_000;
  if (typeof value === 'object' && value !== null)
    return ['$date', 'label', 'value', '_seconds', 'seconds'].some((key) => Object.hasOwn(value, key));
  if (typeof value !== 'string' || value.length > 80) return false;
  return /\d/.test(value) && !RELATIVE.test(value) && !TIME_OF_DAY.test(value.trim());
}

/** Names that mean a rating in one file and votes in another: only the values decide. */
const WEAK_RATING = /^(?:score|overall|note|nota|voto|puan|star|reviewscore|wertung)$/;
/** A file with one of these columns is of Reddit, Lemmy or Hacker News, where a score is votes. */
const VOTING =
  /^(?:subreddit|subredditid|createdutc|numcomments|selftext|upvoteratio|linkid|ups|descendants|communityid)$/;

function isVoted(sample: Sample, names: readonly ColumnName[]): boolean {
  return sample.size > 0 && names.some(({ last }) => VOTING.test(last));
}

type Accepts = (name: ColumnName, sample: Sample, names: readonly ColumnName[]) => boolean | undefined;

const countAccepts: Accepts = ({ column, last, whole }, sample, names) => {
  if (/^(?:score|votes|points)$/.test(last)) {
    if (last === 'score' && !isVoted(sample, names)) return false;
    if (whole !== last && !isVoted(sample, names)) return false;
  }
  const decimal = decimalSign(first(sample.values(column)));
  const good = share(
    sample.values(column),
    (v) => typeof v !== 'object' && readCount(v, decimal) !== undefined,
  );
  return good === undefined ? undefined : good >= 0.5;
};

/** By field; undefined where the sample has no value, and the name alone speaks. */
const ACCEPTS: Readonly<Partial<Record<Field, Accepts>>> = {
  publishedAt({ column }, sample) {
    const good = share(sample.values(column), looksLikeTime);
    return good === undefined ? undefined : good >= 0.5;
  },
  externalId({ column }, sample) {
    const { filled, distinct, prose } = sample.look(column);
    const good = share(sample.values(column), (value) => readId(value) !== undefined);
    if (good === undefined) return undefined;
    return good >= 0.5 && prose < 0.5 && (filled < FEW || distinct >= 0.5);
  },
  url({ column }, sample) {
    const good = share(
      sample.values(column),
      (value) => typeof value === 'string' && /^(?:https?:\/\/|www\.|\/r\/)/i.test(value.trim()),
    );
    return good === undefined ? undefined : good >= 0.5;
  },
  author({ column, last }, sample) {
    const good = share(
      sample.values(column),
      (value) => typeof value !== 'boolean' && readAuthor(value) !== undefined,
    );
    if (good === undefined) return undefined;
    const { filled, distinct, length, prose } = sample.look(column);
    if (last === 'name' && filled >= FEW && distinct < 0.3) return false;
    return good > 0 && length < 100 && !(prose > 0.5 && length > 40);
  },
  lang({ column }, sample) {
    const good = share(sample.values(column), (value) => readLanguage(value) !== undefined);
    return good === undefined ? undefined : good >= 0.5;
  },
  rating({ column, last }, sample, names) {
    if (last === 'score' && isVoted(sample, names)) return false;
    const decimal = decimalSign(first(sample.values(column)));
    const scale = ratingScale(first(sample.values(column)), decimal);
    if (WEAK_RATING.test(last) && scale !== 5) return false;
    if (
      last === 'score' &&
      [...first(sample.plain(column))].some((value) => Number(value) > 0 && Number(value) < 1)
    )
      return false;
    const good = share(sample.values(column), (value) => readRating(value, scale, decimal) !== undefined);
    return good === undefined ? undefined : good >= 0.5;
  },
  kind({ column, last }, sample) {
    const good = share(sample.values(column), (value) => readKind(value) !== undefined);
    if (last === 'kind') return good === undefined ? undefined : good > 0;
    return good !== undefined && good >= 0.8;
  },
  source({ column, last }, sample) {
    const good = share(sample.values(column), (value) => typeof value === 'string' && value.length <= 200);
    if (good === undefined) return undefined;
    const { filled, distinct, prose, length } = sample.look(column);
    if (last === 'source') return good >= 0.5 && !(prose > 0.5 && length > 60);
    return good >= 0.9 && length <= 60 && (filled < FEW || distinct <= 0.5);
  },
  brand({ column }, sample) {
    const good = share(sample.values(column), (value) => typeof value === 'string' && value.length <= 200);
    return good === undefined ? undefined : good >= 0.9;
  },
  likes: countAccepts,
  reposts: countAccepts,
  replies: countAccepts,
  views: countAccepts,
  followers: countAccepts,
};

/** Whether a column may fill a field; undefined where its name says so and no value in the sample speaks for or against. */
export function accepts(
  field: Field,
  name: ColumnName,
  sample: Sample,
  names: readonly ColumnName[],
): boolean | undefined {
  return ACCEPTS[field]?.(name, sample, names) ?? (sample.look(name.column).filled > 0 ? true : undefined);
}
