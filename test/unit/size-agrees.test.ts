/** One multiple: headline, tile, chart, mail and API of ten incidents say the same. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { loadIncidentReport } from '../../src/report/incident/report.ts';
import { incidentContent } from '../../src/report/notification/incident.ts';
import { timesText } from '../../src/report/text/labels.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { fillTenIncidents, TEN_NOW } from '../support/ten-incidents.ts';
import { config, dashboardFixture, type Fixture, ORIGIN } from './dashboard-fixture.ts';

let store: Store;
let f: Fixture;
let viewer: Record<string, string>;
let slugs: string[];

beforeAll(async () => {
  store = await openStore(
    `sqlite:${join(mkdtempSync(join(tmpdir(), 'outcry-size-')), 'outcry.db')}`,
    packageRoot,
  );
  slugs = await fillTenIncidents(store);
  f = await dashboardFixture({ deps: { store, config: { ...config, policyChanges: [] } } });
  f.setNow(TEN_NOW);
  viewer = await f.cookie('viewer');
});

async function get(path: string): Promise<string> {
  const response = await f.app.request(path, { headers: viewer });
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.text()).replaceAll('&gt;', '>');
}

const TIMES = />?[\d.,]+×/g;
const textOf = (html: string, tag: RegExp) => (tag.exec(html)?.[1] ?? '').replace(/<[^>]+>/g, ' ');

interface Said {
  readonly now: string | undefined;
  readonly peak: string;
  readonly unit: string;
  readonly peakAt: string;
}

interface Answer {
  readonly times: number;
  readonly atLeast: boolean;
  readonly at: string;
}

/** What the API says. */
async function apiSays(slug: string): Promise<Said> {
  const { size } = JSON.parse(await get(`/api/v1/incidents/${slug}`)) as {
    size: { unit: string; now: Answer | null; peak: Answer };
  };
  return {
    now: size.now ? timesText(size.now) : undefined,
    peak: timesText(size.peak),
    unit: size.unit,
    peakAt: size.peak.at,
  };
}

describe('ten incidents', () => {
  it('are ten, two of them going on, and their multiples differ (control)', async () => {
    expect(slugs).toHaveLength(10);
    const said = await Promise.all(slugs.map(apiSays));
    expect(said.filter(({ now }) => now !== undefined)).toHaveLength(2);
    expect(new Set(said.map(({ peak }) => peak)).size).toBeGreaterThan(6);
    expect(said.some(({ peak }) => peak.startsWith('>'))).toBe(true);
  });

  it('say the same in headline, tile, chart, mail and API, and a reader can divide it from the file', async () => {
    for (const slug of slugs) {
      const incident = (await store.read.incidents.find(slug))!;
      const said = await apiSays(slug);
      const page = await get(`/incidents/${slug}`);
      const lead = textOf(page, /<p class="lead">([\s\S]*?)<\/p>/);
      expect([slug, lead.match(TIMES)]).toEqual([
        slug,
        said.now ? expect.arrayContaining([said.now]) : [said.peak],
      ]);
      for (const times of lead.match(TIMES) ?? []) expect([said.now, said.peak]).toContain(times);
      const [svg = ''] = /<svg[^>]*class="chart"[\s\S]*?<\/svg>/.exec(page) ?? [];
      const labels = [...svg.matchAll(/<text[^>]*>([^<]*×[^<]*)</g)].map(
        ([, text]) => text?.match(TIMES)?.[0],
      );
      expect([slug, labels]).toEqual([slug, [said.peak]]);

      const brand = await get(`/brands/${incident.brand}?range=${slug}`);
      const head = textOf(brand, /<h1[^>]*>([\s\S]*?)<\/h1>/);
      expect([slug, head.match(TIMES)?.[0]]).toEqual([slug, said.now ?? said.peak]);
      const tiles = textOf(brand, /<dl class="figures"[^>]*>([\s\S]*?)<\/dl>/);
      expect([slug, tiles.match(TIMES)]).toEqual([slug, expect.arrayContaining([said.now ?? said.peak])]);
      for (const times of tiles.match(TIMES) ?? []) expect([said.now, said.peak]).toContain(times);

      const row = (await store.read.brands.bySlug(incident.brand))!;
      const report = await loadIncidentReport(store.read, f.deps.config, incident, TEN_NOW);
      const content = await incidentContent(store.read, row, report, {
        publicUrl: ORIGIN,
        now: TEN_NOW,
        stage: 'opened',
      });
      for (const text of [content.number, content.chartAlt])
        expect([slug, text.match(TIMES)]).toEqual([slug, [said.peak]]);
      expect([slug, content.headline.match(TIMES)?.[0]]).toEqual([slug, said.now ?? said.peak]);

      const file = JSON.parse(await get(`/incidents/${slug}/chart?format=json`)) as {
        buckets: {
          start: string;
          all: number;
          expected: number;
          negative: number;
          negative_expected: number;
        }[];
      };
      const bucket = file.buckets.find(({ start }) => start === said.peakAt)!;
      const [observed, expected] =
        report.series === 'negative'
          ? [bucket.negative, bucket.negative_expected]
          : [bucket.all, bucket.expected];
      const times = observed / Math.max(1, expected);
      expect([slug, Math.abs(times / report.size!.peak!.times - 1) < 0.02]).toEqual([slug, true]);
    }
  });
});

describe('shares and peaks of the same incident', () => {
  /** Rows of a table by their heading; cells as text. */
  const rowOf = (html: string, heading: string) =>
    [...html.matchAll(/<tr>(.*?)<\/tr>/gs)]
      .map(([, row]) => [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => cell!.trim()))
      .find(([first]) => first === heading)
      ?.slice(1)
      .map((cell) => cell.replace(/<[^>]+>/g, ' ').trim());
  const title = 'Takes more than it needs';
  const driver = (html: string) =>
    new RegExp(`${title}</span>\\s*<span class="number">([^<]*)<`).exec(html)?.[1];
  const tally = (html: string) => new RegExp(`${title}</a>\\s*<span class="number">([^<]*)<`).exec(html)?.[1];

  it('are the same on the page of the brand, of the incident and in a comparison, which all name their base', async () => {
    const base = await get(`/compare?incident=${slugs[0]}&incident=${slugs[1]}`);
    expect(base).toContain('Share of all posts in the most severe spike of each incident');
    let shares = 0;
    for (const [i, slug] of slugs.entries()) {
      const other = slugs[i === 0 ? 1 : 0]!;
      const { brand } = (await store.read.incidents.find(slug))!;
      const compared = await get(`/compare?incident=${slug}&incident=${other}`);
      expect([slug, rowOf(compared, 'Peak, × usual')?.[0]]).toEqual([
        slug,
        expect.stringMatching(new RegExp(`^${(await apiSays(slug)).peak} on `)),
      ]);
      const [own, now] = [await get(`/incidents/${slug}`), await get(`/brands/${brand}?range=${slug}`)];
      expect([slug, driver(own)]).toEqual([slug, driver(now)]);
      if (driver(own) === undefined) continue;
      shares += 1;
      expect([slug, tally(now)]).toEqual([slug, driver(own)]);
      expect([slug, rowOf(compared, title)?.[0]]).toEqual([slug, driver(own)]);
      expect(now).toMatch(/Shares are of [\d,]+ posts?, /);
      expect(own).toMatch(/Share of all posts, \d/);
    }
    expect(shares).toBeGreaterThan(2);
  });
});
