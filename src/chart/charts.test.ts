import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '../domain/series.ts';
import { type CountChartInput, renderCountChart } from './count-chart.ts';
import { svgToPng } from './png.ts';
import { renderSparkline } from './sparkline.ts';
import { chartProperties } from './theme.ts';

const START = Date.UTC(2015, 7, 19);
const HOSTILE = '"><script>alert(1)</script>\u0000\ud800';

function input(changes: Partial<CountChartInput> = {}): CountChartInput {
  const buckets = Array.from({ length: 48 }, (_, i) => ({
    start: START + i * HOUR_MS,
    total: i >= 5 && i < 9 ? null : i < 24 ? 10 : 60,
    negative: i < 24 ? 3 : 40,
    betrayal: i < 24 ? 1 : 30,
  }));
  return {
    idPrefix: 'spotify',
    title: 'Mentions per hour',
    description: 'Mentions rose to six times normal on 20 August.',
    widthMs: HOUR_MS,
    buckets,
    interval: buckets.map(() => ({ expected: 3, lower: 0, upper: 8 })),
    markers: [
      { kind: 'policy', at: START, until: START + 24 * HOUR_MS, label: 'New policy' },
      { kind: 'response', at: START + 30 * HOUR_MS, label: 'Apology' },
    ],
    spikes: [{ from: START + 24 * HOUR_MS, to: START + 48 * HOUR_MS }],
    peak: { at: START + 30 * HOUR_MS, label: '13× usual' },
    ...changes,
  };
}

/** Every opened element is closed, in order. */
function wellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, close, name, self] of svg.matchAll(/<(\/?)([a-zA-Z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (close === '/') {
      if (open.pop() !== name) return false;
    } else if (self !== '/') open.push(name ?? '');
  }
  return open.length === 0;
}

describe('count chart', () => {
  test('is named for those who do not see it', () => {
    const svg = renderCountChart(input());
    expect(svg).toContain('role="img"');
    expect(svg).toContain('aria-labelledby="spotify-title spotify-desc"');
    expect(svg).toContain('<desc id="spotify-desc">Mentions rose to six times normal');
    expect(wellFormed(svg)).toBe(true);
  });

  test('hatches what is missing and only that', () => {
    const svg = renderCountChart(input());
    expect(svg.match(/class="chart-missing"/g)).toHaveLength(1);
    expect(svg).toContain('No data: 19 Aug 2015, 05:00 UTC to 19 Aug 2015, 09:00 UTC');
    const whole = renderCountChart(
      input({ buckets: input().buckets.map((one) => ({ ...one, total: one.total ?? 1 })) }),
    );
    expect(whole).not.toContain('chart-missing');
  });

  test('bars are of the series that the claim is about; all posts are a line on demand', () => {
    const svg = renderCountChart(input());
    expect(svg).toContain('>negative posts per hour</text>');
    expect(svg).not.toContain('chart-total');
    expect(renderCountChart(input({ showTotal: true }))).toContain('class="chart-total"');
    const all = renderCountChart(input({ main: 'all' }));
    expect(all).toContain('>posts per hour</text>');
    expect(all).not.toBe(svg);
  });

  test('the label stands on the bar that it speaks of and crosses no line', () => {
    const label = (svg: string) => {
      const [, x = '', y = ''] = /class="chart-peak" x="([\d.]+)" y="([\d.]+)"/.exec(svg) ?? [];
      return [Number(x), Number(y)];
    };
    const free = label(renderCountChart(input({ markers: [], width: 960 })));
    const at = START + 30 * HOUR_MS;
    const crossed = renderCountChart(input({ markers: [{ kind: 'policy', at, label: 'x' }], width: 960 }));
    const [, line = ''] = /<line x1="([\d.]+)"[^>]*stroke-width="1.25"/.exec(crossed) ?? [];
    expect(Math.abs(label(crossed)[0]! - Number(line))).toBeGreaterThan(30);
    expect(Math.abs(free[0]! - Number(line))).toBeLessThan(20);
    expect(renderCountChart(input({ peak: { at: START - HOUR_MS, label: 'none' } }))).not.toContain(
      'chart-peak',
    );
  });

  test('three markers are named at their line; from the fourth on they have numbers and a key', () => {
    const markers = [0, 12, 24, 36].map((i) => ({
      kind: 'policy' as const,
      at: START + i * HOUR_MS,
      label: `Announced: policy ${i}`,
      short: `Policy ${i}`,
    }));
    const svg = renderCountChart(input({ markers }));
    expect(svg.match(/<text[^>]*>Policy \d+<\/text>/g)).toHaveLength(3);
    expect(svg.match(/<text[^>]*>4<\/text>/g)).toHaveLength(2);
    expect(svg).toContain('>Announced: policy 36</text>');
  });

  test('hatches what is still being counted', () => {
    expect(renderCountChart(input())).not.toContain('chart-open');
    expect(renderCountChart(input({ open: 1 }))).toContain('Incomplete: still being counted');
  });

  test('a picture has the height that was asked for', () => {
    const svg = renderCountChart(input({ width: 1120, height: 630, showTitle: true, theme: 'light' }));
    expect(svg).toContain('viewBox="0 0 1120 630"');
  });

  test('text from outside stays text', () => {
    const svg = renderCountChart(
      input({
        idPrefix: HOSTILE,
        title: HOSTILE,
        description: HOSTILE,
        subtitle: HOSTILE,
        note: HOSTILE,
        showTitle: true,
        markers: [0, 1, 2, 3].map((i) => ({ kind: 'policy', at: START + i, label: HOSTILE, short: HOSTILE })),
        events: [{ at: START + HOUR_MS, name: HOSTILE, label: HOSTILE }],
        peak: { at: START, label: HOSTILE },
        metadata: HOSTILE,
        hrefFor: () => `/x?${HOSTILE}`,
      }),
    );
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('\u0000');
    expect(svg).not.toContain('\ud800');
    expect(wellFormed(svg)).toBe(true);
  });

  test('bars link to their bucket, never to a script', () => {
    const svg = renderCountChart(input({ hrefFor: (start) => `/posts?from=${start}` }));
    expect(svg.match(/<a /g)).toHaveLength(48);
    expect(svg).toContain(`href="/posts?from=${START}"`);
    expect(svg).toContain('3 negative (usually 3, at most 8), 1 broken trust, 10 in all');
    // One stop of the keyboard is the chart itself.
    expect(svg.match(/<a [^>]*tabindex="-1"/g)).toHaveLength(48);
    expect(svg).toContain('<g class="chart-hits" aria-hidden="true">');
    expect(renderCountChart(input({ hrefFor: () => 'javascript:alert(1)' }))).not.toContain('<a ');
  });

  test('pages take colours from custom properties, pictures have their own', () => {
    expect(renderCountChart(input())).toContain('var(--chart-negative, #');
    const dark = renderCountChart(input({ theme: 'dark' }));
    expect(dark).not.toContain('var(');
    expect(chartProperties('dark')).toContain('--chart-negative: #');
  });

  test('is the same every time, also without data', () => {
    expect(renderCountChart(input())).toBe(renderCountChart(input()));
    const empty = renderCountChart(input({ buckets: [], interval: [], spikes: [], markers: [] }));
    expect(empty).not.toMatch(/NaN|Infinity/);
  });

  test('draws 2,000 buckets quickly and small', () => {
    const buckets = Array.from({ length: 2000 }, (_, i) => ({ start: START + i * HOUR_MS, total: i % 40 }));
    expect(renderCountChart(input({ buckets, interval: [] })).length).toBeLessThan(150_000);
  });
});

test('sparkline breaks where values are missing', () => {
  const svg = renderSparkline({ idPrefix: '1', title: HOSTILE, values: [1, 2, null, 4, 5] });
  expect(svg.match(/fill="none"/g)).toHaveLength(1);
  expect(svg).toMatch(/d="M[^"]*M[^"]*" fill="none"/);
  expect(svg).not.toContain('<script');
  expect(renderSparkline({ idPrefix: 'a', title: 'none', values: [] })).not.toMatch(/NaN|Infinity/);
});

test('sparkline draws what is usual behind the line, and names its values', () => {
  const usual = [{ lower: 0, upper: 8 }, null, { lower: 0, upper: 8 }];
  const svg = renderSparkline({
    idPrefix: 'u',
    title: 'x',
    values: [1, 2, 3],
    usual,
    labels: ['Mon', 'Tue', HOSTILE],
  });
  expect(svg).toMatch(/class="spark-usual" d="M[^"]+Z"/);
  expect(svg.indexOf('spark-usual')).toBeLessThan(svg.indexOf('fill="none"'));
  expect(svg).toContain('>Mon</text>');
  expect(svg).not.toContain('<script');
  // The scale holds the usual range, so that an ordinary line lies low.
  const y = (drawn: string) => Number(drawn.match(/cy="([\d.]+)"/)?.[1]);
  expect(y(svg)).toBeGreaterThan(y(renderSparkline({ idPrefix: 'v', title: 'x', values: [1, 2, 3] })));
});

describe('svgToPng', () => {
  const svg = renderCountChart(input({ theme: 'light', width: 600 }));

  test('gives a PNG of the size asked for', () => {
    const png = svgToPng(svg, { width: 600, scale: 2 });
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    expect(png.readUInt32BE(16)).toBe(1200);
  });

  test('gives the same bytes twice, and draws letters', () => {
    expect(svgToPng(svg).equals(svgToPng(svg))).toBe(true);
    const silent = svg.replaceAll(/<text[^>]*>[^<]*<\/text>/g, '');
    expect(svgToPng(silent).length).toBeLessThan(svgToPng(svg).length * 0.8);
  });
});
