/** The two example incidents as people see them: the real server, the real pages, Chromium. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { tempDirs } from '../support/temp.ts';
import { accessible } from './axe.ts';
import { firstPage } from './first-page.ts';
import { chartsAnswer } from './charts.ts';
import { COMPARE, type Examples, INCIDENTS, openExamples } from './examples.ts';
import { looks } from './looks.ts';

const tempDir = tempDirs();
const BRANDS = { spotify: 'Spotify', whatsapp: 'WhatsApp' } as const;

interface SvgText {
  readonly textContent: string;
}

let examples: Examples;
let page: Page;

beforeAll(async () => {
  examples = await openExamples(tempDir());
  page = examples.page;
});
afterAll(() => examples?.close());

describe('signing in', () => {
  it('without it there is nothing to see, and the link works once', async () => {
    const stranger = await examples.browser.newContext({ baseURL: examples.server.url });
    const own = await stranger.newPage();
    for (const path of ['/', '/brands/spotify', '/mail/1']) {
      expect((await own.goto(path))?.status()).toBe(401);
      expect(await own.textContent('main')).not.toMatch(/Spotify/);
    }
    await own.goto(examples.server.link);
    await own.getByRole('button', { name: 'Sign in' }).click();
    await own.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    expect(await own.textContent('h1')).toBe('This link no longer works');
    expect((await own.goto('/brands'))?.status()).toBe(401);
    await stranger.close();
  });
});

describe('a brand', () => {
  it.each(Object.entries(BRANDS))('%s: answer, numbers, chart, drivers, posts', async (slug, name) => {
    await page.goto(`/brands/${slug}`);
    expect(await page.textContent('.mood')).toContain(name);
    expect(await page.textContent('h1')).toMatch(/× the usual criticism at the peak on .*\d{4}/);
    expect(await page.locator('.figures dt').count()).toBe(4);
    for (const value of await page.locator('.figures .value').allTextContents()) expect(value).toMatch(/\d/);
    const chart = page.locator('.chart-wide svg[aria-labelledby]');
    expect(await chart.isVisible()).toBe(true);
    const named = await chart.evaluate((svg) => (svg as unknown as SvgText).textContent.slice(0, 300));
    expect(named).toContain(`Negative posts about ${name} per`);
    await page.getByText('Show as table').click();
    const rows = page.locator('.chart details table tbody tr');
    expect(await rows.count()).toBeGreaterThan(20);
    expect(await rows.first().isVisible()).toBe(true);
    expect(await page.locator('.explanation .pill').first().textContent()).toMatch(
      /^(very likely|possible)$/,
    );
    expect(await page.locator('#drivers-heading ~ .panels .bars li').count()).toBeGreaterThan(3);
    expect(await page.locator('article.mention').count()).toBeGreaterThan(2);
    expect(await page.locator('article.mention mark.hit').count()).toBeGreaterThan(0);
  });

  it('says that the examples are simulated, wherever their posts or numbers stand', async () => {
    for (const path of ['/incidents/whatsapp-2016', COMPARE]) {
      await page.goto(path);
      expect([path, await page.locator('.banner.simulated').count()]).toEqual([path, 1]);
    }
    await page.goto('/brands/spotify');
    expect(await page.locator('.mood .pill.simulated').count()).toBe(1);
    for (const path of ['/brands', '/incidents']) {
      await page.goto(path);
      expect([path, await page.locator('.pill.simulated').count()]).toEqual([path, 2]);
    }
    await page.goto('/mentions?brand=spotify');
    const posts = page.locator('article.mention');
    expect(await posts.count()).toBeGreaterThan(5);
    expect(await posts.locator('.pill.simulated').count()).toBe(await posts.count());
  });

  it('each stretch of time has a link, and it shows that stretch', async () => {
    await page.goto('/brands/spotify');
    const choices = page.getByRole('navigation', { name: 'Time range' }).getByRole('link');
    const labels = await choices.allTextContents();
    expect(labels).toEqual(expect.arrayContaining(['24 h', '7 days', '30 days', 'All']));
    const seen = new Set<string>();
    for (const label of labels) {
      await page.getByRole('navigation', { name: 'Time range' }).getByText(label, { exact: true }).click();
      expect(await page.locator('.choices a[aria-current=true]').first().textContent()).toBe(label);
      seen.add((await page.locator('.chart-table tbody th a').first().getAttribute('href')) ?? '');
      seen.add((await page.locator('.chart-table tbody th a').last().getAttribute('href')) ?? '');
    }
    expect(seen.size).toBeGreaterThan(labels.length);
    await page.goto('/brands/spotify?range=7d');
    await page.getByRole('navigation', { name: 'Bars' }).getByText('Days', { exact: true }).click();
    expect(await page.textContent('#chart-heading')).toBe('Negative posts about Spotify per day');
  });

  it('a bar leads to exactly the posts of its hour', async () => {
    await page.goto('/brands/spotify?range=spotify-2015&bucket=hour');
    const href = '/mentions?brand=spotify&from=2015-08-20T07:00Z&to=2015-08-20T08:00Z&only=negative';
    const row = page.locator('.chart details tr', { has: page.locator(`a[href="${href}"]`) });
    const count = Number(((await row.locator('td').first().textContent()) ?? '').replace(/\D/g, ''));
    expect(count).toBeGreaterThan(20);
    await page.locator(`.chart-wide svg a[href="${href}"]`).click();
    await page.waitForURL((url) => url.pathname === '/mentions');
    let posts = 0;
    for (;;) {
      const duplicates = await page.locator('.pill.duplicates').allTextContents();
      posts += await page.locator('article.mention').count();
      for (const text of duplicates) posts += Number(text.replace(/\D/g, '')) - 1;
      for (const at of await page
        .locator('article.mention time')
        .evaluateAll((all: { dateTime: string }[]) => all.map((one) => one.dateTime))) {
        expect(at.slice(0, 13)).toBe('2015-08-20T07');
      }
      const next = page.getByRole('link', { name: 'Next' });
      if ((await next.count()) === 0) break;
      await next.click();
    }
    expect(posts).toBe(count);
  });
});

describe('charts', () => chartsAnswer(() => examples));

describe('incidents', () => {
  it.each(INCIDENTS)('%s: course, explanation, timeline, who was notified', async (slug) => {
    await page.goto(`/incidents/${slug}`);
    expect(await page.locator('.figures dt').allTextContents()).toEqual([
      'Peak',
      'Extra negative posts',
      'Half-life',
      'Recovery',
    ]);
    for (const value of await page.locator('.figures .value').allTextContents()) expect(value).toMatch(/\d/);
    expect(await page.locator('.timeline li').count()).toBeGreaterThan(0);
    expect(await page.locator('section:has(#alerts-heading)').textContent()).toMatch(/sent/);
    const text = (await page.textContent('section.explanation')) ?? '';
    expect(text).toContain('Did the policy change cause it?');
  });

  it('side by side: two aligned lines and four measures with intervals', async () => {
    await page.goto('/incidents');
    await page.getByRole('link', { name: 'Compare the first two' }).click();
    await page.waitForURL((url) => url.pathname === '/compare');
    expect(new URL(page.url()).searchParams.getAll('incident').toSorted()).toEqual([...INCIDENTS]);
    expect(await page.locator('.chart-wide svg[aria-labelledby]').isVisible()).toBe(true);
    const head = await page.locator('.chart details thead th').allTextContents();
    expect(head).toHaveLength(3);
    const measures = page.locator('section:has(#measures-heading)');
    for (const name of ['Peak', 'Extra negative posts', 'Half-life', 'Recovery']) {
      const row = measures.locator('tbody tr', {
        has: page.locator('th', { hasText: new RegExp(`^${name}`) }),
      });
      const cells = await row.first().locator('td').allTextContents();
      expect([name, cells.filter((cell) => /\d/.test(cell)).length]).toEqual([name, cells.length]);
      expect(cells.length).toBeGreaterThanOrEqual(2);
    }
    await page.getByRole('navigation', { name: 'Day 0' }).getByText('outcry began', { exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get('align') === 'onset');
    expect(await page.textContent('section:has(#chart-heading)')).toContain('Day 0 is the onset');
  });

  it('the comparison opens on the two newest incidents, with the others to choose', async () => {
    await page.goto('/compare');
    expect(await page.locator('section[aria-labelledby="measures-heading"] thead a').count()).toBe(2);
    await page.locator('#second').selectOption('spotify-2015');
    await page.locator('#first').selectOption('whatsapp-2016');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.waitForURL((url) => url.searchParams.has('incident'));
    expect(new URL(page.url()).searchParams.getAll('incident')).toEqual(['whatsapp-2016', 'spotify-2015']);
    await page.goto('/compare?incident=spotify-2015');
    expect(await page.textContent('h1')).toBe('Compare incidents');
    expect(await page.locator('#second').inputValue()).toBe('whatsapp-2016');
  });

  it('when two people acknowledge, the slower one sees that it has changed', async () => {
    const rival = await examples.another({}, 'rival@example.org');
    await page.goto('/incidents/spotify-2015');
    await rival.goto('/incidents/spotify-2015');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.locator('.pill.state-acknowledged').waitFor();
    expect(await page.textContent('.timeline')).toMatch(/acknowledged by admin@localhost/);
    const answer = rival.waitForResponse((response) => response.request().method() === 'POST');
    await rival.getByRole('button', { name: 'Acknowledge' }).click();
    expect((await answer).status()).toBe(409);
    expect(await rival.textContent('h1')).toBe('Changed by someone else');
    await rival.getByRole('link', { name: 'Show the incident' }).click();
    expect(await rival.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
    const entries = await rival.locator('.timeline li').allTextContents();
    expect(entries.filter((text) => text.includes('acknowledged'))).toHaveLength(1);
    await rival.context().close();
  });
});

it('the mail that was written opens with its chart', async () => {
  await page.goto('/mail');
  await page.locator('tbody tr th a').first().click();
  expect(await page.textContent('h1')).toMatch(
    /^\[(Spotify|WhatsApp)\] \(simulated\) .*× the usual criticism/,
  );
  const frame = page.frameLocator('iframe.mail');
  expect(await frame.locator('h1').textContent()).toMatch(
    /^(Spotify|WhatsApp): .*× the usual criticism.*(because of|No policy change)/,
  );
  const chart = frame.locator('img[alt]');
  await chart.waitFor();
  const size = await chart.evaluate((img: { complete: boolean; naturalWidth: number }) => ({
    done: img.complete,
    width: img.naturalWidth,
  }));
  expect(size.done).toBe(true);
  expect(size.width).toBeGreaterThanOrEqual(600);
  const link = await frame.getByRole('link', { name: 'Open the incident' }).getAttribute('href');
  expect((await page.goto(link ?? ''))?.status()).toBe(200);
  expect(await page.textContent('.eyebrow')).toContain('Incidents');
});

accessible(() => examples);
firstPage(() => examples);
looks(() => examples, tempDir());

it('signing out ends the session', async () => {
  const kept = await examples.context.cookies();
  // The time zone is read from the browser by our client, and is no secret.
  const secret = kept.filter(({ name }) => name !== 'outcry-zone');
  expect(secret.map((cookie) => [cookie.httpOnly, cookie.sameSite])).toEqual(secret.map(() => [true, 'Lax']));
  expect(secret.length).toBeGreaterThanOrEqual(2);
  await page.goto('/brands');
  await page.locator('summary[aria-label^="Account of"]').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  expect(await page.textContent('h1')).toBe('You are signed out');
  const thief = await examples.browser.newContext({ baseURL: examples.server.url });
  await thief.addCookies(kept);
  expect((await thief.request.get('/brands')).status()).toBe(401);
  await thief.close();
});

it('no page complained: no error in the console, no script, no dialog, no refusal of the policy', async () => {
  expect(examples.wrong).toEqual([]);
  const control = await examples.context.newPage();
  await control.setContent('<script>console.error("planted"); throw new Error("thrown")</script>');
  await eventually('the watch sees what was planted', () => examples.wrong.length >= 2);
});
