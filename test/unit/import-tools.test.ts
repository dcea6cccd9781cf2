/** Random tables in the shapes of tools come back as they were meant, with the presets and without them. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { loadImportPresets } from '../../config/import-presets.ts';
import { type Random, seededRandom } from '../../src/domain/clock.ts';
import { importRows } from '../support/import-rows.ts';
import { tempDirs } from '../support/temp.ts';
import { type Post, type Shape, SHAPES } from '../support/tool-shapes.ts';

const dir = tempDirs()();
const presets = loadImportPresets(join(packageRoot, 'config'));
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

const WORDS =
  'they sold my data and lied about it to everyone café naïve don’t trust “Acme” AT&T <3 a < b 100% O\'Neil ok; good, bad "quoted" 😡 Größe 設定 #delete @acme https://x.example/a?b=1&c=2 never again is it worth this price'.split(
    ' ',
  );

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)]!;
}

function words(random: Random, least: number, most: number, glues: readonly string[]): string {
  const count = least + Math.floor(random() * (most - least + 1));
  return Array.from({ length: count }, () => pick(random, WORDS) + pick(random, glues)).join('');
}

/** Cells of a table may have line ends; what a site writes as HTML has none. */
function posts(random: Random, glues: readonly string[]): Post[] {
  return Array.from({ length: 8 + Math.floor(random() * 30) }, (_, i) => ({
    id: `${Math.floor(random() * 1e9)}${i}x`,
    at: Date.UTC(2025, 0, 1) + Math.floor(random() * 500 * 86_400) * 1000,
    text: `Post ${i} ${words(random, 4, 25, glues)}ends`,
    title: `Heading ${i} ${pick(random, ['Sold', 'Lied', 'Gone'])}`,
    author: `user${Math.floor(random() * 1e6)}`,
    stars: 1 + Math.floor(random() * 5),
    likes: Math.floor(random() ** 3 * 20_000),
    lang: pick(random, ['en', 'de', 'fr']),
  }));
}

interface Dialect {
  readonly delimiter: string;
  readonly end: string;
  readonly quoteAll: boolean;
  readonly mark: boolean;
}

function table(
  rows: readonly Readonly<Record<string, unknown>>[],
  { delimiter, end, quoteAll, mark }: Dialect,
): string {
  const cell = (value: unknown) => {
    const text = String(value);
    const needs = quoteAll || text.includes(delimiter) || /["\r\n]/.test(text);
    return needs ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const names = Object.keys(rows[0]!);
  const lines = [names, ...rows.map((row) => names.map((name) => row[name]))];
  return (mark ? '\ufeff' : '') + lines.map((line) => line.map(cell).join(delimiter)).join(end) + end;
}

function text(shape: Shape, list: readonly Post[], random: Random): string {
  const rows = list.map((post) => shape.row(post, random));
  if (shape.kind === 'json')
    return random() < 0.5 ? rows.map((row) => JSON.stringify(row)).join('\n') : JSON.stringify(rows, null, 2);
  const dialect = {
    delimiter: pick(random, [',', ';', '\t']),
    end: pick(random, ['\n', '\r\n']),
    quoteAll: random() < 0.3,
    mark: random() < 0.5,
  };
  return table(rows, dialect);
}

/** In UTF-8 or in UTF-16 with its mark, plain or gzip. */
function write(shape: Shape, list: readonly Post[], random: Random): { name: string; content: Uint8Array } {
  const written = text(shape, list, random);
  const plain = pick(random, [
    Buffer.from(written),
    Buffer.from(`\ufeff${written.replace('\ufeff', '')}`, 'utf16le'),
  ]);
  const name = shape.kind === 'json' ? 'f.json' : 'f.csv';
  return random() < 0.3 ? { name: `${name}.gz`, content: gzipSync(plain) } : { name, content: plain };
}

/** What has to come back. */
function meant(post: Post, shape: Shape): Record<string, unknown> {
  const has = (field: Shape['keeps'][number]) => shape.keeps.includes(field);
  return {
    publishedAt: post.at,
    text: has('title') ? `${post.title}\n${post.text}` : post.text,
    ...(shape.hasId ? { externalId: post.id } : {}),
    ...(has('title') ? { title: post.title } : {}),
    ...(has('author') ? { author: { id: post.author } } : {}),
    ...(has('stars') ? { rating: post.stars } : {}),
    ...(has('likes') ? { engagement: { likes: post.likes } } : {}),
    ...(has('lang') ? { lang: post.lang } : {}),
  };
}

describe.each(SHAPES.map((shape) => [shape.name, shape] as const))('%s', (_name, shape) => {
  it.each(SEEDS)('seed %d', async (seed) => {
    const random = seededRandom(seed * 7919);
    const list = posts(random, shape.kind === 'table' ? [' ', ' ', ' ', '\n', '\n\n', ', '] : [' ']);
    const { name, content } = write(shape, list, random);
    for (const known of [presets, []]) {
      const { mentions, refused, leftOut, reading } = await importRows(dir, name, content, {
        presets: known,
      });
      expect([refused, leftOut]).toEqual([[], []]);
      expect(mentions).toMatchObject(list.map((post) => meant(post, shape)));
      expect(mentions).toHaveLength(list.length);
      expect(reading.unread).toEqual({});
    }
  });
});

it('covers at least twelve tools, and would notice a lost row', async () => {
  expect(SHAPES.length).toBeGreaterThanOrEqual(12);
  const random = seededRandom(1);
  const list = posts(random, [' ']);
  const { name, content } = write(SHAPES[0]!, list.slice(1), random);
  const { mentions } = await importRows(dir, name, content);
  expect(mentions.map((m) => m.publishedAt)).not.toEqual(list.map((post) => post.at));
});
