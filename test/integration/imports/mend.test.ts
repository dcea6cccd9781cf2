/** A refused line of an import is mended on the page of failed items, and taken in as its file was read. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importFile } from '../../../src/import/import-file.ts';
import { mendLine } from '../../../src/import/mend.ts';
import { undoImport } from '../../../src/import/undo.ts';
import { fileTimes } from '../../../src/source/file/times.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../../support/installation.ts';
import { tempDirs } from '../../support/temp.ts';

const tempDir = tempDirs();
let dir: string;
let installation: TestInstallation;

beforeEach(async () => {
  dir = tempDir();
  installation = await openTestInstallation({ dir, config: { brands: [brandOf('acme')] } });
});
afterEach(() => installation.close());

async function load(
  name: string,
  content: string,
  more: { source?: string; format?: string; text?: string } = {},
) {
  const file = join(dir, name);
  writeFileSync(file, content);
  const result = await importFile(installation.ctx, {
    file,
    brand: 'acme',
    source: more.source,
    mapping: more.text === undefined ? {} : { text: more.text },
    ...(more.format === undefined ? {} : { times: fileTimes(more.format, undefined) }),
    onProgress: () => {},
  });
  return result.id;
}

const letters = () => installation.store.read.deadLetters.list(10);
const mentions = async () => {
  const [brand] = await installation.store.read.brands.all();
  const all = { brandId: brand!.id, from: 0, to: Date.UTC(2100, 0), order: 'newest', limit: 50 } as const;
  const rows = await installation.store.read.mentions.list(all);
  return rows.map(({ text, source, publishedAt }) => [text, source, new Date(publishedAt).toISOString()]);
};
const mend = async (text: string) => {
  const [letter] = (await letters()).filter(({ replayedAt }) => replayedAt === undefined);
  return mendLine(installation.ctx, letter!, { text, who: 'ann' });
};

const TEXT = 'Comment in your words';
const TABLE =
  'When;Likes;Comment in your words;Kind\n' +
  '08/07/2026;1;"acme lied; twice";post\n' +
  'sometime;2;acme sold it;post\n' +
  '31/07/2026;3;acme again;post\n';

it('a line of a table: with its columns, delimiter, order of dates and source, once, and it can be taken back', async () => {
  await load('a.csv', TABLE, { source: 'desk', format: 'dmy', text: TEXT });
  expect(await letters()).toMatchObject([{ stage: 'import', source: 'a.csv', ref: '3' }]);
  // Control: as it was, it is refused as it was.
  expect(await mend((await letters())[0]!.payload)).toMatch(/^still refused: publishedAt/);
  expect(await mend('09/07/2026;2')).toMatch(/^still refused/);
  expect(await mend('')).toMatch(/^write one line/);
  expect(await mend('09/07/2026;2;a;post\n10/07/2026;2;b;post')).toMatch(/^write one line/);
  expect(await mentions()).toHaveLength(2);

  expect(await mend('09/07/2026;2;"acme sold it; all";post')).toBeUndefined();
  expect(await mentions()).toContainEqual(['acme sold it; all', 'desk', '2026-07-09T00:00:00.000Z']);
  const [letter] = await letters();
  expect(letter!.replayedAt).toBeDefined();
  expect(await mendLine(installation.ctx, letter!, { text: 'x', who: 'ann' })).toMatch(/already/);

  const [own] = await installation.store.read.imports.list(1);
  expect(own).toMatchObject({
    file: 'a.csv, line 3',
    accepted: 1,
    state: 'done',
    who: 'ann',
    sources: ['desk'],
  });
  await undoImport(installation.ctx, own!.id, 'ann', () => {}, 'ann');
  expect(await mentions()).toHaveLength(2);
});

it('an object of JSON', async () => {
  const rows = [
    { body: 'acme lied to me about it', created_at: '2026-07-08T10:00:00Z' },
    { body: 'acme sold it', created_at: 'sometime' },
  ];
  await load('a.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'), { source: 'desk' });
  expect(await mend('{"body":')).toMatch(/^still refused/);
  expect(await mend(JSON.stringify({ ...rows[1], created_at: '2026-07-09T10:00:00Z' }))).toBeUndefined();
  expect(await mentions()).toContainEqual(['acme sold it', 'desk', '2026-07-09T10:00:00.000Z']);
});

it('of an import that was taken back, nothing is taken in', async () => {
  const id = await load('a.csv', TABLE, { format: 'dmy', text: TEXT });
  const [letter] = await letters();
  await undoImport(installation.ctx, id, 'ann', () => {}, 'ann');
  const said = await mendLine(installation.ctx, letter!, { text: '09/07/2026;2;acme;post', who: 'ann' });
  expect(said).toMatch(/import the file again/);
  expect(await mentions()).toEqual([]);
});
