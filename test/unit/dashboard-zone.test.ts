/** One time zone a person: the browser's, or the one chosen in the account; files and the API stay in UTC. */
import { beforeAll, describe, expect, it } from 'vitest';
import { dashboardFixture, type Fixture, ONSET } from './dashboard-fixture.ts';
import { HOUR_MS } from '../../src/domain/series.ts';

let fixture: Fixture;
let cookie: string;

beforeAll(async () => {
  fixture = await dashboardFixture();
  cookie = (await fixture.cookie('admin')).Cookie ?? '';
});

const get = async (path: string, more = '') => {
  const response = await fixture.app.request(path, { headers: { Cookie: `${cookie}${more}` } });
  return response.text();
};
const post = (path: string, body: Record<string, string>) =>
  fixture.app.request(path, {
    method: 'POST',
    headers: {
      Cookie: cookie,
      'Sec-Fetch-Site': 'same-origin',
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(body).toString(),
  });
const tokyo = '; outcry-zone=Asia/Tokyo';
const zones = (html: string) =>
  new Set([...html.matchAll(/\d\d:\d\d (UTC|GMT[+-][\d:]+|[A-Z]{3,4})\b/g)].map(([, zone]) => zone));

describe('the zone of the browser', () => {
  it('is on every page the only one', async () => {
    for (const path of [
      '/',
      '/brands/spotify',
      '/incidents/spotify-2015',
      '/mentions?brand=spotify',
      '/reports/incidents/spotify-2015',
    ]) {
      expect([path, zones(await get(path))]).toEqual([path, new Set(['UTC'])]);
      expect([path, zones(await get(path, tokyo))]).toEqual([path, new Set(['GMT+9'])]);
    }
    expect(await get('/', tokyo)).toContain('Times are in Asia/Tokyo');
  });

  it('is not believed when it is none', async () => {
    for (const bad of ['Mars/Base', '%3Cscript%3E', 'x'.repeat(5_000)]) {
      const html = await get('/brands/spotify', `; outcry-zone=${bad}`);
      expect(zones(html)).toEqual(new Set(['UTC']));
      expect(html).not.toContain('<script>');
    }
  });

  it('reads what is entered in it, and no address that says UTC', async () => {
    const from = (html: string) => /name="from"[^>]* value="([^"]*)"/.exec(html)?.[1];
    expect(from(await get('/mentions?brand=spotify&from=2015-08-20T09:00', tokyo))).toBe('2015-08-20T09:00');
    expect(from(await get('/mentions?brand=spotify&from=2015-08-20T09:00Z', tokyo))).toBe('2015-08-20T18:00');
  });

  it('leaves files and the API in UTC', async () => {
    const files = [
      '/brands/spotify/chart?format=svg',
      '/incidents/spotify-2015/chart?format=csv',
      '/api/v1/incidents/spotify-2015',
    ];
    for (const path of files) expect([path, await get(path, tokyo)]).toEqual([path, await get(path)]);
    expect(await get(files[0]!, tokyo)).toContain('UTC');
  });
});

describe('the zone of the account', () => {
  it('wins over that of the browser, and can be given back', async () => {
    expect((await post('/account/zone', { zone: 'Europe/Stockholm' })).status).toBe(303);
    expect(zones(await get('/incidents/spotify-2015', tokyo))).toEqual(new Set(['CEST']));
    expect(await get('/account', tokyo)).toMatch(/<option value="Europe\/Stockholm" selected/);
    // The client of a page leaves it alone.
    expect(await get('/', tokyo)).not.toContain('data-zone');
    expect((await post('/account/zone', { zone: 'Mars/Base' })).status).toBe(400);
    expect((await post('/account/zone', { zone: '' })).status).toBe(303);
    expect(zones(await get('/incidents/spotify-2015', tokyo))).toEqual(new Set(['GMT+9']));
  });

  it('is not in what is stored for all', async () => {
    await post('/account/zone', { zone: 'Asia/Tokyo' });
    const { revision } = (await fixture.store.read.incidents.find('spotify-2015'))!;
    const path = '/incidents/spotify-2015/snooze';
    expect((await post(path, { revision: String(revision), hours: '5' })).status).toBe(303);
    const incident = (await fixture.store.read.incidents.find('spotify-2015'))!;
    const [last] = (await fixture.store.read.incidents.timeline(incident.id)).toSorted((a, b) => b.at - a.at);
    expect(last?.what).toBe('snoozed until 19 Oct 2015, 05:00 UTC');
    expect(incident.snoozedUntil).toBe(ONSET + (60 * 24 + 5) * HOUR_MS);
    await post('/account/zone', { zone: '' });
  });
});
