import { expect, test } from 'vitest';
import { renderAlignedChart } from './aligned-chart.ts';
import type { AlignedChartInput, AlignedLine } from './aligned-lines.ts';

const HOSTILE = '"><script>alert(1)</script>';

const DECAY: AlignedLine = {
  label: 'Spotify 2015',
  firstAt: -24,
  values: Array.from({ length: 96 }, (_, i) => (i < 24 ? 1 : 200 / (i - 23))),
};
const FLAT: AlignedLine = {
  label: HOSTILE,
  firstAt: -24,
  values: Array.from({ length: 96 }, (_, i) => (i === 30 ? null : 2)),
};

const draw = (lines: readonly AlignedLine[], more: Partial<AlignedChartInput> = {}) =>
  renderAlignedChart({
    idPrefix: 'cmp',
    title: HOSTILE,
    description: 'Two outcries.',
    unit: 'hours',
    zeroLabel: 'outcry began',
    theme: 'light',
    lines,
    ...more,
  });

const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((one) => one[1]);
/** The points of each line. */
const lines = (svg: string) =>
  [...svg.matchAll(/<path class="chart-line" d="([^"]*)"/g)].map((one) =>
    [...(one[1] ?? '').matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)].map(
      (pair) => [Number(pair[1]), Number(pair[2])] as const,
    ),
  );

test('has a rule at day 0, its own dash a line, and escapes names', () => {
  const svg = draw([DECAY, FLAT], { markers: [{ kind: 'response', at: 37, label: 'Apology' }] });
  expect(svg).toContain('class="chart-day-zero"');
  expect(texts(svg)).toContain('outcry began');
  expect(svg).toContain('stroke-dasharray="7 4"');
  expect(svg).not.toContain('<script');
  expect(svg).not.toMatch(/NaN|Infinity/);
  expect(draw([DECAY, FLAT])).toBe(draw([DECAY, FLAT]));
});

test('names a line with its height at its peak, not at its tail', () => {
  const svg = draw([DECAY]);
  const [x, y] = lines(svg)[0]?.reduce((top, one) => (one[1] < top[1] ? one : top)) ?? [0, 0];
  const named = svg.match(/<text class="chart-peak" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</);
  expect(named?.[3]).toBe('Spotify 2015 · 200');
  expect(Math.abs(Number(named?.[1]) - x)).toBeLessThan(15);
  expect(Math.abs(Number(named?.[2]) - y)).toBeLessThan(20);
});

test('names of peaks at one place do not overlap', () => {
  const same = Array.from({ length: 4 }, (_, i) => ({ ...DECAY, label: `Brand ${i}` }));
  const at = [...draw(same).matchAll(/class="chart-peak" x="[\d.]+" y="([\d.]+)"/g)].map((one) =>
    Number(one[1]),
  );
  expect(at).toHaveLength(4);
  expect(at.every((y, i) => i === 0 || y - (at[i - 1] ?? 0) >= 18)).toBe(true);
});

test('the x axis ends where the data end', () => {
  const short: AlignedLine = { ...DECAY, values: DECAY.values.map((value, i) => (i > 30 ? null : value)) };
  const svg = draw([short]);
  const right = Math.max(...(lines(svg)[0] ?? []).map(([x]) => x));
  expect(right).toBeCloseTo(960 - 16, 0);
  const later = (drawn: string) => texts(drawn).filter((text) => /^\+(48 h|2 d)$/.test(text ?? ''));
  expect(later(svg)).toEqual([]);
  // Control: with a longer line beside it the axis goes on.
  expect(later(draw([short, DECAY]))).toHaveLength(1);
});

test('noise around 0 gives no axis below it; what is really below does', () => {
  const noise = DECAY.values.map((value, i) => (i % 2 === 0 ? -20 : value));
  const svg = draw([{ ...DECAY, values: noise }]);
  expect(texts(svg).filter((text) => text?.startsWith('−') && !/[dh]$/.test(text))).toEqual([]);
  const axis = Number(svg.match(/<line x1="[\d.]+" y1="([\d.]+)"/)?.[1]);
  expect(Math.max(...(lines(svg)[0] ?? []).map(([, y]) => y))).toBeLessThanOrEqual(axis + 1);
  const below = draw([{ ...DECAY, values: DECAY.values.map((value, i) => (i % 2 === 0 ? -150 : value)) }]);
  expect(texts(below).some((text) => /^−[\d.,]+$/.test(text ?? ''))).toBe(true);
});

test('a picture has the height that is asked for, and its range is light', () => {
  const interval = DECAY.values.map((value) =>
    value === null ? null : { lower: value / 2, upper: value * 2 },
  );
  const svg = draw([{ ...DECAY, interval }], {
    height: 630,
    width: 1120,
    showTitle: true,
    note: 'Source',
    metadata: 'x',
  });
  expect(svg).toContain('viewBox="0 0 1120 630"');
  expect(svg).toMatch(/class="chart-interval"[^>]*fill-opacity="0.13"/);
  expect(svg).toContain('<metadata>x</metadata>');
});

test('draws nothing of nothing', () => {
  const none = { label: 'None', firstAt: 0, values: [null, null] };
  for (const some of [[none], []]) expect(draw(some)).not.toMatch(/NaN|Infinity/);
});
