import { expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { BASE } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

async function openIncident(store: Store, slug = 'acme-2026-03-02') {
  const [brandId = 0] = await makeBrands(store, 'acme');
  const more = { title: 'T', onset: BASE, severity: 4, simulated: false, openedAt: BASE };
  return store.tx((tx) => tx.incidents.open({ slug, brandId, ...more }));
}

const ROW = {
  kind: 'incident' as const,
  incidentId: 1,
  stage: 'opened',
  channel: 'email',
  recipient: 'a@example.com',
  messageId: '<1@x>',
  createdAt: BASE,
};
const WHO = { at: BASE, who: 'ann', what: 'acknowledged' };

export function claimCases(opened: Opened): void {
  it('outbox: one message id is one message; only one worker wins a claim', async () => {
    const rows = [ROW, ROW, { ...ROW, messageId: '<2@x>', recipient: 'b@example.com' }];
    expect(await opened().tx((tx) => tx.outbox.add(rows))).toBe(2);
    expect(await opened().tx((tx) => tx.outbox.add([ROW]))).toBe(0);
    expect(await opened().read.outbox.due(BASE - 1, 10)).toEqual([]);
    const [first] = await opened().read.outbox.due(BASE, 10);
    expect(first).toMatchObject({ state: 'waiting', attempts: 0, recipient: 'a@example.com' });
    const id = first?.id ?? 0;
    const claims = await Promise.all(
      Array.from({ length: 5 }, () => opened().tx((tx) => tx.outbox.claim(id, 0, BASE + 100))),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect((await opened().read.outbox.due(BASE + 99, 10)).map((r) => r.id)).not.toContain(id);
    expect((await opened().read.outbox.due(BASE + 100, 10)).map((r) => r.id)).toContain(id);
    expect(await opened().read.outbox.sentTimes('a@example.com', BASE)).toHaveLength(1);
    await opened().tx((tx) => tx.outbox.markSent(id, BASE + 5));
    expect(await opened().tx((tx) => tx.outbox.claim(id, 1, BASE + 200))).toBe(false);
    expect(await opened().read.outbox.sentTimes('a@example.com', BASE + 5)).toHaveLength(1);
    expect(await opened().read.outbox.sentTimes('a@example.com', BASE + 6)).toHaveLength(0);
    expect(await opened().read.outbox.waiting()).toBe(1);
  });

  it('outbox: a test is listed, sent by nobody, and counts towards no limit', async () => {
    const test = { channel: 'email', recipient: ROW.recipient, at: BASE };
    await opened().tx(async (tx) => {
      await tx.outbox.addTest({ ...test, messageId: '<t1@x>', state: 'written', file: 'one.eml' });
      await tx.outbox.addTest({ ...test, messageId: '<t2@x>', state: 'dead', lastError: '550' });
    });
    const [second, first] = await opened().read.outbox.list(2);
    expect(first).toMatchObject({
      kind: 'test',
      stage: 'test',
      state: 'written',
      file: 'one.eml',
      sentAt: BASE,
    });
    expect(second).toMatchObject({ kind: 'test', state: 'dead', lastError: '550', sentAt: undefined });
    expect(await opened().read.outbox.due(BASE * 2, 9)).toEqual([]);
    expect(await opened().read.outbox.sentTimes(ROW.recipient, 0)).toEqual([]);
  });

  it('outbox: failed messages wait, deferred ones lose no attempt, dead ones stay dead', async () => {
    await opened().tx((tx) => tx.outbox.add([ROW]));
    const [{ id } = { id: 0 }] = await opened().read.outbox.list(1);
    await opened().tx((tx) => tx.outbox.defer(id, BASE + 10, 'cap'));
    expect(await opened().read.outbox.due(BASE + 9, 1)).toEqual([]);
    expect(await opened().read.outbox.due(BASE + 10, 1)).toMatchObject([{ attempts: 0, lastError: 'cap' }]);
    await opened().tx((tx) => tx.outbox.claim(id, 0, BASE + 20));
    await opened().tx((tx) => tx.outbox.markFailed(id, '451', BASE + 30));
    expect(await opened().read.outbox.due(BASE + 30, 1)).toMatchObject([{ attempts: 1, lastError: '451' }]);
    expect(await opened().read.outbox.sentTimes(ROW.recipient, 0)).toHaveLength(0);
    await opened().tx((tx) => tx.outbox.markDead(id, '550'));
    expect(await opened().read.outbox.due(BASE * 2, 1)).toEqual([]);
    expect(await opened().tx((tx) => tx.outbox.claim(id, 1, BASE))).toBe(false);
    expect(await opened().read.outbox.ofIncident(1)).toMatchObject([{ state: 'dead', lastError: '550' }]);
  });

  it('outbox: a digest is one message, claimed as a whole; who opted out is known', async () => {
    const rows = [1, 2, 3].map((n) => ({ ...ROW, messageId: `<${n}@x>` }));
    await opened().tx((tx) => tx.outbox.add(rows));
    const [a, b, c] = await opened().read.outbox.due(BASE, 10);
    await opened().tx(async (tx) => {
      await tx.outbox.putInDigest(a!.id, '<d@x>', BASE + 10, 'cap');
      await tx.outbox.putInDigest(b!.id, '<d@x>', BASE + 10, 'cap');
    });
    expect(await opened().read.outbox.openDigest(ROW.recipient)).toEqual({
      digest: '<d@x>',
      nextAt: BASE + 10,
    });
    expect((await opened().read.outbox.due(BASE, 10)).map((row) => row.id)).toEqual([c!.id]);
    const claims = await Promise.all(
      [1, 2, 3].map(() => opened().tx((tx) => tx.outbox.claimDigest('<d@x>', 0, BASE + 99))),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await opened().read.outbox.openDigest(ROW.recipient)).toBeUndefined();
    expect(await opened().read.outbox.sentTimes(ROW.recipient, BASE)).toEqual([BASE]);
    for (const row of await opened().read.outbox.ofDigest('<d@x>')) {
      await opened().tx((tx) => tx.outbox.markSent(row.id, BASE + 20));
    }
    expect(await opened().read.outbox.sentTimes(ROW.recipient, BASE)).toEqual([BASE + 20]);
    await opened().tx((tx) => tx.outbox.optOut(ROW.recipient, BASE));
    await opened().tx((tx) => tx.outbox.optOut(ROW.recipient, BASE + 1));
    expect(await opened().read.outbox.optOuts()).toEqual([{ recipient: ROW.recipient, at: BASE }]);
    await opened().tx((tx) => tx.outbox.optIn(ROW.recipient));
    expect(await opened().read.outbox.optedOut(ROW.recipient)).toBe(false);
  });

  it('incidents: state changes by compare-and-set', async () => {
    const incident = await openIncident(opened());
    const { id, revision } = incident;
    const both = await Promise.all([
      opened().tx((tx) => tx.incidents.setState(id, revision, 'acknowledged', WHO)),
      opened().tx((tx) => tx.incidents.setState(id, revision, 'resolved', { ...WHO, who: 'bob' })),
    ]);
    expect(both).toEqual([true, false]);
    const now = await opened().read.incidents.find(incident.slug);
    expect(now).toMatchObject({ state: 'acknowledged', revision: revision + 1, brand: 'acme' });
    expect(await opened().read.incidents.find(String(id))).toEqual(now);
    expect((await opened().read.incidents.timeline(id)).map((e) => e.who)).toEqual(['outcry', 'ann']);
    const change = { onset: BASE, severity: 4, title: 'T' };
    await opened().tx((tx) => tx.incidents.update(id, change));
    expect(await opened().read.incidents.find(incident.slug)).toMatchObject({ revision: revision + 1 });
    await opened().tx((tx) => tx.incidents.update(id, { ...change, severity: 5 }));
    expect(await opened().read.incidents.find(incident.slug)).toMatchObject({
      revision: revision + 2,
      severity: 5,
    });
  });

  it('incidents: a slug is unique, and an empty one without a sent alert is removed', async () => {
    const incident = await openIncident(opened());
    await expect(openIncident(opened())).rejects.toThrow();
    const notified = await openIncident(opened(), 'notified');
    const base = {
      incidentId: notified.id,
      stage: 'opened' as const,
      step: 0,
      route: 'pr',
      severity: 4,
      over: false,
    };
    const decide = (send: boolean, revision = 1) =>
      opened().tx(async (tx) => {
        const reason = send ? ('opened' as const) : ('below-severity' as const);
        const kept = { ...base, send, reason, recipients: send ? ['a@b.c'] : [], decidedAt: BASE, revision };
        await tx.incidents.decided(notified.id, revision, undefined);
        return tx.alerts.keep(kept);
      });
    expect(await decide(false)).toBe(true);
    expect((await opened().read.incidents.undecided(BASE)).map((i) => i.slug)).toEqual([incident.slug]);
    await opened().tx((tx) => tx.incidents.update(notified.id, { onset: BASE, severity: 9, title: 'T' }));
    expect((await opened().read.incidents.undecided(BASE)).map((i) => i.slug)).toContain('notified');
    expect(await decide(true, 2)).toBe(true);
    expect(await decide(true, 2)).toBe(false);
    expect(await decide(false, 2)).toBe(false);
    expect(await opened().read.incidents.alerts(notified.id)).toMatchObject([
      { send: true, reason: 'opened' },
    ]);
    const [brand] = await opened().read.brands.all();
    expect(await opened().tx((tx) => tx.incidents.removeEmpty(brand?.id ?? 0))).toBe(1);
    expect((await opened().read.incidents.all()).map((i) => i.slug)).toEqual(['notified']);
  });

  it('spikes: replacing keeps the ids of those that stay and deletes the others', async () => {
    const { id: incidentId } = await openIncident(opened());
    const [brand] = await opened().read.brands.all();
    const spike = (onset: number, observed: number) => ({
      series: 'all',
      source: 'all',
      kind: 'backlash' as const,
      onset,
      peakAt: onset,
      observed,
      expected: 1,
      score: 0.9,
      severity: 3,
      betrayalShare: 0.5,
      negativeShare: 0.5,
      categories: [],
      attribution: [],
      phrases: ['x'],
      incidentId,
      simulated: false,
    });
    const replace = (from: number, onsets: [number, number][]) =>
      opened().tx((tx) =>
        tx.spikes.replace(
          brand?.id ?? 0,
          from,
          onsets.map(([at, n]) => spike(at, n)),
        ),
      );
    await replace(0, [
      [1_000, 5],
      [2_000, 6],
    ]);
    const before = await opened().read.spikes.list();
    await replace(1_500, [
      [2_000, 9],
      [3_000, 1],
    ]);
    const after = await opened().read.spikes.list({ incidentId });
    expect(after.map((s) => [s.onset, s.observed])).toEqual([
      [3_000, 1],
      [2_000, 9],
      [1_000, 5],
    ]);
    expect(after.find((s) => s.onset === 2_000)?.id).toBe(before.find((s) => s.onset === 2_000)?.id);
    await replace(0, []);
    expect(await opened().read.spikes.list()).toEqual([]);
  });

  it('dead letters: an item that is refused again is one letter; long payloads are cut', async () => {
    const letter = { stage: 'import', source: 'f.csv', ref: '3', reason: 'a', payload: 'x', createdAt: BASE };
    const put = (more: Partial<typeof letter>) =>
      opened().tx((tx) => tx.deadLetters.add([{ ...letter, ...more }]));
    await put({});
    const [first] = await opened().read.deadLetters.list(10);
    expect(await opened().tx((tx) => tx.deadLetters.markReplayed(first?.id ?? 0, BASE))).toBe(true);
    expect(await opened().tx((tx) => tx.deadLetters.markReplayed(first?.id ?? 0, BASE))).toBe(false);
    expect(await opened().read.deadLetters.waiting()).toBe(0);
    await put({ reason: 'b', payload: 'y'.repeat(150_000) });
    await put({ ref: '4' });
    await put({ source: 'g.csv' });
    await put({ stage: 'webhook' });
    expect(await opened().read.deadLetters.waiting()).toBe(4);
    const letters = await opened().read.deadLetters.list(10);
    expect(letters.find((l) => l.id === first?.id)).toMatchObject({
      reason: 'b',
      payload: 'y'.repeat(100_000),
    });
    expect(await opened().read.deadLetters.list(2, 3)).toHaveLength(1);
  });
}
