/** The commands on PostgreSQL give what they give on SQLite, and the server starts on it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageRoot, readEnv } from '../../config/env.ts';
import { loadScenario } from '../../src/cli/scenario.ts';
import { generate } from '../../src/simulate/generate.ts';
import { mentionLines } from '../../src/simulate/write.ts';
import { openStore } from '../../src/store/open.ts';
import { startServer } from '../support/browser.ts';
import { runCli } from '../support/cli.ts';
import { openTestStore } from '../support/installation.ts';
import { mentionOf } from '../support/mentions.ts';
import { eventually } from '../support/eventually.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

async function run(env: Record<string, string>, ...args: string[]): Promise<unknown> {
  const { stdout, stderr, code } = await runCli(args, env);
  if (code !== 0) throw new Error(`outcry ${args.join(' ')}: ${stderr}`);
  return JSON.parse(stdout);
}

it('import, spikes, incidents and compare: the same words and numbers', async () => {
  const dir = tempDir();
  const file = join(dir, 'spotify.jsonl');
  const { configDir } = readEnv({ OUTCRY_DATA_DIR: dir });
  writeFileSync(
    file,
    [...mentionLines(generate(loadScenario(configDir, 'spotify-2015'), 1).mentions)].join(''),
  );
  const answers = [];
  for (const url of [undefined, await server.database()]) {
    const env = { OUTCRY_DATA_DIR: tempDir(), OUTCRY_DEMO: '0', ...(url ? { DATABASE_URL: url } : {}) };
    const imported = await run(env, 'import', file, '--brand', 'spotify', '--wait');
    const again = await run(env, 'import', file, '--brand', 'spotify', '--wait');
    const spikes = await run(env, 'spikes', '--json');
    const incidents = (await run(env, 'incidents', '--json')) as { openedAt?: unknown }[];
    for (const one of incidents) delete one.openedAt;
    answers.push({ imported, again, spikes, incidents });
  }
  const [sqlite, postgres] = answers;
  expect(sqlite?.incidents.length).toBeGreaterThan(0);
  expect(postgres).toEqual(sqlite);
});

it('migrate-store moves a whole database, once, and numbers go on', async () => {
  const dir = tempDir();
  const mentions = (from: number) =>
    Array.from({ length: 300 }, (_, i) => mentionOf(from + i)).map(({ brands: _, ...one }) => ({
      ...one,
      text: `${one.text} \0 “𝔘”`,
      publishedAt: new Date(one.publishedAt).toISOString(),
    }));
  const file = join(dir, 'posts.jsonl');
  const write = (from: number) =>
    writeFileSync(
      file,
      mentions(from)
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(''),
    );
  write(0);
  const env = { OUTCRY_DATA_DIR: dir, OUTCRY_DEMO: '0' };
  await run(env, 'import', file, '--brand', 'acme', '--wait');
  const url = await server.database();
  const moved = (await run(env, 'migrate-store', '--to', url)) as { tables: Record<string, number> };
  expect(moved.tables).toMatchObject({ mention: 300, mention_brand: 300 });
  const [from, to] = [openTestStore(dir), await openStore(url, packageRoot)];
  const brand = await from.read.brands.bySlug('acme');
  expect(await to.read.brands.bySlug('acme')).toEqual(brand);
  const all = {
    brandId: brand!.id,
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
    order: 'newest',
    limit: 500,
  } as const;
  expect(await to.read.mentions.list(all)).toEqual(await from.read.mentions.list(all));
  expect(await to.read.counts.audit()).toEqual([]);
  const again = await runCli(['migrate-store', '--to', url], env);
  expect([again.code, again.stderr]).toEqual([1, expect.stringMatching(/already holds rows in \w+/)]);
  write(200);
  const more = await run({ ...env, DATABASE_URL: url }, 'import', file, '--brand', 'acme', '--wait');
  expect(more).toMatchObject({ accepted: 200, duplicates: 100 });
  expect(await to.read.counts.audit()).toEqual([]);
  await from.close();
  await to.close();
});

it('one PostgreSQL for everything: the server starts on it, loads its examples and is ready', async () => {
  const url = await server.database();
  const started = await startServer(tempDir(), { DATABASE_URL: url, QUEUE_URL: url, OUTCRY_DEMO: '1' });
  try {
    const ready = async () => (await fetch(`${started.url}/readyz`)).status === 200;
    await eventually('it is ready', ready);
    const store = await openStore(url, packageRoot);
    const incidents = async () => (await store.read.incidents.all()).length >= 2;
    await eventually('both examples are incidents', incidents);
    // Nothing moves between its two looks: it runs in the line of the writers.
    expect(await store.tx((tx) => tx.counts.audit())).toEqual([]);
    await store.close();
  } finally {
    await started.stop();
  }
});
