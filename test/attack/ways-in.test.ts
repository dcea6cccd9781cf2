/**
 * Hostile entries between good ones, on every way in and on both databases: a good one is stored exactly once, a bad one
 * is stored or a dead letter, and none is without its account.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { importFile } from '../../src/import/import-file.ts';
import { collectStage } from '../../workers/collect.ts';
import { feedServer } from '../support/feed-server.ts';
import { tempDirs } from '../support/temp.ts';
import {
  BRANDS,
  DATABASES,
  databases,
  type Opened,
  storedIds,
  withoutFallback,
} from './databases.fixture.ts';
import { jsonFeedOf, type Written, xmlFeedOf } from './feeds.fixture.ts';
import { attackRounds } from './rounds.ts';
import { type Json, type Shapes, shapes } from './shapes.ts';
import { webhookServer } from './webhook.fixture.ts';

const NOW = Date.UTC(2026, 2, 2, 12);
const clock = () => NOW;
const tempDir = tempDirs();
const all = databases(tempDir);
// Signatures are checked against the clock of the process.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterAll(async () => {
  vi.useRealTimers();
  await all.stop();
});

type Entry = Record<string, Json>;

let made = 0;
function good(): Entry {
  made += 1;
  const publishedAt = new Date(NOW - made * 1_000).toISOString();
  return {
    externalId: `good-${made}`,
    text: `Acme sold my data ${made}`,
    title: 'Acme',
    publishedAt,
    brand: 'acme',
  };
}

function bad(shape: Shapes): Entry {
  const full = {
    ...good(),
    url: 'https://x.example/1',
    lang: 'en',
    author: 'a',
    rating: 3,
    editedAt: NOW,
    parentExternalId: 'p',
  };
  return shape.spoilt({ ...full, externalId: `bad-${made}`, engagement: { likes: 3 } });
}

/** Good ones first, last and in between. */
function mixed<T>(goods: readonly T[], bads: readonly T[]): T[] {
  return goods.flatMap((one, i) => (i < bads.length ? [one, bads[i]!] : [one]));
}

const idsIn = (text: string) => [...new Set(text.match(/good-\d+/g) ?? [])];

/** Ids of good entries that are not stored exactly once. */
async function lost({ store }: Opened, ids: readonly string[]): Promise<string[]> {
  const stored = await storedIds(store);
  return ids.filter((id) => stored.filter((one) => one === id).length !== 1);
}

/** As JSON text, now and then with something that nests without end. */
function jsonOf(entry: Entry, shape: Shapes): string {
  const text = JSON.stringify(entry);
  if (shape.random() > 0.3) return text;
  const name = shape.random() < 0.5 ? 'publishedAt' : 'text';
  const deep = shape.nestedText(shape.random() < 0.1 ? 300_000 : 20_000);
  return `${text.slice(0, -1)},"${name}":${deep}}`;
}

const PER_PAGE = 12;
const goods = () => Array.from({ length: PER_PAGE }, () => JSON.stringify(good()));
const bads = (shape: Shapes) => Array.from({ length: PER_PAGE - 1 }, () => jsonOf(bad(shape), shape));

describe.each(DATABASES)('%s', (name) => {
  const rounds = attackRounds(6, 60);

  it('webhook', async () => {
    const opened = await all.open(name, { clock });
    const server = await webhookServer(opened, tempDir());
    for (let seed = 0; seed < rounds; seed += 1) {
      const entries = mixed(goods(), bads(shapes(seed)));
      // The good ones have line ends in none of their fields.
      const body = seed % 2 ? `[${entries.join(',')}]` : entries.join('\n');
      const letters = await opened.store.read.deadLetters.waiting();
      const { status, answer } = await server.post('partner', body, { id: `fuzz-${seed}`, at: NOW });
      expect(status).toBe(200);
      const { read, accepted, duplicates, rejected } = answer as never as Record<string, number> & {
        rejected: unknown[];
      };
      expect(read).toBe(entries.length);
      expect(rejected.length).toBe((await opened.store.read.deadLetters.waiting()) - letters);
      // Those left are edits of known ones.
      expect(accepted! + duplicates! + rejected.length).toBeLessThanOrEqual(read!);
      expect(await lost(opened, idsIn(goodText(entries)))).toEqual([]);
    }
    expect(server.failures).toEqual([]);
    await server.close();
    await opened.close();
  });

  it.each(['jsonl', 'csv'])('file: %s', async (ending) => {
    const opened = await all.open(name, { clock });
    for (let seed = 0; seed < rounds; seed += 1) {
      const shape = shapes(1_000 + seed);
      const lines =
        ending === 'jsonl'
          ? mixed(goods(), bads(shape).map(oneLine))
          : [
              'id,text,published_at,title,url',
              ...mixed(
                csvOf(goods()),
                bads(shape).map((one) => csvLine(one, shape)),
              ),
            ];
      const file = join(tempDir(), `hostile.${ending}`);
      writeFileSync(file, lines.join('\n'));
      const letters = await opened.store.read.deadLetters.waiting();
      const source = `file-${seed}`;
      const result = await importFile(opened.ctx, {
        file,
        brand: 'acme',
        source,
        mapping: {},
        onProgress: () => {},
      });
      const { accepted, duplicates, leftOut, rejected } = result;
      expect(accepted + duplicates + leftOut + rejected).toBe(result.read);
      expect(result.deadLetters).toHaveLength(result.rejected);
      // A file of the same name replaces the letters of the same lines.
      expect((await opened.store.read.deadLetters.waiting()) - letters).toBeLessThanOrEqual(result.rejected);
      expect(await lost(opened, idsIn(goodText(lines)))).toEqual([]);
    }
    await opened.close();
  });

  it.each(['rss', 'atom', 'json'] as const)('feed: %s', async (format) => {
    const server = await feedServer();
    const source = {
      slug: 'f1',
      type: 'feed',
      url: `${server.url}/feed`,
      brands: ['acme'],
      keep: 'all',
      everyMinutes: 10,
      enabled: true,
    };
    let now = NOW;
    const opened = await all.open(name, {
      clock: () => now,
      env: { OUTCRY_FETCH_PRIVATE: '1' },
      config: { brands: BRANDS, sources: [source] },
    });
    for (let seed = 0; seed < rounds; seed += 1) {
      const shape = shapes(2_000 + seed);
      const written = mixed(
        Array.from({ length: PER_PAGE }, () => entryOf(good())),
        Array.from({ length: PER_PAGE - 1 }, () => hostileEntry(shape)),
      );
      const body = format === 'json' ? jsonFeedOf(written, shape) : xmlFeedOf(written, format);
      server.set(source.url, { body, validators: false });
      await collectStage(opened.ctx, { source: 'feed:f1' });
      const state = await opened.store.read.sources.state('feed:f1');
      expect([seed, state?.lastError]).toEqual([seed, undefined]);
      const ids = written
        .map(({ id }) => id)
        .filter((id): id is string => typeof id === 'string' && /^good-\d+$/.test(id));
      expect([seed, await lost(opened, ids)]).toEqual([seed, []]);
      now += 3_600_000;
    }
    await opened.close();
    await server.close();
  });

  it('control: without the fallback the good ones beside a refused one are lost', async () => {
    const opened = await all.open(name, { clock });
    await opened.refuse();
    const lines = [good(), { ...good(), externalId: 'refuse-1' }, good()].map((one) => JSON.stringify(one));
    const ids = idsIn(lines.join('\n')).filter((id) => !lines[1]!.includes(id));
    const file = join(tempDir(), 'hostile.jsonl');
    writeFileSync(file, lines.join('\n'));
    const options = { file, brand: 'acme', source: 'f', mapping: {}, onProgress: () => {} };
    const before = { ...opened, ctx: { ...opened.ctx, store: withoutFallback(opened.store) } };
    const server = await webhookServer(before, tempDir());
    await expect(importFile(before.ctx, options)).rejects.toThrow();
    const answer = await server.post('partner', `[${lines.join(',')}]`, { id: 'control', at: NOW });
    expect(answer.status).toBe(500);
    expect(await lost(opened, ids)).toEqual(ids);
    expect(await importFile(opened.ctx, options)).toMatchObject({ accepted: 2, rejected: 1 });
    expect(await lost(opened, ids)).toEqual([]);
    await server.close();
    await opened.close();
  });
});

/** The lines and entries that are good; a hostile one may repeat what a good one says. */
function goodText(entries: readonly string[]): string {
  return entries.filter((_, i) => isGood(entries[i]!)).join('\n');
}
const isGood = (entry: string) => /^(\{"externalId":")?good-\d+/.test(entry);

const oneLine = (text: string) => text.replaceAll(/[\n\r]/g, ' ');

const csvOf = (entries: readonly string[]) =>
  entries.map((text) => {
    const { externalId, text: words, publishedAt, title } = JSON.parse(text) as Record<string, string>;
    return `${externalId},${words},${publishedAt},${title},`;
  });

/** Cells quoted well, or not at all. */
function csvLine(json: string, shape: Shapes): string {
  const texts = Array.from({ length: 4 }, () => oneLine(shape.text()));
  const cells = ['bad', ...texts, json.length < 1_000 ? oneLine(json) : 'x'];
  const quoted = (cell: string) => (shape.random() < 0.8 ? `"${cell.replaceAll('"', '""')}"` : cell);
  return cells
    .slice(0, 3 + Math.floor(shape.random() * 4))
    .map(quoted)
    .join(',');
}

function entryOf({ externalId, text, title, publishedAt }: Entry): Written {
  return { id: externalId, title, text, at: publishedAt };
}

function hostileEntry(shape: Shapes): Written {
  const pick = (value: Json): Json => (shape.random() < 0.6 ? shape.value() : value);
  const { externalId, text, title, publishedAt } = good();
  const deep = shape.random() < 0.3 ? shape.html(10_000) : undefined;
  return {
    ...(shape.random() < 0.5 ? { id: pick(`bad-${JSON.stringify(externalId)}`) } : {}),
    title: pick(title!),
    text: deep ?? pick(text!),
    at: pick(publishedAt!),
  };
}
