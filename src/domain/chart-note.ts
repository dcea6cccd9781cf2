/** What a note on a chart must be; read from forms and from the API. */
import { cutText } from './text.ts';

/** UTF-16 units of a note. */
export const MOST_NOTE = 500;
/** Notes lie between these times, ms since 1970 UTC: 1970 and 2100. */
const LATEST = Date.UTC(2100, 0, 1);

export interface GivenNote {
  readonly at: number | undefined;
  readonly until: number | undefined;
  readonly text: string;
}

export interface CheckedNote {
  readonly at: number;
  readonly until: number | undefined;
  readonly text: string;
}

/** The note, or what is wrong with it. */
export function checkedNote({ at, until, text }: GivenNote): CheckedNote | string {
  const plain = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  if (plain === '') return 'Write what happened.';
  if (plain.length > MOST_NOTE) return `The note is too long: at most ${MOST_NOTE} characters.`;
  if (at === undefined || at < 0 || at > LATEST) return 'Give the time of the note.';
  if (until !== undefined && (until <= at || until > LATEST)) return 'The end must be after the beginning.';
  return { at, until, text: plain };
}

/** A note in a line, for markers and lists. */
export const noteLine = (text: string): string => (text.length > 80 ? `${cutText(text, 79)}…` : text);
