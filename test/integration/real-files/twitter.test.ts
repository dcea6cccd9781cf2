/** Tweets: the archive, interfaces and scrapers (cases 35 to 40). */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileTests, jsonl } from './ground.ts';

const { ground, reads } = fileTests();
const AT = '2026-07-08T10:11:12Z';
const V1_TIME = 'Wed Jul 08 10:11:12 +0000 2026';

describe('Twitter', () => {
  const own = (id: string, text: string) => ({
    tweet: {
      edit_info: { initial: { editTweetIds: [id], editableUntil: '2026-07-08T11:11:12.000Z' } },
      retweeted: false,
      source: '<a href="http://twitter.com/download/iphone" rel="nofollow">Twitter for iPhone</a>',
      entities: { hashtags: [], urls: [] },
      display_text_range: ['0', '20'],
      favorite_count: '3',
      id_str: id,
      truncated: false,
      retweet_count: '1',
      id,
      created_at: V1_TIME,
      favorited: false,
      full_text: text,
      lang: 'en',
    },
  });
  const archive = [
    own('1412345678901234561', 'Acme sold my data'),
    own('1412345678901234562', 'I &lt;3 AT&amp;T'),
  ];
  reads(
    35,
    'tweets.js of an archive',
    { 'tweets.js': `window.YTD.tweets.part0 = ${JSON.stringify(archive, null, 2)}` },
    [
      { id: '1412345678901234561', text: 'Acme sold my data', at: AT, lang: 'en', reach: 50 },
      { id: '1412345678901234562', text: 'I <3 AT&T' },
    ],
  );

  const v2 = (id: string, author: string, text: string) => ({
    id,
    author_id: author,
    text,
    created_at: '2026-07-08T10:11:12.000Z',
    lang: 'en',
    public_metrics: { retweet_count: 2, reply_count: 1, like_count: 3, quote_count: 0 },
    conversation_id: id,
    edit_history_tweet_ids: [id],
  });
  const user = (id: string) => ({
    id,
    username: `joe${id}`,
    name: 'Joe',
    description: 'I write about what companies do with what they know about us, and about much more',
    created_at: '2012-01-01T00:00:00.000Z',
    public_metrics: { followers_count: 500, following_count: 1, tweet_count: 9, listed_count: 0 },
  });
  const page = {
    data: [
      v2('1412345678901234561', '99', 'Acme sold my data'),
      v2('1412345678901234562', '98', 'Deleting Acme'),
    ],
    includes: { users: [user('99'), user('98')], tweets: [v2('1', '98', 'an older post that is quoted')] },
    meta: { newest_id: '1412345678901234562', oldest_id: '1412345678901234561', result_count: 2 },
    __twarc: { url: 'https://api.example', version: '2.14.0', retrieved_at: '2026-07-09T00:00:00+00:00' },
  };
  const both = [
    {
      id: '1412345678901234561',
      text: 'Acme sold my data',
      at: AT,
      author: true,
      lang: 'en',
      reach: 500 + 10 * 8,
    },
    { id: '1412345678901234562', text: 'Deleting Acme', author: true },
  ];
  reads(36, 'twarc2: a page a line', { 'pages.jsonl': jsonl(page) }, both);
  reads(36, 'Twitter v2: one page over many lines', { 'page.json': JSON.stringify(page, null, 2) }, both);
  const flat = page.data.map((tweet, i) => ({
    ...tweet,
    author: page.includes.users[i],
    __twarc: page.__twarc,
  }));
  reads(37, 'twarc2, flattened: likes, reposts and followers', { 'flat.jsonl': jsonl(...flat) }, both);
  reads(37, 'twarc2, flattened, likes named', { 'flat.jsonl': jsonl(...flat) }, both, {
    args: ['--map', 'likes=public_metrics.like_count'],
  });

  const snscrape = (name: 'content' | 'rawContent', id: number) => ({
    _type: 'snscrape.modules.twitter.Tweet',
    url: `https://twitter.com/joe/status/${id}`,
    date: '2026-07-08T10:11:12+00:00',
    [name]: `Acme sold my data in ${name}`,
    ...(name === 'rawContent' ? { renderedContent: `Acme sold my data in ${name}` } : {}),
    id,
    user: {
      _type: 'snscrape.modules.twitter.User',
      username: 'joe',
      id: 42,
      displayname: 'Joe',
      followersCount: 500,
    },
    replyCount: 1,
    retweetCount: 2,
    likeCount: 3,
    quoteCount: 0,
    lang: 'en',
    source: '<a href="http://twitter.com/download/iphone" rel="nofollow">Twitter for iPhone</a>',
  });
  const mixed = jsonl(snscrape('content', 1500000000000001), snscrape('rawContent', 1500000000000002));
  const scraped = [
    { text: 'Acme sold my data in content', at: AT, author: true, reach: 500 + 10 * 8, source: 'twitter' },
    { text: 'Acme sold my data in rawContent', at: AT, author: true, reach: 500 + 10 * 8 },
  ];
  reads(38, 'snscrape, old and new rows in one file', { 'sn.jsonl': mixed }, scraped);
  reads(38, 'the same with --map text=rawContent|content', { 'sn.jsonl': mixed }, scraped, {
    args: ['--map', 'text=rawContent|content'],
  });

  const cut = {
    created_at: V1_TIME,
    text: 'Acme was fine for years and I liked it, but no…',
    truncated: true,
  };
  const whole = 'Acme was fine for years and I liked it, but now they have sold my contacts';
  reads(
    39,
    'a text that was cut, beside the whole one in full_text or extended_tweet',
    {
      'v1.jsonl': jsonl(
        { ...cut, id_str: '1412345678901234561', full_text: whole },
        { ...cut, id_str: '1412345678901234562', extended_tweet: { full_text: `${whole}!` } },
      ),
    },
    [{ text: whole }, { text: `${whole}!` }],
  );

  it('40: five retweets count and are near-duplicates of the original; a quote with words of its own is not', async () => {
    const { load, dir } = ground();
    const text = 'Acme sold my location data to brokers and lied about it for years';
    const rows = [
      { id_str: '1', created_at: V1_TIME, full_text: text, user: { id_str: '1' } },
      ...[2, 3, 4, 5, 6].map((n) => ({
        id_str: String(n),
        created_at: V1_TIME,
        full_text: `RT @w0: ${text}`,
        user: { id_str: String(n) },
      })),
      {
        id_str: '7',
        created_at: V1_TIME,
        full_text: 'I have left them for good, and so should you https://t.co/x',
        user: { id_str: '7' },
      },
    ];
    expect((await load('rt.jsonl', jsonl(...rows))).json).toMatchObject({ accepted: 7 });
    const database = new Database(join(dir, 'outcry.db'), { readonly: true });
    const repeats = database.prepare('select count(*) n from mention where duplicate_of is not null').get();
    database.close();
    expect(repeats).toEqual({ n: 5 });
  });
});
