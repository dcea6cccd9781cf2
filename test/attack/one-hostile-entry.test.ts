/** Entries that once held up everything beside them, each between two good ones and by its own way in. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { importFile } from '../../src/import/import-file.ts';
import { collectStage } from '../../workers/collect.ts';
import { tempDirs } from '../support/temp.ts';
import { BRANDS, DATABASES, databases, type DatabaseName, storedIds } from './databases.fixture.ts';
import { xmlFeedOf } from './feeds.fixture.ts';
import { webhookServer } from './webhook.fixture.ts';

const NOW = Date.UTC(2026, 2, 2, 12);
const tempDir = tempDirs();
const all = databases(tempDir);
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterAll(async () => {
  vi.useRealTimers();
  await all.stop();
});

const AT = '2026-03-01T00:00:00Z';
const nested = (deep: number) => `${'['.repeat(deep)}${']'.repeat(deep)}`;
const entry = (externalId: string, more = '') =>
  `{"externalId":"${externalId}","text":"Acme sold ${externalId}","publishedAt":"${AT}","brand":"acme"${more}}`;
const withText = (text: string) =>
  JSON.stringify({ externalId: 'bad', text, title: text.slice(0, 9_000), publishedAt: AT, brand: 'acme' });

/** `stored`: the hostile entry is stored too; otherwise it is refused. */
const ENTRIES: readonly [string, string, 'stored' | 'refused'][] = [
  ['an emoji across the cut of a text', withText(`acme ${'a'.repeat(99_994)}😀 x`), 'stored'],
  ['half an emoji in a text', withText('acme \ud800 x'), 'stored'],
  ['half an emoji in an id', entry('bad\\ud800'), 'stored'],
  [
    'half an emoji in a parent, a link and a language',
    entry('bad', ',"parentExternalId":"\\udc00","url":"https://x.example/\\ud800","lang":"\\ud800"'),
    'stored',
  ],
  ['NUL everywhere', entry('bad\\u0000', ',"title":"\\u0000","lang":"\\u0000"'), 'stored'],
  ['1e308 as times', entry('bad', ',"publishedClaimed":1e308,"editedAt":1e308'), 'stored'],
  ['9.3e18 as a time', entry('bad', ',"editedAt":9300000000000000000'), 'stored'],
  ['a time after the last', entry('bad', ',"editedAt":8640000000000001'), 'stored'],
  [
    'counts that are lists of lists',
    entry('bad', `,"engagement":{"likes":${nested(20_000)}},"rating":${nested(20_000)}`),
    'stored',
  ],
  ['an unknown field that nests without end', entry('bad', `,"x":${nested(200_000)}`), 'stored'],
  ['an id of many bytes', entry('語'.repeat(900)), 'refused'],
  ['a time that nests 20,000 deep', entry('bad', `,"publishedAt":${nested(20_000)}`), 'refused'],
  ['a time that nests a million deep', entry('bad', `,"publishedAt":${nested(400_000)}`), 'refused'],
  ['a text that nests', entry('bad', `,"text":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`), 'refused'],
  ['a list', nested(20_000), 'refused'],
  [
    'fields of the prototype',
    '{"__proto__":{"text":"acme"},"constructor":1,"toString":2,"toJSON":3}',
    'refused',
  ],
];

describe.each(DATABASES)('%s', (name) => {
  it('by webhook', async () => {
    const opened = await all.open(name, { clock: () => NOW });
    const server = await webhookServer(opened, tempDir());
    for (const [i, [what, hostile, then]] of ENTRIES.entries()) {
      const good = [`good-${i}-a`, `good-${i}-b`];
      const own = hostile.replace('bad', `bad-${i}`);
      const body = `[${entry(good[0]!)},${own},${entry(good[1]!)}]`;
      const { status, answer } = await server.post('s', body, { id: `one-${i}`, at: NOW });
      const rejected = then === 'refused' ? 1 : 0;
      expect([what, status, answer.accepted]).toEqual([what, 200, 3 - rejected]);
      expect(answer.rejected).toHaveLength(rejected);
      const ids = await storedIds(opened.store);
      expect([what, good.filter((id) => !ids.includes(id))]).toEqual([what, []]);
    }
    expect(await opened.store.read.deadLetters.waiting()).toBe(
      ENTRIES.filter(([, , then]) => then === 'refused').length,
    );
    expect(server.failures).toEqual([]);
    await server.close();
    await opened.close();
  });

  it('by file', async () => {
    const opened = await all.open(name, { clock: () => NOW });
    const file = join(tempDir(), 'hostile.jsonl');
    const lines = ENTRIES.flatMap(([, hostile], i) => [
      entry(`good-${i}`),
      hostile.replace('bad', `bad-${i}`),
    ]);
    writeFileSync(file, lines.join('\n'));
    const result = await importFile(opened.ctx, {
      file,
      brand: 'acme',
      source: 'f',
      mapping: {},
      onProgress: () => {},
    });
    // In a file, a field that holds no words is an empty one, and a row without words is no post.
    const wordless = 'a text that nests';
    const refused = ENTRIES.flatMap(([what, , then], i) =>
      then === 'refused' && what !== wordless ? [2 * i + 2] : [],
    );
    expect(result.deadLetters.map(({ line }) => line)).toEqual(refused);
    expect(result).toMatchObject({
      read: lines.length,
      accepted: lines.length - refused.length - 1,
      leftOut: 1,
      duplicates: 0,
    });
    // Again it adds nothing.
    const again = await importFile(opened.ctx, {
      file,
      brand: 'acme',
      source: 'f',
      mapping: {},
      onProgress: () => {},
    });
    expect(again).toMatchObject({ accepted: 0, rejected: refused.length });
    await opened.close();
  });

  it('by feed: markup nested 10,000 deep without an id, and a site that answers with impossible limits', async () => {
    const entries = [
      { id: 'good-1', title: 'Acme one', text: 'x', at: AT },
      { title: 'Acme', text: '<div>'.repeat(10_000), at: AT },
      { title: 'Acme', text: `${'<table><tr><td>'.repeat(5_000)}acme`, at: '275760-09-14' },
      { id: 'x'.repeat(5_000), title: 'Acme', text: '\u0000', at: 'Infinity' },
      { id: 'good-2', title: 'Acme two', text: 'y', at: AT },
    ];
    const { store, done } = await feedOf(name, xmlFeedOf(entries, 'rss'));
    const ids = await storedIds(store);
    expect(ids.filter((id) => id.startsWith('good-')).toSorted()).toEqual(['good-1', 'good-2']);
    const state = await store.read.sources.state('feed:f1');
    expect(state?.lastError).toBeUndefined();
    // Three hostile ones: stored, or a dead letter.
    expect(ids.length - 2 + (await store.read.deadLetters.waiting())).toBe(3);
    await done();
  });
});

it('control: the libraries give up on these', () => {
  const { compile } = createRequire(import.meta.url)('html-to-text') as {
    compile(options: object): (html: string) => string;
  };
  expect(() => compile({})('<div>'.repeat(10_000))).toThrow(RangeError);
  expect(() => JSON.stringify(JSON.parse(nested(20_000)))).toThrow(RangeError);
  expect('a😀'.slice(0, 2).isWellFormed()).toBe(false);
});

/** A feed read once, from a site whose headers are hostile too. */
async function feedOf(name: DatabaseName, body: string) {
  const limits = {
    'x-ratelimit-remaining': '1e308',
    'x-ratelimit-limit': '1e400',
    'x-ratelimit-reset': '12.3456',
  };
  const server = createServer(
    (_, response) => void response.writeHead(200, { ...limits, etag: '"\u00ff"' }).end(body),
  );
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`;
  const source = {
    slug: 'f1',
    type: 'feed',
    url,
    brands: ['acme'],
    keep: 'all',
    everyMinutes: 10,
    enabled: true,
  };
  const opened = await all.open(name, {
    clock: () => NOW,
    env: { OUTCRY_FETCH_PRIVATE: '1' },
    config: { brands: BRANDS, sources: [source] },
  });
  await collectStage(opened.ctx, { source: 'feed:f1' });
  const done = async () => {
    await opened.close();
    server.close();
  };
  return { store: opened.store, done };
}
