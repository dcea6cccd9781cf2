/** The Redis backend of the queue on a Redis Cluster: `redis+cluster://…` or `rediss+cluster://…` names one of its nodes. */
import { Cluster } from 'ioredis';
import type { Backend } from './bull.ts';
import { connectInTime } from './redis-ready.ts';

/** Connects to the cluster that the node of `url` belongs to. Throws UserError when it does not answer within five seconds. */
export async function openRedisClusterBackend(
  url: string,
  onError: (error: Error) => void,
): Promise<Backend> {
  const { protocol, hostname, port, username, password } = new URL(url);
  const nodes = [{ host: hostname, port: Number(port || 6379) }];
  const common = {
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss+cluster:' ? { tls: {} } : {}),
  };
  const clusterRetryStrategy = (times: number) => Math.min(times * 200, 2_000);
  const producer = new Cluster(nodes, {
    enableOfflineQueue: false,
    lazyConnect: true,
    clusterRetryStrategy,
    redisOptions: { ...common, maxRetriesPerRequest: 1 },
  });
  producer.on('error', onError);
  await connectInTime(producer, `The Redis Cluster at ${hostname}:${port || 6379}`);
  const consumer = new Cluster(nodes, {
    clusterRetryStrategy,
    redisOptions: { ...common, maxRetriesPerRequest: null },
  });
  consumer.on('error', onError);
  return {
    producer,
    consumer,
    // All keys of the queue must be in one slot (https://docs.bullmq.io/bull/patterns/redis-cluster).
    prefix: '{outcry}',
    async close() {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}
