/** The Redis backend of the queue. */
import { Redis } from 'ioredis';
import { UserError } from '../domain/result.ts';
import type { Backend } from './bull.ts';

const READY_MS = 5_000;

/** Connects to `url`. Throws UserError when no Redis answers within five seconds. */
export async function openRedisBackend(url: string, onError: (error: Error) => void): Promise<Backend> {
  const producer = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    lazyConnect: true,
    retryStrategy: (times) => Math.min(times * 200, 2_000),
  });
  producer.on('error', onError);
  try {
    await Promise.race([
      producer.connect(),
      new Promise((_, reject) => setTimeout(() => reject(new Error('no answer')), READY_MS).unref()),
    ]);
  } catch (error) {
    producer.disconnect();
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `Redis at ${new URL(url).host} does not answer (${reason}). Start it, or unset QUEUE_URL to use the embedded queue.`,
    );
  }
  const consumer = new Redis(url, { maxRetriesPerRequest: null });
  consumer.on('error', onError);
  return {
    producer,
    consumer,
    prefix: 'outcry',
    async close() {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}
