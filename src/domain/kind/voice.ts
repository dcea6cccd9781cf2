/** One post as detection weighs it: who said it when, and how it was read. */
import type { SentimentLabel } from '../scoring.ts';

export interface Voice {
  /** ms since 1970 UTC. */
  readonly at: number;
  /** The same for near-duplicates. */
  readonly cluster: number;
  /** Pseudonym; undefined where the source names none. */
  readonly author: string | undefined;
  /** What it answers; undefined where it answers nothing, or its source does not say. */
  readonly thread: string | undefined;
  /** Undefined where it was not read. */
  readonly sentiment: SentimentLabel | undefined;
  readonly betrayal: boolean;
  readonly codes: readonly string[];
}

export interface VoiceRange {
  readonly brandId: number;
  readonly from: number;
  readonly to: number;
  /** These sources alone, or all but these. */
  readonly only?: readonly string[] | undefined;
  readonly except?: readonly string[] | undefined;
  readonly limit: number;
}
