/** The watcher of a policy's page against a fake of it: exact records after all faults, and what is proposed. */
import { afterAll, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { textIdentity } from '../../src/policy/text/identity.ts';
import { FAULTS, type Fault } from '../fakes/faults.ts';
import { BASIC, CONTACTS, policyOf, SHARING } from '../fakes/policies.ts';
import { fakePolicyPage } from '../fakes/policy-page.ts';
import { NEWEST } from '../fakes/posts.ts';
import { trackerGrounds } from '../support/tracker-ground.ts';

const { ground, close } = trackerGrounds();
afterAll(close);

const hash = textIdentity;

const page = (url: string) => ({ type: 'policy-page', url: `${url}/privacy` });

describe('policy page', () => {
  const SIX_HOURS = 6 * HOUR_MS;

  it('every fault in turn: a record for each text, and when it was last seen', async () => {
    const shown = { text: BASIC };
    // A page is no list: nothing in it can be repeated, replayed, doubled or forgotten.
    const none: readonly Fault[] = ['repeated', 'replayed', 'disorder', 'doubled', 'reset'];
    const faults = FAULTS.filter((fault) => !none.includes(fault));
    const g = await ground(
      fakePolicyPage(() => shown.text),
      page,
      { faults },
    );
    const changed: number[] = [];
    for (const text of [BASIC, CONTACTS, SHARING]) {
      shown.text = text;
      changed.push(g.time.now);
      for (let i = 0; i < 12; i += 1) {
        await g.read();
        g.time.now += SIX_HOURS;
      }
    }
    for (const fault of faults) expect(g.plan?.done.get(fault) ?? 0, fault).toBeGreaterThan(0);
    const snapshots = await g.snapshots();
    expect(snapshots.map(({ kind, textHash }) => [kind, textHash])).toEqual([
      ['first', hash(`Privacy policy\n${BASIC}`)],
      ['change', hash(`Privacy policy\n${CONTACTS}`)],
      ['change', hash(`Privacy policy\n${SHARING}`)],
    ]);
    expect(snapshots.slice(1).map(({ additions, deletions }) => [additions, deletions])).toEqual([
      [2, 0],
      [2, 2],
    ]);
    for (const [i, snapshot] of snapshots.entries()) {
      expect(snapshot.observedAt - changed[i]!).toBeLessThanOrEqual(2 * SIX_HOURS);
      expect(snapshot.seenUntil! - snapshot.observedAt).toBeGreaterThan(6 * SIX_HOURS);
      expect(snapshot.seenUntil).toBeLessThan(snapshots[i + 1]?.observedAt ?? g.time.now);
    }
    const candidates = (await g.policies.candidates()).toReversed();
    expect(candidates.map(({ observed }) => observed)).toEqual([
      { after: snapshots[0]!.seenUntil, by: snapshots[1]!.observedAt },
      { after: snapshots[1]!.seenUntil, by: snapshots[2]!.observedAt },
    ]);
    expect(candidates[1]?.touches).toContain('third_party_sharing');
  });

  it('an error page for some hours is proposed, then taken back; a person’s word stands', async () => {
    const shown = { text: BASIC };
    const g = await ground(
      fakePolicyPage(() => shown.text),
      page,
    );
    const see = async (text: string, times: number) => {
      shown.text = text;
      for (let i = 0; i < times; i += 1, g.time.now += SIX_HOURS) await g.read();
    };
    await see(BASIC, 8);
    await see(CONTACTS, 1);
    expect((await g.policies.candidates()).map(({ state }) => state)).toEqual(['candidate']);
    await see(BASIC, 2);
    const [gone] = await g.policies.candidates();
    expect([gone?.state, gone?.decidedBy]).toEqual([
      'dismissed',
      'Outcry: the page returned to an earlier text',
    ]);
    await see(CONTACTS, 16);
    const [back] = await g.policies.candidates();
    expect([back?.state, back?.decidedBy]).toEqual(['candidate', 'Outcry: seen again']);
    const decision = { state: 'dismissed' as const, who: 'ann', at: g.time.now };
    await g.store.tx((tx) => tx.policies.decide(back!.slug, back!.revision, decision));
    await see(CONTACTS, 4);
    expect((await g.policies.candidates()).map(({ decidedBy }) => decidedBy)).toEqual(['ann']);
  });

  it('a page much shorter than the last counts when it has stood for three days', async () => {
    const long = `${BASIC}\n${policyOf([], 2025)}\n${policyOf([], 2024)}`;
    const shown = { text: long };
    const g = await ground(
      fakePolicyPage(() => shown.text),
      page,
    );
    await g.read();
    shown.text = BASIC;
    const errors: (string | undefined)[] = [];
    for (let i = 0; i < 14; i += 1) {
      g.time.now += SIX_HOURS;
      errors.push((await g.read())?.lastError);
    }
    expect(errors[0]).toContain('% as long as before');
    expect(errors.map((error) => error === undefined)).toEqual([...Array(12).fill(false), true, true]);
    expect(await g.snapshots()).toHaveLength(2);
  });

  it('two changes of a day have two names', async () => {
    const shown = { text: BASIC };
    const g = await ground(
      fakePolicyPage(() => shown.text),
      page,
    );
    g.time.now = NEWEST - (NEWEST % DAY_MS);
    await g.read();
    for (const text of [CONTACTS, SHARING]) {
      shown.text = text;
      g.time.now += SIX_HOURS;
      await g.read();
    }
    const slugs = (await g.policies.candidates()).map(({ slug }) => slug).sort();
    expect(slugs).toEqual(['fernway-privacy-policy-2026-03-02', 'fernway-privacy-policy-2026-03-02-2']);
  });
});
