/** Dates that a policy gives about itself: when it takes effect, when it was last changed. English only. */
import { DAY_MS } from '../domain/series.ts';
import { DATE_PHRASES, OTHER_VERSION, readDate } from './date-words.ts';

/** Weak phrases count only in this many characters at either end. */
const EDGE = 2_000;
/** A date further than this from the day of observation is doubtful. */
const NEAR_MS = 400 * DAY_MS;
const QUOTE_LENGTH = 160;

export interface FoundDate {
  /** UTC midnight, ms. */
  readonly at: number;
  /** The words that say so. */
  readonly quote: string;
  /** More than 400 days before or after `observedAt`: a date that was not updated, or of another text. */
  readonly doubtful: boolean;
}

export interface PolicyDates {
  readonly effective?: FoundDate;
  readonly lastModified?: FoundDate;
}

/**
 * Finds the dates of a text that was observed at `observedAt` (ms). Dates that two countries read
 * differently are ignored. Of several, strong phrases come first, then those near the ends, then the first one.
 */
export function findDates(text: string, observedAt: number): PolicyDates {
  const found: Record<'effective' | 'lastModified', { date: FoundDate; rank: number }[]> = {
    effective: [],
    lastModified: [],
  };
  for (const { kind, pattern, strong } of DATE_PHRASES) {
    for (const match of text.matchAll(pattern)) {
      const atEdge = match.index < EDGE || match.index > text.length - EDGE;
      const at = readDate(match[1] ?? '');
      if (at === undefined || !(strong || atEdge)) continue;
      const lead = text.slice(Math.max(0, match.index - 80), match.index);
      const whole = lead + match[0].slice(0, match[0].length - (match[1] ?? '').length);
      if (OTHER_VERSION.test(whole)) continue;
      const doubtful = Math.abs(at - observedAt) > NEAR_MS;
      const quote = match[0].replace(/\s+/g, ' ').slice(-QUOTE_LENGTH);
      found[kind].push({
        date: { at, quote, doubtful },
        rank: (doubtful ? 4 : 0) + (strong ? 0 : 1) + (atEdge ? 0 : 2),
      });
    }
  }
  const effective = best(found.effective);
  const lastModified = best(found.lastModified);
  return { ...(effective ? { effective } : {}), ...(lastModified ? { lastModified } : {}) };
}

function best(found: readonly { date: FoundDate; rank: number }[]): FoundDate | undefined {
  return [...found].sort((a, b) => a.rank - b.rank)[0]?.date;
}
