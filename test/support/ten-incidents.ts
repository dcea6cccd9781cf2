/** Ten incidents in a database: eight made by the hour, two of them going on, and the two examples. */
import { join } from 'node:path';
import { packageRoot } from '../../config/env.ts';
import { loadScenario } from '../../src/cli/scenario.ts';
import { findSpikes } from '../../src/detect/spike/find-spikes.ts';
import { type Random, seededRandom } from '../../src/domain/clock.ts';
import type { Score } from '../../src/domain/scoring.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { loadBrandSeries } from '../../src/series/brand-series.ts';
import { generate } from '../../src/simulate/generate.ts';
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { InsertMention } from '../../src/store/mentions/port.ts';
import type { Store } from '../../src/store/store.ts';

/** 20 minutes into an hour, so that the last hour is not over. */
export const TEN_NOW = Date.UTC(2026, 10, 30, 6, 20);
const DAYS = 30;

interface Shape {
  readonly slug: string;
  readonly name: string;
  /** Ordinary posts an hour, and those at the top of the outcry. */
  readonly usual: number;
  readonly extra: number;
  /** Hours from now back to the onset, and how long it lasts. */
  readonly ago: number;
  readonly hours: number;
  /** Share of the added posts that speak of broken trust. */
  readonly trust: number;
}

const SHAPES: readonly Shape[] = [
  { slug: 'tunely', name: 'Tunely', usual: 6, extra: 60, ago: 5, hours: 24, trust: 0.8 },
  { slug: 'parcel', name: 'Parcel', usual: 1, extra: 12, ago: 9, hours: 24, trust: 0.7 },
  { slug: 'delta', name: 'Delta', usual: 3, extra: 30, ago: 60, hours: 14, trust: 0.7 },
  { slug: 'sparse', name: 'Sparse', usual: 0.3, extra: 9, ago: 90, hours: 10, trust: 0.8 },
  { slug: 'broad', name: 'Broad', usual: 12, extra: 80, ago: 120, hours: 20, trust: 0.5 },
  { slug: 'launch', name: 'Launch', usual: 4, extra: 40, ago: 50, hours: 12, trust: 0 },
  { slug: 'storm', name: 'Storm', usual: 2, extra: 50, ago: 200, hours: 30, trust: 0.9 },
  { slug: 'ripple', name: 'Ripple', usual: 5, extra: 25, ago: 75, hours: 16, trust: 0.6 },
];

const EXAMPLES = ['spotify-2015', 'whatsapp-2016'] as const;

interface Post {
  readonly mention: Omit<InsertMention, 'brandIds'>;
  readonly negative: boolean;
  readonly categories: readonly string[];
}

const SAYINGS = [
  'They take more of my contacts than they need',
  'Why does it want my location all day',
  'I read the new terms and I am leaving',
  'They sold what I wrote in confidence',
];

function postsOf(shape: Shape, random: Random): Post[] {
  const posts: Post[] = [];
  const first = Math.floor(TEN_NOW / HOUR_MS) * HOUR_MS - DAYS * DAY_MS;
  const onset = Math.floor(TEN_NOW / HOUR_MS) * HOUR_MS - shape.ago * HOUR_MS;
  for (let hour = first; hour < TEN_NOW; hour += HOUR_MS) {
    const into = (hour - onset) / HOUR_MS;
    const day = 1 + 0.7 * Math.sin((2 * Math.PI * hour) / DAY_MS);
    const curve = into < 0 || into >= shape.hours ? 0 : Math.min(1, (into + 1) / 4) * 0.97 ** into;
    const counts = [shape.usual * day, shape.extra * curve].map((mean) =>
      Math.round(mean * (0.7 + 0.6 * random()) + random() - 0.5),
    );
    for (const [kind, count] of counts.entries()) {
      for (let i = 0; i < count; i += 1) {
        const at = hour + Math.floor(((i + random()) / count) * HOUR_MS);
        if (at >= TEN_NOW) continue;
        const trust = kind === 1 ? random() < shape.trust : random() < 0.04;
        const negative = trust || random() < (kind === 1 && shape.trust > 0 ? 0.6 : 0.2);
        const saying = SAYINGS[Math.floor(random() * SAYINGS.length)] ?? '';
        const text = trust
          ? `${saying}. ${shape.name} ${i % 3 === 0 ? '' : `no ${posts.length}`}`
          : `${shape.name} today, ${posts.length}`;
        const id = `${shape.slug}-${posts.length}`;
        const times = { publishedAt: at, collectedAt: at };
        posts.push({
          mention: {
            source: i % 2 ? 'forum' : 'board',
            externalId: id,
            kind: 'post',
            text,
            url: `https://example.org/${id}`,
            reach: Math.floor(random() * 900),
            ...times,
            simulated: true,
          },
          negative,
          categories: trust ? [i % 2 ? 'over_collection' : 'third_party_sharing'] : [],
        });
      }
    }
  }
  return posts;
}

function examplePosts(name: string): Post[] {
  const { mentions } = generate(loadScenario(join(packageRoot, 'config'), name), 1);
  return mentions.map(({ truth, source, externalId, kind, text, publishedAt }) => ({
    mention: {
      source,
      externalId,
      kind,
      text,
      reach: 1,
      publishedAt,
      collectedAt: publishedAt,
      simulated: true,
    },
    negative: truth.sentiment === 'negative',
    categories: truth.categories,
  }));
}

function scoreOf({ mention, negative, categories }: Post): Score {
  const betrayed = categories.length > 0;
  const label = negative ? 'negative' : 'neutral';
  return {
    scored: true,
    lang: 'en',
    sentiment: { label, score: negative ? -0.8 : 0, p: { negative: 0.8, neutral: 0.1, positive: 0.1 } },
    betrayal: {
      label: betrayed,
      p: betrayed ? 0.9 : 0.1,
      categories: categories.map((code) => ({
        code,
        p: 0.9,
        span: [0, Math.min(4, mention.text.length)],
        polarity: 'concern',
      })),
      context: [],
    },
  };
}

async function insert(store: Store, slug: string, name: string, posts: readonly Post[]): Promise<BrandRow> {
  return store.tx(async (tx) => {
    const { row } = await tx.brands.upsert({ slug, name, origin: 'config' });
    const { ids } = await tx.mentions.insert(
      posts.map(({ mention }) => ({ ...mention, brandIds: [row.id] })),
    );
    await tx.mentions.saveScores(ids.map((id, i) => ({ id, score: scoreOf(posts[i]!), version: 'test' })));
    return row;
  });
}

/** Finds the spikes as detection does and opens one incident for the most severe of them. */
async function openIncident(store: Store, brand: BrandRow, slug: string): Promise<void> {
  const series = (await loadBrandSeries(store.read, brand, TEN_NOW))!;
  const found = findSpikes(series, { now: TEN_NOW });
  const worst = found.toSorted((a, b) => b.severity - a.severity || b.observed - a.observed)[0];
  if (!worst) throw new Error(`no spike of ${brand.slug}`);
  const { onset, severity } = worst;
  await store.tx(async (tx) => {
    const incident = await tx.incidents.open({
      slug,
      brandId: brand.id,
      title: `Outcry about ${brand.name}`,
      onset,
      end: worst.end,
      severity,
      simulated: true,
      openedAt: onset + HOUR_MS,
    });
    await tx.spikes.replace(brand.id, series.start, [
      { ...worst, attribution: [], phrases: [], simulated: true, incidentId: incident.id },
    ]);
  });
}

/** Slugs of the incidents, which are those of their brands. */
export async function fillTenIncidents(store: Store): Promise<string[]> {
  for (const [i, shape] of SHAPES.entries()) {
    const brand = await insert(store, shape.slug, shape.name, postsOf(shape, seededRandom(i + 1)));
    await openIncident(store, brand, `${shape.slug}-outcry`);
  }
  for (const name of EXAMPLES) {
    const slug = name.split('-')[0]!;
    await openIncident(
      store,
      await insert(store, slug, slug[0]!.toUpperCase() + slug.slice(1), examplePosts(name)),
      name,
    );
  }
  return (await store.read.incidents.all()).map(({ slug }) => slug);
}
