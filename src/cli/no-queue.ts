/** The queue of commands whose work the workers find in the database. */
import type { JobQueue } from '../queue/job-queue.ts';

/** Drops every job. */
export const noQueue: Pick<JobQueue, 'enqueue'> = { enqueue: async () => {} };
