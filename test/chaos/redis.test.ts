/** Redis killed under load, with and without a log on disk: jobs may be lost, mentions never. `npm run test:long` does it 10 and 3 times. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openJobQueue } from '../../src/queue/open.ts';
import { eventually, pause } from '../support/eventually.ts';
import { rounds } from '../support/long.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { heavyMention, PAGE, truthOf } from './kill.ts';
import { redisWorker } from './victims.ts';

for (const { aof, kills } of [
  { aof: true, kills: rounds(2, 10) },
  { aof: false, kills: rounds(1, 3) },
]) {
  it(`${kills} kills ${aof ? 'with' : 'without'} a log on disk: nothing lost, nothing double`, async () => {
    const redis = await startRedis({ aof });
    const { ground, victim, clear } = await redisWorker(redis.url);
    const worker = victim.start();
    try {
      let sent = 0;
      let underLoad = 0;
      const feed = async (until: number) => {
        for (; sent < until; sent += PAGE) {
          await victim.ingest(Array.from({ length: PAGE }, (_, i) => heavyMention(sent + i)));
        }
      };
      const backAfter: number[] = [];
      for (let kill = 0; kill < kills; kill += 1) {
        const before = await victim.processed();
        await feed(sent + 200);
        await eventually('it is at work', async () => (await victim.processed()) > before, 5);
        underLoad += (await victim.waiting()) > 0 ? 1 : 0;
        await redis.kill();
        // Ingest continues while no job can be queued.
        await feed(sent + 100);
        await pause(1_000);
        await redis.start();
        const from = performance.now();
        await eventually('nothing waits', async () => (await victim.waiting()) === 0);
        backAfter.push(Math.round(performance.now() - from) / 1000);
      }
      expect(worker.child.exitCode).toBeNull();
      const truth = await truthOf(ground.store);
      process.stderr.write(
        `chaos: Redis ${JSON.stringify({ aof, kills, underLoad, backAfter, ...truth })}\n`,
      );
      const all = { mentions: sent, finished: sent, counted: sent };
      expect(truth).toEqual({ ...all, pending: 0, dead: 0, auditDifferences: 0 });
      expect(underLoad).toBeGreaterThan(0);
    } finally {
      await worker.kill();
      await clear();
      await redis.stop();
    }
  });
}

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis({ aof: false });
});
afterAll(() => redis.stop());

it('control: without a log on disk the jobs themselves are lost', async () => {
  const queue = await openJobQueue(redis.url, '', { stallMs: 1_500, onError: () => {} });
  const waiting = async () => Object.values(await queue.depth()).reduce((a, b) => a + b, 0);
  for (let i = 0; i < 50; i += 1) await queue.enqueue('score', { ids: [i] });
  expect(await waiting()).toBe(50);
  await redis.kill();
  await redis.start();
  expect(
    await eventually(
      'it answers',
      async () => [await waiting().catch(() => -1)].filter((n) => n >= 0)[0] !== undefined,
    ),
  ).toBe(true);
  expect(await waiting()).toBe(0);
  await queue.close();
});
