/** Texts that a site or a program wrote in the place of a post. */
import { isAbsent } from './absent.ts';

/** `[deleted]`, `[removed]`, `[ Removed by Reddit ]`, `[deleted by user]`, `[unavailable]`, `(message deleted)`. */
const BRACKETED =
  /^[[(<]\s*(?:(?:this |the )?(?:post|comment|content|message|review|tweet|answer|media|image|video|sticker|gif|audio|account|user) (?:was |has been |is )?)?(?:deleted|removed|unavailable|redacted|hidden|omitted|withheld|suspended)\b[^\]\n)>]{0,80}[\])>]$/i;
const THING =
  '(?:post|tweet|comment|review|message|reply|answer|content|submission|status|thread|media|item|question|entry|article|text|video)';
const GONE =
  '(?:removed|deleted|unavailable|hidden|withheld|no longer available|not available|withdrawn|suspended|retracted|moderated|taken down)';
/** "This review has been removed (for violating …)", "Tweet unavailable", "Message deleted by its author". */
const STATE = `(?:(?:was|is|has been|have been|were) )?(?:currently |permanently )?${GONE}|(?:isn['’]t|is not|are not) (?:currently )?available|(?:is )?from (?:a suspended account|an account that no longer exists)`;
/** "This review has been removed (for violating …)", "Tweet unavailable", "Message deleted by its author". */
const SENTENCE = new RegExp(
  String.raw`^(?:this |the |original )?${THING}s? (?:${STATE})(?: (?:by|from|for|because|due|as|since|at|in|after|on|right)\b[^\n]{0,120})?[.!]?$`,
  'i',
);
/** "You deleted this message", "Removed by moderator", "Deleted user", "The user did not write a review …". */
const OTHER =
  /^(?:you deleted this message|(?:removed|deleted|hidden) by (?:the )?(?:moderators?|admins?|authors?|users?|owner|reddit|youtube|google|facebook|staff)|deleted (?:user|post|comment|tweet|message)|\[?missing\]?|<?(?:media|image|video|audio|sticker|gif|document) omitted>?|null message|the user (?:didn['’]t|did not) write a review,?[^\n]{0,80}|(?:no|without) (?:comments?|text|review(?: text)?|content|description|message|body|feedback|caption)(?: (?:provided|given|left|available|entered|written))?|rating only|only rated?|-- ?no (?:comment|text) ?--)[.!]?$/i;
/** What brackets stand around when nothing was written: `(no comment)`, `[no text]`, `<empty>`. */
const IN_BRACKETS = /^[[(<]\s*([^\])>\n]{1,60}?)\s*[\])>]$/;
const MAX_LENGTH = 220;

/**
 * Why a text is none: `empty` where nothing was written (blank, `nan`, "(no comment)"), `deleted` where a site says that it
 * is gone. Undefined for a post. The one word "none" in any case, "null" and "n/a" count as empty, also beside sentences:
 * a program wrote most of them, and the others say nothing. "Deleted my account" and "this was removed" are posts.
 */
export function placeholderKind(text: string): 'empty' | 'deleted' | undefined {
  const trimmed = text.trim();
  if (isAbsent(trimmed)) return 'empty';
  if (trimmed.length > MAX_LENGTH) return undefined;
  if (BRACKETED.test(trimmed) || SENTENCE.test(trimmed)) return 'deleted';
  const inner = IN_BRACKETS.exec(trimmed)?.[1] ?? trimmed;
  if (isAbsent(inner)) return 'empty';
  const found = OTHER.exec(inner);
  if (!found) return undefined;
  return /delet|remov|hidden|omitted/i.test(inner) ? 'deleted' : 'empty';
}
