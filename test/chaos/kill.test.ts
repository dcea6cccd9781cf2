/** kill -9 under load: nothing lost, nothing counted twice. The long form is test/chaos/long.ts. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { heavyMention, killUnderLoad, PAGE, truthOf, type Victim } from './kill.ts';
import { embeddedStart, naiveWorker, type Prepared, redisWorker } from './victims.ts';

const SEED = Number(process.env.SEED ?? 20_260_302);
process.stderr.write(`chaos: seed ${SEED}\n`);

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

async function within<T>(prepared: Prepared, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await prepared.clear();
  }
}

async function expectExact({ ground, victim }: Prepared, load: { mentions: number; kills: number }) {
  const trace = await killUnderLoad(victim, { ...load, seed: SEED });
  const truth = await truthOf(ground.store);
  process.stderr.write(`chaos: ${JSON.stringify({ ...trace, ...truth })}\n`);
  const { mentions } = load;
  expect(truth).toEqual({
    mentions,
    pending: 0,
    finished: mentions,
    dead: 0,
    counted: mentions,
    auditDifferences: 0,
  });
  // The kills must have hit it at work, or the zeros above would mean nothing.
  expect(trace.underLoad).toBeGreaterThan(load.kills / 2);
}

describe('kill -9 under load', () => {
  it('outcry worker on Redis', async () => {
    const prepared = await redisWorker(redis.url);
    await within(prepared, () => expectExact(prepared, { mentions: 1_500, kills: 5 }));
  });

  it('outcry start on the embedded queue, fed through the webhook', async () => {
    const prepared = await embeddedStart();
    await within(prepared, () => expectExact(prepared, { mentions: 4_000, kills: 3 }));
  });

  it('control: the same kills make a naive worker count wrongly', async () => {
    const prepared = await naiveWorker();
    await within(prepared, async () => {
      const load = { mentions: 600, kills: 5, seed: SEED };
      const trace = await killUnderLoad(prepared.victim, load);
      const counted = prepared.counted();
      process.stderr.write(
        `chaos: naive ${JSON.stringify({ ...trace, mentions: load.mentions, counted })}\n`,
      );
      expect(Math.abs(counted - load.mentions)).toBeGreaterThan(0);
    });
  });
});

async function feed(victim: Victim, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i += PAGE) {
    await victim.ingest(Array.from({ length: PAGE }, (_, k) => heavyMention(i + k)));
  }
}

describe('a queue that is wiped', () => {
  it('Redis: FLUSHALL in mid-flight delays and loses nothing', async () => {
    const prepared = await redisWorker(redis.url);
    await within(prepared, async () => {
      const { ground, victim } = prepared;
      const running = victim.start();
      try {
        await feed(victim, 0, 500);
        await eventually('it is at work', async () => (await victim.processed()) > 0, 5);
        expect(await victim.waiting()).toBeGreaterThan(0);
        await redis.flushAll();
        const from = performance.now();
        await feed(victim, 500, 600);
        await eventually('all is scored', async () => (await victim.waiting()) === 0);
        process.stderr.write(`chaos: after FLUSHALL ${Math.round(performance.now() - from)} ms\n`);
      } finally {
        await running.kill();
      }
      expect(await truthOf(ground.store)).toMatchObject({ finished: 600, counted: 600, auditDifferences: 0 });
    });
  });

  it('embedded: its folder deleted while stopped in mid-flight', async () => {
    const prepared = await embeddedStart();
    await within(prepared, async () => {
      const { ground, victim } = prepared;
      const first = victim.start();
      await feed(victim, 0, 2_400);
      await eventually('it is at work', async () => (await victim.processed()) > 0, 5);
      await first.kill();
      expect(await victim.waiting()).toBeGreaterThan(0);
      const queue = join(ground.dir, 'queue');
      expect(existsSync(queue)).toBe(true);
      rmSync(queue, { recursive: true });
      const from = performance.now();
      const second = victim.start();
      try {
        await eventually('all is scored', async () => (await victim.waiting()) === 0);
        process.stderr.write(`chaos: after deleting the queue ${Math.round(performance.now() - from)} ms\n`);
      } finally {
        await second.kill();
      }
      expect(await truthOf(ground.store)).toMatchObject({
        finished: 2_400,
        counted: 2_400,
        auditDifferences: 0,
      });
    });
  });
});
