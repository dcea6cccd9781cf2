/** What hosts of one installation agree on: the key of pseudonyms, who reads a source, health without pages. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/ops/log.ts';
import { LEASE_MS, withLease } from '../../workers/lease.ts';
import { runCli, startCli } from '../support/cli.ts';
import { eventually, pause } from '../support/eventually.ts';
import { openTestStore } from '../support/installation.ts';
import { freePort } from '../support/port.ts';
import { startRedis } from '../support/redis.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const SECRET = 'one secret for every host of this test, long enough';

describe('the key of pseudonyms', () => {
  const store = join(tempDir(), 'shared.db');
  const host = (more: Record<string, string> = {}) => {
    const dir = tempDir();
    return {
      dir,
      env: { DATABASE_URL: `sqlite:${store}`, OUTCRY_DATA_DIR: dir, OUTCRY_DEMO: '0', ...more },
    };
  };

  it('hosts with one secret share a database, and keep no key in their folders', async () => {
    for (const { dir, env } of [host({ OUTCRY_SECRET: SECRET }), host({ OUTCRY_SECRET: SECRET })]) {
      expect((await runCli(['incidents', '--json'], env)).code).toBe(0);
      expect(readdirSync(dir).filter((name) => name.endsWith('.key'))).toEqual([]);
    }
  });

  it('another secret, or a folder of its own, is refused with what to do', async () => {
    for (const { env } of [host({ OUTCRY_SECRET: `${SECRET}, another` }), host()]) {
      const { code, stderr } = await runCli(['incidents', '--json'], env);
      expect(code).toBe(1);
      expect(stderr).toContain('made with a different key');
      expect(stderr).toContain('doctor --new-key');
      expect(stderr).not.toContain(SECRET);
    }
  });

  it('a lost key is given up on purpose, and the old secret is refused from then on', async () => {
    const next = host();
    expect((await runCli(['doctor', '--new-key'], next.env)).stdout).toContain('ok    Database');
    expect((await runCli(['incidents', '--json'], next.env)).code).toBe(0);
    expect((await runCli(['incidents', '--json'], host({ OUTCRY_SECRET: SECRET }).env)).code).toBe(1);
  });
});

describe('the lease of a source', () => {
  const dir = tempDir();
  mkdirSync(dir, { recursive: true });
  const store = openTestStore(dir);
  afterAll(() => store.close());
  const log = createLog('silent');
  let now = 1_000_000;
  const host = (processId: string) => ({ store, log, processId, clock: () => now });
  const never = new AbortController().signal;

  it('is held while the work lasts, and given back at its end', async () => {
    let done = () => {};
    const working = withLease(host('a'), 's', never, () => new Promise((resolve) => (done = resolve)));
    await pause(50);
    expect(await withLease(host('b'), 's', never, async () => {})).toBe(false);
    done();
    expect(await working).toBe(true);
    expect(await withLease(host('b'), 's', never, async () => {})).toBe(true);
  });

  it('of a host that vanished is free after it ran out, and the work of one that lost it is broken off', async () => {
    let notified = false;
    const working = withLease(host('a'), 't', never, async (signal) => {
      while (!signal.aborted) await pause(20);
      notified = true;
    });
    await pause(50);
    now += LEASE_MS - 1;
    expect(await withLease(host('b'), 't', never, async () => {})).toBe(false);
    now += 1;
    const other = withLease(host('b'), 't', never, () => pause(7_000));
    await working;
    expect(notified).toBe(true);
    expect(await other).toBe(true);
  });
});

describe('processes without pages', () => {
  it('a worker and a collector answer for their health and metrics, and end on a signal', async () => {
    const redis = await startRedis();
    try {
      for (const verb of [['worker', '--no-collect'], ['collect']]) {
        const port = await freePort();
        const env = {
          OUTCRY_DATA_DIR: tempDir(),
          OUTCRY_DEMO: '0',
          QUEUE_URL: redis.url,
          OUTCRY_METRICS_PORT: String(port),
        };
        const running = startCli(verb, env);
        const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
        const ready = () =>
          get('/readyz').then(
            (one) => one.ok || undefined,
            () => undefined,
          );
        await eventually(`${verb[0]} is ready: ${running.stderr()}`, ready, 100);
        expect(await (await get('/healthz')).json()).toEqual({ ok: true });
        expect(await (await get('/metrics')).text()).toContain('outcry_stage_errors_total');
        expect((await get('/')).status).toBe(404);
        running.child.kill('SIGTERM');
        expect((await running.exited).code).toBe(0);
      }
    } finally {
      await redis.stop();
    }
  });

  it('a collector alone on the embedded queue is refused with what to do', async () => {
    const { code, stderr } = await runCli(['collect'], { OUTCRY_DATA_DIR: tempDir(), OUTCRY_DEMO: '0' });
    expect(code).toBe(1);
    expect(stderr).toContain('QUEUE_URL');
  });
});
