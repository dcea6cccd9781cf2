import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ComparisonReport, loadComparison } from '../../src/report/comparison/report.ts';
import { comparisonSummary } from '../../src/report/comparison/summary.ts';
import { defaultAlignment } from '../../src/report/comparison/alignment.ts';
import { measureRows } from '../../src/report/comparison/table.ts';
import { canonicalJson } from '../../src/report/export/provenance.ts';
import { COMPARISON_FORMATS, renderComparison } from '../../src/report/comparison/render.ts';
import { shareOf } from '../../src/report/text/share.ts';
import { groupDuplicates } from '../../src/report/brand/posts.ts';
import type { MentionRow } from '../../src/store/mentions/port.ts';
import { dashboardFixture, type Fixture } from './dashboard-fixture.ts';

let f: Fixture;
const choice = { align: 'announced', scale: 'multiple' } as const;
const load = () =>
  loadComparison(f.store.read, f.deps.config, ['spotify-2015', 'evil-2015'], choice, f.deps.clock());
let comparison: ComparisonReport;

beforeAll(async () => {
  f = await dashboardFixture();
  comparison = await load();
});

describe('comparison', () => {
  test.each(COMPARISON_FORMATS)('%s is the same twice', async (format) => {
    const again = await load();
    expect(
      Buffer.from(renderComparison(again, format)).equals(Buffer.from(renderComparison(comparison, format))),
    ).toBe(true);
  });

  test('every text format bears where it comes from', () => {
    const { inputHash, code } = comparison.provenance;
    expect(inputHash).toMatch(/^[0-9a-f]{64}$/);
    for (const format of ['json', 'csv', 'html'] as const) {
      const text = String(renderComparison(comparison, format));
      for (const part of [inputHash, code, 'privacy-betrayal 2', 'UTC']) expect(text).toContain(part);
    }
    expect(String(renderComparison(comparison, 'svg'))).toContain(inputHash.slice(0, 16));
  });

  test('pictures for people: the headline, 16 to 9, light or dark, the hash in the metadata alone', () => {
    const svg = String(renderComparison(comparison, 'svg'));
    expect(svg).toContain('viewBox="0 0 1120 630"');
    expect(svg).toContain(`>${comparisonSummary(comparison).slice(0, 40)}`);
    expect(svg).toMatch(/>(Simulated\. )?Source: Outcry, counts until [^<]* Times in UTC\.</);
    const hash = comparison.provenance.inputHash.slice(0, 16);
    expect(svg.match(/<metadata>[^<]*<\/metadata>/)?.[0]).toContain(hash);
    expect(svg.replace(/<metadata>[^<]*<\/metadata>/, '')).not.toContain(hash);
    const dark = String(renderComparison(comparison, 'svg', 'dark'));
    expect(dark).toContain('fill="#11161d"');
    expect(svg).not.toContain('#11161d');
    const png = Buffer.from(renderComparison(comparison, 'png'));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2240, 1260]);
    expect(png.toString('latin1')).toContain(hash);
  });

  test('day 0 is the announcement, or the onset where an incident has none', async () => {
    const of = (slugs: string[]) =>
      loadComparison(f.store.read, f.deps.config, slugs, { scale: 'multiple' }, f.deps.clock());
    const missing = comparison.warnings.some((text) => text.includes('no announced date'));
    expect((await of(['spotify-2015', 'evil-2015'])).align).toBe(missing ? 'onset' : 'announced');
    expect(defaultAlignment([1, 2])).toBe('announced');
    expect(defaultAlignment([1, undefined])).toBe('onset');
  });

  test('the hash follows the counts', async () => {
    const other = await loadComparison(
      f.store.read,
      f.deps.config,
      ['evil-2015', 'spotify-2015'],
      choice,
      f.deps.clock(),
    );
    expect(other.provenance.inputHash).not.toBe(comparison.provenance.inputHash);
  });

  test('CSV reads back, and no cell begins a formula', () => {
    const rows = parse(String(renderComparison(comparison, 'csv')), { columns: true }) as Record<
      string,
      string
    >[];
    expect(rows.filter((row) => row.section === 'series').length).toBe(2 * 17 * 24);
    expect(
      rows.some(
        (row) => row.section === 'measure' && row.name === 'excess' && Number(row.lower) <= Number(row.value),
      ),
    ).toBe(true);
    for (const row of rows) {
      for (const [column, cell] of Object.entries(row)) {
        if (column === 'incident' || column === 'name') expect(cell).not.toMatch(/^[=+@\t\r-]/);
      }
    }
  });

  test('measures and answer', () => {
    const names = measureRows(comparison).map((row) => row.name);
    expect(names).toContain('Half-life');
    // The fixture gives both brands the same posts.
    expect(comparisonSummary(comparison)).toMatch(/^No clear difference in height between /);
    expect(comparison.measures.map((one) => one.series)).toEqual(['negative', 'negative']);
  });

  test('says what is wrong', async () => {
    const wrong = (slugs: string[]) =>
      loadComparison(f.store.read, f.deps.config, slugs, choice, f.deps.clock());
    await expect(wrong(['spotify-2015'])).rejects.toThrow('two incidents or more');
    await expect(wrong(['spotify-2015', 'nobody'])).rejects.toThrow('Known:');
  });
});

test('canonical JSON does not depend on the order of keys', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe(
    canonicalJson({ a: null, b: [{ c: 2, d: 1 }] }),
  );
});

test('share with its interval', () => {
  const share = shareOf(62, 100);
  expect(share?.value).toBeCloseTo(0.62);
  expect(share?.lower).toBeCloseTo(0.522, 2);
  expect(share?.upper).toBeCloseTo(0.709, 2);
  expect(shareOf(0, 0)).toBeUndefined();
});

test('duplicates are grouped under the first', () => {
  const row = (id: number, text: string) => ({ id, text }) as MentionRow;
  const grouped = groupDuplicates([
    row(1, 'They sold my data! https://a.example'),
    row(2, 'RT @joe they SOLD my data'),
    row(3, 'Another'),
    row(4, '🙃'),
    row(5, '🙄'),
  ]);
  expect(grouped.map((one) => [one.mention.id, one.duplicates])).toEqual([
    [1, 2],
    [3, 1],
    [4, 1],
    [5, 1],
  ]);
});
