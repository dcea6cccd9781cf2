/**
 * Eight weeks of ordinary talk about a brand that is heard from now, ready for an outcry that goes through the real
 * door: the webhook, the queue, the scorer, detection. The baseline is two scored days, laid out again and again with
 * gaps by chance and fewer posts at weekends.
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { packageRoot } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import { type ScenarioInput, scenarioSchema } from '../../config/schema/scenario.ts';
import { seededRandom } from '../../src/domain/clock.ts';
import { bucketStart, DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { scorerVersion } from '../../src/score/version.ts';
import { createScorer } from '../../src/score/scorer.ts';
import { generate } from '../../src/simulate/generate.ts';
import type { SimulatedMention } from '../../src/simulate/truth.ts';
import type { InsertMention } from '../../src/store/mentions/port.ts';
import { type Server, startServer } from '../support/browser.ts';
import { openStore } from '../../src/store/open.ts';

const SECRET = Buffer.from('a secret of twenty-four b').toString('base64');
const DAYS = 56;
/** Days that are made and scored; the others are these again, less what chance leaves out. */
const MADE = 2;
const KEPT = { weekday: 0.95, weekend: 0.75 };
const BATCH = 4_000;
export const BRANDS = { outcry: 'fernway', outage: 'paylane' } as const;
const NAMES: Readonly<Record<string, string>> = { fernway: 'Fernway', paylane: 'Paylane' };

/** The hour in which the outcry begins: two full hours before this one. */
export function onsetHour(now = Date.now()): number {
  return bucketStart(now, HOUR_MS) - 2 * HOUR_MS;
}

const iso = (at: number) => new Date(at).toISOString();

function scenario(slug: string, from: number, to: number, more: Partial<ScenarioInput> = {}) {
  const brand = { slug, name: NAMES[slug] ?? slug, domain: 'music' as const, rivals: ['Umbra'] };
  return scenarioSchema.parse({
    name: `watch-${slug}`,
    title: 'A watch',
    brand,
    from: iso(from),
    to: iso(to),
    sources: [
      { id: 'x', kind: 'post', register: 'tweet', weight: 0.7, followers: 200 },
      { id: 'forum', kind: 'comment', register: 'comment', weight: 0.3 },
    ],
    baseline: { perHour: 30, dispersion: 20 },
    ordinary: { music_talk: 9, question: 4, service_failure: 34, price_or_terms: 24, over_collection: 3 },
    ...more,
  });
}

/** Posts of an event beyond the ordinary, `perHour` of them, from two full hours before this one until now. */
export function eventPosts(
  slug: string,
  themes: Readonly<Record<string, number>>,
  perHour: number,
): SimulatedMention[] {
  const until = Date.now();
  const from = onsetHour(until);
  const shape = { peakPerHour: perHour, riseHours: 0.1, halfLifeHours: 400, negativeShare: 1 };
  const shock = { name: 'event', at: iso(from - HOUR_MS), ...shape, themes: { ...themes } };
  const { mentions } = generate(scenario(slug, from, until, { shocks: [shock] }), 7);
  return mentions.filter((one) => one.truth.cause === 'event');
}

let further = 0;

/** Posts of this moment, each with its own words. */
export function freshPosts(count: number, words: string): SimulatedMention[] {
  const [like] = eventPosts(BRANDS.outcry, OUTCRY_THEMES, 60);
  return Array.from({ length: count }, (): SimulatedMention => {
    further += 1;
    const text = `${words} ${further}: Fernway reads my contacts without asking`;
    return { ...like!, externalId: `fresh-${further}`, text, publishedAt: Date.now() };
  });
}

/** Where `outcry start` finds a brand, a policy change of the day before, and no source to read. */
function writeConfig(dir: string): string {
  const config = join(dir, 'config');
  mkdirSync(join(config, 'brands'), { recursive: true });
  mkdirSync(join(config, 'policy-changes'));
  cpSync(join(packageRoot, 'config/taxonomy'), join(config, 'taxonomy'), { recursive: true });
  for (const [slug, name] of Object.entries(NAMES)) {
    writeFileSync(join(config, `brands/${slug}.yaml`), `slug: ${slug}\nname: ${name}\nterms: [${name}]\n`);
  }
  // Known by its day it counts from noon: 4 to 28 hours before the outcry, whatever hour it is now.
  // At an hour, not on a day: a day may begin before the stretch that the first screen shows, by the time of the test.
  const announced = `${iso(onsetHour() - 16 * HOUR_MS).slice(0, 16)}Z`;
  writeFileSync(
    join(config, 'policy-changes/fernway.yaml'),
    `slug: fernway-policy\nbrand: fernway\ntitle: New policy asks for contacts and location\nannounced: ${announced}\n` +
      'touches: [over_collection, tracking_profiling, surveillance, third_party_sharing]\nwords: [contacts, location, policy]\nevidence: [{ note: A test }]\n',
  );
  return config;
}

/** Scores some days with the real scorer and lays them out over eight weeks, for both brands. */
async function layBaseline(url: string): Promise<void> {
  const store = await openStore(url, packageRoot);
  const { packs } = loadConfig(join(packageRoot, 'config'));
  // In this thread: on a busy machine a thread of its own takes longer to start than a batch may take.
  const scorer = createScorer(packs);
  const version = scorerVersion(packs);
  const end = onsetHour();
  const made = generate(scenario(BRANDS.outcry, end - MADE * DAY_MS, end), 3).mentions;
  const scores = made.map((one) => scorer.score(one.text, { brandTerms: Object.values(NAMES) }));
  const random = seededRandom(11);
  const brandIds = await store.tx(async (tx) => {
    const brands = Object.entries(NAMES).map(([slug, name]) => ({ slug, name, origin: 'config' as const }));
    const ids: number[] = [];
    for (const brand of brands) ids.push((await tx.brands.upsert(brand)).row.id);
    return ids;
  });
  const rows = Array.from({ length: DAYS / MADE }, (_, back) =>
    made.flatMap((one, i) => {
      const at = one.publishedAt - back * MADE * DAY_MS;
      const kept = [0, 6].includes(new Date(at).getUTCDay()) ? KEPT.weekend : KEPT.weekday;
      return random() < kept ? [{ one, at, id: `${one.externalId}-${back}`, score: scores[i]! }] : [];
    }),
  ).flat();
  for (let from = 0; from < rows.length; from += BATCH) {
    const some = rows.slice(from, from + BATCH);
    const mentions = some.map(({ one, at, id }): InsertMention => {
      const { kind, text } = one;
      const where = { source: `webhook:${one.source}`, externalId: id };
      const known = { reach: one.author?.followers ?? 0, brandIds, simulated: false };
      return { ...where, kind, text, publishedAt: at, collectedAt: at, ...known };
    });
    await store.tx(async (tx) => {
      const { ids } = await tx.mentions.insert(mentions);
      await tx.mentions.saveScores(ids.map((id, i) => ({ id, score: some[i]!.score, version })));
    });
  }
  await store.close();
}

export interface WatchGround {
  readonly server: Server;
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  /** Sends posts through the webhook, 500 at a time; returns how many were new. */
  send(posts: readonly SimulatedMention[], url?: string): Promise<number>;
}

/** A signed delivery to the webhook; returns how many were new. */
async function deliver(url: string, source: string, posts: readonly SimulatedMention[]): Promise<number> {
  const entries = posts.map(
    ({ externalId, kind, text, url: link, author, publishedAt, engagement, brands }) => {
      return {
        externalId,
        kind,
        text,
        url: link,
        author,
        publishedAt: iso(publishedAt),
        engagement,
        brand: brands[0],
      };
    },
  );
  const body = JSON.stringify(entries);
  const id = `m-${posts[0]?.externalId}-${posts.length}`;
  const at = new Date();
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(SECRET).sign(id, at, body),
  };
  const response = await fetch(`${url}/ingest/webhook/${source}`, { method: 'POST', body, headers });
  const answer = (await response.json()) as { accepted?: number };
  if (response.status !== 200) throw new Error(`webhook: ${response.status} ${JSON.stringify(answer)}`);
  return answer.accepted ?? 0;
}

/** A server on a database with the baseline; `more` may name another queue and database. */
export async function openWatchGround(
  dir: string,
  more: Readonly<Record<string, string>> = {},
): Promise<WatchGround> {
  await layBaseline(more.DATABASE_URL ?? `sqlite:${join(dir, 'outcry.db')}`);
  const env = {
    ...more,
    OUTCRY_CONFIG_DIR: writeConfig(dir),
    OUTCRY_WEBHOOK_SECRET: SECRET,
    OUTCRY_DEMO: '0',
    OUTCRY_SCORE_THREADS: '1',
  };
  const server = await startServer(dir, env);
  async function send(posts: readonly SimulatedMention[], url = server.url): Promise<number> {
    let accepted = 0;
    for (const source of new Set(posts.map((one) => one.source))) {
      const own = posts.filter((one) => one.source === source);
      for (let at = 0; at < own.length; at += 500) {
        accepted += await deliver(url, source, own.slice(at, at + 500));
      }
    }
    return accepted;
  }
  return { server, dir, env, send };
}

export const OUTCRY_THEMES = {
  over_collection: 4,
  tracking_profiling: 2,
  surveillance: 2,
  third_party_sharing: 2,
};
export const OUTAGE_THEMES = { service_failure: 1 };
