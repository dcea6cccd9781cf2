/** The queue's contract on a Redis Cluster of three nodes. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UserError } from '../../src/domain/result.ts';
import { openJobQueue } from '../../src/queue/open.ts';
import { freePort } from '../support/port.ts';
import { startRedisCluster, type TestCluster } from '../support/redis-cluster.ts';
import { jobQueueContract } from './job-queue.ts';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startRedisCluster();
});
afterAll(() => cluster?.stop());

jobQueueContract('redis cluster', async () => ({
  open: (options) => openJobQueue(cluster.url, '', options),
  clear: () => cluster.flushAll(),
}));

it('says in a few seconds that nobody answers, without the password', async () => {
  const url = `redis+cluster://me:hush@127.0.0.1:${await freePort()}`;
  const opened = openJobQueue(url, '', { stallMs: 1_500, onError: () => {} });
  await expect(opened).rejects.toThrow(UserError);
  await expect(opened).rejects.not.toThrow(/hush/);
});
