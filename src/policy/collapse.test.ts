/** Records by hand: what is a change, and what became of the rest. */
import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../test/support/cpu-time.ts';
import { DAY_MS, HOUR_MS } from '../domain/series.ts';
import { type Collapsed, collapse, countFates } from './collapse.ts';
import { parseInstant } from '../ingest/time/read-time.ts';
import { brandSlug, type PolicySnapshot, readSnapshot, snapshotKind } from './snapshot.ts';
import { ARTEFACT_MS } from './text-spans.ts';

const START = Date.parse('2021-03-01T00:00:00Z');

/** A record `days` after the start, e.g. `at(3, 'b')`. */
function at(days: number, textHash: string, rest: Partial<PolicySnapshot> = {}): PolicySnapshot {
  return {
    brand: 'acme',
    document: 'Privacy Policy',
    collection: 'one',
    observedAt: START + days * DAY_MS,
    kind: 'change',
    textHash,
    additions: 20,
    deletions: 10,
    ...rest,
  };
}
const first = (days: number, hash: string, rest: Partial<PolicySnapshot> = {}) =>
  at(days, hash, { kind: 'first', ...rest });
const fates = (found: Collapsed) => found.fates.map(({ fate }) => fate).join(' ');
const day = (ms: number | null) => (ms === null ? null : (ms - START) / DAY_MS);
const dated = (found: Collapsed) =>
  found.changes.map(
    (change) => `${change.textHash} ${day(change.observed.after)}..${day(change.observed.by)}`,
  );

describe('one collection', () => {
  it('first and technical records are no change, and date the text before', () => {
    const found = collapse([first(0, 'a'), at(5, 'a2', { kind: 'technical' }), at(9, 'b')]);
    expect(fates(found)).toBe('first_record technical kept');
    expect(dated(found)).toEqual(['b 5..9']);
  });

  it('alternating texts give one change, dated at the first', () => {
    const found = collapse([first(0, 'a'), at(90, 'b'), at(91, 'a'), at(92, 'b'), at(93, 'a'), at(95, 'b')]);
    expect(fates(found)).toBe('first_record kept return return return return');
    expect(dated(found)).toEqual(['b 0..90']);
  });

  it('an error page that comes and goes is no change; what is new between its visits is', () => {
    const visits = [first(0, 'a'), at(60, 'x'), at(60.2, 'a'), at(70, 'x'), at(70.3, 'a')];
    const found = collapse([...visits, at(70.5, 'b'), at(72, 'x'), at(72.2, 'b')]);
    expect(fates(found)).toBe('first_record undone return return return kept return return');
    expect(dated(found)).toEqual(['b 70.3..70.5']);
  });

  it('an error page that stands again counts only when it has stood for three days', () => {
    const visits = [first(0, 'a'), at(60, 'x'), at(60.2, 'a'), at(70, 'x')];
    const soon = collapse(visits, { now: START + 70 * DAY_MS + HOUR_MS });
    expect(soon.changes).toEqual([]);
    const later = collapse(visits, { now: START + 70 * DAY_MS + ARTEFACT_MS });
    expect(dated(later)).toEqual(['x 0..60']);
  });

  it('two error pages in a row', () => {
    const found = collapse([first(0, 'a'), at(60, 'x'), at(60.1, 'y'), at(60.5, 'a')]);
    expect(fates(found)).toBe('first_record undone undone return');
  });

  it('a withdrawal after four days shows on the change that it takes back', () => {
    const found = collapse([first(0, 'a'), at(30, 'b'), at(34, 'a')]);
    expect(fates(found)).toBe('first_record kept return');
    expect(day(found.changes[0]?.undone ?? null)).toBe(34);
    const again = collapse([first(0, 'a'), at(30, 'b'), at(34, 'a'), at(60, 'b')]);
    expect(again.changes[0]?.undone).toBeUndefined();
  });

  it('an earlier text months later is no change', () => {
    const found = collapse([first(0, 'a'), at(30, 'b'), at(200, 'c'), at(400, 'a')]);
    expect(dated(found)).toEqual(['b 0..30', 'c 30..200']);
    expect(day(found.changes[1]?.undone ?? null)).toBe(400);
    const stale = collapse([first(0, 'a'), at(30, 'b'), at(60, 'c'), at(90, 'b'), at(96, 'c'), at(200, 'd')]);
    expect(stale.changes.map((change) => change.undone)).toEqual([undefined, undefined, undefined]);
  });

  it('small changes are kept and marked; sizes that nobody counted are not small', () => {
    const found = collapse([
      first(0, 'a'),
      at(10, 'b', { additions: 1, deletions: 1 }),
      at(20, 'c', { additions: 4, deletions: 1 }),
    ]);
    expect(found.changes.map((change) => change.minor)).toEqual([true, false]);
    const { additions: _, deletions: __, ...unsized } = at(30, 'd');
    expect(collapse([first(0, 'a'), unsized]).changes[0]).toMatchObject({ minor: false });
  });

  it('a watcher that says how long it saw the old text narrows the interval', () => {
    const old = first(0, 'a', { seenUntil: START + 29.5 * DAY_MS });
    expect(dated(collapse([old, at(30, 'b')]))).toEqual(['b 29.5..30']);
  });

  it('a change just after work on the filter is marked', () => {
    const found = collapse([first(0, 'a'), at(0.5, 'b'), at(30, 'c')]);
    expect(found.changes.map((change) => change.nearTechnical)).toEqual([true, false]);
  });
});

describe('texts that are a fraction of the policy', () => {
  const whole = { length: 50_000 };
  const part = { length: 129 };
  const late = { now: START + 400 * DAY_MS };

  it('an error for weeks is no change, nor is the way back', () => {
    const found = collapse(
      [first(0, 'a', whole), at(30, 'x', part), at(60, 'a', whole), at(99, 'b', whole)],
      late,
    );
    expect(fates(found)).toBe('first_record truncated return kept');
    expect(dated(found)).toEqual(['b 60..99']);
  });

  it('a new text after it is compared with the one before', () => {
    const found = collapse(
      [first(0, 'a', whole), at(30, 'x', part), at(31, 'y', part), at(40, 'b', whole)],
      late,
    );
    expect(fates(found)).toBe('first_record truncated truncated kept');
    expect(found.changes[0]).toMatchObject({ beforeHash: 'a' });
    expect(found.changes[0]?.additions).toBeUndefined();
  });

  it('a short text that stays counts after three days, one that nobody measured at once', () => {
    const texts = [first(0, 'a', whole), at(30, 'x', { length: 15_000 })];
    expect(collapse(texts, { now: START + 31 * DAY_MS }).changes).toEqual([]);
    expect(dated(collapse(texts, { now: START + 34 * DAY_MS }))).toEqual(['x 0..30']);
    expect(collapse([first(0, 'a', whole), at(30, 'x')], { now: START + 31 * DAY_MS }).changes).toHaveLength(
      1,
    );
  });

  it('after it has stayed it is the measure, and longer than two months is no error', () => {
    const stays = [first(0, 'a', whole), at(30, 'x', { length: 15_000 }), at(100, 'b', whole)];
    expect(fates(collapse(stays, late))).toBe('first_record kept kept');
    const next = [first(0, 'a', whole), at(30, 'x', { length: 15_000 }), at(99, 'y', { length: 14_000 })];
    expect(fates(collapse(next, late))).toBe('first_record kept kept');
  });

  it('a tracker that begins with an error has nothing to compare with', () => {
    const found = collapse([first(0, 'x', part), at(3, 'a', whole), at(60, 'b', whole)], late);
    expect(found.changes.map(({ observed }) => day(observed.after))).toEqual([null, 3]);
  });
});

describe('several collections and documents', () => {
  const two = { collection: 'two' };

  it('one change within a day: the earliest sight of the new text, the latest of the old', () => {
    const found = collapse([
      first(0, 'a'),
      first(10, 'a-two', two),
      at(30, 'b', { ref: 'r1' }),
      at(30.8, 'b-two', { ...two, ref: 'r2' }),
    ]);
    expect(fates(found)).toBe('first_record first_record kept merged');
    expect(dated(found)).toEqual(['b 10..30']);
    expect(found.changes[0]).toMatchObject({ collections: ['one', 'two'], refs: ['r1', 'r2'] });
  });

  it('different texts more than a day apart are two changes, equal texts one', () => {
    const other = collapse([first(0, 'a'), first(0, 'a', two), at(30, 'b'), at(31.1, 'c', two)]);
    expect(dated(other)).toEqual(['b 0..30', 'c 0..31.1']);
    const same = collapse([first(0, 'a'), first(0, 'a', two), at(30, 'b'), at(40, 'b', two)]);
    expect(fates(same)).toBe('first_record first_record kept seen_elsewhere');
    expect(same.changes[0]?.collections).toEqual(['one', 'two']);
  });

  it('two changes of one collection within a day stay two', () => {
    const found = collapse([first(0, 'a'), at(30, 'b'), at(30.4, 'c'), at(30.6, 'c', two)]);
    expect(fates(found)).toBe('first_record kept kept merged');
  });

  it('a login page in the place of two documents is neither', () => {
    const terms = { document: 'Terms of Service' };
    const found = collapse([
      first(0, 'a'),
      first(0, 't', terms),
      at(30, 'login'),
      at(30, 'login', terms),
      at(36, 'a2'),
      at(36, 't2', terms),
    ]);
    expect(countFates(found.fates)).toMatchObject({ foreign_text: 2, kept: 2 });
    expect(found.changes[0]).toMatchObject({ minor: false, observed: { after: START } });
    expect(found.changes[0]?.additions).toBeUndefined();
  });

  it('one page that serves two documents for good is kept', () => {
    const terms = { document: 'Terms of Service' };
    const snapshots = [first(0, 'a'), first(0, 't', terms), at(30, 'both'), at(30, 'both', terms)];
    expect(collapse([...snapshots, at(90, 'c')]).changes).toHaveLength(3);
  });
});

describe('order', () => {
  const snapshots = [first(0, 'a'), at(3, 'b'), at(3.5, 'b2', { collection: 'two' }), at(4, 'a'), at(9, 'c')];

  it('does not matter, nor does a record that comes twice', () => {
    const wanted = collapse(snapshots);
    expect(collapse([...snapshots].reverse())).toEqual(wanted);
    const twice = collapse([...snapshots, ...snapshots]);
    expect(twice.changes).toEqual(wanted.changes);
    expect(countFates(twice.fates).duplicate).toBe(snapshots.length);
  });

  it('every record has one fate', () => {
    const { fates: all, changes } = collapse(snapshots);
    expect(all).toHaveLength(snapshots.length);
    expect(countFates(all).kept).toBe(changes.length);
  });

  it('40,000 snapshots that alternate take linear time', () => {
    const many = Array.from({ length: 40_000 }, (_, i) => at(i / 1000, i % 2 ? 'a' : `b${i % 200}`));
    expect(growth((size) => collapse(many.slice(0, size)), 5_000)).toBeLessThan(LINEAR);
  });
});

describe('rows', () => {
  const row = {
    brand: 'Bud Light',
    document: 'Privacy Policy',
    collection: 'pga',
    observed_at: '2021-03-01T02:00:00+02:00',
    kind: 'change',
    text_hash: 'abc',
    additions: '3',
    deletions: '',
    commit: 'f00',
  };

  it('reads one', () => {
    expect(readSnapshot(row, parseInstant)).toEqual({
      brand: 'bud-light',
      document: 'Privacy Policy',
      collection: 'pga',
      observedAt: START,
      kind: 'change',
      textHash: 'abc',
      additions: 3,
      ref: 'f00',
    });
  });

  it('takes a time as git writes it', () => {
    const git = readSnapshot({ ...row, observed_at: '2021-03-01 11:00:00 +0100' }, parseInstant);
    const iso = readSnapshot({ ...row, observed_at: '2021-03-01T10:00:00Z' }, parseInstant);
    expect(git).toEqual(iso);
    expect(git).toMatchObject({ observedAt: Date.UTC(2021, 2, 1, 10) });
  });

  it.each([
    [{ ...row, observed_at: '2021-03-01' }, 'observed_at is no time with a zone'],
    [{ ...row, observed_at: '2021-02-31T25:00:00Z' }, 'observed_at is no time'],
    // Date.parse reads it as 3 March.
    [{ ...row, observed_at: '2021-02-31T10:00:00Z' }, 'observed_at is no time'],
    [{ ...row, kind: 'sudden' }, 'kind is none of'],
    [{ ...row, additions: '-3' }, 'additions is no whole number'],
    [{ ...row, text_hash: ' ' }, 'text_hash is empty'],
    [{ ...row, brand: '!!' }, 'brand holds no letter'],
    [{ brand: 'a' }, 'document is missing'],
    [null, 'the row is missing'],
  ])('refuses %j', (bad, why) => {
    expect(readSnapshot(bad, parseInstant)).toMatchObject({ error: expect.stringContaining(why) });
  });

  it('reads the words of trackers', () => {
    const words = ['First record', 'Refilter', 'Technical upgrade', 'Technical or declaration', 'Change'];
    expect(words.map(snapshotKind)).toEqual(['first', 'technical', 'technical', 'technical', 'change']);
    expect(snapshotKind('?')).toBeUndefined();
    expect(brandSlug(' Bud Light! ')).toBe('bud-light');
  });
});
