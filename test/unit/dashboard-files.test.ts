/** Charts and mentions as files: the same numbers as on the page, the same bytes each time, nothing that runs. */
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { dashboardFixture, type Fixture, HOSTILE } from './dashboard-fixture.ts';

let f: Fixture;
let headers: Record<string, string>;
beforeAll(async () => {
  f = await dashboardFixture();
  headers = await f.cookie('viewer');
});
const get = (path: string) => f.app.request(path, { headers });

describe.each(['/brands/spotify/chart?range=all&bucket=day', '/incidents/spotify-2015/chart?x=1'])(
  '%s',
  (path) => {
    it('CSV and JSON hold the counts, with scorer and inputs, the same each time', async () => {
      const [csv, again] = [
        await (await get(`${path}&format=csv`)).text(),
        await (await get(`${path}&format=csv`)).text(),
      ];
      expect(csv).toBe(again);
      const rows = parse(csv, { columns: true }) as Record<string, string>[];
      const json = (await (await get(`${path}&format=json`)).json()) as {
        inputs: string;
        buckets: { all: number; start: string }[];
      };
      expect(rows.length).toBeGreaterThan(5);
      expect(rows.map((row) => [row.start, Number(row.all)])).toEqual(
        json.buckets.map((one) => [one.start, one.all]),
      );
      expect(new Set(rows.map((row) => row.inputs))).toEqual(new Set([json.inputs]));
      expect(rows.reduce((sum, row) => sum + Number(row.all), 0)).toBeGreaterThan(1_000);
    });

    it('SVG and PNG are pictures', async () => {
      const svg = await get(`${path}&format=svg`);
      expect(svg.headers.get('content-type')).toBe('image/svg+xml');
      const text = await svg.text();
      expect(text).toContain('<svg');
      expect(text).not.toMatch(/<script|<img/i);
      const png = await (await get(`${path}&format=png`)).arrayBuffer();
      expect(Buffer.from(png).subarray(1, 4).toString()).toBe('PNG');
    });

    it.each(['', 'exe', 'constructor'])('the format %j is refused', async (format) => {
      expect((await get(`${path}&format=${format}`)).status).toBe(400);
    });
  },
);

describe('mentions', () => {
  const list = async (query: string) =>
    parse(await (await get(`/mentions/file?brand=spotify${query}`)).text(), { columns: true }) as Record<
      string,
      string
    >[];

  it('holds what the filters let through, unfolded, hostile words as they are and no formula', async () => {
    const all = await list('');
    const negative = await list('&only=negative');
    expect(all.length).toBeGreaterThan(3_000);
    expect(new Set(all.map((row) => row.id)).size).toBe(all.length);
    expect(new Set(negative.map((row) => row.sentiment))).toEqual(new Set(['negative']));
    expect(negative.length).toBeLessThan(all.length);
    expect(all.some((row) => row.text?.includes(HOSTILE))).toBe(true);
    expect(Object.keys(all[0]!)).not.toContain('author');
  });

  it('cells that a spreadsheet would run are text', async () => {
    await f.ledger.tx(async (tx) => {
      const brandId = (await tx.brands.bySlug('spotify'))!.id;
      const cells = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', 'a"b,c\nd'];
      const made = cells.map((text, i) => ({
        source: 'cells',
        externalId: String(i),
        kind: 'post' as const,
        text,
        reach: 0,
        publishedAt: f.deps.clock(),
        collectedAt: f.deps.clock(),
        brandIds: [brandId],
        simulated: false,
      }));
      await tx.mentions.insert(made);
    });
    const rows = await list('&source=cells');
    expect(rows).toHaveLength(8);
    for (const { text } of rows) expect(text).not.toMatch(/^[=+\-@\t\r＝]/);
    expect(rows.map(({ text }) => text)).toContain('a"b,c\nd');
  });

  it('JSON Lines hold one mention a line', async () => {
    const lines = (await (await get('/mentions/file?brand=spotify&format=jsonl&source=cells')).text()).trim();
    expect(lines.split('\n').map((line) => (JSON.parse(line) as { text: string }).text)).toContain('=1+1');
  });

  it('an unknown brand is not there', async () => {
    expect((await get('/mentions/file?brand=none')).status).toBe(404);
  });
});
