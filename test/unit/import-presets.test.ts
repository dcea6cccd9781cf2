/** Each preset of config/import/ reads a file in the shape of its tool; most are read as well without it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../../config/env.ts';
import { loadImportPresets } from '../../config/import-presets.ts';
import { importPresetSchema } from '../../config/schema/import.ts';
import { FIELDS } from '../../src/source/file/columns.ts';
import { importRows } from '../support/import-rows.ts';
import { tempDirs } from '../support/temp.ts';

interface ToolSample {
  readonly preset: string;
  readonly file: string;
  readonly content: string;
  readonly posts: readonly (Record<string, unknown> & {
    readonly publishedAt?: string;
    readonly text?: string;
  })[];
  readonly leftOut?: number;
}

const dir = tempDirs()();
const presets = loadImportPresets(join(packageRoot, 'config'));
const samples = ['listening', 'stores', 'archives'].flatMap(
  (name) =>
    parse(readFileSync(join(packageRoot, `test/fixtures/import/${name}.yaml`), 'utf8')) as ToolSample[],
);

/** Where only a preset knows: words under a list named comments, which of three columns make the time, what is a title, which
 * messages are of the service. */
const NEEDS_PRESET = new Set([
  'play.jsonl',
  'twint.tsv',
  'amazon.jsonl',
  'maps.json',
  'telegram.json',
  'slack.json',
]);

describe.each(samples.map((sample) => [sample.preset, sample.file, sample] as const))(
  '%s (%s)',
  (_tool, _file, sample) => {
    const wanted = sample.posts.map(({ publishedAt, ...post }) =>
      publishedAt === undefined ? post : { ...post, publishedAt: Date.parse(publishedAt) },
    );

    it('is recognised and read', async () => {
      const { mentions, leftOut, refused, reading } = await importRows(dir, sample.file, sample.content, {
        presets,
      });
      expect(refused).toEqual([]);
      expect(reading.preset).toBe(sample.preset);
      expect(mentions).toMatchObject(wanted);
      expect([mentions.length, leftOut.length]).toEqual([wanted.length, sample.leftOut ?? 0]);
      expect(reading.unread).toEqual({});
    });

    it.skipIf(NEEDS_PRESET.has(sample.file))('has the same texts and times without the preset', async () => {
      const { mentions, leftOut, refused } = await importRows(dir, sample.file, sample.content);
      expect(refused).toEqual([]);
      const own = wanted.map(({ text, publishedAt, rating }) => ({
        ...(text === undefined ? {} : { text }),
        ...(publishedAt === undefined ? {} : { publishedAt }),
        ...(rating === undefined ? {} : { rating }),
      }));
      expect(mentions).toMatchObject(own);
      expect([mentions.length, leftOut.length]).toEqual([wanted.length, sample.leftOut ?? 0]);
    });
  },
);

it('every preset has a sample, and names known columns once', () => {
  expect(presets.length).toBeGreaterThanOrEqual(40);
  expect(presets.map((p) => p.title).toSorted()).toEqual(
    [...new Set(samples.map((s) => s.preset))].toSorted(),
  );
});

it('fields of presets are those of files', () => {
  expect(importPresetSchema.shape.never.def.innerType.def.element.options).toEqual([...FIELDS]);
});

it('a wrong preset is refused with the reason', () => {
  const good = { name: 'x', title: 'X', documentation: ['y'], columns: ['a'] };
  expect(importPresetSchema.safeParse(good).success).toBe(true);
  for (const wrong of [
    { timezone: 'Mars/Base' },
    { map: { words: 'a' } },
    { columns: [] },
    { source: 'A b' },
    { more: 1 },
  ])
    expect(importPresetSchema.safeParse({ ...good, ...wrong }).success).toBe(false);
});
