/** The Redis backend of the queue. */
import { Redis } from 'ioredis';
import type { Backend } from './bull.ts';
import { connectInTime } from './redis-ready.ts';

/** Connects to `url`. Throws UserError when no Redis answers within five seconds. */
export async function openRedisBackend(url: string, onError: (error: Error) => void): Promise<Backend> {
  const producer = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    lazyConnect: true,
    retryStrategy: (times) => Math.min(times * 200, 2_000),
  });
  producer.on('error', onError);
  await connectInTime(producer, `Redis at ${new URL(url).host}`);
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
