/**
 * From accepted by the webhook to visible on an open page, as a browser does it: listen to /live, and on each change
 * fetch the parts of the page, at most every 1.5 s. And what a look at an idle database costs.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestStore } from '../../test/support/installation.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { startRedis } from '../../test/support/redis.ts';
import { freshPosts, openWatchGround } from '../../test/browser/watch-ground.ts';
import { LiveHub } from '../../dashboard/live/hub.ts';
import { systemClock } from '../../src/domain/clock.ts';

const LEAST_MS = 1_500;

export interface LiveBench {
  readonly posts: number;
  /** That many a second were taken. */
  readonly perSecond: number;
  /** Milliseconds from the answer of the webhook to a page that counts the post. */
  readonly visible: { readonly p50: number; readonly p99: number; readonly most: number };
  /** Deliveries that were not seen. */
  readonly missed: number;
}

async function signIn(link: string): Promise<string> {
  const response = await fetch(link, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  });
  if (response.status !== 303) throw new Error(`signing in: ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Calls `onChange` for each change that the stream tells of, until it is aborted. */
async function listen(url: string, cookie: string, signal: AbortSignal, onChange: () => void): Promise<void> {
  const response = await fetch(`${url}/live?brand=fernway`, { headers: { cookie }, signal });
  if (response.status !== 200) throw new Error(`/live: ${response.status}`);
  const decoder = new TextDecoder();
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    if (decoder.decode(part).includes('event: change')) onChange();
  }
}

/** Mentions in all hours of the table under the chart. */
function countedOn(html: string): number {
  const words = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  const rows = words.matchAll(/\d{2}:00 UTC (?:\(so far\) )?([\d,]+) /g);
  return [...rows].reduce((sum, row) => sum + Number(row[1]!.replaceAll(',', '')), 0);
}

/** Posts come in deliveries, at most so many a second. */
const MOST_DELIVERIES = 10;

/**
 * `perSecond` posts a second for `seconds`, one page open; `env` may name another queue and database. A delivery is visible when the page counts all that was
 * delivered up to it: scored, and in the bar of its hour.
 */
export async function benchLive(
  perSecond = 2,
  seconds = 30,
  env: Readonly<Record<string, string>> = {},
): Promise<LiveBench> {
  const deliveries = Math.min(perSecond, MOST_DELIVERIES);
  const each = Math.round(perSecond / deliveries);
  const dir = mkdtempSync(join(tmpdir(), 'outcry-live-'));
  const { server, send } = await openWatchGround(dir, env);
  const cookie = await signIn(server.link);
  const waiting = new Map<number, number>();
  const took: number[] = [];
  let before: number | undefined;
  let last = -LEAST_MS;
  let planned = false;
  async function look(): Promise<void> {
    const response = await fetch(`${server.url}/brands/fernway?fragment=1`, { headers: { cookie } });
    const html = await response.text();
    const now = performance.now();
    const counted = countedOn(html);
    before ??= counted;
    for (const [due, at] of waiting) {
      if (counted - before < due) continue;
      took.push(now - at);
      waiting.delete(due);
    }
  }
  const end = new AbortController();
  const over = listen(server.url, cookie, end.signal, () => {
    if (planned) return;
    planned = true;
    setTimeout(
      () => {
        planned = false;
        last = performance.now();
        void look();
      },
      Math.max(0, last + LEAST_MS - performance.now()),
    );
  }).catch((error: unknown) => {
    if (!end.signal.aborted) throw error;
  });
  await look();
  const from = performance.now();
  let accepted = 0;
  for (let i = 0; i < deliveries * seconds; i += 1) {
    await pause(Math.max(0, from + (i * 1_000) / deliveries - performance.now()));
    accepted += await send(freshPosts(each, `bench${i}x`));
    waiting.set(accepted, performance.now());
  }
  const sentIn = (performance.now() - from) / 1_000;
  await pause(5_000);
  end.abort();
  await over;
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  const visible = { p50: at(0.5), p99: at(0.99), most: at(1) };
  return { posts: accepted, perSecond: accepted / sentIn, visible, missed: waiting.size };
}

export interface NamedLive extends LiveBench {
  readonly name: string;
}

/** 1,000 posts a second on each pair of queue and database, and two a second on the default ones. */
export async function benchLiveAll(): Promise<NamedLive[]> {
  const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  try {
    const QUEUE_URL = redis.url;
    const DATABASE_URL = await postgres.database();
    return [
      { name: 'embedded and SQLite', ...(await benchLive(2)) },
      { name: 'embedded and SQLite', ...(await benchLive(1_000)) },
      { name: 'Redis and SQLite', ...(await benchLive(1_000, 30, { QUEUE_URL })) },
      { name: 'Redis and PostgreSQL', ...(await benchLive(1_000, 30, { QUEUE_URL, DATABASE_URL })) },
    ];
  } finally {
    await Promise.all([redis.stop(), postgres.stop()]);
  }
}

/** CPU milliseconds of one look at a database in which nothing changed, with so many brands. */
export async function benchIdleLook(brands = 1_000, looks = 200): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'outcry-look-'));
  const store = openTestStore(dir);
  await store.tx(async (tx) => {
    for (let i = 0; i < brands; i += 1) {
      await tx.brands.upsert({ slug: `brand-${i}`, name: `Brand ${i}`, origin: 'config' });
    }
  });
  const hub = new LiveHub(store, systemClock, (error) => {
    throw error;
  });
  await hub.mark();
  const from = process.cpuUsage();
  for (let i = 0; i < looks; i += 1) await hub.mark();
  const { user, system } = process.cpuUsage(from);
  await store.close();
  rmSync(dir, { recursive: true, force: true });
  return (user + system) / 1_000 / looks;
}
