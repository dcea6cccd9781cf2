import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../domain/series.ts';
import { cadencesOf, dailyAt } from './daily-sources.ts';

const day = (i: number) => i * DAY_MS;
/** `D`: all posts of the day say only their day; `h`: none; `m`: one in three; `M`: two in three; `.`: no post. */
function daysOf(source: string, kinds: string) {
  const dayPrecise = { D: 3, h: 0, m: 1, M: 2 } as Readonly<Record<string, number>>;
  return kinds
    .split('')
    .flatMap((kind, i) =>
      kind === '.' ? [] : [{ source, day: day(i), all: 3, dayPrecise: dayPrecise[kind] ?? 0 }],
    );
}
const all = () => true;

describe('cadencesOf', () => {
  it.each([
    ['all days dated', 'DDDDDDDDDD', true],
    ['most posts of each day', 'MMMMMMMMMM', true],
    ['few posts of each day', 'mmmmmmmmmm', false],
    ['one odd import among hours', 'hhhhhDhhhhhhDhh', false],
    ['one odd day among dates', 'DDDhDDDDDhhDDD', true],
    ['few days with long gaps', 'D......D.......D', true],
    ['six days of hours at the end', 'DDDDDhhhhhh', true],
  ])('%s', (_, kinds, daily) => {
    const found = cadencesOf(daysOf('a', kinds), all);
    expect(found).toEqual([{ from: 0, to: Infinity, daily: daily ? ['a'] : [] }]);
  });

  it('changes after seven days of the other kind in a row, from the next day on', () => {
    const kinds = `DDDDD${'h.'.repeat(9)}`;
    const turns = day(5 + 12) + DAY_MS;
    expect(cadencesOf(daysOf('a', kinds), all)).toEqual([
      { from: 0, to: turns, daily: ['a'] },
      { from: turns, to: Infinity, daily: [] },
    ]);
    // Days alone before the change decide: a shorter record says the same of them.
    for (let n = 6; n < kinds.length; n += 1) {
      const known = cadencesOf(daysOf('a', kinds.slice(0, n)), all);
      expect(dailyAt(known, day(n - 1))).toEqual(day(n - 1) < turns ? ['a'] : []);
    }
  });

  it('a change that is not known yet does not count', () => {
    const days = daysOf('a', 'DDDhhhhhhh');
    expect(cadencesOf(days, all, day(10) - 1)).toHaveLength(1);
    expect(cadencesOf(days, all, day(10))).toHaveLength(2);
  });

  it('small sources that change, and those that go back and forth, are judged by day throughout', () => {
    const small = daysOf('a', `${'h'.repeat(10)}${'D'.repeat(10)}`);
    expect(cadencesOf(small, () => false)).toEqual([{ from: 0, to: Infinity, daily: ['a'] }]);
    expect(cadencesOf(small, all)).toHaveLength(2);
    const back = daysOf('a', `${'h'.repeat(9)}${'D'.repeat(9)}`.repeat(3));
    expect(cadencesOf(back, all)).toEqual([{ from: 0, to: Infinity, daily: ['a'] }]);
  });

  it('knows several sources by their own days, whatever their names', () => {
    const days = [
      ...daysOf('__proto__', 'DDDDDDDDDD'),
      ...daysOf('chat', 'hhhhhDhhhh'),
      ...daysOf('b', 'DDDDDDDD'),
    ];
    expect(cadencesOf(days, all)[0]?.daily).toEqual(['__proto__', 'b']);
  });
});
