/** Mentions from a signed webhook: one, an array, or NDJSON. */
import type { NewMention } from '../domain/mention.ts';
import { parseJson, TooMuchJson } from '../domain/parse-json.ts';
import { safeJson } from '../domain/safe-json.ts';
import { cutText } from '../domain/text.ts';
import type { NewLetter, Page } from './page.ts';
import { checkMention } from './check.ts';
import { breather } from '../thread/breathe.ts';

export interface WebhookDelivery {
  readonly source: string;
  /** The sender's id of this delivery: the same on every retry. */
  readonly webhookId: string;
  /** Index of the first entry in the delivery; 0 when absent. */
  readonly firstIndex?: number;
  readonly now: number;
  readonly knownBrands: ReadonlySet<string>;
  /** Slugs of the brands that a text names. */
  readonly match: (text: string) => string[];
}

export interface WebhookResult {
  readonly page: Page;
  readonly rejected: readonly { readonly index: number; readonly reason: string }[];
  /** The place in the delivery of a mention of the page. */
  readonly indexOf: (mention: number) => number;
}

/** A line that holds more than is read, and why. */
class TooMuch {
  readonly line: string;
  readonly reason: string;
  constructor(line: string, reason: string) {
    this.line = line;
    this.reason = reason;
  }
}

function lineEntry(line: string): unknown {
  try {
    return parseJson(line);
  } catch (error) {
    return error instanceof TooMuchJson ? new TooMuch(line, error.message) : line;
  }
}

/** The entries of a body; a line that is not JSON becomes a string. */
export function webhookEntries(body: string): unknown[] {
  const text = body.trim();
  if (text === '') return [];
  try {
    const parsed: unknown = parseJson(text);
    return Array.isArray(parsed) ? parsed : [parsed];
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.map(lineEntry);
  }
}

function namedBrands(entry: Record<string, unknown>): string[] {
  const named = entry.brands ?? entry.brand;
  const list = Array.isArray(named) ? named : [named];
  return list.filter((slug): slug is string => typeof slug === 'string' && slug !== '');
}

function brandsOf(entry: Record<string, unknown>, delivery: WebhookDelivery): string[] | string {
  const named = namedBrands(entry);
  const unknown = named.find((slug) => !delivery.knownBrands.has(slug));
  if (unknown !== undefined) return `brand "${cutText(unknown, 100)}" is not configured`;
  if (named.length > 0) return named;
  const words = [entry.title, entry.text].filter((part) => typeof part === 'string');
  const matched = delivery.match(words.join('\n'));
  return matched.length > 0 ? matched : 'names no configured brand; give it a field "brand"';
}

/** Sorts entries into mentions and dead letters. A retry of the same delivery gives the same mentions. */
export async function sortWebhook(
  entries: readonly unknown[],
  delivery: WebhookDelivery,
): Promise<WebhookResult> {
  const mentions: NewMention[] = [];
  const deadLetters: NewLetter[] = [];
  const rejected: { index: number; reason: string }[] = [];
  /** The place of each mention in the delivery. */
  const placeOf: number[] = [];
  const first = delivery.firstIndex ?? 0;
  const letterAt = (i: number, reason: string): NewLetter => {
    const entry = entries[i];
    const text = entry instanceof TooMuch ? entry.line : entry;
    const payload = typeof text === 'string' ? text : safeJson(text);
    const ref = `${delivery.webhookId}/${first + i}`;
    return { stage: 'webhook', source: delivery.source, ref, reason, payload };
  };
  const sort = (entry: unknown, i: number): void => {
    const index = first + i;
    const refuse = (reason: string) => {
      rejected.push({ index, reason });
      deadLetters.push(letterAt(i, reason));
    };
    if (entry instanceof TooMuch) return refuse(entry.reason);
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
      return refuse('not a JSON object');
    const fields = entry as Record<string, unknown>;
    const brands = brandsOf(fields, delivery);
    if (typeof brands === 'string') return refuse(brands);
    const outcome = checkMention(fields, {
      source: delivery.source,
      brands,
      kind: 'post',
      now: delivery.now,
      timeOptional: true,
      ...(fields.publishedAt ? {} : { identity: () => `${delivery.webhookId}\0${index}` }),
    });
    if (outcome.kind === 'ok') {
      mentions.push(outcome.value);
      placeOf.push(i);
    } else refuse(outcome.reason);
  };
  const breathe = breather();
  for (const [i, entry] of entries.entries()) {
    sort(entry, i);
    await breathe();
  }
  const letterOf = (n: number, reason: string) => letterAt(placeOf[n]!, reason);
  const indexOf = (n: number) => first + placeOf[n]!;
  const page: Page = { source: delivery.source, mentions, deadLetters, letterOf, identity: 'sender' };
  return { page, rejected, indexOf };
}
