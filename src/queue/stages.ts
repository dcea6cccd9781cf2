/** The stages that a ring can wake, and what a ring says: ids, never texts. */
import { z } from 'zod';

const ids = z.array(z.number().int().positive()).min(1).max(5000);

export const payloads = {
  /** Read this source now. */
  collect: z.object({ source: z.string() }),
  /** Score these mentions, those among them that still wait. */
  score: z.object({ ids }),
  /** Score a batch of outdated mentions again. */
  rescore: z.object({}),
  /** Look at this brand's counts. */
  detect: z.object({ brand: z.string() }),
  /** Decide about incidents without a decision. */
  alert: z.object({}),
  /** Send what is due in the outbox. */
  notify: z.object({}),
} as const;

export type Stage = keyof typeof payloads;
export type Payload<S extends Stage> = z.output<(typeof payloads)[S]>;

export const STAGES = Object.keys(payloads) as Stage[];
