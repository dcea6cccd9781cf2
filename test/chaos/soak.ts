/**
 * The soak: `npm run soak [-- MINUTES [POSTS]]` runs everything in one process on embedded defaults and sends it 200 posts a
 * second through the webhook, or POSTS, for 30 minutes by default. Prints memory use and the age of pending work; status 1
 * beyond the limits.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { seededRandom } from '../../src/domain/clock.ts';
import { fakePosts } from '../fakes/posts.ts';
import { eventually, pause } from '../support/eventually.ts';
import { truthOf } from './kill.ts';
import { embeddedStart } from './victims.ts';

const MINUTES = Number(process.argv[2] ?? 30);
const PER_SECOND = Number(process.argv[3] ?? 200);
const BATCH = 50;
const SAMPLE_MS = 1_000;
/** Heaps and caches find their size first. */
const WARM_UP = 1 / 3;
const MOST_SLOPE = 1;
const MOST_MEGABYTES = 600;
const MOST_AGE_MS = 5_000;

interface Sample {
  readonly minute: number;
  readonly megabytes: number;
  readonly ageMs: number;
}

function megabytesOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
}

/** Megabytes in ten minutes, by least squares. */
function slope(samples: readonly Sample[]): number {
  const mean = (of: (one: Sample) => number) =>
    samples.reduce((sum, one) => sum + of(one), 0) / samples.length;
  const [x, y] = [mean((one) => one.minute), mean((one) => one.megabytes)];
  const over = samples.reduce((sum, one) => sum + (one.minute - x) * (one.megabytes - y), 0);
  const under = samples.reduce((sum, one) => sum + (one.minute - x) ** 2, 0);
  return (10 * over) / under;
}

const { ground, victim, clear } = await embeddedStart();
const texts = fakePosts(2_000);
const random = seededRandom(7);
const running = victim.start();
const samples: Sample[] = [];
let sent = 0;
let wrong = 1;
try {
  const batch = () =>
    Array.from({ length: BATCH }, () => {
      sent += 1;
      const like = texts[Math.floor(random() * texts.length)]!;
      const author = { id: `author-${Math.floor(random() * 50_000)}` };
      return {
        source: 'test:0',
        externalId: `soak-${sent}`,
        kind: 'post' as const,
        text: `${like.text} ${sent}`,
        author,
        publishedAt: Date.now(),
        brands: ['acme'],
      };
    });
  await victim.ingest(batch());
  const db = new Database(join(ground.dir, 'outcry.db'), { readonly: true });
  const oldest = db.prepare(`select min(collected_at) from mention where state = 'pending'`).pluck();
  const from = performance.now();
  const minutes = () => (performance.now() - from) / 60_000;
  const timer = setInterval(() => {
    const since = oldest.get() as number | null;
    const ageMs = since === null ? 0 : Date.now() - since;
    samples.push({ minute: minutes(), megabytes: megabytesOf(running.child.pid!), ageMs });
    if (samples.length % 60 === 0) process.stderr.write(`${JSON.stringify(samples.at(-1))}, ${sent} sent\n`);
  }, SAMPLE_MS);
  for (let next = 0; minutes() < MINUTES; next += (BATCH / PER_SECOND) * 1_000) {
    await pause(next - (performance.now() - from));
    await victim.ingest(batch());
  }
  clearInterval(timer);
  db.close();
  await eventually('nothing waits', async () => (await victim.waiting()) === 0);
  const truth = await truthOf(ground.store);
  const finished = samples.filter((one) => one.minute > MINUTES * WARM_UP);
  const ages = samples.map((one) => one.ageMs).toSorted((a, b) => a - b);
  const ageP99 = ages[Math.floor(ages.length * 0.99)] ?? 0;
  const report = {
    minutes: MINUTES,
    sent,
    counted: truth.counted,
    differences: truth.auditDifferences,
    megabytes: finished.map((one) => Math.round(one.megabytes)).filter((_, i) => i % 60 === 0),
    most: Math.round(Math.max(...finished.map((one) => one.megabytes))),
    slopeIn10Min: Math.round(slope(finished) * 100) / 100,
    ageP99,
    ageMost: ages.at(-1),
  };
  console.log(JSON.stringify(report));
  const exact = truth.counted === sent && truth.auditDifferences === 0;
  const small = report.slopeIn10Min < MOST_SLOPE && report.most <= MOST_MEGABYTES;
  wrong = exact && small && ageP99 < MOST_AGE_MS ? 0 : 1;
} finally {
  await running.kill();
  await clear();
}
process.exit(wrong);
