/** Loads the backend of the queue that its URL names. */
import { hostname } from 'node:os';
import { UserError } from '../domain/result.ts';
import type { Backend } from './bull.ts';
import type { JobQueue, JobQueueOptions } from './job-queue.ts';
import { timeout } from './timeout.ts';
import type { Tracing } from './tracing.ts';

/** Limit for opening the queue once connected. */
const OPEN_MS = 4_000;

/**
 * Opens the queue that `url` names: `embedded:` (in `folder`), `redis://…`, `rediss://…`, `redis+cluster://…` or `postgres://…`.
 * Throws UserError if it cannot be reached or goes away while it is opened; nothing stays open then.
 */
export async function openJobQueue(url: string, folder: string, options: JobQueueOptions): Promise<JobQueue> {
  const backend = await openBackend(url, folder, (error) => options.onError('queue connection', error));
  const { openBullJobQueue } = await import('./bull.ts');
  const tracing = await tracingOf(options);
  try {
    // The client would wait forever for a Redis that goes away now.
    const opening = openBullJobQueue(backend, options, tracing);
    return await (url === 'embedded:' ? opening : Promise.race([opening, timeout(OPEN_MS)]));
  } catch (error) {
    await backend.close();
    await tracing?.stop();
    if (url === 'embedded:') throw error;
    const { protocol, host } = new URL(url);
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `The queue at ${protocol}//${host} stopped answering while it was opened (${reason}). Start Outcry again once it answers.`,
    );
  }
}

async function tracingOf({ traceTo }: JobQueueOptions): Promise<Tracing | undefined> {
  if (traceTo === undefined) return undefined;
  const { startTracing } = await import('./tracing.ts');
  return startTracing(traceTo, `${hostname()}:${process.pid}`);
}

async function openBackend(url: string, folder: string, onError: (error: Error) => void): Promise<Backend> {
  if (url === 'embedded:') {
    const { openEmbeddedBackend } = await import('./embedded.ts');
    return openEmbeddedBackend(folder, onError);
  }
  if (/^rediss?\+cluster:/.test(url)) {
    const { openRedisClusterBackend } = await import('./redis-cluster.ts');
    return openRedisClusterBackend(url, onError);
  }
  if (/^rediss?:/.test(url)) {
    const { openRedisBackend } = await import('./redis.ts');
    return openRedisBackend(url, onError);
  }
  if (/^postgres(ql)?:/.test(url)) {
    const { openPostgresBackend } = await import('./postgres.ts');
    return openPostgresBackend(url, onError);
  }
  throw new UserError(
    `QUEUE_URL: ${url.split(':')[0]}: is unknown; use embedded:, redis://… or postgres://….`,
  );
}
