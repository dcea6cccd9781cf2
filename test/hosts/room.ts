/** Collectors, workers and dashboards on hosts of their own, on one PostgreSQL and one Redis, and a stream that does not stop. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../config/env.ts';
import type { Store } from '../../src/store/store.ts';
import { openStore } from '../../src/store/open.ts';
import { created, type FakeJetstream, fakeJetstream } from '../fakes/jetstream.ts';
import { BRAND, fakePosts } from '../fakes/posts.ts';
import { runCli } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/port.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import type { Host, Lab } from './lab.ts';

export const SOURCE = 'bluesky:firehose';
const PUMP_MS = 25;
const TWO_HOURS_MS = 7_200_000;

export interface Room {
  readonly store: Store;
  readonly postgres: TestPostgres;
  readonly redis: TestRedis;
  readonly stream: FakeJetstream;
  readonly collectors: readonly Host[];
  readonly workers: readonly Host[];
  readonly dashboards: readonly (Host & { readonly url: string })[];
  /** Begins to post, 40 posts a second; resolves to what ends it. */
  pump(): () => void;
  posted(): number;
  stored(): Promise<number>;
  /** Header of an API token. */
  readonly token: string;
  close(): Promise<void>;
}

function writeConfig(dir: string, endpoint: string): string {
  const config = join(dir, 'config');
  for (const folder of ['brands', 'sources']) mkdirSync(join(config, folder), { recursive: true });
  cpSync(join(packageRoot, 'config/taxonomy'), join(config, 'taxonomy'), { recursive: true });
  writeFileSync(
    join(config, 'brands/fernway.yaml'),
    `slug: ${BRAND.slug}\nname: ${BRAND.name}\nterms: [${BRAND.name}]\n`,
  );
  writeFileSync(
    join(config, 'sources/firehose.yaml'),
    `slug: firehose\ntype: bluesky\nendpoints: ['${endpoint}']\n`,
  );
  return config;
}

function pumpInto(stream: FakeJetstream) {
  const texts = fakePosts(400);
  let posted = 0;
  let last = 0;
  return {
    posted: () => posted,
    pump(): () => void {
      const timer = setInterval(() => {
        posted += 1;
        const at = Math.floor(Date.now() / 1000) * 1000;
        const like = texts[posted % texts.length]!;
        last = Math.max(last + 1, Date.now() * 1000);
        stream.push(created({ ...like, n: posted, at, text: `${like.text} / ${posted}` }, last));
      }, PUMP_MS);
      return () => clearInterval(timer);
    },
  };
}

/** Opens the room with everything but its hosts' processes. The clock of a worker is two hours ahead, that of a collector two hours behind. */
export async function openRoom(lab: Lab, dir: string, workers: number): Promise<Room> {
  const [postgres, redis] = await Promise.all([
    startPostgres(lab.address),
    startRedis({ host: lab.address }),
  ]);
  const stream = await fakeJetstream([], {}, lab.address);
  const url = await postgres.database();
  const store = await openStore(url, packageRoot);
  const env = {
    DATABASE_URL: url,
    QUEUE_URL: redis.url,
    OUTCRY_CONFIG_DIR: writeConfig(dir, stream.url),
    OUTCRY_SECRET: 'the same on every host of this room, and long enough',
    OUTCRY_DEMO: '0',
    OUTCRY_FETCH_PRIVATE: '1',
    OUTCRY_SCORE_THREADS: '1',
    OUTCRY_STALL_SECONDS: '3',
    OUTCRY_RECONCILE_SECONDS: '1',
  };
  const off = (ms: number) => ({
    ...env,
    CLOCK_OFF_MS: String(ms),
    NODE_OPTIONS: `--import=${join(packageRoot, 'test/support/other-clock.mjs')}`,
  });
  const collectors = [
    lab.host('collector-a', ['collect'], env),
    lab.host('collector-b', ['collect'], off(-TWO_HOURS_MS)),
  ];
  const working = Array.from({ length: workers }, (_, i) =>
    lab.host(`worker-${i}`, ['worker', '--no-collect'], i === 0 ? off(TWO_HOURS_MS) : env),
  );
  const dashboards: (Host & { url: string })[] = [];
  for (const name of ['dashboard-a', 'dashboard-b']) {
    const port = await freePort();
    const host = lab.host(name, ['serve'], { ...env, PORT: String(port) });
    dashboards.push({ ...host, url: `http://${host.address}:${port}` });
  }
  const admin = join(dir, 'admin');
  mkdirSync(admin);
  const made = await runCli(['token', 'create', '--role', 'viewer'], { ...env, OUTCRY_DATA_DIR: admin });
  if (made.code !== 0) throw new Error(made.stderr);
  const pumping = pumpInto(stream);
  return {
    store,
    postgres,
    redis,
    stream,
    collectors,
    workers: working,
    dashboards,
    ...pumping,
    async stored() {
      const states = await store.read.mentions.countByState();
      return Object.values(states).reduce((a, b) => a + b, 0);
    },
    token: `Bearer ${made.stdout.trim()}`,
    async close() {
      await lab.close();
      await store.close();
      await stream.close();
      await Promise.all([postgres.stop(), redis.stop()]);
    },
  };
}

/** Waits until every dashboard answers that it is ready. */
export async function dashboardsReady(room: Room): Promise<void> {
  for (const { url, stderr } of room.dashboards) {
    const ready = () =>
      fetch(`${url}/readyz`).then(
        (one) => one.ok || undefined,
        () => undefined,
      );
    await eventually(`${url} is ready: ${stderr()}`, ready, 100);
  }
}
