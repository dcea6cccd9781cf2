/** Checks and normalises an incoming mention, or says why it is refused. */
import { createHash } from 'node:crypto';
import type { NewMention } from '../domain/mention.ts';
import { dead, ok, type Outcome } from '../domain/result.ts';
import { safeJson } from '../domain/safe-json.ts';
import { DAY_MS } from '../domain/series.ts';
import { cutText } from '../domain/text.ts';
import { asText, incoming, plainIncoming } from './incoming.ts';
import { madeId } from './made-id.ts';
import { readTime, type TimeOptions } from './time/read-time.ts';

/** Longer texts are cut: scoring reads only 10,000 characters. In UTF-16 units. */
export const MAX_TEXT = 100_000;
const OLDEST = Date.UTC(1990, 0, 1);
/** Clocks of sources run ahead; a later time is an error. */
const MAX_AHEAD_MS = DAY_MS;

export interface CheckDefaults {
  readonly source: string;
  readonly brands: readonly string[];
  readonly kind: NewMention['kind'];
  readonly now: number;
  /** What identifies a mention without an id of its own; its fields when absent. */
  readonly identity?: () => string;
  /** A row of a file: without an id, one is made of its words. */
  readonly fromFile?: boolean;
  /** Uses `now` for a mention without a time; otherwise it is refused. */
  readonly timeOptional?: boolean;
  /** How its times are read. */
  readonly timeOptions?: TimeOptions;
}

function joinTitle(title: string | undefined, text: string): string {
  const heading = title?.trim();
  if (!heading || text.trimStart().startsWith(heading)) return text;
  return text.trim() === '' ? heading : `${heading}\n${text}`;
}

function without<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept: Partial<T> = {};
  for (const key of Object.keys(value) as (keyof T)[]) if (value[key] !== undefined) kept[key] = value[key];
  return kept as never;
}

function momentOf(value: unknown, options: TimeOptions | undefined): number | undefined {
  const time = readTime(value, options);
  return 'problem' in time ? undefined : time.at;
}

/** Checks one raw mention, of any shape. A refused one is `dead`, with a reason that a person can act on. */
export function checkMention(raw: unknown, defaults: CheckDefaults): Outcome<NewMention> {
  try {
    return checked(raw, defaults);
  } catch (error) {
    return dead(`not readable: ${cutText(String(error), 200)}`);
  }
}

function checked(raw: unknown, defaults: CheckDefaults): Outcome<NewMention> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return dead('not an object');
  const plain = plainIncoming(raw);
  const parsed = plain ? undefined : incoming.safeParse(raw);
  if (parsed && !parsed.success) {
    const issue = parsed.error.issues[0];
    return dead(issue ? `${issue.path.join('.') || 'mention'}: ${issue.message}` : 'not a mention');
  }
  const m = plain ?? parsed!.data!;
  const text = cutText(joinTitle(m.title, m.text), MAX_TEXT).toWellFormed();
  if (text.trim() === '') return dead('text is empty');

  const undated = m.publishedAt === undefined || m.publishedAt === null || m.publishedAt === '';
  if (undated && !defaults.timeOptional) return dead('publishedAt is missing');
  const time = undated ? undefined : readTime(m.publishedAt, defaults.timeOptions);
  if (time && 'problem' in time) {
    const said = asText(m.publishedAt) ?? safeJson(m.publishedAt);
    return dead(`publishedAt ${time.problem}: ${cutText(said, 60)}`);
  }
  const publishedAt = time?.at ?? defaults.now;
  const precision = m.precision ?? time?.precision;
  if (publishedAt < OLDEST) return dead('publishedAt is before 1990');
  if (publishedAt > defaults.now + MAX_AHEAD_MS) return dead('publishedAt is more than a day in the future');

  const url = m.url && /^https?:\/\//i.test(m.url) ? m.url : undefined;
  const made = () => {
    if (defaults.fromFile) return madeId({ text, author: m.author?.id, publishedAt, url });
    const said = defaults.identity?.() ?? `${m.author?.id ?? ''}\0${publishedAt}\0${text}`;
    return createHash('sha256').update(said).digest('hex').slice(0, 32);
  };
  return ok(
    without({
      source: defaults.source,
      externalId: m.externalId ?? made(),
      kind: m.kind ?? defaults.kind,
      text,
      title: m.title?.trim() || undefined,
      url,
      lang: m.lang || undefined,
      author: m.author && (without(m.author) as { id: string; followers?: number }),
      publishedAt: Math.min(publishedAt, defaults.now),
      precision: precision === 'second' ? undefined : precision,
      publishedClaimed: momentOf(m.publishedClaimed, defaults.timeOptions),
      editedAt: momentOf(m.editedAt, defaults.timeOptions),
      rating: m.rating,
      engagement: m.engagement && without(m.engagement),
      parentExternalId: m.parentExternalId || undefined,
      brands: defaults.brands,
      simulated: m.simulated,
    }) as NewMention,
  );
}
