import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { STYLE_PARTS } from '../../dashboard/assets.ts';
import { routes } from '../../dashboard/routes.ts';
import { safeUrl } from '../../dashboard/security/safe-url.ts';
import { piecesOf } from '../../dashboard/views/mention/highlight.tsx';
import { chartProperties } from '../../src/chart/theme.ts';
import { concrete, dashboardFixture, type Fixture } from './dashboard-fixture.ts';

/** The only script of a page, where the client was built. */
const OWN_SCRIPT = /<script type="module" src="\/assets\/client\.js\?v=[0-9a-f]{16}"><\/script>/;
let f: Fixture;
let headers: Record<string, string>;

beforeAll(async () => {
  f = await dashboardFixture();
  headers = await f.cookie('admin');
});

async function body(path: string): Promise<string> {
  return (await f.app.request(path, { headers })).text();
}

describe('text from outside', () => {
  const pages = routes
    .filter(
      (one) =>
        one.method === 'GET' &&
        one.access !== 'public' &&
        !one.path.startsWith('/api/') &&
        one.path !== '/live',
    )
    .map((one) => concrete(one.path));
  const more = [
    '/brands/evil',
    '/incidents/evil-2015',
    '/mentions?brand=evil',
    '/compare?incident=spotify-2015&incident=evil-2015',
  ];

  test.each([...pages, ...more])('%s holds it escaped', async (path) => {
    const html = (await body(path)).replace(OWN_SCRIPT, '');
    expect(html).not.toMatch(/<script|<img src=x|href="\s*javascript:/i);
  });

  test('the payloads do reach the pages', async () => {
    for (const path of [
      '/brands/evil',
      '/incidents/evil-2015',
      '/mentions?brand=spotify',
      '/policy-changes',
    ]) {
      expect(await body(path)).toContain('&lt;script&gt;');
    }
  });

  test('the printable report holds it escaped', async () => {
    const html = await body('/compare/file?format=html&incident=spotify-2015&incident=evil-2015');
    expect(html).not.toMatch(/<script|<img src=x/i);
    expect(html).toContain('&lt;script&gt;');
  });

  test('every page has the strict policy', async () => {
    const response = await f.app.request('/brands', { headers });
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
    expect(policy).not.toMatch(/unsafe|script-src (?!'self';)/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
  });

  test.each([
    ['https://example.org/a', 'https://example.org/a'],
    ['HTTP://example.org', 'http://example.org/'],
    ['javascript:alert(1)', undefined],
    [' \tjava\nscript:alert(1)', undefined],
    ['data:text/html,<script>', undefined],
    ['//example.org', undefined],
    ['/path', undefined],
    [undefined, undefined],
  ])('safeUrl(%j)', (given, expected) => {
    expect(safeUrl(given)).toBe(expected);
  });

  test('highlights survive odd spans', () => {
    const hit = (start: number, end: number) =>
      ({ code: 'x', p: 1, span: [start, end], polarity: 'concern' }) as const;
    const text = 'they sold my data';
    const pieces = piecesOf(text, [hit(5, 9), hit(7, 12), hit(30, 40), hit(3, 1)]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter((piece) => piece.hit).map((piece) => piece.text)).toEqual(['sold', ' my']);
  });

  test('what a post quotes is set apart from the words of its author', () => {
    const text = 'Look:\n> they sold it\nthey sold my data\n> and more';
    const start = text.indexOf('sold my');
    const hit = { code: 'x', p: 1, span: [start, start + 7], polarity: 'concern' } as const;
    const pieces = piecesOf(text, [hit]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.flatMap((piece) => (piece.quoted ? [piece.text] : []))).toEqual([
      '> they sold it',
      '> and more',
    ]);
    expect(piecesOf('they sold it', []).some((piece) => piece.quoted)).toBe(false);
  });
});

describe('the chart of an incident', () => {
  const RANGE = 'range=2015-08-20T06:00Z..2015-08-20T12:00Z';

  test('a stretch of it limits posts, chart and drivers, and leads back', async () => {
    const html = await body(`/incidents/spotify-2015?${RANGE}`);
    expect(html).toContain('Posts, chart and drivers from 20 Aug, 06:00 UTC to 20 Aug, 12:00 UTC.');
    expect(html).toContain('<a href="/incidents/spotify-2015">Show the whole incident</a>');
    expect(html).toContain('from=2015-08-20T06:00Z&amp;to=2015-08-20T12:00Z');
    expect(html).toContain('2015-08-20T06:00Z..2015-08-20T12:00Z');
    const whole = await body('/incidents/spotify-2015');
    expect(whole).not.toContain('Show the whole incident');
    const bars = (text: string) => text.match(/data-at="/g)?.length ?? 0;
    expect(bars(html)).toBe(6);
    expect(bars(whole)).toBeGreaterThan(6);
    expect(whole).toContain('data-zoom="/incidents/spotify-2015"');
  });

  test('what is no stretch is pointed out', async () => {
    const html = await body('/incidents/spotify-2015?range=%3Cscript%3E');
    expect(html).toContain('is no stretch of this incident');
    expect(html).not.toContain('<script>');
  });

  test('leads those who may write notes to a new one', async () => {
    const of = async (role: 'viewer' | 'analyst') =>
      (await f.app.request('/incidents/spotify-2015', { headers: await f.cookie(role) })).text();
    expect(await of('analyst')).toContain('data-note="/notes?brand=spotify"');
    expect(await of('viewer')).not.toContain('data-note');
  });
});

describe('brand page', () => {
  test('answers first, in the stated order', async () => {
    const html = await body('/brands/spotify');
    const places = [
      '<h1>Spotify: &gt;31× the usual criticism',
      'class="figures"',
      'class="chart"',
      'Why it is happening',
      'Posts with the most reach',
    ];
    const at = places.map((text) => html.indexOf(text));
    expect(at.every((place) => place > 0)).toBe(true);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(html).toContain('” of 17 Aug.');
    expect(html).toContain('<mark class="hit"');
  });

  test('labels what is simulated, and only that', async () => {
    expect(await body('/brands/evil')).toContain('Simulated');
    expect(await body('/brands/spotify')).not.toContain('Simulated');
  });

  test('ranges and widths', async () => {
    for (const query of [
      'range=24h',
      'range=7d',
      'range=30d',
      'range=all&bucket=day',
      'range=spotify-2015',
      'range=%3Cx%3E&bucket=9',
    ]) {
      const response = await f.app.request(`/brands/spotify?${query}`, { headers });
      expect([query, response.status]).toEqual([query, 200]);
    }
    expect(await body('/brands/spotify?range=24h')).toContain(
      'Spotify: nothing out of the ordinary in the last 24 hours of its data.',
    );
  });
});

describe('mail', () => {
  test('shows the parts of a written mail, its HTML in a cage', async () => {
    const own = await dashboardFixture();
    const eml = [
      'From: Outcry <outcry@example.org>',
      'To: pr@example.org',
      'Subject: [Spotify] <b>hello</b>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Nine times normal</p><img src="cid:chart@outcry"><script>alert(1)</script>',
      '--b',
      'Content-Type: image/png',
      'Content-ID: <chart@outcry>',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '--b--',
      '',
    ].join('\r\n');
    writeFileSync(join(own.mailDir, 'one.eml'), eml);
    await own.store.tx(async (tx) => {
      await tx.outbox.add([
        {
          kind: 'incident',
          incidentId: 1,
          stage: 'opened',
          channel: 'email',
          recipient: 'pr@example.org',
          messageId: '<1@x>',
          createdAt: 1,
        },
      ]);
      await tx.outbox.markWritten(1, 2, '../one.eml');
    });
    const admin = await own.cookie('admin');
    const view = await own.app.request('/mail/1', { headers: admin });
    const html = await view.text();
    expect(html).toContain('[Spotify] &lt;b&gt;hello&lt;/b&gt;');
    expect(html).toContain('sandbox=""');
    const inner = await own.app.request('/mail/1/html', { headers: admin });
    expect(await inner.text()).toContain('<img src="data:image/png;base64,iVBORw0KGgo=">');
    const policy = inner.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'.*sandbox$/);
    expect((await own.app.request('/mail/2', { headers: admin })).status).toBe(404);
  });
});

describe('health', () => {
  test('alive, ready, not ready', async () => {
    expect(await (await f.app.request('/healthz')).json()).toEqual({ ok: true });
    expect((await f.app.request('/readyz')).status).toBe(200);
    const sick = await dashboardFixture({
      empty: true,
      deps: { ready: async () => [{ name: 'queue', ok: false, detail: 'does not answer' }] },
    });
    const response = await sick.app.request('/readyz');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('does not answer');
  });

  test('metrics are for this machine and for admins of all brands', async () => {
    const own = await dashboardFixture({ empty: true, deps: { metrics: async () => 'up 1\n' } });
    const local = { incoming: { socket: { remoteAddress: '127.0.0.1' } } } as never;
    const remote = { incoming: { socket: { remoteAddress: '203.0.113.9' } } } as never;
    expect(await (await own.app.request('/metrics', {}, local)).text()).toBe('up 1\n');
    expect((await own.app.request('/metrics', {}, remote)).status).toBe(401);
    const proxied = { headers: { 'X-Forwarded-For': '203.0.113.9' } };
    expect((await own.app.request('/metrics', proxied, local)).status).toBe(401);
    const as = async (headers: Record<string, string>) =>
      (await own.app.request('/metrics', { headers }, remote)).status;
    expect(await as(await own.apiToken('admin'))).toBe(200);
    expect(await as(await own.cookie('admin'))).toBe(200);
    for (const brands of [['spotify'], []]) expect(await as(await own.apiToken('admin', brands))).toBe(403);
    for (const role of ['viewer', 'analyst'] as const) expect(await as(await own.apiToken(role))).toBe(403);
  });

  test('a failure hides its reason', async () => {
    const notified: string[] = [];
    const own = await dashboardFixture({
      empty: true,
      deps: {
        onError: (error, id) => notified.push(`${error.message} ${id}`),
        extraRoutes: (app) =>
          void app.get('/boom', () => {
            throw new Error('secret path /etc');
          }),
      },
    });
    const response = await own.app.request('/boom');
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain('secret');
    const id = notified[0]?.split(' ').at(-1) ?? 'none';
    expect(text).toContain(id);
  });
});

test('the style sheet is whole and holds the colours of the charts', async () => {
  const css = await body('/assets/style.css');
  const parts = readdirSync(join(packageRoot, 'dashboard/assets/style'));
  expect(parts.map((part) => part.replace('.css', '')).toSorted()).toEqual(STYLE_PARTS.toSorted());
  for (const theme of ['light', 'dark'] as const) {
    for (const line of chartProperties(theme).split('\n')) expect(css).toContain(line);
  }
});
