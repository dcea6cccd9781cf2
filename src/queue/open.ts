/** Chooses the backend of the queue by its URL. */
import { UserError } from '../domain/result.ts';
import { openBullDoorbell } from './bull.ts';
import type { Doorbell, DoorbellOptions } from './doorbell.ts';
import { openEmbeddedBackend } from './embedded.ts';
import { openRedisBackend } from './redis.ts';

/**
 * Opens the queue that `url` names: `embedded:` (in `folder`), `redis://…` or `rediss://…`.
 * Throws UserError when it cannot be reached.
 */
export async function openDoorbell(url: string, folder: string, options: DoorbellOptions): Promise<Doorbell> {
  const onError = (error: Error) => options.onError('queue connection', error);
  if (url === 'embedded:') return openBullDoorbell(await openEmbeddedBackend(folder, onError), options);
  if (/^rediss?:/.test(url)) return openBullDoorbell(await openRedisBackend(url, onError), options);
  throw new UserError(
    `QUEUE_URL: ${url.split(':')[0]}: is not available yet; use embedded: or redis://HOST:PORT.`,
  );
}
