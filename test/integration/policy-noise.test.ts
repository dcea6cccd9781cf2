/** What trackers save that is no change: noise in a text, errors, what comes and goes, and hashes of earlier versions. */
import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { updateCandidates } from '../../src/collect/policy-candidates.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { sourceId } from '../../src/domain/source.ts';
import { type FakeVersion, fakeOpenTerms } from '../fakes/open-terms-archive.ts';
import { BASIC, CONTACTS, policyOf } from '../fakes/policies.ts';
import { BRAND, NEWEST } from '../fakes/posts.ts';
import { fakePolicyPage } from '../fakes/policy-page.ts';
import { trackerGrounds } from '../support/tracker-ground.ts';

const { ground, close } = trackerGrounds();
afterAll(close);

const DOCUMENT = 'Privacy Policy';
const PROMISE = 'We do not use your data to train models.';
const archive = (url: string) => ({
  type: 'open-terms-archive',
  baseUrl: `${url}/api/`,
  service: 'Fernway',
});
const page = (url: string) => ({ type: 'policy-page', url: `${url}/privacy` });

/** A version each ten days. */
function versionsOf(texts: readonly string[]): FakeVersion[] {
  return texts.map((text, i) => ({
    id: `c0ffee${i}`,
    at: NEWEST - (texts.length - i) * 10 * DAY_MS,
    type: i === 0 ? 'First record' : 'Change',
    text,
  }));
}

async function candidatesOf(texts: readonly string[]) {
  const g = await ground(fakeOpenTerms(versionsOf(texts)), archive);
  await g.readAll();
  const candidates = (await g.policies.candidates()).toReversed();
  return { g, candidates, said: candidates.map(({ title, summary }) => [title, ...summary].join(' ')) };
}

describe('texts of a tracker', () => {
  it('tokens, ages and orders make no candidate, and a promise that comes and goes is named once', async () => {
    const text = (n: number, promise = true) =>
      `Updated: ${n} days ago\n\n${BASIC}\n\n[Watch](https://video.example/?sig=${n})\n\n${promise ? PROMISE : ''}`;
    const { g, candidates, said } = await candidatesOf([
      text(1),
      text(2),
      text(3, false),
      text(4),
      text(5, false),
      text(6),
    ]);
    expect(candidates).toHaveLength(1);
    expect(said[0]).toContain('No longer says: we do not use your data to train models');
    expect(await g.snapshots()).toHaveLength(6);
  });

  it('a promise that flickers is not named beside a real change', async () => {
    const { said } = await candidatesOf([
      `${BASIC}\n\n${PROMISE}`,
      BASIC,
      `${BASIC}\n\n${PROMISE}`,
      `${BASIC}\n\nWe may collect your contacts.`,
    ]);
    expect(said).toHaveLength(2);
    expect(said[1]).toContain('contacts');
    expect(said[1]).not.toContain('No longer says');
  });

  it('a paragraph that is cut in another way makes no candidate', async () => {
    const { candidates, g } = await candidatesOf([
      `${BASIC}\n\n**Your rights** You may write to us.`,
      `${BASIC}\n\n## Your rights\n\nYou may write to us.`,
    ]);
    expect(candidates).toEqual([]);
    expect(new Set((await g.snapshots()).map(({ textHash }) => textHash)).size).toBe(2);
  });

  it('an error is a dead letter, and the way back is no change', async () => {
    const errors = [
      'This page isn’t available. The link you followed may be broken.',
      'Redirecting to legal.fernway.example',
    ];
    const { g, candidates, said } = await candidatesOf([BASIC, ...errors, BASIC, CONTACTS]);
    expect(candidates).toHaveLength(1);
    expect(said[0]).toContain('contacts');
    const letters = await g.store.read.deadLetters.list(10);
    expect(letters.map(({ ref, reason }) => `${ref} ${reason}`).sort()).toEqual([
      'c0ffee1 it is no policy: it says that there is no such page',
      'c0ffee2 it is no policy: it only leads to another page',
    ]);
    // They are not asked for again.
    g.time.now += DAY_MS;
    await g.readAll();
    expect(await g.store.read.deadLetters.list(10)).toHaveLength(2);
  });

  it('half of a text is no change, nor is what comes back', async () => {
    const long = `${BASIC}\n\n${policyOf([], 2025)}\n\n${policyOf([], 2024)}`;
    const { candidates, g } = await candidatesOf([long, BASIC, `${long}\n\nWe sell your location.`]);
    expect(candidates.map(({ observed }) => observed?.after)).toEqual([(await g.snapshots())[0]!.observedAt]);
  });
});

describe('a database of an earlier version', () => {
  const raw = (text: string) => createHash('sha256').update(text).digest('hex');

  it('nothing seems changed once; candidates of noise are dismissed, and people’s words stand', async () => {
    const noisy = (n: number, text = BASIC) => `Updated: ${n} days ago\n\n${text}`;
    const texts = [noisy(1), noisy(2), noisy(3), noisy(4, CONTACTS), noisy(5, CONTACTS)];
    const api = fakeOpenTerms([]);
    const g = await ground(api, archive);
    await g.readAll();
    const rows = texts.map((text, i) => ({
      source: sourceId(g.source),
      brand: BRAND.slug,
      document: DOCUMENT,
      collection: 'ota',
      observedAt: NEWEST - (texts.length - i) * 10 * DAY_MS,
      kind: i === 0 ? 'first' : 'change',
      textHash: raw(text),
      ref: `r${i}`,
      text,
    }));
    await g.store.tx(async (tx) => {
      await tx.policies.addSnapshots(rows);
      for (const { textHash, ref } of rows.slice(1)) {
        const candidate = { slug: ref, brand: BRAND.slug, document: DOCUMENT, textHash, title: ref };
        const rest = { touches: [], words: [], summary: [], evidence: [], minor: true };
        await tx.policies.addCandidate({ ...candidate, ...rest }, g.time.now);
      }
      await tx.policies.decide('r2', 1, { state: 'confirmed', who: 'ann', at: 1 });
    });
    for (let i = 0; i < 2; i += 1) await updateCandidates(g.ctx, BRAND.slug);
    const states = (await g.policies.candidates()).map(({ slug, state }) => `${slug} ${state}`).sort();
    expect(states).toEqual(['r1 dismissed', 'r2 confirmed', 'r3 candidate', 'r4 dismissed']);
    expect(new Set((await g.snapshots()).map(({ textHash }) => textHash)).size).toBe(2);
  });

  it('the cursor of a page goes on with its text', async () => {
    const shown = { text: BASIC };
    const g = await ground(
      fakePolicyPage(() => shown.text),
      page,
    );
    await g.read();
    const [row] = await g.snapshots();
    const text = await g.policies.text(BRAND.slug, DOCUMENT, row!.textHash);
    const old = JSON.parse((await g.state())!.cursor!);
    old.last.snapshot.textHash = raw(text!);
    await g.store.tx(async (tx) => {
      await tx.policies.rehash({ brand: BRAND.slug, document: DOCUMENT }, row!.textHash, raw(text!));
      await tx.sources.saveRead(sourceId(g.source), { cursor: JSON.stringify(old), at: 0, found: 0 });
    });
    g.time.now += 6 * HOUR_MS;
    await g.read();
    expect(await g.snapshots()).toEqual([{ ...row, seenUntil: g.time.now }]);
    shown.text = CONTACTS;
    g.time.now += 6 * HOUR_MS;
    await g.read();
    expect(await g.snapshots()).toHaveLength(2);
    expect(await g.policies.candidates()).toHaveLength(1);
  });

  it('a page that other rules read has not changed, and what changes after that is a change', async () => {
    const shown = { text: BASIC };
    const g = await ground(
      fakePolicyPage(() => shown.text),
      page,
    );
    await g.read();
    const old = JSON.parse((await g.state())!.cursor!);
    delete old.last.reading;
    old.last.snapshot.textHash = raw('the text with cells that grew together');
    await g.store.tx((tx) =>
      tx.sources.saveRead(sourceId(g.source), { cursor: JSON.stringify(old), at: 0, found: 0 }),
    );
    for (const text of [BASIC, CONTACTS]) {
      shown.text = text;
      g.time.now += 6 * HOUR_MS;
      await g.read();
    }
    expect((await g.snapshots()).map(({ kind }) => kind)).toEqual(['first', 'technical', 'change']);
    expect(await g.policies.candidates()).toHaveLength(1);
  });
});
