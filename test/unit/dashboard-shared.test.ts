/** The link of an alert opens its one incident without an account, for its recipient, for a month. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { INCIDENT_LINK_MS, incidentLinkToken } from '../../src/alert/incident-link.ts';
import type { Route } from '../../src/domain/alert.ts';
import type { IncidentOutboxRow } from '../../src/store/outbox/port.ts';
import { eventually } from '../support/eventually.ts';
import { config, dashboardFixture, type Fixture } from './dashboard-fixture.ts';

const KEY = 'key of the installation';
const PR = 'pr@example.org';
const BOSS = 'boss@example.org';
const FORM = { 'Sec-Fetch-Site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };

const routeTo = (address: string, brands: string[]): Route => ({
  name: address.split('@')[0]!,
  brands,
  recipients: [{ channel: 'email', address }],
  kinds: ['backlash'],
  minSeverity: 5,
  maxPerHour: 10,
});

let f: Fixture;
let routes: Route[];
let messages: IncidentOutboxRow[];
let paths: Record<string, string>;

beforeAll(async () => {
  routes = [routeTo(PR, ['spotify', 'evil']), routeTo(BOSS, ['*'])];
  f = await dashboardFixture({ deps: { incidentLinkKey: KEY, config: { ...config, routes } } });
  const at = f.deps.clock();
  for (const slug of ['spotify-2015', 'evil-2015']) {
    const incident = (await f.store.read.incidents.find(slug))!;
    await f.store.tx((tx) =>
      tx.outbox.add(
        [PR, BOSS].map((recipient) => ({
          kind: 'incident' as const,
          incidentId: incident.id,
          stage: 'opened',
          channel: 'email',
          recipient,
          messageId: `<${slug}-${recipient}>`,
          createdAt: at,
        })),
      ),
    );
  }
  messages = (await f.store.read.outbox.list(10)).filter((row) => row.kind === 'incident');
  paths = {};
  for (const row of messages) {
    const slug = (await f.store.read.incidents.find(String(row.incidentId)))!.slug;
    paths[`${slug} ${row.recipient}`] = `/shared/${incidentLinkToken(KEY, row)}`;
  }
});

const NOW_KEY = `spotify-2015 ${PR}`;
const get = (path: string, headers: Record<string, string> = {}) => f.app.request(path, { headers });
const status = async (path: string) => (await get(path)).status;

describe('the link of an alert', () => {
  let start: number;
  beforeEach(() => {
    start ??= f.deps.clock();
    f.setNow(start);
  });

  it('opens its incident without an account: numbers, posts, who is on it, and nothing that leads in', async () => {
    const answer = await get(paths[NOW_KEY]!);
    expect(answer.status).toBe(200);
    const text = await answer.text();
    for (const words of ['Spotify', 'What people say', 'Severity', 'Not acknowledged yet', '<svg'])
      expect(text).toContain(words);
    const links = [...text.matchAll(/href="([^"]+)"/g)].map((match) => match[1]!);
    const inside = links.filter((one) => one.startsWith('/') && !one.startsWith('/assets/'));
    // What figures mean is on a page that everybody may read.
    expect(inside).toEqual([
      '/method#kinds',
      '/method#verdict',
      '/method#trend',
      '/method#severity',
      `/login?next=${encodeURIComponent('/incidents/spotify-2015')}`,
    ]);
    expect(await status('/method')).toBe(200);
    expect(text).not.toMatch(/<form|<script/);
    expect(answer.headers.get('cache-control')).toBe('no-store, private');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    expect(answer.headers.get('set-cookie')).toBeNull();
    // Control: the same page of the dashboard needs an account.
    expect(await status('/incidents/spotify-2015')).toBe(401);
  });

  it('says nothing of whom it went to, and escapes what people wrote', async () => {
    const text = await (await get(paths[`evil-2015 ${BOSS}`]!)).text();
    expect(text).not.toContain(BOSS);
    expect(paths[`evil-2015 ${BOSS}`]).not.toContain('boss');
    expect(text).not.toMatch(/<script>alert|<img src=x/);
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toContain('javascript:');
  });

  it('leads those who are signed in, and may see it, to the whole incident', async () => {
    const to = async (brands: string[] | null) => {
      const answer = await get(paths[NOW_KEY]!, await f.cookie('viewer', brands));
      return [answer.status, answer.headers.get('location')];
    };
    expect(await to(null)).toEqual([303, '/incidents/spotify-2015']);
    expect(await to(['spotify'])).toEqual([303, '/incidents/spotify-2015']);
    expect(await to(['evil'])).toEqual([200, null]);
  });

  it('is for this message alone: no other number, letter, key or time opens anything', async () => {
    const good = paths[NOW_KEY]!.slice('/shared/'.length);
    const [id, mac] = [good.slice(0, good.indexOf('-')), good.slice(good.indexOf('-') + 1)];
    const row = messages.find((one) => one.id === Number.parseInt(id, 36))!;
    const made = [
      `0${good}`,
      `${id}-${mac.slice(0, -1)}${mac.endsWith('A') ? 'B' : 'A'}`,
      `${id}-${mac}x`,
      `${id}-`,
      mac,
      good.toUpperCase(),
      `${(row.id + 1).toString(36)}-${mac}`,
      incidentLinkToken('another key', row),
      incidentLinkToken(KEY, { ...row, recipient: BOSS }),
      incidentLinkToken(KEY, { ...row, incidentId: row.incidentId + 1 }),
      incidentLinkToken(KEY, { ...row, createdAt: row.createdAt + 1 }),
      'zzzzzzzzzz-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      '%00',
    ];
    const seen = new Set<number>();
    for (const token of made) seen.add(await status(`/shared/${token}`));
    expect([...seen]).toEqual([404]);
    expect(await status(paths[NOW_KEY]!)).toBe(200);
  });

  it('guesses are limited, and a good link still opens', async () => {
    const env = { incoming: { socket: { remoteAddress: '203.0.113.9' } } };
    const seen: number[] = [];
    for (let i = 0; i < 25; i += 1) seen.push((await f.app.request(`/shared/guess-${i}`, {}, env)).status);
    expect([...new Set(seen)]).toEqual([404, 429]);
    expect((await f.app.request(paths[NOW_KEY]!, {}, env)).status).toBe(200);
  });

  it('ends after a month', async () => {
    f.setNow(start + INCIDENT_LINK_MS - 1);
    expect(await status(paths[`evil-2015 ${PR}`]!)).toBe(200);
    f.setNow(start + INCIDENT_LINK_MS);
    expect(await status(paths[`evil-2015 ${PR}`]!)).toBe(410);
  });

  it('ends when no route sends its recipient alerts about the brand any more', async () => {
    const own = routes[0]!;
    routes[0] = { ...own, brands: ['evil'] };
    expect([await status(paths[NOW_KEY]!), await status(paths[`spotify-2015 ${BOSS}`]!)]).toEqual([410, 200]);
    routes[0] = own;
    expect(await status(paths[NOW_KEY]!)).toBe(200);
  });

  it('is revoked by an admin for one or for all, listed with its visits; others may not', async () => {
    for (const method of ['HEAD', 'OPTIONS']) await f.app.request(paths[NOW_KEY]!, { method });
    f.setNow(start + 3_600_000);
    await status(paths[NOW_KEY]!);
    const incident = (await f.store.read.incidents.find('spotify-2015'))!;
    const visits = await eventually('the visit', async () => {
      const found = (await f.store.read.alertLinks.opens(incident.id)).find((one) => one.recipient === PR);
      return found?.lastAt === start + 3_600_000 ? found : undefined;
    });
    expect(visits.firstAt).toBe(start);
    const admin = await f.cookie('admin');
    const page = async () => (await get('/incidents/spotify-2015', admin)).text();
    expect(await page()).toContain('Opened from alerts without signing in');
    const change = async (fields: Record<string, string>, headers: Record<string, string>) =>
      (
        await f.app.request('/incidents/spotify-2015/links', {
          method: 'POST',
          headers: { ...FORM, ...headers },
          body: new URLSearchParams(fields).toString(),
        })
      ).status;
    expect(await change({ do: 'revoke', recipient: PR }, await f.cookie('analyst'))).toBe(403);
    expect(await status(paths[NOW_KEY]!)).toBe(200);
    expect(await change({ do: 'revoke', recipient: PR }, admin)).toBe(303);
    expect([await status(paths[NOW_KEY]!), await status(paths[`spotify-2015 ${BOSS}`]!)]).toEqual([410, 200]);
    expect(await page()).toContain('revoked by admin@example.org');
    expect(await change({ do: 'revoke', recipient: '' }, admin)).toBe(303);
    expect([await status(paths[`spotify-2015 ${BOSS}`]!), await status(paths[`evil-2015 ${BOSS}`]!)]).toEqual(
      [410, 200],
    );
    for (const recipient of ['', PR]) await change({ do: 'allow', recipient }, admin);
    expect(await status(paths[NOW_KEY]!)).toBe(200);
    expect((await f.store.read.audit.list({ limit: 9, search: 'links of alerts' })).length).toBe(4);
  });

  it('ends with the person who got it, and begins again with a new invitation', async () => {
    await f.store.tx((tx) => tx.people.addUser({ email: PR, role: 'viewer', at: start }));
    const admin = await f.cookie('admin');
    const post = (path: string, fields: Record<string, string>) =>
      f.app.request(path, {
        method: 'POST',
        headers: { ...FORM, ...admin },
        body: new URLSearchParams(fields).toString(),
      });
    const person = (await f.store.read.people.userByEmail(PR))!;
    await post(`/people/${person.id}`, { do: 'remove' });
    expect(await status(paths[NOW_KEY]!)).toBe(410);
    await post('/people', { email: PR, role: 'viewer', all: '1' });
    expect(await status(paths[NOW_KEY]!)).toBe(200);
  });
});
