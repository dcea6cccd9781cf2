/** The stages that a ring can wake, and what a ring says: ids, never texts. */
import { z } from 'zod';

const ids = z.array(z.number().int().positive()).min(1).max(5000);

/** Brands that one ring names. */
const MOST_BRANDS = 50;

export const payloads = {
  /** Read this source now. */
  collect: z.object({ source: z.string() }),
  /** Score these mentions, those among them that still wait. */
  score: z.object({ ids }),
  /** Score a batch of outdated mentions again. */
  rescore: z.object({}),
  /** Look at the counts of these brands. */
  detect: z.object({ brands: z.array(z.string()).min(1).max(MOST_BRANDS) }),
  /** Decide about incidents without a decision. */
  alert: z.object({}),
  /** Send what is due in the outbox. */
  notify: z.object({}),
} as const;

/** What rings for detection say where these brands wait. */
export function detectJobs(slugs: readonly string[]): Payload<'detect'>[] {
  const jobs: Payload<'detect'>[] = [];
  for (let i = 0; i < slugs.length; i += MOST_BRANDS) jobs.push({ brands: slugs.slice(i, i + MOST_BRANDS) });
  return jobs;
}

export type Stage = keyof typeof payloads;
export type Payload<S extends Stage> = z.output<(typeof payloads)[S]>;

export const STAGES = Object.keys(payloads) as Stage[];
