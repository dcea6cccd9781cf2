/**
 * From a file to scored, counted and detected, in processes as an operator runs them: `outcry import` beside one
 * `outcry worker` over Redis, or beside `outcry start`, whose embedded queue it cannot reach. Time runs from the first mention in the database, so that starting a process is left out.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot, readEnv } from '../../config/env.ts';
import { loadScenario } from '../../src/cli/scenario.ts';
import { generate } from '../../src/simulate/generate.ts';
import { mentionLines } from '../../src/simulate/write.ts';
import type { Store } from '../../src/store/store.ts';
import { openStore } from '../../src/store/open.ts';
import { startCli } from '../../test/support/cli.ts';
import { eventually, pause } from '../../test/support/eventually.ts';
import { freePort } from '../../test/support/port.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { startRedis } from '../../test/support/redis.ts';

const MENTIONS = 200_000;
const LOOK_MS = 50;
const TICKS_PER_SECOND = 100;

export interface QueueFigure {
  readonly name: string;
  readonly perSecond: number;
  /** Of import and worker or server together, for a million mentions. */
  readonly cpuSecondsPerMillion: number;
  /** Of the worker or server, resident, at the end. */
  readonly workerMegabytes: number;
}

/** CPU seconds of a process so far (man 5 proc, fields 14 and 15). */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  return (Number(stat[11]) + Number(stat[12])) / TICKS_PER_SECOND;
}

async function hasBegun(store: Store): Promise<boolean> {
  const { pending } = await store.read.mentions.unscored();
  return pending > 0 || Object.values(await store.read.mentions.countByState()).some((count) => count > 0);
}

/** All are scored, counted and detected. They are counted only when none waits. */
async function isDone(store: Store): Promise<boolean> {
  if ((await store.read.mentions.unscored()).pending > 0) return false;
  const states = await store.read.mentions.countByState();
  if (states.scored + states['not-scored'] + states.dead < MENTIONS) return false;
  return (await store.read.brands.dirty()).length === 0;
}

/** Looks until it is so, at most a fiftieth of the time: looking takes time from those who work. */
async function until(what: string, look: () => Promise<boolean>): Promise<void> {
  const late = performance.now() + 120_000;
  for (;;) {
    const at = performance.now();
    if (await look()) return;
    if (at > late) throw new Error(`late: ${what}`);
    await pause(Math.max(LOOK_MS, 50 * (performance.now() - at)));
  }
}

async function measure(
  name: string,
  file: string,
  env: Record<string, string>,
  verb: 'worker' | 'start' = 'worker',
): Promise<QueueFigure> {
  mkdirSync(env.OUTCRY_DATA_DIR!);
  const port = await freePort();
  const own = verb === 'start' ? { PORT: String(port) } : { OUTCRY_METRICS_PORT: String(port) };
  const worker = startCli([verb], { ...env, ...own });
  const ready = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      (one) => one.ok || undefined,
      () => undefined,
    );
  await eventually(`the worker is ready: ${worker.stderr()}`, ready, 50);
  const url = env.DATABASE_URL ?? `sqlite:${join(env.OUTCRY_DATA_DIR!, 'outcry.db')}`;
  const store = await openStore(url, packageRoot);
  try {
    const idle = cpuOf(worker.child.pid!);
    const importing = startCli(['import', file, '--brand', 'bench'], env);
    let importCpu = 0;
    await until('the first mention', () => hasBegun(store));
    const from = performance.now();
    // Nothing can be done while the file is read: nobody asks the database until then.
    await until('the end of the file', async () => {
      if (importing.child.exitCode !== null) return true;
      importCpu = cpuOf(importing.child.pid!);
      return false;
    });
    await until(`the last mention: ${worker.stderr()}`, () => isDone(store));
    const seconds = (performance.now() - from) / 1_000;
    const cpu = importCpu + cpuOf(worker.child.pid!) - idle;
    const rss = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${worker.child.pid}/status`, 'utf8'))?.[1];
    await importing.exited;
    if ((await store.read.counts.audit()).length > 0) throw new Error(`${name} miscounted`);
    return {
      name,
      perSecond: MENTIONS / seconds,
      cpuSecondsPerMillion: (cpu / MENTIONS) * 1e6,
      workerMegabytes: Number(rss) / 1_024,
    };
  } finally {
    await worker.kill();
    await store.close();
  }
}

/** Embedded, Redis with SQLite, then with PostgreSQL; all write to disk before they answer. Needs a build. */
export async function benchQueue(): Promise<QueueFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'outcry-bench-'));
  const scenario = loadScenario(readEnv({ OUTCRY_DATA_DIR: folder }).configDir, 'storm');
  const mentions: ReturnType<typeof generate>['mentions'][number][] = [];
  for (let seed = 1; mentions.length < MENTIONS; seed += 1) {
    const storm = generate(scenario, seed).mentions;
    mentions.push(...storm.map((one) => ({ ...one, externalId: `${seed}-${one.externalId}` })));
  }
  const file = join(folder, 'storm.jsonl');
  writeFileSync(file, [...mentionLines(mentions.slice(0, MENTIONS))].join(''));
  const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  try {
    const env = (name: string) => ({
      OUTCRY_DATA_DIR: join(folder, name),
      OUTCRY_DEMO: '0',
    });
    const overRedis = (name: string) => ({ ...env(name), QUEUE_URL: redis.url });
    return [
      await measure('embedded and SQLite', file, env('embedded'), 'start'),
      await measure('Redis and SQLite', file, overRedis('sqlite')),
      await measure('Redis and PostgreSQL', file, {
        ...overRedis('postgres'),
        DATABASE_URL: await postgres.database(),
      }),
    ];
  } finally {
    await Promise.all([redis.stop(), postgres.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}
