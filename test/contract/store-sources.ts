/** Where sources stand: leases, gaps, backfills, and series that are no mentions. */
import { expect, it } from 'vitest';
import { BASE } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

export function sourceCases(opened: Opened): void {
  it('one owner holds a lease, until it ends or is given back', async () => {
    const take = (owner: string, now: number) =>
      opened().tx((tx) => tx.sources.lease('s', owner, now, now + 100));
    expect(await take('a', 0)).toBe(true);
    expect(await take('b', 50)).toBe(false);
    expect(await take('a', 90)).toBe(true);
    expect(await take('b', 189)).toBe(false);
    expect(await take('b', 190)).toBe(true);
    await opened().tx((tx) => tx.sources.release('s', 'a'));
    expect(await take('a', 200)).toBe(false);
    await opened().tx((tx) => tx.sources.release('s', 'b'));
    expect(await take('a', 201)).toBe(true);
    const taken = await Promise.all(['c', 'd', 'e'].map((owner) => take(owner, 1_000)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('a read notes how far it got; older mentions and a missing quota reset nothing', async () => {
    const quota = { remaining: 7, limit: 300, resetsAt: 99 };
    const save = (read: object) =>
      opened().tx((tx) => tx.sources.saveRead('s', { at: 5, found: 1, ...read }));
    await save({ completeUntil: 40, newestAt: 30, quota, nextAt: 60 });
    await save({ newestAt: 20 });
    expect(await opened().read.sources.state('s')).toMatchObject({ completeUntil: 40, newestAt: 30, quota });
    expect((await opened().read.sources.state('s'))?.nextAt).toBeUndefined();
    await opened().tx((tx) => tx.sources.retire(['other']));
    expect((await opened().read.sources.state('s'))?.completeUntil).toBeUndefined();
  });

  it('gaps are noted once and closed', async () => {
    const gap = { from: 10, to: 20, reason: 'cap' };
    for (const ranges of [[gap], [gap, { ...gap, from: 12, to: 18 }], [{ ...gap, from: 30, to: 30 }]]) {
      await opened().tx((tx) => tx.sources.addGaps('s', ranges, 1));
    }
    await opened().tx((tx) => tx.sources.addGaps('t', [gap], 1));
    const gaps = await opened().read.sources.gaps({ source: 's' });
    expect(gaps).toMatchObject([{ from: 10, to: 20, reason: 'cap', state: 'open' }]);
    expect(await opened().read.sources.gaps({ from: 20 })).toEqual([]);
    expect(await opened().read.sources.gaps({ from: 19, to: 40 })).toHaveLength(2);
    await opened().tx((tx) => tx.sources.closeGap(gaps[0]!.id, 'filled', 5));
    expect(await opened().read.sources.gaps({ state: 'open' })).toMatchObject([{ source: 't' }]);
  });

  it('an import notes when its newest post was written, and leaves what a connector knows', async () => {
    const note = (source: string, at: number, newestAt: number) =>
      opened().tx((tx) => tx.sources.noteImported(source, { at, newestAt }));
    await note('file', 100, 50);
    await note('file', 200, 40);
    expect(await opened().read.sources.state('file')).toMatchObject({
      lastReadAt: 200,
      newestAt: 50,
      failures: 0,
    });
    await opened().tx((tx) =>
      tx.sources.saveRead('read', { cursor: 'c', at: 10, found: 1, newestAt: 9, nextAt: 60 }),
    );
    await opened().tx((tx) => tx.sources.saveFailure('bad', { at: 20, error: 'no', nextAt: 70 }));
    await note('read', 300, 250);
    await note('bad', 300, 250);
    expect(await opened().read.sources.state('read')).toMatchObject({
      cursor: 'c',
      lastReadAt: 10,
      newestAt: 250,
      nextAt: 60,
    });
    expect(await opened().read.sources.state('bad')).toMatchObject({
      failures: 1,
      lastError: 'no',
      nextAt: 70,
    });
  });

  it('a backfill adds up and is found again until it is done', async () => {
    const request = { source: 's', brand: 'acme', from: 0, to: 100 };
    const job = await opened().tx((tx) => tx.backfills.start({ ...request, at: 1 }));
    expect(job).toMatchObject({ state: 'running', reached: 100, read: 0 });
    const step = { cursor: 'c', reached: 60, read: 10, accepted: 4, duplicates: 1, rejected: 0, at: 2 };
    for (let i = 0; i < 2; i += 1) await opened().tx((tx) => tx.backfills.advance(job.id, step));
    await opened().tx((tx) => tx.backfills.finish(job.id, { state: 'stopped', error: 'no', at: 3 }));
    expect(await opened().read.backfills.unfinished(request)).toMatchObject({
      read: 20,
      accepted: 8,
      error: 'no',
    });
    expect(await opened().read.backfills.unfinished({ ...request, to: 99 })).toBeUndefined();
    expect(await opened().read.backfills.unfinished({ ...request, brand: undefined })).toBeUndefined();
    await opened().tx((tx) => tx.backfills.finish(job.id, { state: 'done', at: 4 }));
    expect(await opened().read.backfills.unfinished(request)).toBeUndefined();
    expect(await opened().read.backfills.list(9)).toHaveLength(1);
  });

  it('control series: a later value for the same interval replaces the earlier', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const set = (points: { start: number; value: number }[]) =>
      opened().tx((tx) => tx.controls.set(acme, 'wikipedia', 10, points));
    await set([
      { start: 0, value: 5 },
      { start: 10, value: 6.5 },
    ]);
    await set([
      { start: 10, value: 8 },
      { start: 20, value: 9 },
    ]);
    const range = { brandId: acme, source: 'wikipedia', widthMs: 10, from: 0, to: 20 };
    expect(await opened().read.controls.points(range)).toEqual([
      { start: 0, value: 5 },
      { start: 10, value: 8 },
    ]);
    expect(await opened().read.controls.list(acme)).toEqual([
      { source: 'wikipedia', widthMs: 10, first: 0, last: 20 },
    ]);
  });

  it('a candidate change is added once and decided once', async () => {
    const candidate = {
      slug: 'acme-1',
      brand: 'acme',
      document: 'Privacy Policy',
      textHash: 'h',
      title: 'New',
      observed: { after: 1, by: 2 },
      touches: ['surveillance'],
      words: ['location'],
      summary: ['Now also: location.'],
      evidence: [{ note: 'seen' }],
      minor: false,
    };
    const addCandidate = (more = {}) =>
      opened().tx((tx) => tx.policies.addCandidate({ ...candidate, ...more }, BASE));
    expect(await addCandidate()).toBe(true);
    expect(await addCandidate({ slug: 'acme-2' })).toBe(false);
    expect(await addCandidate({ textHash: 'i' })).toBe(false);
    const decide = (revision: number, who: string) =>
      opened().tx((tx) =>
        tx.policies.decide('acme-1', revision, {
          state: 'confirmed',
          who,
          at: 9,
          edit: {
            title: 'Newer',
            announced: 1,
            observed: candidate.observed,
            effective: 3,
            touches: [],
            words: [],
          },
        }),
      );
    expect(await Promise.all([decide(1, 'ann'), decide(1, 'ben')])).toEqual([true, false]);
    expect(await opened().read.policies.candidate('acme-1')).toMatchObject({
      state: 'confirmed',
      decidedBy: 'ann',
      title: 'Newer',
      announced: 1,
      effective: 3,
      observed: { after: 1, by: 2 },
      revision: 2,
    });
  });

  it('snapshots of a tracker are stored once, and their texts are read separately', async () => {
    const record = {
      source: 'ota',
      brand: 'acme',
      document: 'Terms',
      collection: 'pga',
      observedAt: 5,
      kind: 'change',
      textHash: 'h',
      ref: 'r1',
      text: 'We share.',
    };
    const add = (more = {}) => opened().tx((tx) => tx.policies.addSnapshots([{ ...record, ...more }]));
    expect([await add(), await add(), await add({ ref: 'r2', observedAt: 3, text: undefined })]).toEqual([
      1, 0, 1,
    ]);
    const records = await opened().read.policies.snapshots('acme', 'Terms');
    expect(records.map((one) => [one.ref, 'text' in one])).toEqual([
      ['r2', false],
      ['r1', false],
    ]);
    expect([await add({ seenUntil: 9 }), await add({ seenUntil: 7 }), await add()]).toEqual([0, 0, 0]);
    const seen = (await opened().read.policies.snapshots('acme', 'Terms')).map((one) => one.seenUntil);
    expect(seen).toEqual([undefined, 9]);
    expect(await opened().read.policies.text('acme', 'Terms', 'h')).toBe('We share.');
    expect(await opened().read.policies.documents()).toEqual([
      { brand: 'acme', document: 'Terms', snapshots: 2, lastAt: 5 },
    ]);
  });

  it('a text gets another hash in snapshots and candidates of its document, and nowhere else', async () => {
    const snapshot = { source: 'ota', brand: 'acme', collection: 'pga', observedAt: 5, kind: 'change' };
    const row = { ...snapshot, document: 'Terms', textHash: 'h', ref: 'r1', text: 'Où ?' };
    await opened().tx(async (tx) => {
      await tx.policies.addSnapshots([
        row,
        { ...row, ref: 'r2', document: 'Privacy', text: undefined },
        { ...row, ref: 'r3', textHash: 'i' },
      ]);
      await tx.policies.addCandidate(
        {
          slug: 'acme-3',
          brand: 'acme',
          document: 'Terms',
          textHash: 'h',
          title: 'Now',
          minor: false,
          touches: [],
          words: [],
          summary: [],
          evidence: [],
        },
        BASE,
      );
      await tx.policies.rehash({ brand: 'acme', document: 'Terms' }, 'h', 'new');
    });
    const { policies } = opened().read;
    const listed = async (document: string) =>
      (await policies.snapshots('acme', document)).map(({ textHash, length }) => [textHash, length]);
    expect(await listed('Terms')).toEqual([
      ['new', 4],
      ['i', 4],
    ]);
    expect(await listed('Privacy')).toEqual([['h', undefined]]);
    expect((await policies.candidate('acme-3'))?.textHash).toBe('new');
    expect(await policies.text('acme', 'Terms', 'new')).toBe('Où ?');
  });
}
