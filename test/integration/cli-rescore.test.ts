/** `outcry rescore`: alone, beside a server, and what a comparison says before and after. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { packageRoot } from '../../config/env.ts';
import { type CliResult, runCli, startCli } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { startRedis } from '../support/redis.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const dir = tempDir();
const SLUGS = ['spotify-2015', 'whatsapp-2016'];
const env = { OUTCRY_DATA_DIR: join(dir, 'data'), OUTCRY_SCORE_THREADS: '1' };

interface Output {
  readonly version: string;
  readonly total: number;
  readonly rescored: number;
  readonly changed: { readonly sentiment: number; readonly betrayal: number };
  readonly seconds: number;
}

/** A configuration whose packs have another version and fewer phrases. */
function otherConfig(version: number): Record<string, string> {
  const folder = join(dir, `config-${version}`);
  cpSync(join(packageRoot, 'config'), folder, { recursive: true });
  const path = join(folder, 'taxonomy/privacy-betrayal.yaml');
  const pack = parse(readFileSync(path, 'utf8')) as { categories: { strong?: unknown[] }[] };
  const categories = pack.categories.map((one) =>
    one.strong ? { ...one, strong: one.strong.slice(0, version) } : one,
  );
  writeFileSync(path, stringify({ ...pack, version: 90 + version, categories }));
  return { ...env, OUTCRY_CONFIG_DIR: folder };
}

async function outcry(settings: Record<string, string>, ...words: string[]): Promise<CliResult> {
  const result = await runCli(words, settings);
  expect([words, result.code, result.code === 0 ? '' : result.stderr]).toEqual([words, 0, '']);
  return result;
}

function output({ stdout }: CliResult): Output {
  return JSON.parse(stdout) as Output;
}

async function statusOf(settings: Record<string, string>) {
  return JSON.parse((await outcry(settings, 'rescore', '--status')).stdout) as Record<string, unknown>[];
}

/** Keeps every third line: a third of the posts tell the same story. */
function thin(file: string): void {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  writeFileSync(file, `${lines.filter((_, i) => i % 3 === 0).join('\n')}\n`);
}

let mentions = 0;
beforeAll(async () => {
  for (const slug of SLUGS) {
    const file = join(dir, `${slug}.jsonl`);
    await outcry(env, 'simulate', slug, '--seed', '3', '-o', file);
    thin(file);
    const brand = slug.split('-')[0]!;
    const { stdout } = await outcry(env, 'import', file, '--brand', brand, '--wait');
    mentions += (JSON.parse(stdout) as { accepted: number }).accepted;
  }
});

describe('outcry rescore', () => {
  it('with nothing to do says so, and is a success', async () => {
    const result = await outcry(env, 'rescore');
    expect(result.stderr).toMatch(/^Nothing to do: all mentions are scored by \S+\.$/m);
    expect(output(result)).toMatchObject({
      total: 0,
      rescored: 0,
      changed: { sentiment: 0, betrayal: 0 },
      seconds: 0,
    });
    expect(await statusOf(env)).toEqual([]);
  });

  it('wrong usage', async () => {
    for (const words of [['now'], ['--stat']]) {
      expect(await runCli(['rescore', ...words], env)).toMatchObject({ code: 2, stdout: '' });
    }
    const never = await runCli(['compare', ...SLUGS, '--scored-by', 'never'], env);
    expect(never).toMatchObject({ code: 1, stdout: '' });
    expect(never.stderr).toMatch(/^Nothing was ever scored by "never"\. Known versions: \S+\.$/m);
  });

  it('works without a server, and the earlier comparison can be reproduced', async () => {
    const config = otherConfig(2);
    const before = (await outcry(env, 'compare', ...SLUGS)).stdout;
    const old = output(await outcry(env, 'rescore')).version;

    const result = output(await outcry(config, 'rescore'));
    expect(result).toMatchObject({ total: mentions, rescored: mentions });
    expect(result.version).toContain('privacy-betrayal@92');
    expect(result.seconds).toBeGreaterThan(0);
    expect(result.changed.betrayal).toBeGreaterThan(50);
    expect(result.changed.betrayal).toBeLessThan(mentions);
    expect(await statusOf(config)).toMatchObject([
      { version: result.version, state: 'done', total: mentions, done: mentions, changed: result.changed },
    ]);
    expect((await outcry(config, 'doctor')).stdout).toMatch(/^ok {4}Counts: agree/m);

    expect((await outcry(config, 'compare', ...SLUGS)).stdout).not.toBe(before);
    expect((await outcry(config, 'compare', ...SLUGS, '--scored-by', old)).stdout).toBe(before);
    expect(output(await outcry(config, 'rescore'))).toMatchObject({ total: 0 });
  });

  it('follows a running server, which does it by itself, shows it on its pages and in its figures', async () => {
    const config = otherConfig(3);
    const redis = await startRedis({ aof: false });
    const server = startCli(['start'], { ...config, QUEUE_URL: redis.url, PORT: '0', OUTCRY_DEMO: '0' });
    try {
      const address = () => /^Outcry is at (http\S+)$/m.exec(server.stderr())?.[1];
      const url = await eventually('the server tells its address', address);
      const result = output(await outcry(config, 'rescore'));
      expect(result.version).toContain('privacy-betrayal@93');
      expect(result).toMatchObject({ total: mentions, rescored: mentions });
      const [job] = await statusOf(config);
      expect(job).toMatchObject({ version: result.version, state: 'done', total: mentions, done: mentions });
      const metrics = await (await fetch(`${url}/metrics`)).text();
      expect(metrics).toMatch(/^outcry_rescore_outdated 0$/m);
    } finally {
      server.child.kill('SIGTERM');
      await server.exited;
      await redis.stop();
    }
    expect((await outcry(config, 'doctor')).stdout).toMatch(/^ok {4}Counts: agree/m);
  });

  it('goes on after kill -9', async () => {
    const config = otherConfig(4);
    const killed = startCli(['rescore'], config);
    const file = new Database(join(env.OUTCRY_DATA_DIR, 'outcry.db'), { readonly: true });
    const newest = file.prepare('select version, done from rescore_job order by id desc limit 1');
    const half = () => newest.get() as { version: string; done: number };
    const moving = () => half().version.includes('@94') && half().done > 0;
    await eventually('the job has done something', moving, 5);
    await killed.kill();
    const { done } = half();
    file.close();
    expect(done).toBeLessThan(mentions);
    expect((await outcry(config, 'doctor')).stdout).toMatch(/^ok {4}Counts: agree/m);
    const result = output(await outcry(config, 'rescore'));
    expect(result).toMatchObject({ total: mentions, rescored: mentions });
    expect((await statusOf(config)).filter((job) => job.version === result.version)).toHaveLength(1);
    expect((await outcry(config, 'doctor')).stdout).toMatch(/^ok {4}Counts: agree/m);
  });
});
