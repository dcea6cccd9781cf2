/** A real PostgreSQL of one's own: loopback, own port, own folder, fsync on. PostgreSQL refuses to run as root. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { makeTempDir, removeDir } from './folder.ts';
import { freePort } from './port.ts';

const HOME = '/usr/lib/postgresql';

export interface TestPostgres {
  /** A new database and its URL: an empty one, or a copy of one that nobody uses. */
  database(source?: string): Promise<string>;
  /** Stops it at once, as a power cut does, and starts it again. */
  crash(): Promise<void>;
  stopNow(): void;
  start(): void;
  /** Runs SQL in the database of `url`. */
  ask(url: string, sql: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

function binaries(): string {
  const given = process.env.POSTGRES_BIN;
  if (given) return given;
  const inPath = (process.env.PATH ?? '').split(':').find((bin) => existsSync(join(bin, 'initdb')));
  if (inPath) return inPath;
  const versions = existsSync(HOME) ? readdirSync(HOME).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((one) => join(HOME, one, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
  if (!found) throw new Error(`no PostgreSQL in ${HOME}: install postgresql or set POSTGRES_BIN`);
  return found;
}

/** `postgres` where root starts it, else who we are. */
export function postgresPerson(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres']).stdout.toString());
  const [uid, gid] = [id('-u'), id('-g')];
  if (!uid || !gid) throw new Error('there is no user postgres to run PostgreSQL as');
  return { uid, gid };
}

/** Starts a server that listens on loopback, or on `host` for all of its network. */
export async function startPostgres(host = '127.0.0.1'): Promise<TestPostgres> {
  const bin = binaries();
  const who = postgresPerson();
  const dir = makeTempDir('outcry-postgres-');
  if (who.uid !== undefined && who.gid !== undefined) chownSync(dir, who.uid, who.gid);
  const data = join(dir, 'data');
  const port = await freePort();
  const run = (name: string, args: readonly string[]) => {
    const result = spawnSync(join(bin, name), args, {
      ...who,
      cwd: dir,
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    });
    if (result.status !== 0)
      throw new Error(`${name}: ${result.stderr?.toString()}${result.stdout?.toString()}`);
  };
  const options = `-p ${port} -c listen_addresses=${host} -c unix_socket_directories='' -c max_connections=60`;
  const control = (verb: string, ...more: string[]) =>
    run('pg_ctl', ['-D', data, '-w', '-t', '60', '-l', join(dir, 'log'), ...more, verb]);
  const start = () => control('start', '-o', options);
  const stopNow = () => control('stop', '-m', 'immediate');
  run('initdb', ['-D', data, '-U', 'outcry', '-E', 'UTF8', '--locale=C', '-A', 'trust', '-N']);
  if (host !== '127.0.0.1') appendFileSync(join(data, 'pg_hba.conf'), 'host all all samenet trust\n');
  start();
  const urlOf = (name: string) => `postgres://outcry@${host}:${port}/${name}`;
  const ask = async (url: string, sql: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  let made = 0;
  return {
    async database(source) {
      made += 1;
      const template = source === undefined ? 'template0' : new URL(source).pathname.slice(1);
      await ask(urlOf('postgres'), `create database d${made} template ${template}`);
      return urlOf(`d${made}`);
    },
    async crash() {
      stopNow();
      start();
    },
    stopNow,
    start,
    ask,
    async stop() {
      stopNow();
      removeDir(dir);
    },
  };
}
