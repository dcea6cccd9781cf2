/** The verbs that work on a database, beside no server and beside a running one. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { type CliResult, runCli, startCli } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { runVerb } from '../support/run-verb.ts';
import { startRedis } from '../support/redis.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const dir = tempDir();
const env = { OUTCRY_DATA_DIR: join(dir, 'data'), OUTCRY_SCORE_THREADS: '1' };
const SCENARIOS = { spotify: 'spotify-2015', whatsapp: 'whatsapp-2016' } as const;
const imports: Record<string, CliResult> = {};

async function outcry(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await runVerb(words, env);
  expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  return stdout;
}

const answers = new Map<string, Promise<string>>();

/** The same, and the answer of the first time where the words were said before; for verbs that only read. */
function once(...words: string[]): Promise<string> {
  const key = words.join(' ');
  const known = answers.get(key) ?? outcry(...words);
  answers.set(key, known);
  return known;
}

function fileOf(brand: keyof typeof SCENARIOS): string {
  return join(dir, `${brand}.jsonl`);
}

beforeAll(async () => {
  for (const [brand, scenario] of Object.entries(SCENARIOS)) {
    const file = fileOf(brand as keyof typeof SCENARIOS);
    await outcry('simulate', scenario, '--seed', '3', '-o', file);
    imports[brand] = await runCli(['import', file, '--brand', brand, '--wait'], env);
  }
});

const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe('import', () => {
  it.each(Object.keys(SCENARIOS))('%s: an account of every line', (brand) => {
    const { code, stdout } = imports[brand]!;
    const lines = readFileSync(fileOf(brand as keyof typeof SCENARIOS), 'utf8')
      .trimEnd()
      .split('\n').length;
    expect(code).toBe(0);
    const output = JSON.parse(stdout) as { accepted: number };
    expect(output).toMatchObject({
      read: lines,
      accepted: output.accepted,
      duplicates: lines - output.accepted,
      conflicts: 0,
      deadLetters: [],
    });
    expect(output.accepted).toBeGreaterThan(5_000);
  });

  it('a second time nothing is new', async () => {
    const before = await once('spikes', '--json');
    const output = JSON.parse(await outcry('import', fileOf('spotify'), '--brand', 'spotify', '--wait'));
    expect(output).toMatchObject({ accepted: 0, rejected: 0, duplicates: output.read });
    expect(await outcry('spikes', '--json')).toBe(before);
  });
});

describe('spikes and incidents', () => {
  it('spikes have the promised fields', async () => {
    const spikes = JSON.parse(await once('spikes', '--json')) as Record<string, unknown>[];
    expect(spikes.length).toBeGreaterThanOrEqual(2);
    for (const spike of spikes) {
      expect(spike).toMatchObject({
        id: expect.any(Number),
        brand: expect.stringMatching(/^(spotify|whatsapp)$/),
        series: expect.any(String),
        source: expect.any(String),
        kind: expect.stringMatching(/^(backlash|attention)$/),
        onset: ISO,
        peakAt: ISO,
        observed: expect.any(Number),
        expected: expect.any(Number),
        score: expect.any(Number),
        severity: expect.any(Number),
        betrayalShare: expect.any(Number),
        negativeShare: expect.any(Number),
        categories: expect.any(Array),
        attribution: expect.any(Array),
        incident: expect.any(String),
      });
      expect(spike).toHaveProperty('end');
    }
    const main = spikes.find((spike) => spike.brand === 'spotify' && spike.kind === 'backlash')!;
    expect(String(main.onset)).toMatch(/^2015-08-(19|20)/);
    const [cause] = main.attribution as Record<string, unknown>[];
    expect(cause).toMatchObject({
      policyChange: 'spotify-privacy-policy-2015',
      pValue: expect.any(Number),
      lagHours: expect.any(Number),
    });
    expect(['very likely', 'possible']).toContain(cause?.verdict);
    const only = JSON.parse(await outcry('spikes', '--brand', 'whatsapp', '--json')) as { brand: string }[];
    expect(new Set(only.map(({ brand }) => brand))).toEqual(new Set(['whatsapp']));
  });

  it('incidents are both there, by their declared names', async () => {
    const incidents = JSON.parse(await outcry('incidents', '--json')) as Record<string, unknown>[];
    expect(incidents.map(({ slug }) => slug)).toEqual(expect.arrayContaining(Object.values(SCENARIOS)));
    for (const one of incidents) {
      expect(one).toMatchObject({
        id: expect.any(Number),
        title: expect.any(String),
        onset: ISO,
        openedAt: ISO,
        simulated: true,
      });
    }
  });
});

describe('compare', () => {
  const starts = {
    json: /^\{/,
    csv: /^[^\n]*,[^\n]*\n/,
    svg: /^(<\?xml|<svg)/,
    html: /^<!doctype html>/i,
    png: /^\x89PNG/,
  } as const;

  async function compared(name: string, format: string): Promise<Buffer> {
    const file = join(dir, `${name}.${format}`);
    await once('compare', ...Object.values(SCENARIOS), '--format', format, '-o', file);
    return readFileSync(file);
  }

  it.each(Object.entries(starts))('%s: two runs give the same bytes', async (format, start) => {
    const made = await Promise.all([compared('one', format), compared('two', format)]);
    expect(made[0]!.equals(made[1]!)).toBe(true);
    expect(made[0]!.toString('latin1')).toMatch(start);
    expect(made[0]!.length).toBeGreaterThan(1_000);
  });

  it('the differences are in every format that holds text, with a sentence each', async () => {
    const { differences, provenance } = JSON.parse((await compared('one', 'json')).toString());
    expect(differences.map((one: { measure: string }) => one.measure)).toEqual([
      'peak-multiple',
      'excess-per-1000',
      'half-life',
      'recovery',
    ]);
    for (const one of differences) {
      expect(one).toMatchObject({ first: SCENARIOS.spotify, other: SCENARIOS.whatsapp });
      expect(one.lower <= one.value && one.value <= one.upper).toBe(true);
      expect(one.verdict === 'unclear').toBe(one.sentence.startsWith('No clear difference'));
    }
    // Days against more than a week.
    expect(differences[3].verdict).toBe('less');
    for (const format of ['csv', 'html']) {
      const text = (await compared('one', format)).toString();
      for (const { sentence } of differences) expect(text).toContain(sentence);
      expect(text).toContain(provenance.inputHash);
    }
  });

  it('every alignment and scale', async () => {
    const seen = new Set<string>();
    const choices = [
      ['--align', 'announced', '--scale', 'count'],
      ['--align', 'observed', '--scale', 'count'],
      ['--align', 'effective', '--scale', 'count'],
      ['--align', 'onset', '--scale', 'count'],
      ['--scale', 'excess-per-1000'],
      ['--scale', 'multiple'],
    ];
    for (let i = 0; i < choices.length; i += 2) {
      const two = choices.slice(i, i + 2);
      const output = two.map((words) => outcry('compare', ...Object.values(SCENARIOS), ...words));
      for (const one of await Promise.all(output)) seen.add(one);
    }
    expect(seen.size).toBe(6);
  });
});

describe('replay', () => {
  it('hands over what was due, and says what it read', async () => {
    const file = join(dir, 'replay.jsonl');
    const lines = Array.from({ length: 20 }, (_, i) =>
      JSON.stringify({
        id: `r${i}`,
        text: `post ${i}`,
        published_at: new Date(1_700_000_000_000 + i * 60_000).toISOString(),
      }),
    );
    writeFileSync(file, `${lines.join('\n')}\n{"text":"undated"}\n`);
    const result = await runVerb(['replay', file, '--brand', 'played', '--speed', '3600'], env);
    expect([result.code, JSON.parse(result.stdout)]).toEqual([0, { read: 20, accepted: 20 }]);
    expect(result.stderr).toMatch(/^line 21: /m);
    const again = await runVerb(['replay', file, '--brand', 'played', '--speed', '1e9'], env);
    expect(JSON.parse(again.stdout)).toEqual({ read: 20, accepted: 0 });
  });
});

describe('config check', () => {
  it('in order, and not', async () => {
    expect(await outcry('config', 'check')).toMatch(/ is in order: \d+ brands, /);
    const config = join(dir, 'config');
    cpSync(join(packageRoot, 'config'), config, { recursive: true });
    writeFileSync(join(config, 'brands/twice.yaml'), 'slug: spotify\nname: Again\nterms: [again]\n');
    const result = await runVerb(['config', 'check'], { ...env, OUTCRY_CONFIG_DIR: config });
    expect(result).toMatchObject({ code: 1, stderr: '' });
    expect(result.stdout).toMatch(
      /^brands\/twice\.yaml:1: "spotify" is already used in brands\/spotify\.yaml/,
    );
  });
});

describe('people, tokens and a running server', () => {
  it('adds people, lists them, makes links and tokens that work', async () => {
    const redis = await startRedis({ aof: false });
    const server = startCli(['start'], { ...env, QUEUE_URL: redis.url, PORT: '0', OUTCRY_DEMO: '0' });
    try {
      const output = () => /^Outcry is at (http\S+)$/m.exec(server.stderr())?.[1];
      const url = await eventually('the server tells its address', output);
      const link = await outcry('user', 'add', 'vera@example.org', '--role', 'viewer');
      expect(link).toMatch(/^http:\/\/\S+\/login\/[\w-]{43}\n$/);
      expect(await outcry('user', 'login', 'vera@example.org')).not.toBe(link);
      expect(await outcry('user', 'list')).toContain('vera@example.org\tviewer\n');
      await outcry('user', 'change', 'vera@example.org', '--role', 'analyst');
      expect(await outcry('user', 'list')).toContain('vera@example.org\tanalyst\n');
      await outcry('user', 'change', 'Vera@example.org', '--brand', 'spotify, other');
      expect(await outcry('user', 'list')).toContain('vera@example.org\tanalyst\tspotify,other\n');
      const post = await fetch(`${url}${new URL(link.trim()).pathname}`, {
        method: 'POST',
        redirect: 'manual' as const,
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      expect([post.status, post.headers.get('location')]).toEqual([303, '/']);

      const token = (await outcry('token', 'create', '--role', 'viewer', '--name', 'test')).trim();
      const ask = (path: string, bearer: string) =>
        fetch(`${url}${path}`, { headers: { authorization: `Bearer ${bearer}` } });
      const answer = await ask('/api/v1/incidents', token);
      expect(answer.status).toBe(200);
      const { incidents } = (await answer.json()) as { incidents: { slug: string }[] };
      expect(incidents.map(({ slug }) => slug)).toEqual(expect.arrayContaining(Object.values(SCENARIOS)));
      const flipped = `${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.at(-1)}`;
      for (const wrong of [flipped, `${token}x`, '', 'x'])
        expect((await ask('/api/v1/incidents', wrong)).status).toBe(401);
      expect((await ask('/dead-letters', token)).status).toBe(403);
      expect(await outcry('doctor')).toMatch(
        new RegExp(`^ok {4}Server: running, process ${server.child.pid}$`, 'm'),
      );
    } finally {
      server.child.kill('SIGTERM');
      await server.exited;
      await redis.stop();
    }
  });
});

describe('doctor', () => {
  it('0 when all is well, 1 with LOOK when a count is not what it counts', async () => {
    await outcry('import', fileOf('spotify'), '--brand', 'spotify', '--wait');
    const healthy = await runVerb(['doctor'], env);
    expect(healthy.stdout).toMatch(/^ok {4}Counts: agree with the mentions$/m);
    expect(healthy.stdout).not.toContain('LOOK');
    expect(healthy.code).toBe(0);
    for (const column of ['all_count', 'negative', 'betrayal']) {
      const store = new Database(join(env.OUTCRY_DATA_DIR, 'outcry.db'));
      const change = (by: number) =>
        store
          .prepare(
            `UPDATE bucket SET ${column} = ${column} + ? WHERE (start, source) = (SELECT start, source FROM bucket ORDER BY start DESC, source LIMIT 1)`,
          )
          .run(by);
      expect(change(1).changes).toBe(1);
      const sick = await runVerb(['doctor'], env);
      expect([column, sick.code]).toEqual([column, 1]);
      expect(sick.stdout).toMatch(/^LOOK {2}Counts: \d+ differ from the mentions, for example \S/m);
      change(-1);
      store.close();
    }
    expect((await runVerb(['doctor'], env)).code).toBe(0);
  });

  it('a folder that cannot be written', async () => {
    const file = join(dir, 'file');
    writeFileSync(file, '');
    const result = await runVerb(['doctor'], { OUTCRY_DATA_DIR: join(file, 'data') });
    expect(result.code).toBe(1);
    expect(result.stdout).toMatch(/^LOOK {2}Database: The data folder .* cannot be written/m);
  });
});
