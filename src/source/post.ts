/** What the posts of all sites have in common: when they have no words, what is attached, whose words count. */
import type { NewMention } from '../domain/mention.ts';
import { asQuote, withoutQuotes } from '../domain/quotation/quotes.ts';
import type { Outcome } from '../domain/result.ts';
import { cutText } from '../domain/text.ts';
import { type CheckDefaults, checkMention } from '../ingest/check.ts';

const ADDRESS = /https?:\/\/\S+/g;
/** Of a card, an alternative text or a quoted post, in characters. */
const MOST_ATTACHED = 1_000;
const MOST_ATTACHMENTS = 20;

/** Whether somebody wrote anything besides addresses. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text.replaceAll(ADDRESS, ' '));
}

/**
 * The text of a post with what is attached to it: titles of linked pages, what pictures show. A post of nothing else
 * consists of them. With words of its own they follow as a quotation, because they may be somebody else's.
 */
export function withAttached(text: string, attached: readonly (string | null | undefined)[]): string {
  const own = text.trim();
  const given = attached
    .map((one) => cutText((one ?? '').replaceAll(/\s+/g, ' ').trim(), MOST_ATTACHED))
    .filter((one) => one !== '' && !own.includes(one));
  const lines = [...new Set(given)].slice(0, MOST_ATTACHMENTS);
  if (lines.length === 0) return own;
  const words = lines.join('\n');
  return hasWords(own)
    ? `${own}\n\n${asQuote(words)}`
    : [...lines, own].filter((one) => one !== '').join('\n');
}

interface PostFields {
  readonly text?: string | null | undefined;
  readonly title?: string | null | undefined;
  /** The others, as `checkMention` reads them. */
  readonly [field: string]: unknown;
}

/** The mention, or why it is none: a post without words, or one that only quotes, is dropped and no dead letter. */
export function mentionOf(fields: PostFields, defaults: CheckDefaults): Outcome<NewMention> {
  const words = `${fields.title ?? ''}\n${fields.text ?? ''}`;
  if (words.trim() === '') return { kind: 'drop', reason: 'has no words' };
  if (withoutQuotes(words).trim() === '') return { kind: 'drop', reason: 'only quotes somebody' };
  return checkMention(fields, defaults);
}

/** Likes that may be fewer than none, as sums of votes. */
export function likesOf(score: number | null | undefined): number | undefined {
  return score == null ? undefined : Math.max(0, score);
}

/** What sites put in place of a text that is gone. */
const GONE =
  /^\W{0,4}(?:deleted|removed)(?:\s+by\s+(?:the\s+)?(?:reddit|user|author|moderators?|mods?|admins?|automod\w*|anti-evil operations)\b[^]{0,200})?\W{0,4}$/i;
const BRACKETED = /^(?:\\?\[[^]*\]|\*[^*]*\*|\([^()]*\)|_[^_]*_)$/;
const GONE_WORDS =
  /^(?:permanently deleted|flagged|dead|delayed|(?:post|topic) (?:deleted|withdrawn) by (?:the )?author\b[^]{0,120})$/i;

/**
 * Whether a text says that there is no text any more: `[deleted]`, `[removed]`, `[ Removed by Reddit … ]`,
 * `[deleted by user]`, Lemmy's `*Permanently Deleted*`, `[flagged]`, `(post deleted by author)`. Only a text in brackets,
 * with nothing beside it.
 */
export function isGone(text: string | null | undefined): boolean {
  const said = text?.trim() ?? '';
  if (said.length > 300 || !BRACKETED.test(said)) return false;
  return GONE.test(said) || GONE_WORDS.test(said.replaceAll(/^\W+|\W+$/g, ''));
}
