/** A real redis-server of one's own: loopback, own port, own folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { eventually } from './eventually.ts';
import { freePort } from './port.ts';
import { makeTempDir, removeDir } from './folder.ts';

const BINARY = process.env.REDIS_SERVER ?? '/usr/bin/redis-server';

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** kill -9. The data folder stays. */
  kill(): Promise<void>;
  /** Starts it again on the same port and folder. */
  start(): Promise<void>;
  flushAll(): Promise<void>;
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
}

async function gone(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exited;
}

async function ask<T>(url: string, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    commandTimeout: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    client.disconnect();
  }
}

export interface RedisOptions {
  /** Acknowledged writes outlive kill -9; on unless false. */
  readonly aof?: boolean;
  /** A node that is to become part of a cluster. */
  readonly cluster?: boolean;
  /** Where it listens, for everybody who gets there; loopback when absent. */
  readonly host?: string;
}

/** Starts a server. */
export async function startRedis({
  aof = true,
  host = '127.0.0.1',
  cluster = false,
}: RedisOptions = {}): Promise<TestRedis> {
  const port = await freePort();
  const busPort = cluster ? await freePort() : 0;
  const dir = makeTempDir('outcry-redis-');
  const log = join(dir, 'log');
  const url = `redis://${host}:${port}`;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const append = aof ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no'];
    const args = [
      '--port',
      String(port),
      '--bind',
      host,
      '--protected-mode',
      'no',
      '--dir',
      dir,
      '--save',
      '',
      ...append,
    ];
    if (cluster) args.push('--cluster-enabled', 'yes', '--cluster-port', String(busPort));
    args.push('--maxmemory-policy', 'noeviction', '--logfile', log);
    const started = spawn(BINARY, args, { stdio: 'ignore' });
    child = started;
    let broken: Error | undefined;
    started.once('error', (error) => {
      broken = error;
    });
    const answers = async () => {
      if (broken) throw new Error(`${BINARY} does not start: ${broken.message}`);
      if (started.exitCode !== null) throw new Error(`${BINARY} ended: ${readFileSync(log, 'utf8')}`);
      return ask(url, (client) => client.ping()).catch(() => undefined);
    };
    await eventually(`redis answers at ${url}`, answers, 50);
  }

  await start();
  return {
    url,
    port,
    start,
    kill: () => gone(child, 'SIGKILL'),
    flushAll: async () => void (await ask(url, (client) => client.flushall())),
    async stop() {
      await gone(child, 'SIGKILL');
      removeDir(dir);
    },
  };
}
