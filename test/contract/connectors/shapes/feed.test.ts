/**
 * Feeds as bytes from a server, through the real fetch: encodings as RFC 7303 and feeds in the suites of kurtmckee/feedparser
 * and danmactough/node-feedparser have them (Windows-1251, gzip served bare), texts as WordPress writes them.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brandMatcher } from '../../../../src/ingest/match.ts';
import { createPoliteFetch } from '../../../../src/net/polite-fetch.ts';
import { feedConnector } from '../../../../src/source/connectors/feed.ts';
import { brandOf } from '../../../support/installation.ts';
import { NOW } from './recorded.ts';

interface Served {
  readonly body: string | Uint8Array;
  readonly type?: string;
}

let served: Served = { body: '' };
let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/robots.txt') return void response.writeHead(404).end();
    response
      .writeHead(200, served.type === undefined ? {} : { 'content-type': served.type })
      .end(served.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
});
afterAll(() => void server.close());

async function mentionsOf(answer: Served, terms: string[], keep: 'match' | 'all' = 'match') {
  served = answer;
  const brands = [brandOf('b', terms[0], { terms })];
  const connector = feedConnector({
    id: 'feed:x',
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`,
    keep,
    brands,
    match: brandMatcher(brands),
    clock: () => NOW,
    fetch: createPoliteFetch({
      clock: () => NOW,
      contact: 'x',
      allowPrivate: true,
      wait: async () => undefined,
    }),
  });
  const found = [];
  for await (const page of connector.read(undefined, new AbortController().signal))
    for (const entry of page.entries) found.push(connector.toMention(entry, NOW));
  return found.flatMap((outcome) => (outcome.kind === 'ok' ? [outcome.value.text] : []));
}

const rss = (item: string, prolog = '') =>
  `${prolog}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title><item>` +
  `<link>https://n.example/1</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>${item}</item></channel></rss>`;
const prolog = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>`;
const western = (text: string) =>
  Buffer.from(text.replaceAll('’', '\x92').replaceAll('€', '\x80').replaceAll('–', '\x96'), 'latin1');

describe('the encoding of a feed', () => {
  const item = rss('<title>Nestlé don’t care – €5</title>', prolog('windows-1252'));

  it.each<[string, Served]>([
    ['in the prolog', { body: western(item), type: 'application/rss+xml' }],
    [
      'in the header',
      { body: western(item.replace(/^<\?.*?\?>/, '')), type: 'text/xml; charset=windows-1252' },
    ],
    [
      'under a name of its own',
      { body: western(item.replace('windows-1252', 'x-nonsense')), type: 'text/xml' },
    ],
    ['nowhere', { body: western(item.replace(/^<\?.*?\?>/, '')) }],
    ['UTF-8', { body: item.replace('windows-1252', 'utf-8'), type: 'text/xml' }],
    [
      'UTF-16',
      { body: Buffer.from(`\ufeff${item.replace('windows-1252', 'utf-16')}`, 'utf16le'), type: 'text/xml' },
    ],
    ['packed without a header', { body: gzipSync(western(item)), type: 'application/x-gzip' }],
  ])('%s', async (_, answer) => {
    expect(await mentionsOf(answer, ['Nestlé'])).toEqual(['Nestlé don’t care – €5']);
  });

  it('Windows-1251', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${prolog('windows-1251')}<rss version="2.0"><channel><item><title>`),
      Buffer.from([0xdf, 0xed, 0xe4, 0xe5, 0xea, 0xf1]),
      Buffer.from('</title></item></channel></rss>'),
    ]);
    expect(await mentionsOf({ body: bytes }, ['Яндекс'])).toEqual(['Яндекс']);
  });
});

describe('the text of an entry', () => {
  it.each([
    [
      'the content before the teaser',
      '<description>What happened […]</description><content:encoded>Acme sold our data.</content:encoded>',
      ['Acme sold our data.'],
    ],
    [
      'the teaser too, where it alone names the brand',
      '<description>Acme, again.</description><content:encoded>They sold our data to everybody.</content:encoded>',
      ['Acme, again.\n\nThey sold our data to everybody.'],
    ],
    [
      'cells apart',
      '<description>&lt;table&gt;&lt;tr&gt;&lt;td&gt;Acme&lt;/td&gt;&lt;td&gt;Globex&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</description>',
      ['Acme Globex'],
    ],
    [
      'no mention in a quotation alone',
      '<description>&lt;blockquote&gt;Acme lied&lt;/blockquote&gt;&lt;p&gt;No.&lt;/p&gt;</description>',
      [],
    ],
    ['a name in signs', '<description>I hate &lt;Acme&gt; so much</description>', ['I hate <Acme> so much']],
  ])('%s', async (_, item, texts) => {
    expect(await mentionsOf({ body: rss(item) }, ['Acme'])).toEqual(texts);
  });

  it('has the teaser too where one of two brands is named in it alone', () => {
    const brands = [brandOf('acme', 'Acme'), brandOf('globex', 'Globex')];
    const match = brandMatcher(brands);
    const fetch = async () => ({ status: 404, headers: new Map(), body: '', url: 'https://n.example' });
    const connector = feedConnector({
      id: 'feed:x',
      url: 'https://n.example',
      keep: 'match',
      brands,
      match,
      clock: () => NOW,
      fetch,
    });
    const entry = {
      id: '1',
      summary: 'Acme sold it',
      teaser: 'And Globex bought it',
      plain: true,
      publishedAt: NOW,
    };
    expect(connector.toMention(entry, NOW)).toMatchObject({
      value: { text: 'And Globex bought it\n\nAcme sold it', brands: ['acme', 'globex'] },
    });
    expect(connector.toMention({ ...entry, teaser: 'And Acme, again' }, NOW)).toMatchObject({
      value: { text: 'Acme sold it', brands: ['acme'] },
    });
  });

  it('is no mention without words, even where all of a feed is kept', async () => {
    expect(
      await mentionsOf({ body: rss('<description>&lt;img src="x"&gt;</description>') }, ['Acme'], 'all'),
    ).toEqual([]);
    expect(await mentionsOf({ body: rss('<title>x</title>') }, ['Acme'], 'all')).toEqual(['x']);
  });
});
