/** The tracker of Open Terms Archive against a fake of it: exact records after all faults, and what is proposed. */
import { afterAll, describe, expect, it } from 'vitest';
import { sourceId } from '../../src/domain/source.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { knownChanges } from '../../src/series/known-events.ts';
import { replayEntry } from '../../workers/replay-entry.ts';
import { textIdentity } from '../../src/policy/text/identity.ts';
import { FAULTS } from '../fakes/faults.ts';
import { type FakeVersion, fakeOpenTerms } from '../fakes/open-terms-archive.ts';
import { BASIC, CONTACTS, policyOf, SHARING } from '../fakes/policies.ts';
import { BRAND, NEWEST } from '../fakes/posts.ts';
import { trackerGrounds } from '../support/tracker-ground.ts';

const { ground, close } = trackerGrounds();
afterAll(close);

const hash = textIdentity;
const DOCUMENT = 'Privacy Policy';

const archive = (url: string) => ({
  type: 'open-terms-archive',
  baseUrl: `${url}/api/`,
  service: 'Fernway',
});
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
  const snapshots = await g.snapshots();
  expect(snapshots.map(({ ref, observedAt, textHash }) => [ref, observedAt, textHash])).toEqual(
    versions.map(({ id, at, text }) => [id, at, hash(text)]),
  );
  for (const { text } of versions) expect(await g.policies.text(BRAND.slug, DOCUMENT, hash(text))).toBe(text);
}

describe('Open Terms Archive', () => {
  it('every fault in turn: exactly its versions, each once, with their texts', async () => {
    const versions = versionsOf(Array.from({ length: 60 }, (_, i) => policyOf([`Point ${i % 40}.`], i % 40)));
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
    expect(await g.store.read.deadLetters.list(10)).toEqual([]);
    expect(await g.store.read.mentions.countByState()).toMatchObject({ pending: 0, scored: 0 });
  });

  it('a version is fetched once, the newest first; a feed that did not change, not at all', async () => {
    const versions = versionsOf(Array.from({ length: 30 }, (_, i) => policyOf([`Point ${i}.`])));
    const api = fakeOpenTerms(versions, { conditional: true });
    const g = await ground(api, archive);
    await g.read();
    const texts = api.asked.filter((path) => path.includes('/version/'));
    expect(texts).toHaveLength(20);
    const iso = new Date(versions.at(-1)!.at).toISOString().replace('.000Z', 'Z');
    expect(decodeURIComponent(texts[0]!)).toContain(iso);
    // A revert cannot be told apart from a change yet.
    expect(await g.policies.candidates()).toEqual([]);
    await g.readAll();
    await expectExactly(g, versions);
    expect((await g.policies.candidates()).length).toBeGreaterThan(5);
    const before = api.asked.length;
    g.time.now += DAY_MS;
    await g.readAll();
    expect(api.asked.slice(before)).toEqual(['/api/v1/feed/Fernway/Privacy%20Policy']);
  });

  it('reverts and technical work make no candidate change; the real change makes one, with its notice', async () => {
    const versions = versionsOf([BASIC, policyOf(['Oops.']), BASIC, policyOf(['Filter.']), CONTACTS], {
      3: 'Technical upgrade',
    });
    versions[2] = { ...versions[2]!, at: versions[1]!.at + HOUR_MS };
    const g = await ground(fakeOpenTerms(versions), archive);
    await g.readAll();
    expect((await g.snapshots()).map(({ kind }) => kind)).toEqual([
      'first',
      'change',
      'change',
      'technical',
      'change',
    ]);
    const [candidate, ...others] = await g.policies.candidates();
    expect(others).toEqual([]);
    expect(candidate).toMatchObject({
      slug: `fernway-privacy-policy-${new Date(versions[4]!.at).toISOString().slice(0, 10)}`,
      state: 'candidate',
      observed: { after: versions[3]!.at, by: versions[4]!.at },
      effective: Date.UTC(2026, 2, 9),
      minor: false,
    });
    expect(candidate?.touches).toContain('over_collection');
    expect(candidate?.summary.join(' ')).toContain('contacts');
    expect(candidate?.evidence.map(({ url }) => url)).toContain(
      'https://github.com/OpenTermsArchive/contrib-versions/commit/c0ffee4',
    );
    expect(candidate?.evidence.map(({ note }) => note).join()).toContain('ODC Attribution License');

    // Read again from nothing: nothing twice.
    await g.store.tx((tx) => tx.sources.saveRead(sourceId(g.source), { cursor: '', at: 0, found: 0 }));
    await g.readAll();
    expect([(await g.snapshots()).length, await g.policies.candidates()]).toEqual([5, [candidate]]);
  });

  it('a configured change makes no candidate, and gets the date when it was first seen', async () => {
    const versions = versionsOf([BASIC, CONTACTS]);
    const announced = versions[1]!.at - 5 * DAY_MS;
    const mine = { slug: 'mine', brand: BRAND.slug, title: 'Ours', announced, touches: [], words: [] };
    const policyChanges = [{ ...mine, evidence: [{ note: 'blog' }] }];
    const g = await ground(fakeOpenTerms(versions), archive, { policyChanges });
    await g.readAll();
    expect(await g.policies.candidates()).toEqual([]);
    const [known] = await knownChanges(g.store.read, g.config, g.time.now);
    expect(known).toMatchObject({
      title: 'Ours',
      announced,
      observed: { after: versions[0]!.at, by: versions[1]!.at },
    });
    expect(known?.evidence).toHaveLength(2);
    // Its interval is new to detection.
    expect(await g.store.read.brands.dirtyOne(BRAND.slug)).toBeDefined();
  });

  it('what a collection does not give is left out of the record; what is no version is a dead letter', async () => {
    const versions = versionsOf([BASIC, CONTACTS, SHARING], { 1: 'no such type' });
    const g = await ground(fakeOpenTerms(versions, { noSizes: true, noTexts: true }), archive);
    await g.readAll();
    expect((await g.snapshots()).map(({ textHash, additions }) => [textHash, additions])).toEqual([
      ['version:c0ffee0', undefined],
      ['version:c0ffee2', undefined],
    ]);
    const letters = await g.store.read.deadLetters.list(10);
    expect(letters.map(({ reason }) => reason)).toEqual(['categories: no known record type']);
    expect((await g.policies.candidates())[0]?.summary[0]).toBe('The text changed.');

    // The archive mends its entry: it comes with the next read, though the feed has the same number of entries.
    expect(await replayEntry(g.ctx)(letters[0]!)).toContain('still not understood');
    versions[1] = { ...versions[1]!, type: 'Change' };
    g.time.now += DAY_MS;
    await g.readAll();
    expect((await g.snapshots()).map(({ ref }) => ref)).toEqual(versions.map(({ id }) => id));
    expect(await replayEntry(g.ctx)(letters[0]!)).toBeUndefined();
  });

  it('an empty feed is nothing, an unknown service a failure that says what to do', async () => {
    const g = await ground(fakeOpenTerms([]), archive);
    await g.readAll();
    expect(await g.snapshots()).toEqual([]);
    const other = await ground(fakeOpenTerms([]), (url) => ({ ...archive(url), service: 'Fernwey' }));
    expect((await other.read())?.lastError).toContain('has no “Privacy Policy” of Fernwey');
  });
});
