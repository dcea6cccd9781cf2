import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../../test/support/cpu-time.ts';
import { goneFrom, readFeed } from './read-feed.ts';
import { inUsualNames } from './usual-names.ts';

const AT = 'https://news.example/feeds/all.xml';
const NAMESPACES =
  'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
  'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:media="http://search.yahoo.com/mrss/" ' +
  'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"';
const rss = (item: string, channel = '') =>
  `<rss version="2.0" ${NAMESPACES}><channel><title>News</title>${channel}<item>${item}</item></channel></rss>`;
const atom = (entry: string, attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>News</title><entry>${entry}</entry></feed>`;
const json = (item: object) =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'News', items: [item] });
const first = (text: string, at = AT) => readFeed(text, at)[0]!;

describe('the fullest text', () => {
  it.each([
    [
      'content:encoded',
      rss(
        '<description>What happened […]</description><content:encoded>&lt;p&gt;Acme sold it.&lt;/p&gt;' +
          '&lt;p&gt;What happened after that.&lt;/p&gt;</content:encoded>',
      ),
    ],
    [
      'description, where it is longer',
      rss(
        '<content:encoded>short</content:encoded><description>Acme sold it.\n\nWhat happened after that.</description>',
      ),
    ],
    [
      'content of Atom',
      atom(
        '<summary>What happened</summary><content type="html">&lt;p&gt;Acme sold it.&lt;/p&gt;&lt;p&gt;What happened ' +
          'after that.&lt;/p&gt;</content>',
      ),
    ],
    [
      'xhtml of Atom',
      atom(
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Acme sold it.</p><p>What happened ' +
          'after that.</p></div></content>',
      ),
    ],
    [
      'content of a JSON Feed',
      json({ id: '1', summary: 'x', content_html: '<p>Acme sold it.</p><p>What happened after that.</p>' }),
    ],
    [
      'text of a JSON Feed',
      json({ id: '1', summary: 'x', content_text: 'Acme sold it.\n\nWhat happened after that.' }),
    ],
    [
      'itunes:summary',
      rss(
        '<itunes:subtitle>x</itunes:subtitle><itunes:summary>Acme sold it.\n\nWhat happened after that.</itunes:summary>',
      ),
    ],
    [
      'media:description',
      rss('<media:description>Acme sold it.\n\nWhat happened after that.</media:description>'),
    ],
    [
      'media:description of a group',
      atom(
        '<media:group xmlns:media="http://search.yahoo.com/mrss/"><media:description>Acme sold it.\n\nWhat happened ' +
          'after that.</media:description></media:group>',
      ),
    ],
    [
      'dcterms:abstract',
      rss('<dcterms:abstract>Acme sold it.\n\nWhat happened after that.</dcterms:abstract>'),
    ],
    [
      'body',
      rss(
        '<body xmlns="http://www.w3.org/1999/xhtml"><p>Acme sold it.</p><p>What happened after that.</p></body>',
      ),
    ],
    [
      'fullitem',
      rss(
        '<fullitem>&lt;p&gt;Acme sold it.&lt;/p&gt;&lt;p&gt;What happened after that.&lt;/p&gt;</fullitem>',
      ),
    ],
    [
      'RSS under a prefix',
      `<r:rss version="2.0" xmlns:r="http://backend.example/rss2"><r:channel><r:title>News</r:title><r:item>
       <r:description>Acme sold it.\n\nWhat happened after that.</r:description></r:item></r:channel></r:rss>`,
    ],
  ])('%s', (_, feed) => {
    expect(first(feed).summary).toBe('Acme sold it.\n\nWhat happened after that.');
  });

  it('keeps a teaser that says something else, and none that only begins the text', () => {
    const full = '<content:encoded>The whole story of it, at length.</content:encoded>';
    expect(first(rss(`<description>Acme lied</description>${full}`)).teaser).toBe('Acme lied');
    expect(first(rss(`<description>The whole story […]</description>${full}`)).teaser).toBeUndefined();
    expect(first(rss(`<description>The whole story...</description>${full}`)).teaser).toBeUndefined();
    expect(first(rss(`<description>Яндекс</description>${full}`)).teaser).toBe('Яндекс');
  });

  it('is what a picture shows, where there is nothing else', () => {
    expect(
      first(rss('<description>&lt;img src="x" alt="Acme &amp;amp; you"&gt;</description>')).summary,
    ).toBe('Acme & you');
    expect(
      first(rss('<description>&lt;p&gt;Words&lt;/p&gt;&lt;img alt="no"&gt;</description>')).summary,
    ).toBe('Words');
  });
});

describe('what is HTML and what is not', () => {
  it.each([
    ['plain text of Atom', atom('<title type="text">a &lt;b&gt; c &lt;/b&gt;</title>'), 'a <b> c </b>'],
    [
      'text of Atom without a type',
      atom('<title>AT&amp;amp;T &lt;i&gt;x&lt;/i&gt;</title>'),
      'AT&amp;T <i>x</i>',
    ],
    ['HTML of Atom', atom('<title type="html">AT&amp;amp;T &lt;i&gt;x&lt;/i&gt;</title>'), 'AT&T x'],
    ['a title of a JSON Feed', json({ id: '1', title: 'Use <b> &amp; co' }), 'Use <b> &amp; co'],
    [
      'a title of RSS with a tag as its subject',
      rss('<title>The &lt;table&gt; tag</title>'),
      'The <table> tag',
    ],
    ['a title of RSS with markup', rss('<title>&lt;b&gt;Acme&lt;/b&gt; lied</title>'), 'Acme lied'],
    ['a title of RSS that is escaped twice', rss('<title>AT&amp;amp;T lied</title>'), 'AT&T lied'],
    [
      'Atom 0.3 as base64',
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="base64">QWNtZSA8Yj5saWVkPC9iPg==</title></entry></feed>',
      'Acme lied',
    ],
    ['media:title', rss('<media:title>Acme lied</media:title>'), 'Acme lied'],
    ['dc:title', rss('<dc:title>Acme lied</dc:title>'), 'Acme lied'],
  ])('%s', (_, feed, title) => {
    expect(first(feed).title).toBe(title);
  });

  it('leaves what looks like a tag in a description', () => {
    expect(first(rss('<description>I hate &lt;Acme&gt; &amp;amp; co</description>')).summary).toBe(
      'I hate <Acme> & co',
    );
    expect(first(json({ id: '1', content_text: 'if a <b and c> d' })).summary).toBe('if a <b and c> d');
  });
});

it('says what was taken out of a feed', () => {
  const tombstone =
    '<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:a,1?x&amp;y" when="2026-01-01T00:00:00Z"/>';
  const feed = atom('<id>tag:a,2</id><title>x</title>').replace('</feed>', `${tombstone}</feed>`);
  expect(readFeed(feed, AT).map(({ id, gone }) => [id, gone ?? false])).toEqual([
    ['tag:a,2', false],
    ['tag:a,1?x&y', true],
  ]);
});

it('takes linear time for names of its own and tombstones', () => {
  const pieces = ['<!--', '<![CDATA[', '<body ', '<a:', '<a.a.a.', '<deleted-entry ', '<deleted-entry ref="'];
  for (const piece of pieces) {
    const work = (size: number) => {
      const text = piece.repeat(size / piece.length);
      return [inUsualNames(text), goneFrom(text)];
    };
    expect(growth(work, 20_000)).toBeLessThan(LINEAR);
  }
});

describe('addresses, dates and authors', () => {
  it.each([
    ['an absolute link', rss('<link>https://a.example/1</link>'), 'https://a.example/1'],
    [
      'relative to the site',
      rss('<link>/1</link>', '<link>https://a.example/</link>'),
      'https://a.example/1',
    ],
    ['relative to the feed', rss('<link>1.html</link>'), 'https://news.example/feeds/1.html'],
    [
      'xml:base of the entry',
      atom('<link href="1"/>', 'xml:base="https://a.example/b/"'),
      'https://a.example/b/1',
    ],
    ['xml:base within xml:base', atom('<link href="1"/>', 'xml:base="/b/"'), 'https://news.example/b/1'],
    ['without a scheme', rss('<link>//a.example/1</link>'), 'https://a.example/1'],
    ['a guid that is a permalink', rss('<guid>https://a.example/1</guid>'), 'https://a.example/1'],
    ['a guid that is none', rss('<guid isPermaLink="false">https://a.example/1</guid>'), undefined],
    [
      'the page before other links',
      atom('<link rel="self" href="https://a.example/s"/><link rel="alternate" href="https://a.example/1"/>'),
      'https://a.example/1',
    ],
    [
      'the file of a podcast',
      rss('<enclosure url="https://a.example/1.mp3" type="audio/mpeg" length="1"/>'),
      'https://a.example/1.mp3',
    ],
    ['no script', rss('<link>javascript:alert(1)</link>'), undefined],
  ])('%s', (_, feed, url) => {
    expect(first(feed).url).toBe(url);
  });

  it('finds a date and an author in every namespace', () => {
    const at = '2026-01-02T03:04:05Z';
    for (const element of ['dc:date', 'dcterms:issued', 'dcterms:created', 'dcterms:available', 'pubDate'])
      expect(first(rss(`<title>x</title><${element}>${at}</${element}>`)).publishedAt).toBe(at);
    for (const element of ['dc:creator', 'dcterms:creator', 'itunes:author', 'author', 'dc:author'])
      expect(first(rss(`<${element}>Ann</${element}>`)).author).toBe('Ann');
    const both = rss(`<pubDate>soon</pubDate><dc:date>${at}</dc:date>`);
    expect(first(both)).toMatchObject({ publishedAt: 'soon', otherDates: [at] });
  });
});
