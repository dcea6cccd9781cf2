/**
 * Files with ids of every kind into one database: each brand has exactly the posts of its files, whatever the ids are, and
 * the same files again change nothing.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importFile } from '../../../src/import/import-file.ts';
import { undoImport } from '../../../src/import/undo.ts';
import { openTestInstallation, type TestInstallation } from '../../support/installation.ts';
import { tempDirs } from '../../support/temp.ts';

const tempDir = tempDirs();
const dir = tempDir();
const NOW = Date.UTC(2026, 5, 1);
const BRANDS = ['acme', 'beta'] as const;
let installation: TestInstallation;
let files = 0;

beforeAll(async () => {
  installation = await openTestInstallation({ dir: tempDir(), clock: () => NOW });
});
afterAll(() => installation.close());

interface Row {
  readonly id: string;
  readonly text: string;
  readonly at: number;
}

interface Table {
  readonly brand: (typeof BRANDS)[number];
  readonly kind: 'csv' | 'jsonl';
  readonly rows: readonly Row[];
}

/** What programs write into a column of ids. */
const ID = {
  'row number': (i: number) => String(i + 1),
  index: (i: number) => String(i),
  rounded: () => '1.41235E+18',
  'above 2^53': (i: number) => `14123456789012345${String(i).padStart(2, '0')}`,
  mangled: (i: number) => ['nan', 'None', '-', 'NULL', '#N/A', '0'][i % 6]!,
  empty: () => '',
  'of the app': () => 'com.acme.app',
  'of the thread': (i: number) => `t${i % 3}`,
  long: (i: number) => `${'x'.repeat(900)}${i % 2}`,
} as const;

const table = fc
  .record({
    brand: fc.constantFrom(...BRANDS),
    kind: fc.constantFrom('csv' as const, 'jsonl' as const),
    id: fc.constantFrom(...(Object.keys(ID) as (keyof typeof ID)[])),
    rows: fc.uniqueArray(
      fc.record({ word: fc.integer({ min: 0, max: 40 }), at: fc.integer({ min: 0, max: 50 }) }),
      {
        selector: ({ word, at }) => `${word}|${at}`,
        minLength: 1,
        maxLength: 12,
      },
    ),
  })
  .map(
    ({ brand, kind, id, rows }): Table => ({
      brand,
      kind,
      rows: rows.map(({ word, at }, i) => ({
        id: ID[id](i),
        text: `${brand} said number ${word} of them all`,
        at: Date.UTC(2026, 4, 1) + at * 60_000,
      })),
    }),
  );

function write({ kind, rows }: Table): string {
  files += 1;
  const path = join(dir, `f${files}.${kind}`);
  const iso = (at: number) => new Date(at).toISOString();
  const csv = ['id,text,date', ...rows.map(({ id, text, at }) => `${id},${text},${iso(at)}`)];
  const number = (id: string) => (/^\d+$/.test(id) ? id : JSON.stringify(id));
  const jsonl = rows.map(
    ({ id, text, at }) => `{"id":${number(id)},"text":${JSON.stringify(text)},"date":"${iso(at)}"}`,
  );
  writeFileSync(path, (kind === 'csv' ? csv : jsonl).join('\n'));
  return path;
}

const keyOf = ({ text, at }: Pick<Row, 'text' | 'at'>) => `${at} ${text}`;

async function stored(brand: string, source: string): Promise<string[]> {
  const row = await installation.store.read.brands.bySlug(brand);
  if (!row) return [];
  const filter = { brandId: row.id, from: 0, to: NOW, source, order: 'newest' as const, limit: 10_000 };
  const mentions = await installation.store.read.mentions.list(filter);
  return mentions.map(({ text, publishedAt: at }) => keyOf({ text, at })).toSorted();
}

it('nothing is lost, nothing is merged, and no brand has the words of another', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(table, { minLength: 1, maxLength: 4 }), async (tables) => {
      run += 1;
      const source = `run${run}`;
      const load = async (one: Table, file: string) =>
        importFile(installation.ctx, { file, brand: one.brand, source, mapping: {}, onProgress: () => {} });
      const paths = tables.map(write);
      const ids: number[] = [];
      for (const [i, one] of tables.entries()) {
        const result = await load(one, paths[i]!);
        expect(result.accepted + result.duplicates).toBe(one.rows.length);
        ids.push(result.id);
      }
      // A post of two files of the brand with one id is one; with two ids it may be two.
      const wanted = (brand: string) =>
        new Set(tables.flatMap((t) => (t.brand === brand ? t.rows.map(keyOf) : [])));
      const before: string[][] = [];
      for (const brand of BRANDS) {
        const there = await stored(brand, source);
        expect(new Set(there)).toEqual(wanted(brand));
        before.push(there);
      }
      for (const [i, one] of tables.entries()) {
        expect(await load(one, paths[i]!)).toMatchObject({ accepted: 0, conflicts: 0 });
      }
      expect(await Promise.all(BRANDS.map((brand) => stored(brand, source)))).toEqual(before);
      for (const id of ids) await undoImport(installation.ctx, id, 'me', () => {});
      // What the second round brought again is all that is left.
      expect((await stored('acme', source)).length).toBe(before[0]!.length);
    }),
    { numRuns: 60, seed: Number(process.env.SEED ?? 20_260_303) },
  );
  expect(await installation.store.read.counts.audit()).toEqual([]);
});

it('rows without an id in two exports are one whatever their likes are', async () => {
  const text = (likes: number) =>
    ['text,date,author,likes', `they sold my data,2026-05-02T10:00:00Z,joe,${likes}`].join('\n');
  const results = [];
  for (const likes of [1, 7]) {
    const file = join(dir, `likes${likes}.csv`);
    writeFileSync(file, text(likes));
    const options = { file, brand: 'likes', source: undefined, mapping: {}, onProgress: () => {} };
    results.push(await importFile(installation.ctx, options));
  }
  expect(results).toMatchObject([
    { accepted: 1, duplicates: 0 },
    { accepted: 0, duplicates: 1, differing: 0 },
  ]);
});

it('history sends no alerts: old posts are marked, new ones and simulated ones are not', async () => {
  const file = join(dir, 'ages.jsonl');
  const day = (n: number) => new Date(NOW - n * 86_400_000).toISOString();
  const lines = [
    { id: 'a', text: 'old words', date: day(20) },
    { id: 'b', text: 'new words', date: day(3) },
    { id: 'c', text: 'made up words', date: day(20), simulated: true },
  ];
  writeFileSync(file, lines.map((one) => JSON.stringify(one)).join('\n'));
  const options = { file, brand: 'ages', source: undefined, mapping: {}, onProgress: () => {} };
  expect(await importFile(installation.ctx, options)).toMatchObject({ accepted: 3 });
  const { id } = (await installation.store.read.brands.bySlug('ages'))!;
  expect(await installation.store.read.mentions.shares(id, 0, NOW)).toMatchObject({ all: 3, backfilled: 1 });
});
