import { describe, expect, it } from 'vitest';
import { createPoliteFetch } from '../../../src/net/polite-fetch.ts';
import { cleanJson, gdeltConnector } from '../../../src/source/controls/gdelt.ts';
import { wikipediaConnector } from '../../../src/source/controls/wikipedia.ts';
import { fakeGdelt, hourlyArticles } from '../../fakes/gdelt.ts';
import { BRAND, NEWEST } from '../../fakes/posts.ts';
import { type FakeReply, type FakeApi, fakeSite } from '../../fakes/site.ts';
import { dailyViews, fakeWikipedia } from '../../fakes/wikipedia.ts';
import { controlContract } from './control.ts';
import { HANG_MS } from '../../support/eventually.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const common = { brands: [BRAND.slug], everyMinutes: 60, enabled: true };

controlContract({
  name: 'gdelt',
  source: (baseUrl) => ({ ...common, slug: 'news', type: 'gdelt', baseUrl }),
  api: fakeGdelt,
  truth: hourlyArticles,
  widthMs: HOUR,
  firstReachMs: 45 * DAY,
  stepMs: 5 * HOUR,
});

controlContract({
  name: 'wikipedia',
  source: (baseUrl) => ({
    ...common,
    slug: 'article',
    type: 'wikipedia',
    project: 'en.wikipedia',
    article: 'Fernway (app)',
    baseUrl,
  }),
  api: fakeWikipedia,
  truth: dailyViews,
  widthMs: DAY,
  firstReachMs: 400 * DAY,
  stepMs: DAY,
});

// Its turns have tests of their own.
const limits = { waitMs: () => 0, pause: () => {}, pausedMs: () => 0 };
const fetch = () =>
  createPoliteFetch({ clock: () => NEWEST, contact: 'test@example.com', allowPrivate: true, limits });

async function gdelt(answer: FakeReply | FakeApi['answer'], query = '"Fernway"') {
  const api = typeof answer === 'function' ? answer : () => answer;
  const site = await fakeSite({ errorBody: {}, answer: api });
  const connector = gdeltConnector({
    id: 'gdelt',
    clock: () => NEWEST,
    fetch: fetch(),
    baseUrl: site.url,
    query,
  });
  const pages = [];
  try {
    for await (const page of connector.read(undefined, AbortSignal.timeout(HANG_MS))) pages.push(page);
    return pages;
  } finally {
    await site.close();
  }
}

describe('gdelt', () => {
  it('reports what GDELT rejects, and waits when it is throttled', async () => {
    const words = (body: string) => ({
      status: 200,
      body,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
    await expect(gdelt(words('Your query was too short or too long.'))).rejects.toMatchObject({
      name: 'SourceAccessError',
      message: expect.stringMatching(/rejects the query: Your query was too short/),
    });
    await expect(gdelt(words('Please limit requests to one every 5 seconds.'))).rejects.toMatchObject({
      name: 'RetryLaterError',
      afterMs: 60_000,
    });
    await expect(gdelt(words('<html>502 Bad Gateway'))).rejects.toMatchObject({ name: 'SourceShapeError' });
  });

  it('takes an empty object for no articles, and days in place of hours for another shape', async () => {
    const none = await gdelt({ status: 200, body: '{}' });
    expect(none.flatMap((page) => page.points)).toEqual([]);
    const days = ['20260301T000000Z', '20260302T000000Z'].map((date) => ({ date, value: 3 }));
    const body = JSON.stringify({ timeline: [{ series: 'Article Count', data: days }] });
    await expect(gdelt({ status: 200, body })).rejects.toThrow(/steps of more than an hour/);
  });

  it('cleans what JSON does not allow and nothing else', () => {
    const text = '{"a":"tab\there \\q \\" \\\\ \\u00e9 \\u12"}';
    expect(JSON.parse(cleanJson(text))).toEqual({ a: 'tab here  q " \\ é  u12' });
    const sound = JSON.stringify({ a: ['x\n', { b: 'c"d\\' }] });
    expect(cleanJson(sound)).toBe(sound);
  });
});

describe('wikipedia', () => {
  it('asks for the article by its address, and takes an unknown path for no answer', async () => {
    const asked: string[] = [];
    const site = await fakeSite({
      errorBody: {},
      answer({ path }) {
        asked.push(path);
        return { status: 404, body: '<html>no such page' };
      },
    });
    const connector = wikipediaConnector({
      id: 'wikipedia',
      clock: () => NEWEST,
      fetch: fetch(),
      baseUrl: site.url,
      project: 'de.wikipedia',
      article: 'A/B & C',
    });
    const first = connector.read(undefined, AbortSignal.timeout(HANG_MS))[Symbol.asyncIterator]().next();
    await expect(first).rejects.toMatchObject({ name: 'SourceStatusError', status: 404 });
    expect(asked[0]).toBe(
      '/api/rest_v1/metrics/pageviews/per-article/de.wikipedia/all-access/user/A%2FB_%26_C/daily/20250126/20260125',
    );
    await site.close();
  });

  it('begins in July 2015, and ignores the cursor of another article', async () => {
    const site = await fakeSite(fakeWikipedia(() => NEWEST));
    const connector = wikipediaConnector({
      id: 'wikipedia',
      clock: () => NEWEST,
      fetch: fetch(),
      baseUrl: site.url,
      project: 'en.wikipedia',
      article: 'Fernway (app)',
    });
    const signal = AbortSignal.timeout(HANG_MS);
    let least = NEWEST;
    for await (const page of connector.backfill({ from: 0, to: Date.UTC(2016, 0, 1) }, undefined, signal))
      for (const { start } of page.points) least = Math.min(least, start);
    const begin = Date.UTC(2015, 6, 1);
    expect(least).toBe(dailyViews(begin, begin + 9 * DAY, NEWEST)[0]?.start);
    const foreign = JSON.stringify({ subject: 'en.wikipedia/Other', until: NEWEST });
    const page = await connector.read(foreign, signal)[Symbol.asyncIterator]().next();
    expect(page.done ? [] : page.value.points.length).toBeGreaterThan(300);
    await site.close();
  });
});
