/** The 266 records of the bench, where they lie beside the repository: what is left of them, and why the rest is not. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { parseInstant } from '../../src/ingest/time/read-time.ts';
import { collapse, countFates } from '../../src/policy/collapse.ts';
import { type PolicySnapshot, readSnapshot } from '../../src/policy/snapshot.ts';

const PATH = join(packageRoot, '../shared/bench/policy/policy-records.csv');

/** No cell of the file is quoted. */
function readBench(): PolicySnapshot[] {
  const [head = [], ...rows] = readFileSync(PATH, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((cells) => {
    const snapshot = readSnapshot(Object.fromEntries(head.map((name, i) => [name, cells[i]])), parseInstant);
    if ('error' in snapshot) throw new Error(snapshot.error);
    return snapshot;
  });
}

describe.skipIf(!existsSync(PATH))('the records of the bench', () => {
  const snapshots = existsSync(PATH) ? readBench() : [];
  const { changes, fates } = collapse(snapshots);
  const own = (brand: string, document: string, collection: string) =>
    fates.filter(
      ({ snapshot }) =>
        snapshot.brand === brand && snapshot.document === document && snapshot.collection === collection,
    );

  it('124 of 266 remain', () => {
    expect(countFates(fates)).toEqual({
      kept: 124,
      duplicate: 0,
      first_record: 8,
      technical: 27,
      same_text: 0,
      truncated: 0,
      foreign_text: 4,
      return: 68,
      undone: 2,
      seen_elsewhere: 4,
      merged: 29,
    });
    expect(changes).toHaveLength(124);
    expect(changes.filter((change) => change.minor)).toHaveLength(37);
  });

  it('no change that is kept is a return to an earlier text, or technical', () => {
    for (const change of changes) {
      const earlier = snapshots.filter(
        (snapshot) =>
          snapshot.brand === change.brand &&
          snapshot.document === change.document &&
          snapshot.textHash === change.textHash &&
          snapshot.observedAt < change.observed.by,
      );
      expect([change.textHash, earlier]).toEqual([change.textHash, []]);
    }
    const kept = fates.filter(({ fate }) => fate === 'kept');
    expect(kept.filter(({ snapshot }) => snapshot.kind !== 'change')).toEqual([]);
  });

  it('the figures of its README', () => {
    const pga = own('spotify', 'Privacy Policy', 'ota-pga');
    expect([pga.length, new Set(pga.map(({ snapshot }) => snapshot.textHash)).size]).toEqual([66, 30]);
    expect(countFates(pga).return).toBe(36);
    const tosback = own('spotify', 'Privacy Policy', 'tosback2');
    expect([tosback.length, new Set(tosback.map(({ snapshot }) => snapshot.textHash)).size]).toEqual([
      29, 17,
    ]);
    const alternating = tosback.filter(
      ({ snapshot }) =>
        snapshot.observedAt >= Date.parse('2016-01-01') && snapshot.observedAt < Date.parse('2016-04-01'),
    );
    expect(alternating.map(({ fate }) => fate)).toEqual(new Array(12).fill('return'));
  });

  it('one by one, as a tracker gives them, comes to the same', () => {
    const soFar: PolicySnapshot[] = [];
    let last = collapse(soFar);
    for (const snapshot of [...snapshots].reverse()) {
      soFar.push(snapshot);
      if (soFar.length % 50 === 0 || soFar.length === snapshots.length) last = collapse(soFar);
    }
    expect(last.changes).toEqual(changes);
  });

  it('the error page of 2023 and the login page of 2020 are no changes', () => {
    const why = (hash: string) =>
      new Set(fates.filter(({ snapshot }) => snapshot.textHash === hash).map(({ fate }) => fate));
    expect(why('fba79b1500c9')).toEqual(new Set(['undone', 'return']));
    expect(why('067dc5ebd3af')).toEqual(new Set(['foreign_text']));
  });

  it('what two trackers saw for four days in March 2024 is kept and marked as taken back', () => {
    const change = changes.find(({ textHash }) => textHash === '2868720d66a2');
    expect(change?.collections).toEqual(['ota-pga', 'ota-contrib']);
    expect(new Date(change?.undone ?? 0).toISOString().slice(0, 10)).toBe('2024-03-23');
  });
});
