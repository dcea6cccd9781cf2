/** The stages of the pipeline and the payloads of their jobs: ids, never texts. */
import { z } from 'zod';

const ids = z.array(z.number().int().positive()).min(1).max(5000);

/** Most brands in one job. */
const MOST_BRANDS = 50;

export const payloads = {
  /** Read this source now. */
  collect: z.object({ source: z.string() }),
  /** Score those of these mentions that are pending. */
  score: z.object({ ids }),
  /** Read again what the first reading left open. */
  second: z.object({}),
  /** Score a batch of mentions with stale scores again. */
  rescore: z.object({}),
  /** Detect spikes in the counts of these brands. */
  detect: z.object({ brands: z.array(z.string()).min(1).max(MOST_BRANDS) }),
  /** Decide about incidents that have no decision. */
  alert: z.object({}),
  /** Send what is due in the outbox. */
  notify: z.object({}),
} as const;

/** Payloads of the detection jobs for these brands. */
export function detectJobs(slugs: readonly string[]): Payload<'detect'>[] {
  const jobs: Payload<'detect'>[] = [];
  for (let i = 0; i < slugs.length; i += MOST_BRANDS) jobs.push({ brands: slugs.slice(i, i + MOST_BRANDS) });
  return jobs;
}

export type Stage = keyof typeof payloads;
export type Payload<S extends Stage> = z.output<(typeof payloads)[S]>;

export const STAGES = Object.keys(payloads) as Stage[];
