/** The processes that the chaos tests kill. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Webhook } from 'standardwebhooks';
import { packageRoot } from '../../config/env.ts';
import { openJobQueue } from '../../src/queue/open.ts';
import { startCli, startNode } from '../support/cli.ts';
import { pause } from '../support/eventually.ts';
import { freePort } from '../support/port.ts';
import { type Ground, storeIngest, storeProgress, makeGround, type Victim } from './kill.ts';

export interface Prepared {
  readonly ground: Ground;
  readonly victim: Victim;
  clear(): Promise<void>;
}

/** `outcry worker` on Redis. */
export async function redisWorker(
  url: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Prepared> {
  const ground = await makeGround({ QUEUE_URL: url, ...more });
  const queue = await openJobQueue(url, '', { stallMs: 1_500, onError: () => {} });
  const victim = {
    start: () => startCli(['worker'], ground.env),
    ingest: storeIngest(ground.store, queue),
    ...storeProgress(ground.store),
  };
  return {
    ground,
    victim,
    async clear() {
      await queue.close();
      await ground.clear();
    },
  };
}

/** `outcry start` on the embedded queue, fed through its webhook; the sender tries until it hears 200. */
export async function embeddedStart(): Promise<Prepared> {
  const secret = Buffer.from('the secret of the chaos test').toString('base64');
  const port = await freePort();
  const ground = await makeGround({ PORT: String(port), OUTCRY_WEBHOOK_SECRET: secret });
  let deliveries = 0;
  const victim: Victim = {
    start: () => startCli(['start'], ground.env),
    async ingest(page) {
      const body = JSON.stringify(page.map((m) => ({ ...m, brands: undefined, brand: 'acme' })));
      const id = `chaos-${++deliveries}`;
      for (;;) {
        const at = new Date();
        const headers = {
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': new Webhook(secret).sign(id, at, body),
        };
        const url = `http://127.0.0.1:${port}/ingest/webhook/chaos`;
        const response = await fetch(url, { method: 'POST', body, headers }).catch(() => undefined);
        if (response?.status === 200) return;
        if (response && response.status < 500) throw new Error(`refused: ${await response.text()}`);
        await pause(50);
      }
    },
    ...storeProgress(ground.store),
  };
  return { ground, victim, clear: () => ground.clear() };
}

/** The control: a worker that counts first and notes what it has done afterwards. */
export async function naiveWorker(): Promise<Prepared & { counted(): number }> {
  const ground = await makeGround({});
  const file = join(ground.dir, 'outcry.db');
  const db = new Database(file, { timeout: 15_000 });
  db.exec('create table naive_count (n integer); insert into naive_count values (0)');
  db.exec('create table naive_done (id integer primary key)');
  const one = (sql: string) => Number(db.prepare(sql).pluck().get());
  const script = join(packageRoot, 'test/chaos/naive-worker.ts');
  const victim: Victim = {
    start: () => startNode(['--import', 'tsx', script, file], {}),
    ingest: storeIngest(ground.store, { enqueue: async () => {} }),
    processed: async () => one('select count(*) from naive_done'),
    waiting: async () => one('select (select count(*) from mention) - (select count(*) from naive_done)'),
  };
  return {
    ground,
    victim,
    counted: () => one('select n from naive_count'),
    async clear() {
      db.close();
      await ground.clear();
    },
  };
}
