/** The alert stage on a real database: opening, escalation, end, manual changes, silences, source outages. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Route } from '../../src/domain/alert.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/series.ts';
import { type SourceConfig, sourceId } from '../../src/domain/source.ts';
import type { StageContext } from '../../workers/context.ts';
import { alertStage } from '../../workers/alert.ts';
import { checkSources } from '../../workers/source-health.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { byMail } from '../support/recipients.ts';
import { tempDirs } from '../support/temp.ts';

const START = Date.UTC(2026, 2, 3, 12);
const tempDir = tempDirs();
let open: TestInstallation | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

function route(name: string, more: Partial<Route> = {}): Route {
  const base = { brands: ['*'], recipients: byMail(`${name}@example.com`), kinds: ['backlash' as const] };
  return { name, ...base, minSeverity: 3, maxPerHour: 100, ...more };
}

async function ground(routes: readonly Route[], sources: readonly SourceConfig[] = []) {
  const time = { now: START };
  const config = { brands: [brandOf('acme')], routes, sources };
  open = await openTestInstallation({ dir: tempDir(), config, clock: () => time.now });
  const { store, enqueued } = open;
  const ctx: StageContext = { ...open.ctx, startedAt: START - DAY_MS };
  const { id: brandId } = (await store.read.brands.bySlug('acme'))!;
  const state = { onset: START - HOUR_MS, severity: 5, title: 'T' };
  const spike = {
    series: 'betrayal',
    source: 'all',
    peakAt: START,
    observed: 90,
    expected: 3,
    score: 0.9,
  } as const;
  const shares = { betrayalShare: 0.5, negativeShare: 0.5, categories: [], attribution: [], phrases: [] };
  const incident = await store.tx(async (tx) => {
    const made = await tx.incidents.open({
      ...state,
      slug: 'one',
      brandId,
      simulated: false,
      openedAt: START,
    });
    const more = { kind: 'backlash' as const, severity: 5, incidentId: made.id, simulated: false };
    await tx.spikes.replace(brandId, 0, [{ ...spike, ...shares, ...more, onset: state.onset }]);
    return made;
  });
  const messages = async () =>
    (await store.read.outbox.list(100))
      .map((row) => `${row.stage} ${row.recipient.split('@')[0]}`)
      .toReversed();
  return {
    store,
    ctx,
    enqueued,
    time,
    incident,
    messages,
    now: () => store.read.incidents.find('one').then((found) => found!),
    run: async (minutes = 0) => {
      time.now += minutes * MINUTE_MS;
      await alertStage(ctx);
    },
    change: (more: { severity?: number; end?: number | undefined }) =>
      store.tx((tx) => tx.incidents.update(incident.id, { ...state, ...more })),
    reasons: async () =>
      (await store.read.incidents.alerts(incident.id)).map(
        (one) => `${one.stage} ${one.route}: ${one.reason}`,
      ),
  };
}

describe('the stages of one incident', () => {
  it('are sent once each, and only to the routes that match', async () => {
    const g = await ground([
      route('pr'),
      route('boss', { minSeverity: 7 }),
      route('few', { resolved: false }),
    ]);
    await g.run();
    await g.run(1);
    expect(await g.messages()).toEqual(['opened pr', 'opened few']);
    await g.change({ severity: 7 });
    await g.run(10);
    await g.run(10);
    expect(await g.messages()).toEqual([
      'opened pr',
      'opened few',
      'escalated pr',
      'opened boss',
      'escalated few',
    ]);
    await g.change({ severity: 7, end: g.time.now });
    await g.run(24 * 60 - 1);
    expect((await g.now()).state).toBe('open');
    await g.run(1);
    await g.run(60);
    expect((await g.now()).state).toBe('resolved');
    expect((await g.messages()).slice(5)).toEqual(['resolved pr', 'resolved boss']);
    const rows = await g.store.read.outbox.list(100);
    expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(rows.length);
    const timeline = (await g.store.read.incidents.timeline(g.incident.id)).map(({ what }) => what);
    expect(timeline).toEqual([
      'opened',
      expect.stringMatching(/^alert for 2 recipients/),
      expect.stringMatching(/^alert for 2 recipients: Severity rose/),
      expect.stringMatching(/^alert for 1 recipient: New incident/),
      expect.stringMatching(/^resolved: inside the prediction interval for 24 hours/),
      expect.stringMatching(/^alert for 2 recipients: The incident is over/),
    ]);
    expect(await g.reasons()).toContain('resolved few: switched-off');
    expect(g.enqueued.filter(({ stage }) => stage === 'notify')).toHaveLength(3);
  });

  it('an end is not sent to a route that never received the opening', async () => {
    const quietHours = { from: '11:00', to: '10:59', zone: 'UTC' };
    const g = await ground([route('pr', { quietHours })]);
    await g.run();
    await g.store.tx((tx) =>
      tx.incidents.setState(g.incident.id, g.incident.revision, 'resolved', {
        at: START,
        who: 'ann',
        what: 'resolved',
      }),
    );
    await g.run(60);
    expect([await g.messages(), await g.reasons()]).toEqual([
      [],
      ['opened pr: quiet-hours', 'resolved pr: never-notified'],
    ]);
  });

  it('a series that ends and begins each minute for an hour: one opening, one end', async () => {
    const g = await ground([route('pr')]);
    for (let minute = 0; minute < 60; minute += 1) {
      await g.change(minute % 2 === 0 ? {} : { end: g.time.now });
      await g.run(1);
    }
    await g.change({ end: g.time.now });
    for (let hour = 0; hour < 30; hour += 1) await g.run(60);
    expect(await g.messages()).toEqual(['opened pr', 'resolved pr']);
  });

  it('resolving and reopening every minute sends one opening, and one end after an undisturbed hour', async () => {
    const g = await ground([route('pr')]);
    await g.run();
    for (let minute = 0; minute < 60; minute += 1) {
      const { id, revision, state } = await g.now();
      const to = state === 'open' ? ('resolved' as const) : ('open' as const);
      const entry = { at: g.time.now, who: 'ann', what: to === 'open' ? 'opened again' : 'resolved' };
      await g.store.tx((tx) => tx.incidents.setState(id, revision, to, entry));
      if (minute % 3 === 2) await g.run(3);
    }
    await g.run(120);
    const notified = await g.messages();
    expect(notified.filter((one) => one === 'opened pr')).toHaveLength(1);
    expect(notified.filter((one) => one === 'resolved pr').length).toBeLessThanOrEqual(1);
  });
});

describe('what waits', () => {
  it('is sent when the silence ends, or is ended early', async () => {
    const g = await ground([route('pr')]);
    const silence = await g.store.tx((tx) =>
      tx.silences.add({
        brands: ['acme'],
        kinds: [],
        maxSeverity: 10,
        from: START,
        until: START + 3 * HOUR_MS,
        author: 'ann',
        comment: 'planned',
        createdAt: START,
      }),
    );
    await g.run();
    await g.run(30);
    expect([await g.messages(), await g.reasons()]).toEqual([[], ['opened pr: silenced']]);
    await g.store.tx(async (tx) => {
      expect(await tx.silences.expire(silence.id, g.time.now, 'bob')).toBe(true);
      expect(await tx.silences.expire(silence.id, g.time.now, 'bob')).toBe(false);
      await tx.incidents.decideAgain(g.time.now);
    });
    expect(await g.store.read.silences.current(g.time.now)).toEqual([]);
    expect(await g.store.read.silences.expired(g.time.now, 9)).toMatchObject([{ expiredBy: 'bob' }]);
    await g.run();
    expect(await g.messages()).toEqual(['opened pr']);
  });

  it('is sent in the morning if it is still open', async () => {
    const quietHours = { from: '11:00', to: '07:00', zone: 'UTC' };
    const g = await ground([route('pr', { quietHours })]);
    await g.run();
    await g.run(18 * 60 + 59);
    expect(await g.messages()).toEqual([]);
    await g.run(1);
    expect(await g.messages()).toEqual(['opened pr']);
  });

  it('a snooze is saved by compare-and-set and appears in the timeline', async () => {
    const g = await ground([route('pr')]);
    const { id, revision } = g.incident;
    const entry = { at: START, who: 'ann', what: 'snoozed' };
    const snooze = () =>
      g.store.tx((tx) =>
        tx.incidents.edit(id, revision, { snoozedUntil: START + HOUR_MS, assignee: 'bob' }, entry),
      );
    expect([await snooze(), await snooze()]).toEqual([true, false]);
    expect(await g.now()).toMatchObject({ snoozedUntil: START + HOUR_MS, assignee: 'bob' });
    await g.run();
    expect(await g.reasons()).toEqual(['opened pr: snoozed']);
    await g.run(60);
    expect(await g.messages()).toEqual(['opened pr']);
  });
});

describe('a collector that falls silent', () => {
  const source = {
    type: 'hacker-news',
    slug: 'hacker-news',
    brands: ['*'],
    everyMinutes: 5,
    enabled: true,
  } as unknown as SourceConfig;
  const routes = [
    route('ops', { audience: 'operator' }),
    route('boss', { audience: 'executive' }),
    route('pr'),
  ];

  it('alerts operators once, and once more when the source recovers', async () => {
    const g = await ground(routes, [source]);
    await g.store.tx((tx) =>
      tx.sources.saveRead(sourceId(source), { at: START, found: 0, completeUntil: START }),
    );
    const look = async (minutes: number) => {
      g.time.now += minutes * MINUTE_MS;
      await checkSources(g.ctx);
    };
    await look(15);
    expect(await g.messages()).toEqual([]);
    await look(1);
    await look(60);
    expect(await g.messages()).toEqual(['source-outage ops']);
    const [outage] = await g.store.read.outages.open();
    const [row] = await g.store.read.outbox.list(1);
    expect(outage).toMatchObject({ source: 'hacker-news', since: START });
    expect(row).toMatchObject({ kind: 'source-outage', outageId: outage!.id });
    await g.store.tx((tx) =>
      tx.sources.saveRead(sourceId(source), { at: g.time.now, found: 9, completeUntil: g.time.now }),
    );
    await look(1);
    await look(1);
    expect(await g.messages()).toEqual(['source-outage ops', 'source-recovered ops']);
    expect(await g.store.read.outages.recent(9)).toMatchObject([{ recoveredAt: START + 77 * MINUTE_MS }]);
  });

  it('alerts nobody just after startup, or about a source that was never read', async () => {
    const g = await ground(routes, [source]);
    await g.store.tx((tx) =>
      tx.sources.saveFailure(sourceId(source), { at: START, error: 'set OUTCRY_KEY' }),
    );
    for (let i = 0; i < 9; i += 1) {
      await g.store.tx((tx) =>
        tx.sources.saveFailure(sourceId(source), { at: START, error: 'set OUTCRY_KEY' }),
      );
    }
    g.time.now += DAY_MS;
    await checkSources(g.ctx);
    await g.store.tx((tx) =>
      tx.sources.saveRead(sourceId(source), { at: START, found: 0, completeUntil: START }),
    );
    await checkSources({ ...g.ctx, startedAt: g.time.now - 10 * MINUTE_MS });
    expect(await g.messages()).toEqual([]);
    await checkSources(g.ctx);
    expect(await g.messages()).toEqual(['source-outage ops']);
  });
});
