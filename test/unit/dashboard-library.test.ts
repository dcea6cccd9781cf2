/** The pages of the library, and the comparison on the page of an incident. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../dashboard/app.tsx';
import { tempDirs } from '../support/temp.ts';
import { dashboardFixture, type Fixture, HOSTILE } from './dashboard-fixture.ts';

const tempDir = tempDirs();
let f: Fixture;
let headers: Record<string, string>;

beforeAll(async () => {
  f = await dashboardFixture();
  headers = await f.cookie('viewer');
});

async function get(path: string, app = f.app) {
  const response = await app.request(path, { headers });
  return { status: response.status, html: await response.text() };
}

const rows = (html: string) => [...html.matchAll(/<th scope="row">/g)].length;

describe('the library', () => {
  it('lists all incidents, with the courses of those that have counts and what became of all', async () => {
    const { status, html } = await get('/library');
    expect(status).toBe(200);
    expect(rows(html)).toBeGreaterThanOrEqual(50);
    expect(html).toMatch(
      /Of \d+ incidents, the company reversed course at least in part in \d+ \(\d+% to \d+%\)/,
    );
    expect([...html.matchAll(/class="sparkline"/g)]).toHaveLength(11);
    expect(html).toContain('href="/library/unity-runtime-fee-2023"');
  });

  it('filters, keeps what was chosen, and points out a value that is none', async () => {
    const { html } = await get('/library?theme=values');
    expect(rows(html)).toBe(3);
    expect(html).toMatch(/<option value="values" selected[^>]*>values/);
    expect(html).not.toContain('reversed course at least in part');
    const wrong = await get(`/library?theme=${encodeURIComponent(HOSTILE)}`);
    expect(wrong.html).toContain('is not a known value of “theme”');
    expect(wrong.html).not.toContain('<script>alert');
    expect((await get('/library?sector=energy')).html).toContain('No incident of the library is like that.');
  });

  it('shows one with its sources, its course and its place among the others', async () => {
    const { html } = await get('/library/unity-runtime-fee-2023');
    expect(html).toContain('Unity: A fee for every installation of a game');
    expect(html).toMatch(/Larger than \d of 8 in the library/);
    expect(html).toContain('Not known: observed, effective, size.');
    expect(html).toMatch(/<a href="https:\/\/yeppost\.com[^"]*" rel="noopener nofollow ugc"/);
    expect(html).toMatch(/<td[^>]*>missing<\/td>/);
    const bare = await get('/library/unroll-me-2017');
    expect(bare.html).toContain('not checked');
    expect(bare.html).not.toContain('id="course-heading"');
    expect((await get('/library/acme-1999')).status).toBe(404);
  });

  it('has the operator’s own capsules as text, and says what is wrong with a file', async () => {
    const folder = tempDir();
    mkdirSync(join(folder, 'library'));
    const text = [
      'slug: evil-2020',
      `company: ${JSON.stringify(HOSTILE)}`,
      'sector: software',
      'country: US',
      `title: ${JSON.stringify(HOSTILE)}`,
      `what: ${JSON.stringify(HOSTILE)}`,
      'kind: backlash',
      'change: terms',
      'themes: [privacy]',
      'dates: { onset: { at: 2020-01-02, source: a } }',
      `sources: { a: { url: 'https://example.com/', publisher: ${JSON.stringify(HOSTILE)} } }`,
      '',
    ].join('\n');
    writeFileSync(join(folder, 'library', 'evil.yaml'), text);
    writeFileSync(join(folder, 'library', 'broken.yaml'), 'slug: broken\n');
    const app = createApp({ ...f.deps, configDir: folder });
    const list = await get('/library', app);
    expect(list.html).toMatch(/errors in your own files: library\/broken\.yaml:1/);
    expect(list.html).toContain('href="/library/evil-2020"');
    const one = await get('/library/evil-2020', app);
    for (const { html } of [list, one]) {
      expect(html).toContain('&lt;script&gt;alert(1)');
      expect(html).not.toMatch(/<script>alert|<img src=x/);
    }
  });
});

describe('the page of an incident', () => {
  it('sets it beside past incidents, nearest first, with the reason', async () => {
    const { html } = await get('/incidents/spotify-2015');
    const [, section = ''] = html.split('id="library-heading"');
    expect(section).toContain('Beside past incidents of other companies');
    expect(section).toMatch(/Of 37 incidents about privacy, the company reversed course/);
    expect(section).toMatch(
      /<a href="\/library\/[a-z0-9-]+">[^<]+<\/a> <span class="small muted">about privacy/,
    );
  });
});
