/** A real PgBouncer in front of a PostgreSQL: a connection is lent for one transaction, then it is another client's. */
import { spawn } from 'node:child_process';
import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { eventually } from './eventually.ts';
import { makeTempDir, removeDir } from './folder.ts';
import { freePort } from './port.ts';
import { postgresPerson } from './postgres.ts';

const BINARY = process.env.PGBOUNCER ?? '/usr/sbin/pgbouncer';

export interface TestPgBouncer {
  /** The address of the database of `url`, by way of the pooler. */
  through(url: string): string;
  stop(): Promise<void>;
}

/** Starts one for the PostgreSQL of `url`, with so many connections to it. */
export async function startPgBouncer(url: string, connections = 3): Promise<TestPgBouncer> {
  const { hostname, port: target, username } = new URL(url);
  const port = await freePort();
  const dir = makeTempDir('outcry-pgbouncer-');
  const users = join(dir, 'users.txt');
  const file = join(dir, 'pgbouncer.ini');
  writeFileSync(users, `"${username}" ""\n`);
  writeFileSync(
    file,
    `[databases]
* = host=${hostname} port=${target}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${connections}
max_client_conn = 200
server_reset_query_always = 0
`,
  );
  const who = postgresPerson();
  for (const path of [dir, users, file]) {
    if (who.uid !== undefined && who.gid !== undefined) chownSync(path, who.uid, who.gid);
  }
  const child = spawn(BINARY, [file], { ...who, cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (said += part.toString()));
  const through = (of: string) => of.replace(`:${target}/`, `:${port}/`);
  await eventually(
    'the pooler answers',
    async () => {
      if (child.exitCode !== null) throw new Error(`${BINARY}: ${said}`);
      const client = new pg.Client({ connectionString: through(url) });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.query('select 1');
        return true;
      } catch {
        return false;
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    100,
  );
  return {
    through,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      removeDir(dir);
    },
  };
}
