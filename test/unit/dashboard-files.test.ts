/** Charts as files: the same numbers as on the page, the same bytes each time, nothing that runs. */
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { dashboardFixture, type Fixture } from './dashboard-fixture.ts';

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
