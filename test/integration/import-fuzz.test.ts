/** 10,000 malformed lines with one valid in a hundred: none of the valid is lost, every line has its account. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { importFile } from '../../src/import/import-file.ts';
import { openTestInstallation } from '../support/installation.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const MALFORMED = 10_000;
const EVERY = 100;
const NOW = Date.UTC(2026, 5, 1);

/** One line, never blank: blank lines are no rows. */
function oneLine(text: string): string {
  const line = text.replace(/[\n\r]/g, ' ');
  return line.trim() === '' ? '?' : line;
}

const word = fc.string({ unit: 'binary', maxLength: 30 });
const cell = word.map((text) => text.replace(/[",;\t\n\r]/g, '_'));
const cells = (min: number, max: number) =>
  fc.array(cell, { minLength: min, maxLength: max }).map((list) => list.join(','));

const csvLine = fc.oneof(
  cells(1, 2),
  cells(4, 9),
  fc
    .tuple(cell, cell, fc.constantFrom('soon', '2026-13-45', '31/12/2026', '-1', '1e99', 'NaN', ''))
    .map((c) => c.join(',')),
  // Quotes that open and cannot be closed by a later line of this kind.
  // (csv-parse takes a NUL after a quote for the end of a cell, so there is none here.)
  fc.tuple(cell, cell).map(([a, b]) => `${a},"${b.replaceAll('\0', '')} never,closed`),
  fc.tuple(cell, cell).map(([a, b]) => `"${a}"x"y,${b}"z,1`),
  word.map((text) => text.replaceAll('"', "'")),
);

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, '', 0, -1, 1e300, '2026-02-30', {}, []),
);
const jsonLine = fc.oneof(
  word,
  fc.jsonValue({ maxDepth: 3 }).map((v) => JSON.stringify(v)),
  fc
    .record(
      { id: value, text: value, publishedAt: value, author: value, likes: value, kind: value },
      { requiredKeys: [] },
    )
    .map((v) => JSON.stringify(v)),
  fc
    .record({
      text: value,
      publishedAt: value,
      title: value,
      lang: value,
      url: value,
      source: value,
      rating: value,
    })
    .map((v) => JSON.stringify(v)),
  fc.constantFrom(
    '{"text":"cut',
    '[{"text":"a"}]',
    '{"text":{"toString":1},"date":{"toString":1}}',
    '{"__proto__":{"text":"x"},"date":1}',
  ),
);

const VALID = {
  csv: (i: number) => `valid-${i},this one is fine ${i},2026-01-02T03:04:05Z`,
  jsonl: (i: number) =>
    JSON.stringify({ id: `valid-${i}`, text: `this one is fine ${i}`, publishedAt: '2026-01-02' }),
};

it.each([
  ['csv', csvLine],
  ['jsonl', jsonLine],
] as const)('%s', async (ending, arbitrary) => {
  const seed = Number(process.env.SEED ?? 20_260_302);
  process.stderr.write(`import fuzz ${ending}: seed ${seed}\n`);
  const malformed = fc.sample(arbitrary, { seed, numRuns: MALFORMED }).map(oneLine);
  const lines = malformed.flatMap((line, i) => (i % EVERY === 0 ? [VALID[ending](i / EVERY), line] : [line]));
  const file = join(tempDir(), `fuzz.${ending}`);
  const all = ending === 'csv' ? ['id,text,published_at', ...lines] : lines;
  writeFileSync(file, all.join('\n'));

  const { ctx, store, close } = await openTestInstallation({ dir: tempDir(), clock: () => NOW });
  await store.tx((tx) => tx.brands.upsert({ slug: 'acme', name: 'Acme', origin: 'import' }));
  const options = { file, brand: 'acme', source: 'fuzz', mapping: {}, onProgress: () => {} };
  const result = await importFile(ctx, options);

  const brandId = (await store.read.brands.bySlug('acme'))?.id ?? 0;
  const filter = { brandId, from: 0, to: NOW + 1, order: 'newest' as const, limit: 100_000 };
  const kept = new Set((await store.read.mentions.list(filter)).map((m) => m.externalId));
  const lost = Array.from({ length: MALFORMED / EVERY }, (_, i) => `valid-${i}`).filter(
    (id) => !kept.has(id),
  );
  expect(lost).toEqual([]);
  // A line of delimiters alone is no row.
  const filled = lines.filter((line) => ending === 'jsonl' || /[^,\s]/.test(line));
  expect(result.read).toBe(filled.length);
  expect(result.read).toBe(result.accepted + result.duplicates + result.leftOut + result.rejected);
  expect(kept.size).toBe(result.accepted);
  expect(result.rejected).toBeGreaterThan(MALFORMED * 0.5);
  expect(result.deadLetters.filter((d) => d.reason.trim() === '' || d.reason.length > 2_000)).toEqual([]);
  expect(await store.read.deadLetters.waiting()).toBe(result.rejected);
  const again = await importFile(ctx, options);
  expect(again).toMatchObject({ accepted: 0, rejected: result.rejected });
  process.stderr.write(`import fuzz ${ending}: ${JSON.stringify({ ...result, deadLetters: undefined })}\n`);
  await close();
});
