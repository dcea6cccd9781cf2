/** The alerts page, silences, and manual changes to incidents; of two concurrent changes one is refused. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Route } from '../../src/domain/alert.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import type { Role } from '../../src/domain/user.ts';
import { byMail } from '../support/recipients.ts';
import { dashboardFixture, type Fixture, HOSTILE, ONSET, ORIGIN } from './dashboard-fixture.ts';

const NOW = ONSET + 60 * DAY_MS;
const ROUTES: Route[] = [
  {
    name: 'pr',
    brands: ['*'],
    recipients: byMail('ann@example.com', 'bob@example.com'),
    kinds: ['backlash'],
    minSeverity: 3,
    maxPerHour: 10,
    sensitivity: 'low',
    cooldownMinutes: 30,
    quietHours: { from: '22:00', to: '07:00', zone: 'Europe/Stockholm', days: [1, 5] },
  },
  {
    name: 'ops',
    brands: ['*'],
    recipients: byMail('ops@example.com'),
    kinds: ['backlash'],
    minSeverity: 1,
    maxPerHour: 10,
    audience: 'operator',
  },
];

let f: Fixture;
beforeEach(async () => {
  f = await dashboardFixture({ empty: true });
  f = await dashboardFixture({ deps: { config: { ...f.deps.config, routes: ROUTES } } });
});

const page = async (path: string, role: Role = 'analyst') =>
  (await f.app.request(path, { headers: await f.cookie(role) })).text();

async function send(path: string, fields: Record<string, string>, role: Role = 'analyst') {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const headers = { ...(await f.cookie(role)), origin: ORIGIN, ...type };
  return f.app.request(path, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
}

const incident = async () => (await f.store.read.incidents.find('spotify-2015'))!;
const mark = async (verb: string, fields: Record<string, string>, revision?: number) =>
  send(`/incidents/spotify-2015/${verb}`, {
    revision: String(revision ?? (await incident()).revision),
    ...fields,
  });
const timeline = async () =>
  (await f.store.read.incidents.timeline((await incident()).id)).map(({ who, what }) => `${who}: ${what}`);

describe('the page', () => {
  test('says what each route asks for, and what it would have sent, with the dates', async () => {
    const html = await page('/alerts', 'viewer');
    for (const words of [
      'For the team: backlashes of every brand, from severity 3.',
      'after 3 h with a score of at least',
      'Quiet hours from 22:00 to 07:00 (Europe/Stockholm), starting on Mon and Fri;',
      'the next waits 30 minutes',
      'Would have sent 2 messages to each of its 2 recipients in the last 90 days.',
      '20 Aug',
      'No alerts rated yet',
      'For operators: source health alerts',
    ]) {
      expect(html).toContain(words);
    }
    // What is simulated is no past.
    expect(html).not.toContain('/incidents/evil-2015');
    expect(html).not.toContain('New silence');
  });

  test('tries other settings before anything is saved', async () => {
    const tried = async (query: string) => page(`/alerts?try=pr&${query}`);
    expect(await tried('minSeverity=8&sensitivity=high')).toMatch(
      /With these settings[\s\S]*Would have sent 0 messages[\s\S]*minSeverity: 8/,
    );
    const yaml = await tried('minSeverity=7&sensitivity=medium&cooldown=0');
    expect(yaml).toMatch(/With these settings[\s\S]*Would have sent 2 messages[\s\S]*sensitivity: medium/);
    expect(yaml).toContain('zone: Europe/Stockholm');
    expect(await tried('minSeverity=99')).toMatch(/role="alert"[\s\S]*minSeverity/);
    expect(await page(`/alerts?try=${encodeURIComponent(HOSTILE)}`)).not.toContain('With these settings');
  });

  test('shows decisions with reason, severity and recipients, newest first', async () => {
    const { id } = await incident();
    const base = { incidentId: id, stage: 'opened' as const, step: 0, severity: 7, over: false, revision: 1 };
    await f.store.tx(async (tx) => {
      await tx.alerts.keep({
        ...base,
        route: 'pr',
        send: true,
        reason: 'opened',
        recipients: ['ann@example.com'],
        decidedAt: NOW,
      });
      await tx.alerts.keep({
        ...base,
        route: 'boss',
        send: false,
        reason: 'quiet-hours',
        recipients: [],
        decidedAt: NOW + 1,
        until: NOW + HOUR_MS,
      });
    });
    const html = await page('/alerts');
    expect(html).toMatch(/quiet-hours[\s\S]*Next decision[\s\S]*ann@example\.com/);
    const { revision } = await incident();
    await f.store.tx((tx) =>
      tx.incidents.setState(id, revision, 'resolved', { at: NOW, who: 'ann', what: 'resolved' }),
    );
    expect((await mark('judge', { verdict: 'right' })).status).toBe(303);
    expect(await page('/alerts')).toMatch(/1\s+of 1 rated alert was justified: 100%/);
    expect((await mark('judge', { verdict: 'wrong' })).status).toBe(303);
    expect(await page('/alerts')).toMatch(/0\s+of 1 rated alert were justified: 0%/);
  });
});

describe('silences', () => {
  const ask = { brand: 'spotify', kind: '', maxSeverity: '10', comment: `moving ${HOSTILE}`, from: '' };
  const until = new Date(NOW + 4 * HOUR_MS).toISOString().slice(0, 16);

  test('are created with who and why, shown, and ended early once', async () => {
    expect((await send('/silences', { ...ask, until })).status).toBe(303);
    const [silence] = await f.store.read.silences.current(NOW);
    expect(silence).toMatchObject({ author: 'analyst@example.org', from: NOW, brands: ['spotify'] });
    const html = await page('/alerts');
    expect(html).toContain('moving &quot;');
    expect(html).not.toMatch(/<script(?! type="module" src="\/assets\/)|<img src=x/i);
    expect((await send(`/silences/${silence!.id}/expire`, {})).status).toBe(303);
    expect((await send(`/silences/${silence!.id}/expire`, {})).status).toBe(409);
    expect(await page('/alerts')).toContain('Past (1)');
  });

  test('what cannot be taken is refused, and nothing is kept', async () => {
    const wrong: Record<string, string>[] = [
      { until: '' },
      { until: '2015-08-01T00:00' },
      { from: '2030-01-02T00:00', until: '2030-01-01T00:00' },
      { until: '2016-08-01T00:00' },
      { comment: ' ' },
      { brand: 'nobody' },
      { maxSeverity: '11' },
      { until: 'tomorrow' },
    ];
    for (const more of wrong) expect((await send('/silences', { ...ask, until, ...more })).status).toBe(400);
    expect(await f.store.read.silences.current(0)).toEqual([]);
  });

  test('a viewer may not', async () => {
    expect((await send('/silences', { ...ask, until }, 'viewer')).status).toBe(403);
  });
});

describe('what people set on an incident', () => {
  test('is saved and shown in the timeline', async () => {
    // Only people who may see the brand can own it.
    expect((await mark('assign', { to: `Bob ${HOSTILE}\r\nBcc: x` })).status).toBe(400);
    expect((await mark('assign', { to: 'analyst@example.org' })).status).toBe(303);
    expect((await mark('assign', { to: '' })).status).toBe(303);
    expect((await mark('snooze', { hours: '4' })).status).toBe(303);
    expect((await mark('note', { text: 'called the lawyers' })).status).toBe(303);
    expect(await incident()).toMatchObject({ snoozedUntil: NOW + 4 * HOUR_MS });
    const html = await page('/incidents/spotify-2015');
    expect(html).toContain('Snoozed until');
    expect(html).toContain('noted: called the lawyers');
    expect(html).not.toMatch(/<script(?! type="module" src="\/assets\/)|<img src=x/i);
    expect((await mark('snooze', { hours: '0' })).status).toBe(303);
    expect((await incident()).snoozedUntil).toBeUndefined();
    expect((await timeline()).slice(-3)).toEqual([
      expect.stringMatching(/^analyst@example\.org: snoozed until 19 Oct 2015, /),
      'analyst@example.org: noted: called the lawyers',
      'analyst@example.org: ended the snooze',
    ]);
  });

  test('of two concurrent changes the slower one is refused and saves nothing', async () => {
    const { revision } = await incident();
    const both = await Promise.all([
      mark('assign', { to: 'analyst@example.org' }, revision),
      mark('assign', { to: 'analyst@example.org' }, revision),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    expect((await timeline()).filter((one) => one.includes('assigned to'))).toHaveLength(1);
  });

  test('what cannot be taken is refused', async () => {
    for (const [verb, fields] of [
      ['snooze', { hours: '-1' }],
      ['snooze', { hours: '9999' }],
      ['judge', { verdict: 'right' }],
      ['note', { text: '' }],
      ['assign', { to: 'ann', revision: 'x' }],
    ] as const) {
      expect((await mark(verb, fields)).status).toBe(400);
    }
  });
});

test('a test that somebody sent is listed under Mail, marked as one', async () => {
  expect(await page('/mail')).toContain('No mails yet.');
  const sent = { channel: 'email', recipient: 'pr@example.com', messageId: '<t@x>', at: ONSET };
  await f.store.tx((tx) => tx.outbox.addTest({ ...sent, state: 'sent' }));
  expect(await page('/mail')).toMatch(/pr@example\.com.*<span class="pill muted">test<\/span>/s);
});
