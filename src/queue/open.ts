/** Chooses the backend of the queue by its URL, and loads that one alone. */
import { hostname } from 'node:os';
import { UserError } from '../domain/result.ts';
import type { Backend } from './bull.ts';
import type { Doorbell, DoorbellOptions } from './doorbell.ts';

/**
 * Opens the queue that `url` names: `embedded:` (in `folder`), `redis://…`, `rediss://…`, `redis+cluster://…` or `postgres://…`.
 * Throws UserError when it cannot be reached.
 */
export async function openDoorbell(url: string, folder: string, options: DoorbellOptions): Promise<Doorbell> {
  const backend = await openBackend(url, folder, (error) => options.onError('queue connection', error));
  const { openBullDoorbell } = await import('./bull.ts');
  if (options.traceTo === undefined) return openBullDoorbell(backend, options);
  const { startTracing } = await import('./tracing.ts');
  return openBullDoorbell(backend, options, startTracing(options.traceTo, `${hostname()}:${process.pid}`));
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
