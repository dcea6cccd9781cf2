/** The page of an incident, and what people do there. */
import { describe, expect, test } from 'vitest';
import { dashboardFixture, HOSTILE, ONSET } from './dashboard-fixture.ts';

const SAME = { 'Sec-Fetch-Site': 'same-origin' };

describe('incident state', () => {
  test('of two concurrent changes the slower one is refused', async () => {
    const own = await dashboardFixture();
    const analyst = {
      ...(await own.cookie('analyst')),
      ...SAME,
      'Content-Type': 'application/x-www-form-urlencoded',
    };
    const send = (verb: string, revision: number) =>
      own.app.request(`/incidents/spotify-2015/${verb}`, {
        method: 'POST',
        headers: analyst,
        body: `revision=${revision}`,
      });
    const { revision } = (await own.store.read.incidents.find('spotify-2015'))!;
    const both = await Promise.all([send('acknowledge', revision), send('resolve', revision)]);
    expect(new Set(both.map((response) => response.status))).toEqual(new Set([303, 409]));
    const slower = both.find((response) => response.status === 409);
    expect(await slower?.text()).toContain('Changed by someone else');
    const timeline = await own.store.read.incidents.timeline(1);
    const changes = timeline.filter(({ what }) => ['acknowledged', 'resolved'].includes(what));
    expect(changes).toHaveLength(1);
    expect((await send('resolve', Number.NaN)).status).toBe(400);
  });

  test('a repeat of one’s own change is a success, that of another’s says who', async () => {
    const own = await dashboardFixture();
    const as = async (role: 'analyst' | 'admin') => {
      const headers = {
        ...(await own.cookie(role)),
        ...SAME,
        'Content-Type': 'application/x-www-form-urlencoded',
      };
      return (verb: string, fields: string) =>
        own.app.request(`/incidents/spotify-2015/${verb}`, { method: 'POST', headers, body: fields });
    };
    const [ana, bea] = [await as('analyst'), await as('admin')];
    const incident = async () => (await own.store.read.incidents.find('spotify-2015'))!;
    const { revision } = await incident();
    for (let i = 0; i < 2; i += 1) {
      const answer = await ana('take', `revision=${revision}`);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/incidents/spotify-2015']);
    }
    expect(await incident()).toMatchObject({ state: 'acknowledged', assignee: 'analyst@example.org' });
    const late = await bea('acknowledge', `revision=${revision}`);
    expect([late.status, await late.text()]).toEqual([
      409,
      expect.stringContaining('acknowledged by analyst@example.org'),
    ]);
    // What is still rising is asked about, and then done.
    const now = (await incident()).revision;
    const question = await ana('resolve', `revision=${now}&rising=1`);
    expect([question.status, (await incident()).state]).toEqual([200, 'acknowledged']);
    expect(await question.text()).toContain('Resolve anyway');
    const done = await ana('resolve', `revision=${now}&sure=1`);
    expect((await incident()).state).toBe('resolved');
    expect(done.status).toBe(303);
  });

  test('a name that a person gives stands everywhere and is escaped; an empty one takes it back', async () => {
    const own = await dashboardFixture();
    const headers = {
      ...(await own.cookie('analyst')),
      ...SAME,
      'Content-Type': 'application/x-www-form-urlencoded',
    };
    const incident = async () => (await own.store.read.incidents.find('spotify-2015'))!;
    const rename = async (name: string) =>
      own.app.request('/incidents/spotify-2015/rename', {
        method: 'POST',
        headers,
        body: new URLSearchParams({ revision: String((await incident()).revision), name }).toString(),
      });
    const before = (await incident()).title;
    const answer = await rename(`The contacts affair ${HOSTILE}`);
    expect(answer.status).toBe(303);
    const html = await (await own.app.request('/incidents/spotify-2015', { headers })).text();
    expect(html).toContain('<h1>The contacts affair');
    expect(html).not.toMatch(/<script(?! type="module" src="\/assets\/)|<img src=x/i);
    await rename('');
    expect((await incident()).title).toBe(before);
  });

  test('posts stand between the headline and the chart, grouped, with a link to all', async () => {
    const own = await dashboardFixture();
    const html = await (
      await own.app.request('/incidents/spotify-2015', { headers: await own.cookie('viewer') })
    ).text();
    const [head, posts, chart] = ['<h1>', 'id="voices-heading"', 'id="chart-heading"'].map((part) =>
      html.indexOf(part),
    );
    expect([head! > 0, posts! > head!, chart! > posts!]).toEqual([true, true, true]);
    const [section = ''] = /<section class="card voices"[\s\S]*?<\/section>/.exec(html) ?? [];
    expect(section).toContain('Takes more than it needs');
    expect(section.match(/<li>/g)?.length).toBeGreaterThan(2);
    expect(section.match(/<li>/g)?.length).toBeLessThanOrEqual(5);
    expect(section).toMatch(/href="\/mentions\?brand=spotify[^"]*only=negative">All [\d,]+ negative posts/);
    // Nobody who may only look has buttons.
    expect(html).not.toContain('/incidents/spotify-2015/take');
  });

  test('an alarm that may be taken back says so while it is open', async () => {
    const own = await dashboardFixture();
    const viewer = await own.cookie('viewer');
    const page = async () => (await own.app.request('/incidents/spotify-2015', { headers: viewer })).text();
    expect(await page()).not.toContain('Provisional:');
    const [spike] = await own.store.read.spikes.list({ brandId: 1 });
    const { end: _, incident: __, ...open } = spike!;
    const incident = (await own.store.read.incidents.find('spotify-2015'))!;
    await own.store.tx(async (tx) => {
      await tx.spikes.replace(1, 0, [{ ...open, provisional: true, incidentId: incident.id }]);
      const { onset, severity, title } = incident;
      await tx.incidents.update(incident.id, { onset, severity, title });
    });
    own.setNow(ONSET + 20 * 60_000);
    expect(await page()).toContain('Provisional: it began minutes ago');
  });
});
