/** SIGTERM under load, again and again: it ends in time, and nothing it had begun is stalled. `npm run test:long` does it 20 times. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../../src/domain/clock.ts';
import { eventually, pause } from '../support/eventually.ts';
import { rounds } from '../support/long.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { heavyMention, PAGE, truthOf } from './kill.ts';
import { redisWorker } from './victims.ts';

const TIMES = rounds(3, 20);
const SEED = Number(process.env.SEED ?? 20_260_302);

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

it(`${TIMES} times: ends with status 0, and the next worker need not wait for a stalled job`, async () => {
  // A stalled job is given to another worker only after ten minutes: if one stalled, the work would not be done in time.
  const { ground, victim, clear } = await redisWorker(redis.url, { OUTCRY_STALL_SECONDS: '600' });
  const random = seededRandom(SEED);
  let sent = 0;
  let underLoad = 0;
  try {
    for (let i = 0; i < TIMES; i += 1) {
      const before = await victim.processed();
      const worker = victim.start();
      for (const until = sent + 240; sent < until; sent += PAGE) {
        await victim.ingest(Array.from({ length: PAGE }, (_, k) => heavyMention(sent + k)));
      }
      await eventually('it is at work', async () => (await victim.processed()) > before, 5);
      await pause(random() * 100);
      underLoad += (await victim.waiting()) > 0 ? 1 : 0;
      worker.child.kill('SIGTERM');
      const { code, signal, stderr } = await worker.exited;
      // Status 1 if closing took more than ten seconds.
      expect([code, signal]).toEqual([0, null]);
      // A busy machine may report lost jobs; no mention is blamed for the end.
      expect(stderr).not.toMatch(/could not be scored|a batch failed|^\s+at /m);
    }
    const last = victim.start();
    await eventually('nothing waits', async () => (await victim.waiting()) === 0);
    last.child.kill('SIGTERM');
    await last.exited;
    const truth = await truthOf(ground.store);
    process.stderr.write(`chaos: SIGTERM ${JSON.stringify({ TIMES, underLoad, ...truth })}\n`);
    const all = { mentions: sent, finished: sent, counted: sent };
    expect(truth).toEqual({ ...all, pending: 0, dead: 0, auditDifferences: 0 });
    expect(underLoad).toBeGreaterThan(TIMES / 2);
  } finally {
    await clear();
  }
});
