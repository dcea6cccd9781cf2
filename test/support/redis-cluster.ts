/** A real Redis Cluster of three masters on loopback. */
import { spawnSync } from 'node:child_process';
import { Redis } from 'ioredis';
import { eventually } from './eventually.ts';
import { startRedis } from './redis.ts';

export interface TestCluster {
  readonly url: string;
  flushAll(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRedisCluster(): Promise<TestCluster> {
  const nodes = await Promise.all([1, 2, 3].map(() => startRedis({ cluster: true })));
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`);
  const made = spawnSync('redis-cli', ['--cluster', 'create', ...addresses, '--cluster-yes'], {
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`redis-cli: ${made.stdout}${made.stderr}`);
  const ask = async <T>(port: number, work: (client: Redis) => Promise<T>): Promise<T> => {
    const client = new Redis(port, '127.0.0.1', { retryStrategy: () => null });
    try {
      return await work(client);
    } finally {
      client.disconnect();
    }
  };
  for (const { port } of nodes) {
    const whole = async () =>
      (await ask(port, (client) => client.cluster('INFO'))).includes('cluster_state:ok');
    await eventually('the cluster is whole', whole, 100);
  }
  return {
    url: `redis+cluster://127.0.0.1:${nodes[0]!.port}`,
    async flushAll() {
      for (const { port } of nodes) await ask(port, (client) => client.flushall());
    },
    async stop() {
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
}
