/** PostgreSQL that stops as in a power cut, again and again, under load: nothing lost, nothing counted twice. */
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openJobQueue } from '../../src/queue/open.ts';
import { startCli } from '../support/cli.ts';
import { rounds } from '../support/long.ts';
import { eventually, pause } from '../support/eventually.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { heavyMention, storeIngest, storeProgress, makeGround, PAGE, truthOf } from './kill.ts';

const MENTIONS = 1_200;
const CRASHES = rounds(2, 8);

let postgres: TestPostgres;
let redis: TestRedis;
beforeAll(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
});
afterAll(() => Promise.all([postgres?.stop(), redis?.stop()]));

/** Tries until it is acknowledged, as a collector does. */
async function insist(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work();
    } catch {
      await pause(100);
    }
  }
}

it(`${CRASHES} crashes under load, the first half a second after a worker started`, async () => {
  const ground = await makeGround({ QUEUE_URL: redis.url, DATABASE_URL: await postgres.database() });
  const queue = await openJobQueue(redis.url, '', { stallMs: 1_500, onError: () => {} });
  const ingest = storeIngest(ground.store, queue);
  const { processed, waiting } = storeProgress(ground.store);
  // As systemd does: a worker that found no PostgreSQL has ended and is started again.
  let worker = startCli(['worker'], ground.env);
  let restarts = 0;
  const supervisor = setInterval(() => {
    if (worker.child.exitCode === null) return;
    restarts += 1;
    worker = startCli(['worker'], ground.env);
  }, 1_000);
  try {
    let sent = 0;
    const feed = async (until: number) => {
      for (; sent < until; sent += PAGE) {
        const page = Array.from({ length: PAGE }, (_, i) => heavyMention(sent + i));
        await insist(() => ingest(page));
      }
    };
    let underLoad = 0;
    for (let crash = 1; crash <= CRASHES; crash += 1) {
      const feeding = feed((MENTIONS * crash) / (CRASHES + 1));
      await pause(500);
      underLoad += (await waiting().catch(() => 1)) > 0 ? 1 : 0;
      await postgres.crash();
      await feeding;
    }
    await feed(MENTIONS);
    const backAt = performance.now();
    await eventually('nothing waits', async () => (await waiting()) === 0).catch((error: unknown) => {
      throw new Error(`${String(error)}; the worker (exit ${worker.child.exitCode}) says ${worker.stderr()}`);
    });
    const seconds = (performance.now() - backAt) / 1000;
    expect(await processed()).toBe(MENTIONS);
    const truth = await truthOf(ground.store);
    process.stderr.write(
      `chaos: PostgreSQL ${JSON.stringify({ CRASHES, restarts, underLoad, seconds, ...truth })}\n`,
    );
    expect(truth).toMatchObject({ pending: 0, finished: MENTIONS, counted: MENTIONS, auditDifferences: 0 });
    expect(underLoad).toBeGreaterThan(0);
  } finally {
    clearInterval(supervisor);
    await worker.kill();
    await queue.close();
    await ground.clear();
  }
});

it('control: rows that were acknowledged before their commit are lost', async () => {
  const url = await postgres.database();
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('create table naive (id integer)');
  await client.query('begin');
  let acknowledged = 0;
  for (let i = 0; i < 100; i += 1) {
    await client.query('insert into naive values ($1)', [i]);
    acknowledged += 1;
  }
  await postgres.crash();
  const [row] = await postgres.ask(url, 'select count(*)::int as n from naive');
  expect(acknowledged - Number(row?.n)).toBe(100);
});
