/** What detection and pages read of the posts of a stretch of time beside their counts. */
import type { Trace } from '../../domain/kind/trace.ts';
import type { Voice, VoiceRange } from '../../domain/kind/voice.ts';

export interface VoiceQueries {
  /** The newest `limit` voices that count for the brand, oldest first. */
  voices(range: VoiceRange): Promise<Voice[]>;
  /** The same posts with what they share with each other. */
  traces(range: VoiceRange): Promise<Trace[]>;
}
