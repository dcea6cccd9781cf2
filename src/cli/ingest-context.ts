/** Assembles what storing mentions needs, without what only the stages behind it use. */
import type { IngestContext } from '../ingest/accept.ts';
import { installationSecret } from '../ops/secrets.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { Installation } from './installation.ts';

export function ingestContext(
  { env, store, log, clock }: Pick<Installation, 'env' | 'store' | 'log' | 'clock'>,
  queue: Pick<JobQueue, 'enqueue'>,
): IngestContext {
  return {
    store,
    queue,
    clock,
    pseudonymKey: installationSecret(env, 'pseudonym'),
    onLostJob: (error) =>
      log.debug({ reason: error.message }, 'a job could not be queued; the reconciler will queue it again'),
  };
}
