import { describe, expect, it } from 'vitest';
import type { NewMention } from '../domain/mention.ts';
import { withDatedEntries } from './dated-entries.ts';

function page(times: readonly string[], more: Partial<NewMention> = {}): NewMention[] {
  return times.map((time, i) => ({
    source: 'feed:x',
    externalId: `${i}`,
    kind: 'article',
    text: 'x',
    publishedAt: Date.parse(time),
    brands: ['acme'],
    ...more,
  }));
}
const at = (suffix: string, days = [6, 7, 8, 8, 9, 10]) =>
  days.map((day) => `2026-05-${String(day).padStart(2, '0')}T${suffix}`);
const daysOf = (mentions: readonly NewMention[]) =>
  mentions.map(({ publishedAt, precision }) =>
    precision === 'day' ? new Date(publishedAt).toISOString() : undefined,
  );
const MEANT = at('00:00:00.000Z');

describe('withDatedEntries', () => {
  it.each([
    ['midnight UTC', at('00:00:00Z')],
    ['noon UTC', at('12:00:00Z')],
    ['midnight in Berlin', at('00:00:00+02:00')],
    ['midnight in Tokyo', at('00:00:00+09:00')],
    ['midnight in Kolkata', at('00:00:00+05:30')],
    ['midnight in San Francisco', at('00:00:00-07:00')],
  ])('%s says only the day', (_, times) => {
    expect(daysOf(withDatedEntries(page(times)))).toEqual(MEANT);
  });

  it('knows midnight on both sides of a change of the clock', () => {
    const times = [
      '2026-03-27T00:00+01:00',
      '2026-03-28T00:00+01:00',
      '2026-03-29T00:00+01:00',
      '2026-03-30T00:00+02:00',
      '2026-03-31T00:00+02:00',
    ];
    expect(daysOf(withDatedEntries(page(times)))).toEqual(
      [27, 28, 29, 30, 31].map((day) => `2026-03-${day}T00:00:00.000Z`),
    );
  });

  it.each([
    ['one entry has a time', [...at('00:00:00Z'), '2026-05-10T08:12:00Z']],
    ['the hour alone is the same', at('00:00:00Z').map((time, i) => time.replace('00:00Z', `0${i}:00Z`))],
    ['few entries', at('00:00:00Z', [6, 7, 8, 9])],
    ['few days', at('00:00:00Z', [6, 6, 6, 7, 7, 7])],
    ['an odd second that all share', at('09:30:17Z')],
  ])('keeps the times where %s (control)', (_, times) => {
    const given = page(times);
    expect(withDatedEntries(given)).toEqual(given);
  });

  it('leaves entries that know their own precision', () => {
    const given = page(at('00:00:00Z'), { precision: 'minute' });
    expect(withDatedEntries(given)).toEqual(given);
  });
});
