/** One line with undo after an action; "since you were here"; the list of incidents; addresses that mean nothing. */
import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/series.ts';
import { dashboardFixture, type Fixture, ONSET } from './dashboard-fixture.ts';

const NOW = ONSET + 60 * 24 * HOUR_MS;
let f: Fixture;
let cookie: string;

/** All cookies: that of the session is not the only one. */
async function signIn(role: 'analyst' | 'admin'): Promise<string> {
  const headers = { 'Sec-Fetch-Site': 'same-origin' };
  const path = `/login/${await f.loginToken(role)}`;
  const response = await f.app.request(path, { method: 'POST', headers });
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

beforeEach(async () => {
  f = await dashboardFixture({ deps: { deviceKey: 'key' } });
  cookie = await signIn('analyst');
});

const get = async (path: string, more = '') => {
  const headers = { Cookie: `${cookie}${more}`, Accept: 'text/html' };
  return (await f.app.request(path, { headers })).text();
};
const post = (path: string, body: Record<string, string>) =>
  f.app.request(path, {
    method: 'POST',
    headers: {
      Cookie: cookie,
      'Sec-Fetch-Site': 'same-origin',
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(body).toString(),
  });
const noticeOf = (response: Response) =>
  `; ${
    response.headers
      .getSetCookie()
      .find((one) => one.startsWith('outcry-notice='))
      ?.split(';')[0]
  }`;
const incident = async () => (await f.store.read.incidents.find('spotify-2015'))!;
const revision = async () => String((await incident()).revision);

describe('a notice', () => {
  it('says what was done on the page that it was done on, once, and undoes it', async () => {
    const path = '/incidents/spotify-2015/acknowledge';
    const done = await post(path, { revision: await revision(), back: '/' });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/']);
    const html = await get('/', noticeOf(done));
    expect(html).toContain('Acknowledged. Only escalations');
    expect(await get('/')).not.toContain('Acknowledged. Only');
    const form = /<form method="post" action="([^"]+)" class="inline">(.*?)<\/form>/.exec(
      html.slice(html.indexOf('class="did"')),
    )!;
    const fields = [...form[2]!.matchAll(/name="(\w+)" value="([^"]*)"/g)];
    const undone = await post(form[1]!, Object.fromEntries(fields.map(([, name, value]) => [name!, value!])));
    expect([undone.status, undone.headers.get('location')]).toEqual([303, '/']);
    expect((await incident()).state).toBe('open');
  });

  it('returns to no page but our own', async () => {
    const back = '//evil.example/';
    const done = await post('/incidents/spotify-2015/resolve', { revision: await revision(), back });
    expect(done.headers.get('location')).toBe('/incidents/spotify-2015');
  });

  it('is that of this session alone, and whole', async () => {
    const done = await post('/incidents/spotify-2015/rename', {
      revision: await revision(),
      name: 'Kim <b>',
    });
    const notice = noticeOf(done);
    expect(await get('/', notice)).toContain('Renamed to “Kim &lt;b&gt;”.');
    expect(await get('/', `${notice}x`)).not.toContain('class="did"');
    expect(await get('/', notice.replace('=', '=e'))).not.toContain('class="did"');
    cookie = await signIn('admin');
    expect(await get('/', notice)).not.toContain('class="did"');
  });
});

describe('since you were here', () => {
  const heading = /Since you were here, <time[^>]*>([^<]*)</;

  it('begins with the second visit, and says what is new, over and acknowledged', async () => {
    f.setNow(ONSET - HOUR_MS);
    cookie = await signIn('analyst');
    expect(await get('/')).not.toMatch(heading);
    await f.store.tx(async () => {});
    f.setNow(ONSET + 3 * 24 * HOUR_MS);
    cookie = await signIn('analyst');
    const { id, revision: at } = await incident();
    const entry = { at: ONSET + HOUR_MS, who: 'kim@example.org', what: 'acknowledged' };
    await f.store.tx((tx) => tx.incidents.setState(id, at, 'acknowledged', entry));
    const html = await get('/');
    expect(heading.exec(html)?.[1]).toBe('Wed 19 Aug, 23:00 UTC');
    for (const words of ['1 new', '1 over', '1 acknowledged', 'by kim@example.org'])
      expect(html).toContain(words);
    // What is simulated is no news.
    expect(/class="since-list">(.*?)<\/ul>/.exec(html)?.[1]).not.toContain('evil-2015');
    // A fragment of an open page is no visit.
    f.setNow(ONSET + 3 * 24 * HOUR_MS + 10 * MINUTE_MS);
    expect(heading.exec(await get('/?fragment=1'))?.[1]).toBe('Wed 19 Aug, 23:00 UTC');
  });

  it('says so where nothing happened', async () => {
    await get('/');
    await f.store.tx(async () => {});
    f.setNow(NOW + 2 * HOUR_MS);
    expect(await get('/')).toContain('No incident is new, worse or over.');
  });
});

describe('the list of incidents', () => {
  it('has owner, peak and subject, open ones first, and all behind a tab', async () => {
    const { id, revision: at } = await incident();
    const entry = { at: NOW, who: 'ann', what: 'assigned to Kim' };
    await f.store.tx((tx) => tx.incidents.edit(id, at, { assignee: 'Kim' }, entry));
    const html = await get('/incidents');
    for (const words of ['&gt;31×', 'Takes more than it needs', '>Kim<', 'Open 2', 'All 2'])
      expect(html).toContain(words);
    await post('/incidents/spotify-2015/resolve', { revision: await revision() });
    expect(await get('/incidents')).not.toContain('href="/incidents/spotify-2015"');
    expect(await get('/incidents?show=all')).toContain('href="/incidents/spotify-2015"');
  });
});

describe('an address that means nothing', () => {
  it('is pointed out, and shown as text', async () => {
    expect(await get('/incidents?show=banana')).toContain('“banana” is not a known value of “show”');
    expect(await get('/brands/spotify?range=%3Cb%3E')).toContain('“&lt;b&gt;” is not a known value');
    expect(await get('/mentions?brand=spotify&from=banana&to=2015-13-40&last=x&order=y&page=z')).toMatch(
      /“banana” is not a time.*“2015-13-40” is not a time.*“x” is not a known value.*“y” is.*“z” is not a page/,
    );
    expect(await get('/mentions?brand=spotify&from=%3Cb%3E')).toContain('“&lt;b&gt;” is not a time');
    for (const path of ['/reports/week?from=banana', '/notes?at=banana'])
      expect(await get(path), path).toContain('“banana” is not a time and was ignored');
    for (const path of [
      '/incidents?show=all',
      '/mentions?brand=spotify&from=2015-08-01&to=2015-09-01T10:00Z&order=newest&only=negative&page=1',
      '/mentions?brand=spotify&last=7d',
      '/reports/week?from=2015-08-17',
      '/brands/spotify?range=24h',
      '/brands/spotify?range=spotify-2015',
    ])
      expect(await get(path)).not.toContain('was ignored');
  });
});
