/** The disk that holds the database is full, and has room again: what was acknowledged stands, the rest was refused. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { packageRoot } from '../../config/env.ts';
import { startServer } from '../support/browser.ts';
import { runCli } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { openTestStore } from '../support/installation.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const SECRET = Buffer.from('a secret of twenty-four b').toString('base64');
/** A whole number of deliveries of 400. */
const POSTS = 5_200;
const SMALL = '3m';
const LARGE = '120m';
const mounted: string[] = [];

function mount(...args: string[]): boolean {
  return spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
}

/** A disk of three megabytes; undefined where this user may not make one. */
function smallDisk(): string | undefined {
  const disk = join(tempDir(), 'disk');
  mkdirSync(disk);
  if (!mount('-t', 'tmpfs', '-o', `size=${SMALL}`, 'tmpfs', disk)) return undefined;
  mounted.push(disk);
  return disk;
}
const enlarge = (disk: string) => expect(mount('-o', `remount,size=${LARGE}`, disk)).toBe(true);
afterEach(() => {
  for (const disk of mounted.splice(0)) spawnSync('umount', ['-l', disk]);
});

const allowed = (() => {
  const disk = smallDisk();
  for (const one of mounted.splice(0)) spawnSync('umount', ['-l', one]);
  return disk !== undefined;
})();

const post = (i: number) => ({
  externalId: `d${i}`,
  kind: 'post',
  text: `They sell our data to advertisers and I am leaving, number ${i}. ${'What a week. '.repeat(20)}`,
  publishedAt: new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString(),
  brand: 'acme',
});

it.skipIf(!allowed)('an import says so without a stack, and another one brings the rest', async () => {
  const disk = smallDisk()!;
  const file = join(tempDir(), 'posts.jsonl');
  writeFileSync(file, Array.from({ length: POSTS }, (_, i) => JSON.stringify(post(i))).join('\n'));
  const env = { OUTCRY_DATA_DIR: disk };
  const full = await runCli(['import', file, '--brand', 'acme'], env);
  expect([full.code, full.stderr]).toEqual([1, expect.stringMatching(/disk .* is full/)]);
  expect(full.stderr).not.toMatch(/^\s+at /m);
  enlarge(disk);
  const again = await runCli(['import', file, '--brand', 'acme', '--wait'], env);
  const { accepted, duplicates } = JSON.parse(again.stdout) as { accepted: number; duplicates: number };
  expect([again.code, accepted + duplicates]).toEqual([0, POSTS]);
  // Both came about: the first one wrote, and it did not write all of it (control).
  expect(Math.min(accepted, duplicates)).toBeGreaterThan(0);
  expect((await runCli(['doctor'], env)).stdout).toContain('Counts: agree with the mentions');
});

it.skipIf(!allowed)('a running server refuses, and goes on within 15 s of the room', async () => {
  const disk = smallDisk()!;
  const config = join(tempDir(), 'config');
  mkdirSync(join(config, 'brands'), { recursive: true });
  cpSync(join(packageRoot, 'config/taxonomy'), join(config, 'taxonomy'), { recursive: true });
  writeFileSync(join(config, 'brands/acme.yaml'), 'slug: acme\nname: Acme\nterms: [Acme]\n');
  const server = await startServer(tempDir(), {
    DATABASE_URL: `sqlite:${join(disk, 'outcry.db')}`,
    OUTCRY_CONFIG_DIR: config,
    OUTCRY_WEBHOOK_SECRET: SECRET,
    OUTCRY_DEMO: '0',
    OUTCRY_SCORE_THREADS: '1',
    OUTCRY_RECONCILE_SECONDS: '1',
  });
  try {
    const send = async (from: number) => {
      const body = JSON.stringify(Array.from({ length: 400 }, (_, i) => post(from + i)));
      const at = new Date();
      const id = `m-${from}-${at.getTime()}`;
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(SECRET).sign(id, at, body),
      };
      return (await fetch(`${server.url}/ingest/webhook/disk`, { method: 'POST', body, headers })).status;
    };
    const refused: number[] = [];
    let acknowledged = 0;
    for (let from = 0; from < POSTS; from += 400) {
      if ((await send(from)) === 200) acknowledged += 400;
      else refused.push(from);
    }
    expect(refused.length).toBeGreaterThan(0);
    expect(acknowledged).toBeGreaterThan(0);
    enlarge(disk);
    for (const from of refused) expect(await send(from)).toBe(200);
    const store = openTestStore(disk);
    const counted = async () => {
      const { scored, 'not-scored': unread, pending, dead } = await store.read.mentions.countByState();
      return pending === 0 && dead === 0 && scored + unread === POSTS;
    };
    await eventually('all of it is scored', counted);
    expect(await store.read.counts.audit()).toEqual([]);
    await store.close();
  } finally {
    await server.stop();
  }
});
