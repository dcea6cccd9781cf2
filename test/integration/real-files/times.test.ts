/** When it was written: orders of day and month, zones, time in a column of its own (cases 7 to 9, 11 to 13, 31, 45, 54 to 58). */
import { describe, expect, it } from 'vitest';
import { fileTests, jsonl, utf16 } from './ground.ts';

const { ground, reads, refuses } = fileTests();
/** A table of times with one word each. */
const table = (...times: readonly string[]) =>
  ['id,date,text', ...times.map((time, i) => `${i + 1},"${time}",word ${i + 1}`)].join('\n');
const at = (...times: readonly string[]) => times.map((one, i) => ({ text: `word ${i + 1}`, at: one }));

describe('order of day and month', () => {
  const shown = [
    'id;date;text;rating',
    '1;08-07-2026 10:11;Acme lied to us;1,5',
    '2;13-07-2026 10:11;Acme is fine;4,5',
    '3;02-06-2026 10:11;Acme is fine again;4',
  ].join('\n');
  reads(
    7,
    'one row above 12 shows the order of the column; stars with a comma',
    { 'reviews.csv': shown },
    [
      { at: '2026-06-02T10:11:00Z', text: 'Acme is fine again', rating: 4 },
      { at: '2026-07-08T10:11:00Z', text: 'Acme lied to us', rating: 1.5 },
      { at: '2026-07-13T10:11:00Z', text: 'Acme is fine', rating: 4.5 },
    ],
    { json: { dateOrder: 'dmy' } },
  );
  refuses(
    7,
    'where nothing shows the order the file is refused with the option to say it',
    { 'reviews.csv': shown.replace('13-07', '11-07') },
    /--date-format/,
  );
  reads(
    7,
    '--date-format says the order',
    { 'reviews.csv': shown.replace('13-07', '11-07') },
    [{ at: '2026-06-02T10:11:00Z' }, { at: '2026-07-08T10:11:00Z' }, { at: '2026-07-11T10:11:00Z' }],
    { args: ['--date-format', 'dmy'] },
  );
  refuses(9, 'a two-digit year with a zone', { 'a.csv': table('08/07/26 10:11 +0000') }, /--date-format/);
  const short = table('08/07/26 10:11 +0000', '13/07/26 10:11 +0200');
  refuses(
    9,
    'beside a day above 12 a two-digit year can still be the first part',
    { 'a.csv': short },
    /year[\s\S]*--date-format/,
  );
  reads(9, 'with the order said', { 'a.csv': short }, at('2026-07-08T10:11:00Z', '2026-07-13T08:11:00Z'), {
    args: ['--date-format', 'dmy'],
  });
  reads(
    57,
    'Sprout, US: month first because of 07/13',
    { 'a.csv': table('07/08/2026 10:11 am', '07/13/2026 2:15 pm') },
    at('2026-07-08T10:11:00Z', '2026-07-13T14:15:00Z'),
  );
  reads(
    57,
    'Excel, German: 13.07. shows it',
    { 'a.csv': table('08.07.2026 10:11', '13.07.2026 10:11') },
    at('2026-07-08T10:11:00Z', '2026-07-13T10:11:00Z'),
  );
  refuses(57, 'US dates that could be either', { 'a.csv': table('07/08/2026 10:11 am') }, /--date-format/);
  reads(
    57,
    'US dates with the order said',
    { 'a.csv': table('07/08/2026 10:11 am') },
    at('2026-07-08T10:11:00Z'),
    { args: ['--date-format', 'MM/DD/YYYY'] },
  );
});

describe('zones', () => {
  const rows = [
    'id,date,text',
    '1,2026-06-01 10:00:00+02,they sold my data',
    '2,2026-06-01 10:00:00 GMT+2,they sold my data too',
    '3,"Mon, 01 Jun 2026 10:00:00 -0700 (PDT)",they lied to me',
    '4,Mon Jun 01 10:00:00 -0700 2026,they lied again',
    '5,Mon Jun  1 10:00:00 PDT 2026,they lied once more',
    '6,Mon Jun 01 2026 10:00:00 GMT+0200 (CEST),they lied to all of us',
  ].join('\n');
  it('8: a zone that is not at the end or of another form', async () => {
    const { load, stored } = ground();
    expect((await load('zones.csv', rows)).json).toMatchObject({ accepted: 6, rejected: 0 });
    const found = new Map((await stored()).map((row) => [row.id, row.at]));
    const [early, late] = ['2026-06-01T08:00:00Z', '2026-06-01T17:00:00Z'];
    expect(['1', '2', '3', '4', '5', '6'].map((id) => found.get(id))).toEqual([
      early,
      early,
      late,
      late,
      late,
      early,
    ]);
  });
  const more: readonly (readonly [string, string])[] = [
    ['2026-06-01T10:00+02', '2026-06-01T08:00:00Z'],
    ['2026-06-01 10:00 UTC+2', '2026-06-01T08:00:00Z'],
    ['2026-06-01 10:00 (GMT-5)', '2026-06-01T15:00:00Z'],
    ['Mon, 1 Jun 2026 10:00:00 +0530 (IST)', '2026-06-01T04:30:00Z'],
    ['2026-06-01 10:00:00.123456-03', '2026-06-01T13:00:00.123Z'],
  ];
  for (const [written, read] of more) reads(8, written, { 'a.csv': table(written) }, at(read));
  refuses(
    8,
    'letters that mean several zones are refused with the way on',
    { 'a.csv': table('2026-06-01 10:00 IST') },
    /IST[\s\S]*--timezone|--timezone[\s\S]*IST/,
  );
  reads(
    8,
    '--timezone for times that name none',
    { 'a.csv': table('2026-06-01 10:00') },
    at('2026-06-01T08:00:00Z'),
    {
      args: ['--timezone', 'Europe/Berlin'],
    },
  );
});

describe('a time in a column of its own', () => {
  const determ = [
    'date,time,author,mention_snippet,url,source',
    '2026-07-08,23:42,joe,Acme sold my data,https://x.example/1,twitter',
    '2026-07-08,09:05,ann,Acme lied,https://x.example/2,twitter',
  ].join('\n');
  const both = [
    { at: '2026-07-08T09:05:00Z', text: 'Acme lied', author: true, url: 'https://x.example/2' },
    {
      at: '2026-07-08T23:42:00Z',
      text: 'Acme sold my data',
      source: 'twitter',
      precision: 'minute' as const,
    },
  ];
  reads(11, 'Determ: date and time are joined', { 'determ.csv': determ }, both);
  reads(11, 'Determ: the same with --map publishedAt=date+time', { 'determ.csv': determ }, both, {
    args: ['--map', 'publishedAt=date+time'],
  });
  const table13 = [
    'Date|Headline|URL|Opening Text|Hit Sentence|Source|Influencer|Country|Language|Reach|Tweet Id|Alternate Date Format|Time',
    '08-Jul-2026 11:42PM||https://x.example/1||Acme sold my data|Twitter|@joe|US|English|120|1412345678901234561|08-Jul-26|11:42 PM',
    '03-Apr-2026 10:00AM|Acme news|https://n.example/2|This week|Acme lied|Example News|Ann Bee|UK|English|5000||03-Apr-26|10:00 AM',
  ]
    .join('\r\n')
    .replaceAll('|', '\t');
  const rows13 = [
    { at: '2026-04-03T10:00:00Z', source: 'example-news', text: expect.stringContaining('Acme lied') },
    { at: '2026-07-08T23:42:00Z', source: 'twitter', text: 'Acme sold my data', author: true },
  ];
  reads(13, 'Meltwater: UTF-16, tabs, 08-Jul-2026 11:42PM', { 'meltwater.csv': utf16(table13) }, rows13);
  reads(13, 'Meltwater after iconv', { 'meltwater.csv': table13 }, rows13);
  reads(
    11,
    'older Meltwater without a Date column: Alternate Date Format and Time',
    {
      'meltwater.csv': utf16(
        table13.replace('Date\t', 'Sort Key\t').replaceAll(/^\d\d-\w{3}-\d{4} [\d:]+[AP]M/gm, 'x'),
      ),
    },
    rows13,
  );

  reads(
    12,
    'twint TSV: created_at with CEST beside date, time, timezone',
    {
      'twint.tsv': [
        'id\tconversation_id\tcreated_at\tdate\ttime\ttimezone\tuser_id\tusername\tname\tplace\ttweet\tlanguage\treplies_count\tretweets_count\tlikes_count\tlink\tretweet\tquote_url',
        '1378441234567890944\t1378441234567890944\t2021-04-03 22:30:00 CEST\t2021-04-03\t22:30:00\t+0200\t42\tjoe\tJoe\t\tAcme sold my data\ten\t1\t2\t3\thttps://twitter.com/joe/status/1378441234567890944\tFalse\t',
        '1378441234567890945\t1378441234567890945\t2021-04-03 22:31:00 CEST\t2021-04-03\t22:31:00\t+0200\t43\tann\tAnn\t\tAcme lied to me\ten\t0\t0\t0\thttps://twitter.com/ann/status/1378441234567890945\tFalse\t',
      ].join('\n'),
    },
    [
      {
        id: '1378441234567890944',
        text: 'Acme sold my data',
        at: '2021-04-03T20:30:00Z',
        author: true,
        reach: 80,
      },
      { id: '1378441234567890945', text: 'Acme lied to me', at: '2021-04-03T20:31:00Z', author: true },
    ],
  );
});

describe('forms', () => {
  reads(
    31,
    'Appbot and others: days that are plain',
    { 'a.csv': table('2021-4-3', 'Apr 3, 2021', '2021/04/03', '03 Apr 2021') },
    at(...Array.from({ length: 4 }, () => '2021-04-03T00:00:00Z')).map((row) => ({
      ...row,
      precision: 'day' as const,
    })),
  );
  reads(
    45,
    'Reddit: created runs hours ahead of created_utc',
    {
      'rs.jsonl': jsonl({
        id: 'abc1',
        created: 1783534272,
        created_utc: 1783505472,
        title: 'Acme',
        selftext: 'They lied',
      }),
    },
    [{ at: '2026-07-08T10:11:12Z', text: 'Acme\nThey lied' }],
  );
  const gdelt = [
    'url,url_mobile,title,seendate,socialimage,domain,language,sourcecountry',
    'https://n.example/1,,Acme admits selling data,20260708T101500Z,,n.example,English,United States',
  ].join('\n');
  reads(54, 'GDELT DOC: seendate', { 'gdelt.csv': gdelt }, [
    { text: 'Acme admits selling data', at: '2026-07-08T10:15:00Z', url: 'https://n.example/1', lang: 'en' },
  ]);
  reads(
    55,
    'Media Cloud',
    {
      'mc.csv': [
        'id,indexed_date,language,media_name,media_url,publish_date,title,url',
        'a1b2,2026-07-09T01:02:03.456,en,n.example,n.example,2026-07-08,Acme admits selling data,https://n.example/1',
        'a1b3,2026-07-10T01:02:03.456,en,o.example,o.example,2026-07-09,Acme lied to regulators,https://o.example/2',
      ].join('\n'),
    },
    [
      { id: 'a1b2', text: 'Acme admits selling data', at: '2026-07-08T00:00:00Z', precision: 'day' },
      { id: 'a1b3', text: 'Acme lied to regulators', at: '2026-07-09T00:00:00Z', precision: 'day' },
    ],
  );
  reads(
    55,
    'Kibana: a byte order mark and Jul 8, 2026 @ 10:11:12.000',
    {
      'kibana.csv':
        '\ufeff"@timestamp","message","_id"\n"Jul 8, 2026 @ 10:11:12.000","Acme lied to me","x1"\n',
    },
    [{ text: 'Acme lied to me', at: '2026-07-08T10:11:12Z', id: 'x1' }],
  );
  reads(
    58,
    'days of a spreadsheet where the whole column is such',
    { 'a.csv': table('46211.4244', '46212.5') },
    [
      { text: 'word 1', at: expect.stringMatching(/^2026-07-08T10:11:/) },
      { text: 'word 2', at: '2026-07-09T12:00:00Z' },
    ],
  );
});
