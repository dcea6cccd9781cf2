/**
 * Eight weeks of ordinary talk about a brand that is heard from now, ready for an outcry that goes through the real
 * door: the webhook, the queue, the scorer, detection. The baseline is a scored week, laid out eight times with gaps
 * by chance.
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { packageRoot } from '../../config/env.ts';
import { type ScenarioInput, scenarioSchema } from '../../config/schema/scenario.ts';
import { seededRandom } from '../../src/domain/clock.ts';
import { bucketStart, DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { generate } from '../../src/simulate/generate.ts';
import type { SimulatedMention } from '../../src/simulate/truth.ts';
import type { InsertMention } from '../../src/store/ports/mentions.ts';
import { type Server, startServer } from '../support/browser.ts';
import { brandOf, openTestInstallation } from '../support/installation.ts';

const SECRET = Buffer.from('a secret of twenty-four b').toString('base64');
const WEEKS = 8;
const KEPT = 0.9;
const BATCH = 4_000;

/** The hour in which the outcry begins: two full hours before this one. */
export function onsetHour(now = Date.now()): number {
  return bucketStart(now, HOUR_MS) - 2 * HOUR_MS;
}

const iso = (at: number) => new Date(at).toISOString();

function scenario(from: number, to: number, more: Partial<ScenarioInput> = {}) {
  const brand = { slug: 'fernway', name: 'Fernway', domain: 'music' as const, rivals: ['Umbra'] };
  return scenarioSchema.parse({
    name: 'watch',
    title: 'A watch',
    brand,
    from: iso(from),
    to: iso(to),
    sources: [
      { id: 'x', kind: 'post', register: 'tweet', weight: 0.7, followers: 200 },
      { id: 'forum', kind: 'comment', register: 'comment', weight: 0.3 },
    ],
    baseline: { perHour: 40, dispersion: 20 },
    ordinary: { music_talk: 20, question: 8, service_failure: 30, price_or_terms: 22, over_collection: 4 },
    ...more,
  });
}

/** Posts of an event beyond the ordinary, from two hours before this one to `until`, evenly by the minute. */
export function eventPosts(
  themes: Readonly<Record<string, number>>,
  perHour: number,
  until = Date.now(),
): SimulatedMention[] {
  const from = onsetHour(until);
  const shock = {
    name: 'event',
    at: iso(from - HOUR_MS),
    peakPerHour: perHour,
    riseHours: 0.1,
    halfLifeHours: 400,
    negativeShare: 1,
    themes: { ...themes },
  };
  const made = generate(scenario(from, until, { shocks: [shock] }), 7).mentions;
  return made.filter((one) => one.truth.cause === 'event').map((one) => ({ ...one }));
}

/** Where `outcry start` finds a brand, a policy change of yesterday, and no source to read. */
function writeConfig(dir: string): string {
  const config = join(dir, 'config');
  mkdirSync(join(config, 'brands'), { recursive: true });
  mkdirSync(join(config, 'policy-changes'));
  cpSync(join(packageRoot, 'config/taxonomy'), join(config, 'taxonomy'), { recursive: true });
  writeFileSync(join(config, 'brands/fernway.yaml'), 'slug: fernway\nname: Fernway\nterms: [Fernway]\n');
  const yesterday = iso(onsetHour() - DAY_MS).slice(0, 10);
  writeFileSync(
    join(config, 'policy-changes/fernway.yaml'),
    `slug: fernway-policy\nbrand: fernway\ntitle: New policy asks for contacts and location\nannounced: ${yesterday}\n` +
      'touches: [over_collection, tracking_profiling, surveillance, third_party_sharing]\nwords: [contacts, location, policy]\nevidence: [{ note: A test }]\n',
  );
  return config;
}

/** Scores a week with the real scorer and lays it out over eight. */
async function layBaseline(dir: string): Promise<void> {
  const installation = await openTestInstallation({
    dir,
    env: { OUTCRY_SCORE_THREADS: '2' },
    config: { brands: [brandOf('fernway', 'Fernway')] },
  });
  const { ledger, ctx } = installation;
  const end = onsetHour();
  const week = generate(scenario(end - 7 * DAY_MS, end), 3).mentions;
  const texts = week.map((one) => ({ text: one.text, options: { brandTerms: ['Fernway'] } }));
  const scores = await ctx.scorer.score(texts);
  const random = seededRandom(11);
  const brand = (await ledger.read.brands.bySlug('fernway'))!;
  const rows = Array.from({ length: WEEKS }, (_, back) =>
    week.flatMap((one, i) => (random() < KEPT ? [{ one, back, score: scores[i]! }] : [])),
  ).flat();
  for (let at = 0; at < rows.length; at += BATCH) {
    const some = rows.slice(at, at + BATCH);
    const mentions = some.map(({ one, back }): InsertMention => {
      const publishedAt = one.publishedAt - back * 7 * DAY_MS;
      const { kind, text, externalId } = one;
      const where = { source: `webhook:${one.source}`, externalId: `${externalId}-${back}` };
      const known = { reach: one.author?.followers ?? 0, brandIds: [brand.id], simulated: false };
      return { ...where, kind, text, publishedAt, collectedAt: publishedAt, ...known };
    });
    await ledger.tx(async (tx) => {
      const { ids } = await tx.mentions.insert(mentions);
      const { version } = ctx.scorer;
      await tx.mentions.settle(ids.map((id, i) => ({ id, score: some[i]!.score, version })));
    });
  }
  await installation.close();
}

export interface WatchGround {
  readonly server: Server;
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  /** Sends posts through the webhook, 500 at a time; returns how many were new. */
  send(posts: readonly SimulatedMention[], url?: string): Promise<number>;
}

/** A server on a ledger with the baseline. */
export async function openWatchGround(dir: string): Promise<WatchGround> {
  await layBaseline(dir);
  const env = {
    OUTCRY_CONFIG_DIR: writeConfig(dir),
    OUTCRY_WEBHOOK_SECRET: SECRET,
    OUTCRY_DEMO: '0',
    OUTCRY_SCORE_THREADS: '1',
  };
  const server = await startServer(dir, env);
  async function deliver(url: string, source: string, posts: readonly SimulatedMention[]): Promise<number> {
    const body = JSON.stringify(
      posts.map(({ externalId, kind, text, url: link, author, publishedAt, engagement }) => {
        return {
          externalId,
          kind,
          text,
          url: link,
          author,
          publishedAt: iso(publishedAt),
          engagement,
          brand: 'fernway',
        };
      }),
    );
    const id = `m-${posts[0]?.externalId}-${posts.length}`;
    const at = new Date();
    const response = await fetch(`${url}/ingest/webhook/${source}`, {
      method: 'POST',
      body,
      headers: {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(SECRET).sign(id, at, body),
      },
    });
    const answer = (await response.json()) as { accepted?: number };
    if (response.status !== 200) throw new Error(`webhook: ${response.status} ${JSON.stringify(answer)}`);
    return answer.accepted ?? 0;
  }
  return {
    server,
    dir,
    env,
    async send(posts, url = server.url) {
      let accepted = 0;
      for (const source of new Set(posts.map((one) => one.source))) {
        const own = posts.filter((one) => one.source === source);
        for (let at = 0; at < own.length; at += 500) {
          accepted += await deliver(url, source, own.slice(at, at + 500));
        }
      }
      return accepted;
    },
  };
}

export const OUTCRY_THEMES = {
  over_collection: 4,
  tracking_profiling: 2,
  surveillance: 2,
  third_party_sharing: 2,
};
export const OUTAGE_THEMES = { service_failure: 1 };
