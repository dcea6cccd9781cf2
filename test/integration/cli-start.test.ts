/** How the command line starts, refuses and ends: one clear line each time, never a stack. */
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { packageRoot, SETTINGS } from '../../config/env.ts';
import { type Running, runCli, startCli } from '../support/cli.ts';
import { cutProxy } from '../support/cut-proxy.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/port.ts';
import { startRedis } from '../support/redis.ts';
import { runVerb } from '../support/run-verb.ts';
import { tempDirs } from '../support/temp.ts';
import { expectOneLine } from './cli-one-line.ts';

const tempDir = tempDirs();
const running: Running[] = [];
afterAll(async () => {
  for (const one of running) if (one.child.exitCode === null) await one.kill();
});

type Env = Readonly<Record<string, string>>;

function fresh(more: Env = {}): Env {
  return { OUTCRY_DATA_DIR: tempDir(), OUTCRY_DEMO: '0', PORT: '0', ...more };
}

/** Starts it and waits for its address. */
async function started(env: Env): Promise<{ one: Running; url: string }> {
  const one = startCli(['start'], env);
  running.push(one);
  const url = await eventually(
    'it tells its address',
    () => /^Outcry is at (http\S+)$/m.exec(one.stderr())?.[1],
  );
  return { one, url };
}

async function occupy(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, port: address.port };
}

describe('start refuses', () => {
  it('a port that is in use', async () => {
    const { server, port } = await occupy();
    const result = await runCli(['start'], fresh({ PORT: String(port) }));
    server.close();
    expectOneLine(result, 1, new RegExp(`^Port ${port} is in use\\. .*PORT=`));
  });

  it('a host that is not of this machine', async () => {
    const result = await runCli(['start'], fresh({ HOST: '192.0.2.1' }));
    expectOneLine(result, 1, /^HOST 192\.0\.2\.1 is not an address of this machine/);
  });

  it('a data folder that cannot be written', async () => {
    const file = join(tempDir(), 'file');
    writeFileSync(file, 'a file, no folder');
    for (const path of [file, join(file, 'below')]) {
      const result = await runCli(['start'], fresh({ OUTCRY_DATA_DIR: path }));
      expectOneLine(
        result,
        1,
        /^The data folder .*file.* cannot be written \(E[A-Z]+\)\. Set OUTCRY_DATA_DIR/,
      );
    }
  });

  it('a database file that is no database', async () => {
    const env = fresh();
    writeFileSync(join(env.OUTCRY_DATA_DIR!, 'outcry.db'), 'not a database, '.repeat(100));
    expectOneLine(await runCli(['start'], env), 1, /^The database .*outcry\.db cannot be opened \(/);
  });

  it('a setting that nobody knows, a setting without meaning', async () => {
    expectOneLine(await runCli(['start'], fresh({ PORT: 'abc' })), 1, /^Setting PORT: .+\.$/);
    const result = await runCli(['start'], fresh({ OUTCRY_DEMOS: '1' }));
    expectOneLine(result, 1, /^Unknown setting OUTCRY_DEMOS\. Known: .*OUTCRY_DEMO\b/);
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['OUTCRY_DEMO', 'yes'],
    ['OUTCRY_LOG', 'loud'],
    ['QUEUE_URL', 'http://127.0.0.1'],
    ['DATABASE_URL', 'mysql://x'],
    ['SMTP_URL', 'mail.example.org'],
    ['MAIL_FROM', 'Outcry <outcry@example.org>'],
    ['PUBLIC_URL', 'example.org'],
    ['OUTCRY_RECONCILE_SECONDS', '-1'],
  ])('%s=%s', async (name, value) => {
    // Every verb reads all settings, as `start` does in the test before: another one leaves no traces in this process.
    expectOneLine(
      await runVerb(['user', 'list'], fresh({ [name]: value })),
      1,
      new RegExp(`^Setting ${name}: .+\\.$`),
    );
  });

  it.each([
    ['OUTCRY_TRUSTED_PROXIES', '127.0.0.1, proxy.local'],
    ['OUTCRY_TRUSTED_PROXIES', '0.0.0.0/0'],
    ['OUTCRY_HOSTS', 'https://outcry.example.org/'],
  ])('%s=%s, read when its threads start', async (name, value) => {
    expectOneLine(
      await runCli(['start'], fresh({ [name]: value })),
      1,
      new RegExp(`^Setting ${name}: .+\\.$`),
    );
  });

  it('a PostgreSQL queue that does not answer', async () => {
    const result = await runCli(['start'], fresh({ QUEUE_URL: 'postgres://me:hush@127.0.0.1:1/x' }));
    expectOneLine(result, 1, /^PostgreSQL at 127\.0\.0\.1:1 cannot hold the queue \(.*ECONNREFUSED/);
    expect(result.stderr).not.toContain('hush');
  });

  it('a PostgreSQL that does not answer, without the password', async () => {
    const result = await runCli(['start'], fresh({ DATABASE_URL: 'postgres://me:hush@127.0.0.1:1/x' }));
    expectOneLine(
      result,
      1,
      /^The database postgres:\/\/127\.0\.0\.1:1\/x cannot be opened \(.*ECONNREFUSED.*running/,
    );
    expect(result.stderr).not.toContain('hush');
  });

  it('a Redis that does not answer', async () => {
    const url = `redis://127.0.0.1:${await freePort()}`;
    const result = await runCli(['start'], fresh({ QUEUE_URL: url }));
    expectOneLine(result, 1, /^Redis at 127\.0\.0\.1:\d+ does not answer/);
  });

  it('a Redis that is silent', async () => {
    const { server, port } = await occupy();
    const env = fresh({ QUEUE_URL: `redis://127.0.0.1:${port}` });
    expectOneLine(await runCli(['start'], env), 1, /^Redis at 127\.0\.0\.1:\d+ does not answer/);
    server.close();
  });

  it('a Redis that goes away while the queue is opened', async () => {
    const redis = await startRedis();
    let asked = 0;
    // The first two ask whether it is up: one for each connection. Then the queue is opened.
    const proxy = await cutProxy(redis.port, (text) => {
      asked += text.toLowerCase().split('\r\ninfo\r\n').length - 1;
      if (asked > 2) proxy.cut();
    });
    const env = fresh({ QUEUE_URL: `redis://127.0.0.1:${new URL(proxy.url).port}` });
    expectOneLine(
      await runCli(['worker'], env),
      1,
      /^The queue at redis:.* stopped answering while it was opened/,
    );
    expect(asked).toBeGreaterThan(2);
    await proxy.close();
    await redis.stop();
  });

  it('a broken configuration, with file, line and what is wrong', async () => {
    const config = join(tempDir(), 'config');
    cpSync(join(packageRoot, 'config'), config, { recursive: true });
    writeFileSync(join(config, 'brands/acme.yaml'), 'slug: acme\nname: Acme\nterms: []\n');
    writeFileSync(join(config, 'routes/default.yaml'), 'name: default\nbrands: ["*"\nemails: x\n');
    const env = fresh({ OUTCRY_CONFIG_DIR: config });
    const result = await runCli(['start'], env);
    const lines = result.stderr.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^The configuration in .* has \d+ problem\(s\):$/);
    expect(lines).toContainEqual(expect.stringMatching(/^brands\/acme\.yaml:3 terms: .+/));
    expect(lines).toContainEqual(expect.stringMatching(/^routes\/default\.yaml:3: .+/));
    expect(result.stderr).not.toMatch(/^\s+at /m);
    expect(result.code).toBe(1);
    expect(existsSync(join(env.OUTCRY_DATA_DIR!, 'outcry.db'))).toBe(false);
  });
});

describe('one process on a data folder', () => {
  /** Shared: creating the embedded queue takes seconds, and operators too start on the queue of an earlier run. */
  const env = fresh();

  it('the second process learns who holds it; SIGTERM and kill -9 release the folder; SIGINT exits with 0', async () => {
    const { one, url } = await started(env);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const pid = String(one.child.pid);
    for (const verb of ['start', 'worker']) {
      expectOneLine(
        await runCli([verb], env),
        1,
        new RegExp(`^Outcry runs on .* already \\(process ${pid}\\)`),
      );
    }
    await eventually('it is ready', async () => (await fetch(`${url}/readyz`)).status === 200);
    one.child.kill('SIGTERM');
    const ended = await one.exited;
    // Status 1 if closing took more than ten seconds.
    expect([ended.code, ended.signal]).toEqual([0, null]);
    await (await started(env)).one.kill();
    const again = await started(env);
    again.one.child.kill('SIGINT');
    expect((await again.one.exited).code).toBe(0);
  });

  it('answers under its names, from every thread; a token of the operator reads', async () => {
    const { one, url } = await started({ ...env, OUTCRY_HOSTS: 'outcry.internal' });
    const token = (await runCli(['token', 'create', '--days', '1'], env)).stdout.trim();
    const statusOf = (path: string, host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { host, authorization: `Bearer ${token}` };
        get(`${url}${path}`, { headers }, (answer) => resolve(answer.resume().statusCode)).on(
          'error',
          reject,
        );
      });
    for (const path of ['/', '/brands', '/api/v1/brands', '/login']) {
      expect([path, await statusOf(path, 'outcry.internal')]).toEqual([path, 200]);
      expect([path, await statusOf(path, 'evil.example')]).toEqual([path, 421]);
    }
    const listed = (await runCli(['token', 'list', '--long'], env)).stdout;
    expect(listed).toMatch(/^1\tcommand line\tviewer\tall brands\toperator\texpires \S+\tused \S+$/m);
    expect((await runCli(['doctor'], env)).stdout).toContain('ok    API tokens: 1, each with an owner');
    one.child.kill('SIGTERM');
    await one.exited;
  });

  it('SIGTERM in the middle of scoring, twice: ends in time, no mention is blamed for it', async () => {
    const store = join(env.OUTCRY_DATA_DIR!, 'outcry.db');
    const count = (where: string) => {
      const db = new Database(store, { readonly: true });
      const row = db.prepare(`SELECT count(*) AS n FROM ${where}`).get() as { n: number };
      db.close();
      return row.n;
    };
    const file = join(tempDir(), 'load.jsonl');
    await runCli(['simulate', 'whatsapp-2016', '--seed', '0', '-o', file], env);
    await runCli(['import', file, '--brand', 'whatsapp'], env);
    for (let round = 0; round < 2; round += 1) {
      const before = count(`mention WHERE state <> 'pending'`);
      const { one } = await started(env);
      const atWork = () => count(`mention WHERE state <> 'pending'`) > before;
      await eventually('it scores', atWork, 5);
      expect(count(`mention WHERE state = 'pending'`)).toBeGreaterThan(0);
      one.child.kill('SIGTERM');
      const ended = await one.exited;
      expect([ended.code, ended.signal]).toEqual([0, null]);
      expect(ended.stderr).not.toMatch(/could not be scored|a batch failed|^\s+at /m);
    }
    expect(count('mention')).toBeGreaterThan(0);
    expect(count('mention WHERE attempts > 0')).toBe(0);
    expect(count('dead_letter')).toBe(0);
  });
});

it('the settings that a start reads are those that are documented', () => {
  const contract = [
    'PORT',
    'HOST',
    'PUBLIC_URL',
    'OUTCRY_DATA_DIR',
    'OUTCRY_CONFIG_DIR',
    'OUTCRY_DEMO',
    'QUEUE_URL',
  ];
  expect(SETTINGS).toEqual(expect.arrayContaining([...contract, 'DATABASE_URL', 'SMTP_URL', 'MAIL_FROM']));
});
