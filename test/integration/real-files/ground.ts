/**
 * The ground of the real files: what people have on their disks, written by hand in the shape of its source (names of
 * columns and form of values only), imported as `outcry import` does, and what is stored afterwards. Each case has a
 * data folder of its own. The clock stands at 1 December 2026, after every date of the files in either order of day and
 * month: a wrong reading is not refused by chance.
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { CliResult } from '../../support/cli.ts';
import { HANG_MS } from '../../support/eventually.ts';
import { openTestStore } from '../../support/installation.ts';
import { runVerb } from '../../support/run-verb.ts';
import { tempDirs } from '../../support/temp.ts';

export const NOW = Date.UTC(2026, 11, 1);

/** A mention as it is stored. */
export interface Stored {
  readonly brand: string;
  readonly text: string;
  readonly title?: string | undefined;
  /** ISO 8601 in UTC, without milliseconds. */
  readonly at: string;
  readonly precision: 'second' | 'minute' | 'day';
  readonly source: string;
  readonly id: string;
  readonly kind: string;
  readonly url?: string | undefined;
  readonly lang?: string | undefined;
  readonly rating?: number | undefined;
  /** Followers and views, and ten times likes, replies and twice the reposts. */
  readonly reach: number;
  /** Whether the author is known. */
  readonly author: boolean;
  readonly betrayal?: boolean | undefined;
}

export interface Imported extends CliResult {
  /** What was written to stdout; undefined where nothing was imported. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
}

export interface Ground {
  readonly dir: string;
  /** Writes a file. */
  file(name: string, content: string | Buffer): string;
  /** Runs a verb on the data folder. */
  run(...words: string[]): Promise<CliResult>;
  /** Writes a file and imports it, for brand acme unless `args` name one. */
  load(name: string, content: string | Buffer, ...args: string[]): Promise<Imported>;
  /** All that is stored, by time and then as it came. */
  stored(brand?: string): Promise<Stored[]>;
}

async function allOf(dir: string, only?: string): Promise<Stored[]> {
  const store = openTestStore(dir);
  try {
    const brands = (await store.read.brands.all()).filter(({ slug }) => only === undefined || slug === only);
    const found = [];
    for (const { id: brandId, slug } of brands) {
      const filter = { brandId, from: 0, to: NOW + 1, order: 'newest' as const, limit: 20_000 };
      for (const m of await store.read.mentions.list(filter)) found.push({ slug, m });
    }
    found.sort((a, b) => a.m.publishedAt - b.m.publishedAt || a.m.id - b.m.id);
    return found.map(({ slug, m }) => ({
      brand: slug,
      text: m.text,
      title: m.title,
      at: new Date(m.publishedAt).toISOString().replace('.000Z', 'Z'),
      precision: m.precision ?? 'second',
      source: m.source,
      id: m.externalId,
      kind: m.kind,
      url: m.url,
      lang: m.lang,
      rating: m.rating,
      reach: m.reach,
      author: m.authorPseudonym !== undefined,
      betrayal: m.betrayal?.label,
    }));
  } finally {
    await store.close();
  }
}

/** New grounds for one test file; call it at the top of the file. */
export function grounds(): () => Ground {
  const tempDir = tempDirs();
  const env = (dir: string) => ({
    OUTCRY_DATA_DIR: dir,
    OUTCRY_LOG: 'silent',
    OUTCRY_DEMO: '0',
    OUTCRY_SCORE_THREADS: '1',
  });
  const migrated = tempDir();
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    await runVerb(['incidents', '--json'], env(migrated));
  });
  afterAll(() => {
    vi.useRealTimers();
  });
  return () => {
    const dir = tempDir();
    const data = join(dir, 'data');
    cpSync(migrated, data, { recursive: true });
    const files = join(dir, 'files');
    mkdirSync(files);
    const run = (...words: string[]) => runVerb(words, env(data));
    const file = (name: string, content: string | Buffer) => {
      const path = join(files, name);
      writeFileSync(path, content);
      return path;
    };
    return {
      dir: data,
      file,
      run,
      async load(name, content, ...args) {
        const brand = args.includes('--brand') ? [] : ['--brand', 'acme'];
        const result = await run('import', file(name, content), ...brand, ...args);
        const json = result.stdout === '' ? undefined : (JSON.parse(result.stdout) as Imported['json']);
        return { ...result, json };
      },
      stored: (brand) => allOf(data, brand),
    };
  };
}

/** What a case expects besides the stored mentions. */
export interface Expected {
  /** Options of the import. */
  readonly args?: readonly string[];
  /** Parts of the JSON. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** What is said to the person. */
  readonly says?: RegExp;
}

type Files = Readonly<Record<string, string | Buffer>>;

/** Tests of one file: `reads` expects all rows right, `refuses` nothing stored and a line that names cause and way on. */
export function fileTests() {
  const ground = grounds();
  return {
    ground,
    reads(
      number: number,
      title: string,
      files: Files,
      stored: readonly Partial<Stored>[],
      { args = [], json = {}, says }: Expected = {},
    ): void {
      it(
        `${number}: ${title}`,
        async () => {
          const { load, stored: all } = ground();
          for (const [name, content] of Object.entries(files)) {
            const { code, stderr, json: found } = await load(name, content, ...args);
            expect([name, code, code === 0 ? '' : stderr]).toEqual([name, 0, '']);
            expect(found).toMatchObject({ rejected: 0, ...json });
            if (says) expect(stderr).toMatch(says);
          }
          expect(await all()).toMatchObject(stored);
        },
        HANG_MS,
      );
    },
    refuses(
      number: number,
      title: string,
      files: Files,
      says: RegExp,
      { args = [] }: Pick<Expected, 'args'> = {},
    ): void {
      it(
        `${number}: ${title}`,
        async () => {
          const { load, stored } = ground();
          for (const [name, content] of Object.entries(files)) {
            const { code, stderr } = await load(name, content, ...args);
            expect(code).not.toBe(0);
            expect(stderr).toMatch(says);
          }
          expect(await stored()).toEqual([]);
        },
        HANG_MS,
      );
    },
  };
}

/** Lines of JSON. */
export const jsonl = (...rows: readonly unknown[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** A text of which each character is a byte: its own number, or what `bytes` says. */
export function singleBytes(text: string, bytes: Readonly<Record<string, number>>): Buffer {
  return Buffer.from(Array.from(text, (char) => bytes[char] ?? char.charCodeAt(0)));
}

const HIGH = { '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96, '€': 0x80 };

export const windows1252 = (text: string): Buffer => singleBytes(text, HIGH);

export function utf16(text: string, order: 'le' | 'be' = 'le', mark = true): Buffer {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}
