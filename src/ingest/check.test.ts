import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewMention } from '../domain/mention.ts';
import { checkMention, type CheckDefaults } from './check.ts';

const NOW = Date.UTC(2026, 2, 2, 12);
const DAY = 86_400_000;
const base: CheckDefaults = { source: 's', brands: ['acme'], kind: 'post', now: NOW };

function check(raw: unknown, more: Partial<CheckDefaults> = {}) {
  return checkMention(raw, { ...base, ...more });
}
function good(raw: Record<string, unknown>, more: Partial<CheckDefaults> = {}): NewMention {
  const outcome = check({ text: 'hello', publishedAt: '2026-03-01', ...raw }, more);
  if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
  return outcome.value;
}
function refused(raw: unknown, more: Partial<CheckDefaults> = {}): string {
  const outcome = check(raw, more);
  return outcome.kind === 'dead' ? outcome.reason : `not refused: ${JSON.stringify(outcome)}`;
}

describe('what is refused, and why', () => {
  const dated = { text: 'x', publishedAt: '2026-03-01' };
  it.each<[string, unknown, RegExp]>([
    ['null', null, /not an object/],
    ['an array', [], /not an object/],
    ['a text', 'x', /not an object/],
    ['no text', { publishedAt: '2026-03-01' }, /text is missing/],
    ['a text that is none', { ...dated, text: 5 }, /text/],
    ['a blank text', { ...dated, text: ' \n' }, /text is empty/],
    ['no time', { text: 'x' }, /publishedAt is missing/],
    ['an empty time', { text: 'x', publishedAt: '' }, /publishedAt is missing/],
    ['a time that is none', { text: 'x', publishedAt: 'soon' }, /not a date: soon/],
    ['a hostile time', { text: 'x', publishedAt: { toString: 1 } }, /not a date: {"toString":1}/],
    ['a long time', { text: 'x', publishedAt: 'y'.repeat(500) }, /^.{0,100}$/],
    ['before 1990', { text: 'x', publishedAt: '1989-12-31' }, /before 1990/],
    ['over a day ahead', { text: 'x', publishedAt: NOW + DAY + 1 }, /in the future/],
    ['an id without end', { ...dated, externalId: 'x'.repeat(1_001) }, /externalId/],
    ['simulated that is no boolean', { ...dated, simulated: 'yes' }, /simulated/],
  ])('%s', (_name, raw, reason) => expect(refused(raw)).toMatch(reason));
});

describe('what is taken', () => {
  it('a time up to a day ahead counts as now', () => {
    expect(good({ publishedAt: NOW + DAY }).publishedAt).toBe(NOW);
    expect(good({ publishedAt: '1990-01-01' }).publishedAt).toBe(Date.UTC(1990, 0, 1));
  });

  it.each([[{}], [{ publishedAt: null }], [{ publishedAt: '' }]])(
    'no time where that is allowed: %j',
    (raw) => {
      expect(check({ text: 'x', ...raw }, { timeOptional: true })).toMatchObject({
        kind: 'ok',
        value: { publishedAt: NOW },
      });
    },
  );

  it('odd extras are left out, the mention stays', () => {
    const odd = {
      kind: 'rant',
      url: 'javascript:alert(1)',
      lang: 5,
      author: [],
      rating: null,
      engagement: 'many',
    };
    const more = { title: 7, parentExternalId: {}, externalId: { a: 1 } };
    expect(Object.keys(good({ ...odd, ...more })).sort()).toEqual(
      ['brands', 'externalId', 'kind', 'precision', 'publishedAt', 'source', 'text'].sort(),
    );
  });

  it('says how exactly the time is known; a second needs no word', () => {
    expect(good({}).precision).toBe('day');
    expect(good({ publishedAt: '2026-03-01T10:11:12Z' }).precision).toBeUndefined();
    expect(good({ publishedAt: '2026-03-01T10:11:12Z', precision: 'day' }).precision).toBe('day');
  });

  it('ids and authors may be numbers; null is none', () => {
    expect(good({ externalId: 5, author: 7 })).toMatchObject({ externalId: '5', author: { id: '7' } });
    expect(good({ author: { id: 8, followers: '12' } }).author).toEqual({ id: '8', followers: 12 });
    expect(good({ author: { id: null } }).author).toBeUndefined();
    expect(good({ externalId: null }).externalId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('a mention without an id is known by its author, time and text', () => {
    const id = (raw: Record<string, unknown>) => good(raw).externalId;
    expect(id({})).toBe(id({}));
    expect(
      new Set([id({}), id({ text: 'other' }), id({ author: 'a' }), id({ publishedAt: '2026-02-01' })]).size,
    ).toBe(4);
    expect(good({}, { identity: () => 'a' }).externalId).not.toBe(
      good({}, { identity: () => 'b' }).externalId,
    );
  });

  it('the title goes before the text, once', () => {
    expect(good({ title: 'T', text: 'b' }).text).toBe('T\nb');
    expect(good({ title: 'T', text: 'T and b' }).text).toBe('T and b');
    expect(good({ title: 'T', text: ' ' }).text).toBe('T');
  });

  it('long texts are cut', () => {
    expect(good({ text: 'x'.repeat(200_000) }).text).toHaveLength(100_000);
  });
});

it('any value is taken or refused with a reason, never thrown', () => {
  const value = fc.oneof(
    fc.anything({ withNullPrototype: true, withDate: true }),
    fc.constantFrom({ toString: 1 }, '2026-03-01'),
  );
  const keys = [
    'text',
    'title',
    'publishedAt',
    'externalId',
    'author',
    'url',
    'rating',
    'engagement',
    'kind',
    'lang',
  ];
  const record = fc.record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] });
  fc.assert(
    fc.property(fc.oneof(record, fc.anything()), (raw) => {
      const outcome = check(raw, { timeOptional: true });
      if (outcome.kind === 'ok') {
        expect(outcome.value.externalId).not.toBe('');
        expect(outcome.value.publishedAt).toBeLessThanOrEqual(NOW);
      } else expect(outcome).toMatchObject({ kind: 'dead', reason: expect.stringMatching(/./) });
    }),
    { seed: 20_260_302, numRuns: 2_000 },
  );
});
