/** Exports of listening suites (cases 14 to 16, 52, 53, 56, 63, 65). */
import { describe, expect, it } from 'vitest';
import { xlsxOf } from '../../support/zip.ts';
import { fileTests } from './ground.ts';

const { ground, reads } = fileTests();

describe('the text beside a title', () => {
  const titled = [
    'Date,Title,Description,Url',
    '2026-06-01 10:00,Acme,They sold our location data to brokers,https://x.example/1',
    '2026-06-01 11:00,Acme,Great new playlists this week,https://x.example/2',
  ].join('\n');
  const snippets = [
    'Date,Title,Snippet,Full Text,Url',
    '2026-06-01 10:00,Acme news,acme sold…,Acme sold our location data to brokers and lied about it,https://x.example/3',
    '2026-06-01 12:00,,i trusted…,I trusted Acme and they betrayed me,https://x.example/4',
  ].join('\n');

  it('14, 15: the sentences are stored and scored, not the headlines', async () => {
    const { load, stored } = ground();
    await load('mention.csv', titled);
    await load('brandwatch.csv', snippets, '--wait');
    expect((await stored()).toSorted((a, b) => (a.url! < b.url! ? -1 : 1))).toMatchObject([
      { text: 'Acme\nThey sold our location data to brokers', betrayal: true },
      { text: 'Acme\nGreat new playlists this week', betrayal: false },
      { text: 'Acme news\nAcme sold our location data to brokers and lied about it', betrayal: true },
      { text: 'I trusted Acme and they betrayed me', betrayal: true },
    ]);
  });
  reads(
    14,
    'Meltwater: Hit Sentence where Headline and Opening Text are empty',
    {
      'a.csv': [
        'Date,Headline,Opening Text,Hit Sentence,URL',
        '2026-06-01 10:00,,,I trusted Acme and they sold me,https://x.example/1',
        '2026-06-01 11:00,Acme news,,Acme has lied about its brokers,https://x.example/2',
      ].join('\n'),
    },
    [{ text: 'I trusted Acme and they sold me' }, { text: 'Acme news\nAcme has lied about its brokers' }],
  );
  reads(
    14,
    'Awario: an unknown column of long texts is taken, and said',
    {
      'a.csv': [
        'Date,Title,Mention Body,Url',
        '2026-06-01 10:00,Acme,They sold our location data to brokers,https://x.example/1',
        '2026-06-01 11:00,Acme,Great new playlists this week,https://x.example/2',
      ].join('\n'),
    },
    [
      { text: expect.stringContaining('They sold our location data to brokers') },
      { text: expect.stringContaining('Great new playlists this week') },
    ],
    { says: /Mention Body/ },
  );
});

describe('Brandwatch', () => {
  const header =
    'Query Id,Query Name,Date,Title,Snippet,Url,Domain,Sentiment,Page Type,Language,Country,Author,Full Name,Full Text,Mention Id,Resource Id,X Followers,X Likes,X Reposts,X Replies,Content Source Name';
  const rows = [
    '1,acme,2026-07-08 10:11:12.0,,acme sold my…,https://x.example/joe/1,x.example,negative,twitter,en,US,joe,Joe,"acme sold my contacts, all of them",11,a7f1,500,3,1,2,X',
    '1,acme,2026-07-08 11:00:00.0,Acme in the news,Acme sold…,https://n.example/2,n.example,neutral,news,en,US,Ann Bee,,Acme sold data of its users to brokers for years.,12,a7f2,,,,,News',
  ];
  const before = [
    ['Report:', 'Bulk Mentions Download'],
    ['Brand:', 'Acme'],
    ['From:', 'Wed Jul 01 00:00:00 UTC 2026'],
    ['To:', 'Fri Jul 31 23:59:59 UTC 2026'],
    ['Label:', 'Weekly'],
    [''],
  ];
  const read = [
    {
      text: 'acme sold my contacts, all of them',
      at: '2026-07-08T10:11:12Z',
      id: 'a7f1',
      author: true,
      reach: 570,
      lang: 'en',
      source: 'x',
    },
    {
      text: 'Acme in the news\nAcme sold data of its users to brokers for years.',
      at: '2026-07-08T11:00:00Z',
      author: true,
      source: 'news',
    },
  ];
  reads(15, 'no lines before the header', { 'bw.csv': [header, ...rows].join('\n') }, read);
  reads(15, 'with the text named', { 'bw.csv': [header, ...rows].join('\n') }, read, {
    args: ['--map', 'text=Full Text'],
  });
  const preamble = before.map((cells) => cells.map((cell) => (cell === '' ? '' : `"${cell}"`)).join(','));
  reads(16, 'Bulk Mentions Download, CSV', { 'bw.csv': [...preamble, header, ...rows].join('\r\n') }, read);
  const split = (line: string) =>
    line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((c) => c.replaceAll('"', ''));
  reads(
    16,
    'Bulk Mentions Download, Excel',
    { 'bw.xlsx': xlsxOf({ Mentions: [...before, ...[header, ...rows].map(split)] }) },
    read,
    { json: { container: { format: 'xlsx' } } },
  );
});

describe('CrowdTangle', () => {
  const header =
    'Page Name,User Name,Facebook Id,Page Category,Page Description,Page Created,Likes at Posting,Followers at Posting,Post Created,Type,Total Interactions,Likes,Comments,Shares,URL,Message,Link,Image Text,Link Text,Description';
  const row = (time: string, message: string, image: string, n: number) =>
    `Acme Watch,acmewatch,1000,MEDIA,"We are a page of people who look closely at what companies do with what they know about us",2012-03-01 10:00:00,"4,000","5,000",${time},Photo,"1,043","1,010",13,"20",https://f.example/${n},${message},,${image},,`;
  reads(
    52,
    'EDT and CEST, likes with a comma, photo posts with the text of the picture',
    {
      'ct.csv': [
        header,
        row('2026-07-08 09:48:29 EDT', 'Acme sold your data', '', 1),
        row('2026-07-08 19:48:29 CEST', '', 'ACME LIES', 2),
      ].join('\n'),
    },
    [
      {
        at: '2026-07-08T13:48:29Z',
        text: 'Acme sold your data',
        reach: 5_000 + 10 * (1_010 + 40 + 13),
        author: true,
      },
      { at: '2026-07-08T17:48:29Z', text: 'ACME LIES', reach: 5_000 + 10 * (1_010 + 40 + 13) },
    ],
  );
});

describe('numbers as people write them', () => {
  reads(
    53,
    'likes',
    {
      'a.csv': [
        'date,text,likes',
        '2026-07-08 10:00,word one,"1,204"',
        '2026-07-08 10:01,word two,1.2K',
        '2026-07-08 10:02,word three,3M',
        '2026-07-08 10:03,word four,17',
      ].join('\n'),
    },
    [{ reach: 12_040 }, { reach: 12_000 }, { reach: 30_000_000 }, { reach: 170 }],
  );
  const stars: readonly (readonly [string, number])[] = [
    ['5 stars', 5],
    ['4,5', 4.5],
    ['4/5', 4],
    ['★★☆☆☆', 2],
    ['3 out of 5', 3],
  ];
  reads(
    53,
    'stars',
    {
      'a.csv': ['date;text;rating', ...stars.map(([s], i) => `2026-07-08 10:0${i};word ${i};${s}`)].join(
        '\n',
      ),
    },
    stars.map(([, rating], i) => ({ text: `word ${i}`, rating })),
  );
  reads(
    53,
    'what cannot be read is said',
    { 'a.csv': 'date,text,rating\n2026-07-08 10:00,word one,4\n2026-07-08 10:01,word two,so-so\n' },
    [{ rating: 4 }, { rating: undefined }],
    { says: /so-so/ },
  );
});

describe('Talkwalker', () => {
  const header =
    'url;indexed;search_indexed;published;title;content;title_snippet;content_snippet;domain_url;lang;source_type;extra_author_attributes.name;extra_author_attributes.short_name;engagement;reach';
  const rows = (time: string) =>
    `http://x.example/1;2026-07-08T11:11:12.000+0000;2026-07-08T11:11:12.000+0000;${time};;Acme sold my data to brokers;;Acme sold…;http://x.example/;en;["SOCIALMEDIA","SOCIALMEDIA_TWITTER"];Joe;joe;4;500`;
  for (const time of ['2026-07-08T10:11:12.000+0000', '1783505472000']) {
    reads(56, `published ${time}`, { 'tw.csv': `${header}\n${rows(time)}\n` }, [
      { text: 'Acme sold my data to brokers', at: '2026-07-08T10:11:12Z', author: true, lang: 'en' },
    ]);
  }
});

describe('names of columns and brands', () => {
  reads(
    63,
    'Published At, Post Text, Language Code',
    { 'sprout.csv': 'Published At,Post Text,Language Code\n2026-07-08 10:11,Acme lied to me,en\n' },
    [{ text: 'Acme lied to me', at: '2026-07-08T10:11:00Z', lang: 'en' }],
  );
  const brands = (column: string) =>
    [
      `date,text,${column}`,
      '2026-07-08 10:11,Acme lied to me,Acme',
      '2026-07-08 10:12,Globex is lovely,Globex',
      '2026-07-08 10:13,Acme is fine,Acme',
    ].join('\n');
  reads(
    65,
    'a brand column: rows of other brands are left out and counted',
    { 'a.csv': brands('brand') },
    [{ text: 'Acme lied to me' }, { text: 'Acme is fine' }],
    { json: { leftOut: 1 }, says: /globex/i },
  );
  reads(
    65,
    'Query Name: the report says whose rows they are',
    { 'a.csv': brands('Query Name') },
    [{ text: 'Acme lied to me' }, { text: 'Globex is lovely' }, { text: 'Acme is fine' }],
    { says: /Query Name[\s\S]*Globex/ },
  );
  reads(
    65,
    'Query Name, asked for',
    { 'a.csv': brands('Query Name') },
    [{ text: 'Acme lied to me' }, { text: 'Acme is fine' }],
    {
      args: ['--map', 'brand=Query Name'],
      json: { leftOut: 1 },
    },
  );
});
