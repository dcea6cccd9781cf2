/** Trackers of policies against fakes of their sites: exact records after all faults, and what is proposed of them. */
import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { type SourceConfig, sourceId, sourceSchema } from '../../config/schema/sources.ts';
import type { PolicyChange } from '../../src/domain/brand.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { knownChanges } from '../../src/report/known-changes.ts';
import { collectStage } from '../../workers/collect.ts';
import { FAULTS, type Fault, faultsInTurn } from '../fakes/faults.ts';
import { type FakeVersion, fakeOpenTerms } from '../fakes/open-terms-archive.ts';
import { CALM, CONTACTS, policyOf, SHARING } from '../fakes/policies.ts';
import { fakePolicyPage } from '../fakes/policy-page.ts';
import { BRAND, NEWEST } from '../fakes/posts.ts';
import { type FakeApi, fakeSite } from '../fakes/site.ts';
import { openTestInstallation } from '../support/installation.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const DOCUMENT = 'Privacy Policy';

async function ground(
  api: FakeApi,
  make: (url: string) => object,
  { faults, policyChanges = [] }: { faults?: readonly Fault[]; policyChanges?: PolicyChange[] } = {},
) {
  const plan = faults && faultsInTurn(3, faults);
  const site = await fakeSite(api, plan);
  const source: SourceConfig = sourceSchema.parse({ slug: 'fern', brands: [BRAND.slug], ...make(site.url) });
  const time = { now: NEWEST };
  const installation = await openTestInstallation({
    dir: tempDir(),
    env: { OUTCRY_FETCH_PRIVATE: '1' },
    config: { brands: [BRAND], sources: [source], policyChanges },
    clock: () => time.now,
    timeoutMs: 400,
  });
  closing.push(installation.close, site.close);
  const { ctx, config, ledger } = installation;
  const id = sourceId(source);
  const { policies, sources } = ledger.read;
  return {
    ...{ site, plan, time, ledger, config, policies, source },
    state: () => sources.state(id),
    records: () => policies.records(BRAND.slug, DOCUMENT),
    async read() {
      await collectStage(ctx, { source: id });
      return sources.state(id);
    },
    /** Rounds of the stage until it is through without a failure. */
    async readAll() {
      for (let round = 1; round < 500; round += 1) {
        const state = await this.read();
        if (state?.failures === 0 && (state.nextAt ?? 0) > time.now) return round;
        time.now = Math.max(time.now + 1_000, state?.nextAt ?? 0);
      }
      throw new Error(`never through: ${(await this.state())?.lastError}`);
    },
  };
}

const archive = (url: string) => ({
  type: 'open-terms-archive',
  baseUrl: `${url}/api/`,
  service: 'Fernway',
});
const page = (url: string) => ({ type: 'policy-page', url: `${url}/privacy` });

/** A version each day from `days` before NEWEST on. */
function versionsOf(
  texts: readonly string[],
  types: Record<number, FakeVersion['type']> = {},
): FakeVersion[] {
  return texts.map((text, i) => ({
    id: `c0ffee${i}`,
    at: NEWEST - (texts.length - i) * 10 * DAY_MS,
    type: types[i] ?? (i === 0 ? 'First record' : 'Change'),
    text,
    ...(i === 0 ? {} : { additions: 9, deletions: 5 }),
  }));
}

/** Every record as the site has it. */
async function expectExactly(g: Awaited<ReturnType<typeof ground>>, versions: readonly FakeVersion[]) {
  const records = await g.records();
  expect(records.map(({ ref, observedAt, textHash }) => [ref, observedAt, textHash])).toEqual(
    versions.map(({ id, at, text }) => [id, at, hash(text)]),
  );
  for (const { text } of versions) expect(await g.policies.text(BRAND.slug, DOCUMENT, hash(text))).toBe(text);
}

describe('Open Terms Archive', () => {
  it('every fault in turn: exactly its versions, each once, with their texts', async () => {
    const versions = versionsOf(
      Array.from({ length: 60 }, (_, i) => policyOf([`Clause ${i % 40}.`], i % 40)),
    );
    const shown = versions.slice(0, -10);
    // A feed has no page tokens.
    const faults = FAULTS.filter((fault) => fault !== 'reset');
    const g = await ground(fakeOpenTerms(shown), archive, { faults });
    expect(await g.readAll()).toBeGreaterThan(1);
    for (const fault of faults) expect(g.plan?.done.get(fault) ?? 0, fault).toBeGreaterThan(0);
    await expectExactly(g, shown);

    shown.push(...versions.slice(-10));
    g.plan?.stop();
    g.time.now += DAY_MS;
    await g.readAll();
    await expectExactly(g, versions);
    expect(await g.ledger.read.deadLetters.list(10)).toEqual([]);
    expect(await g.ledger.read.mentions.countByState()).toMatchObject({ pending: 0, scored: 0 });
  });

  it('a version is fetched once, the newest first; a feed that did not change, not at all', async () => {
    const versions = versionsOf(Array.from({ length: 30 }, (_, i) => policyOf([`Clause ${i}.`])));
    const api = fakeOpenTerms(versions, { conditional: true });
    const g = await ground(api, archive);
    await g.read();
    const texts = api.asked.filter((path) => path.includes('/version/'));
    expect(texts).toHaveLength(20);
    const iso = new Date(versions.at(-1)!.at).toISOString().replace('.000Z', 'Z');
    expect(decodeURIComponent(texts[0]!)).toContain(iso);
    // A return cannot be told from a change yet.
    expect(await g.policies.proposals()).toEqual([]);
    await g.readAll();
    await expectExactly(g, versions);
    expect((await g.policies.proposals()).length).toBeGreaterThan(5);
    const before = api.asked.length;
    g.time.now += DAY_MS;
    await g.readAll();
    expect(api.asked.slice(before)).toEqual(['/api/v1/feed/Fernway/Privacy%20Policy']);
  });

  it('flaps and technical work are no proposals; the real change is one, with its notice', async () => {
    const versions = versionsOf([CALM, policyOf(['Oops.']), CALM, policyOf(['Filter.']), CONTACTS], {
      3: 'Technical upgrade',
    });
    versions[2] = { ...versions[2]!, at: versions[1]!.at + HOUR_MS };
    const g = await ground(fakeOpenTerms(versions), archive);
    await g.readAll();
    expect((await g.records()).map(({ kind }) => kind)).toEqual([
      'first',
      'change',
      'change',
      'technical',
      'change',
    ]);
    const [proposal, ...others] = await g.policies.proposals();
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({
      slug: `fernway-privacy-policy-${new Date(versions[4]!.at).toISOString().slice(0, 10)}`,
      state: 'proposed',
      observed: { after: versions[3]!.at, by: versions[4]!.at },
      effective: Date.UTC(2026, 2, 9),
      minor: false,
    });
    expect(proposal?.touches).toContain('over_collection');
    expect(proposal?.summary.join(' ')).toContain('contacts');
    expect(proposal?.evidence.map(({ url }) => url)).toContain(
      'https://github.com/OpenTermsArchive/contrib-versions/commit/c0ffee4',
    );
    expect(proposal?.evidence.map(({ note }) => note).join()).toContain('ODC Attribution License');

    // Read again from nothing: nothing twice.
    await g.ledger.tx((tx) => tx.sources.saveRead(sourceId(g.source), { cursor: '', at: 0, found: 0 }));
    await g.readAll();
    expect([(await g.records()).length, await g.policies.proposals()]).toEqual([5, [proposal]]);
  });

  it('a configured change is not proposed, and is told when it was first seen', async () => {
    const versions = versionsOf([CALM, CONTACTS]);
    const announced = versions[1]!.at - 5 * DAY_MS;
    const mine = { slug: 'mine', brand: BRAND.slug, title: 'Ours', announced, touches: [], words: [] };
    const policyChanges = [{ ...mine, evidence: [{ note: 'blog' }] }];
    const g = await ground(fakeOpenTerms(versions), archive, { policyChanges });
    await g.readAll();
    expect(await g.policies.proposals()).toEqual([]);
    const [known] = await knownChanges(g.ledger.read, g.config, g.time.now);
    expect(known).toMatchObject({
      title: 'Ours',
      announced,
      observed: { after: versions[0]!.at, by: versions[1]!.at },
    });
    expect(known?.evidence).toHaveLength(2);
    // Its interval is new to detection.
    expect(await g.ledger.read.brands.dirtyOne(BRAND.slug)).toBeDefined();
  });

  it('what a collection does not give is left out of the record; what is no version is a dead letter', async () => {
    const versions = versionsOf([CALM, CONTACTS, SHARING], { 1: 'no such type' });
    const g = await ground(fakeOpenTerms(versions, { noSizes: true, noTexts: true }), archive);
    await g.readAll();
    expect((await g.records()).map(({ textHash, additions }) => [textHash, additions])).toEqual([
      ['version:c0ffee0', undefined],
      ['version:c0ffee2', undefined],
    ]);
    const letters = await g.ledger.read.deadLetters.list(10);
    expect(letters.map(({ reason }) => reason)).toEqual(['categories: no record type that is known']);
    expect((await g.policies.proposals())[0]?.summary[0]).toBe('The text changed.');
  });

  it('an empty feed is nothing, an unknown service a failure that says what to do', async () => {
    const g = await ground(fakeOpenTerms([]), archive);
    await g.readAll();
    expect(await g.records()).toEqual([]);
    const other = await ground(fakeOpenTerms([]), (url) => ({ ...archive(url), service: 'Fernwey' }));
    expect((await other.read())?.lastError).toContain('knows no “Privacy Policy” of Fernwey');
  });
});

describe('policy page', () => {
  const SIX_HOURS = 6 * HOUR_MS;

  it('every fault in turn: a record for each text, and when it was last seen', async () => {
    const shown = { text: CALM };
    // A page is no list: nothing in it can be repeated, replayed, doubled or forgotten.
    const none: readonly Fault[] = ['repeated', 'replayed', 'disorder', 'doubled', 'reset'];
    const faults = FAULTS.filter((fault) => !none.includes(fault));
    const g = await ground(
      fakePolicyPage(() => shown.text),
      page,
      { faults },
    );
    const changed: number[] = [];
    for (const text of [CALM, CONTACTS, SHARING]) {
      shown.text = text;
      changed.push(g.time.now);
      for (let i = 0; i < 12; i += 1) {
        await g.read();
        g.time.now += SIX_HOURS;
      }
    }
    for (const fault of faults) expect(g.plan?.done.get(fault) ?? 0, fault).toBeGreaterThan(0);
    const records = await g.records();
    expect(records.map(({ kind, textHash }) => [kind, textHash])).toEqual([
      ['first', hash(`Privacy policy\n${CALM}`)],
      ['change', hash(`Privacy policy\n${CONTACTS}`)],
      ['change', hash(`Privacy policy\n${SHARING}`)],
    ]);
    expect(records.slice(1).map(({ additions, deletions }) => [additions, deletions])).toEqual([
      [2, 0],
      [2, 2],
    ]);
    for (const [i, record] of records.entries()) {
      expect(record.observedAt - changed[i]!).toBeLessThanOrEqual(2 * SIX_HOURS);
      expect(record.seenUntil! - record.observedAt).toBeGreaterThan(6 * SIX_HOURS);
      expect(record.seenUntil).toBeLessThan(records[i + 1]?.observedAt ?? g.time.now);
    }
    const proposals = (await g.policies.proposals()).toReversed();
    expect(proposals.map(({ observed }) => observed)).toEqual([
      { after: records[0]!.seenUntil, by: records[1]!.observedAt },
      { after: records[1]!.seenUntil, by: records[2]!.observedAt },
    ]);
    expect(proposals[1]?.touches).toContain('third_party_sharing');
  });

  it('an error page for some hours is proposed, then taken back; a person’s word stands', async () => {
    const shown = { text: CALM };
    const g = await ground(
      fakePolicyPage(() => shown.text),
      page,
    );
    const see = async (text: string, times: number) => {
      shown.text = text;
      for (let i = 0; i < times; i += 1, g.time.now += SIX_HOURS) await g.read();
    };
    await see(CALM, 8);
    await see(CONTACTS, 1);
    expect((await g.policies.proposals()).map(({ state }) => state)).toEqual(['proposed']);
    await see(CALM, 2);
    const [gone] = await g.policies.proposals();
    expect([gone?.state, gone?.decidedBy]).toEqual([
      'dismissed',
      'Outcry: the page went back to an earlier text',
    ]);
    await see(CONTACTS, 16);
    const [back] = await g.policies.proposals();
    expect([back?.state, back?.decidedBy]).toEqual(['proposed', 'Outcry: seen again']);
    const decision = { state: 'dismissed' as const, who: 'ann', at: g.time.now };
    await g.ledger.tx((tx) => tx.policies.decide(back!.slug, back!.revision, decision));
    await see(CONTACTS, 4);
    expect((await g.policies.proposals()).map(({ decidedBy }) => decidedBy)).toEqual(['ann']);
  });

  it('a page much shorter than the last counts when it has stood for three days', async () => {
    const long = `${CALM}\n${policyOf([], 2025)}\n${policyOf([], 2024)}`;
    const shown = { text: long };
    const g = await ground(
      fakePolicyPage(() => shown.text),
      page,
    );
    await g.read();
    shown.text = CALM;
    const errors: (string | undefined)[] = [];
    for (let i = 0; i < 14; i += 1) {
      g.time.now += SIX_HOURS;
      errors.push((await g.read())?.lastError);
    }
    expect(errors[0]).toContain('% of what it was');
    expect(errors.map((error) => error === undefined)).toEqual([...Array(12).fill(false), true, true]);
    expect(await g.records()).toHaveLength(2);
  });

  it('two changes of a day have two names', async () => {
    const shown = { text: CALM };
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
    const slugs = (await g.policies.proposals()).map(({ slug }) => slug).sort();
    expect(slugs).toEqual(['fernway-privacy-policy-2026-03-02', 'fernway-privacy-policy-2026-03-02-2']);
  });
});
