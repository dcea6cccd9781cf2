/** What a template file holds. Texts use `{slot}` and `[one|other]`; see `../fill.ts`. */
import type { SentimentLabel } from '../../domain/scoring.ts';

export interface Theme {
  readonly code: string;
  readonly sentiment: SentimentLabel;
  /** Codes of taxonomy packs that the texts show as a concern. */
  readonly categories: readonly string[];
  /** Context tags that the texts carry. */
  readonly context?: readonly string[];
  readonly texts: readonly string[];
  /** For articles; a theme without them borrows those of `news`. */
  readonly headlines?: readonly string[];
}
