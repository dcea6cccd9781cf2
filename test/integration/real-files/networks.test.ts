/** Posts of other networks (cases 46 to 51). */
import { describe, expect, it } from 'vitest';
import { fileTests, jsonl } from './ground.ts';

const { ground, reads } = fileTests();
const AT = '2026-07-08T10:11:12Z';

describe('other networks', () => {
  reads(
    46,
    '4CAT: subject and body, a post that is only a picture is left out',
    {
      '4cat.csv': [
        'thread_id,id,timestamp,body,subject,author,author_type,image_file,image_md5,country_code,unix_timestamp',
        '100,101,2026-07-08 10:11:12,they sold my data,acme,Anonymous,,1.jpg,abc,US,1783505472',
        '100,102,2026-07-08 10:12:12,,,Anonymous,,2.jpg,abd,US,1783505532',
      ].join('\n'),
    },
    [{ text: 'acme\nthey sold my data', at: AT, id: '101', author: false }],
    { json: { leftOut: 1 } },
  );
  const note = (n: number, content: string) => ({
    id: `https://m.example/users/joe/statuses/${n}`,
    type: 'Note',
    summary: null,
    inReplyTo: null,
    published: AT,
    url: `https://m.example/@joe/${n}`,
    attributedTo: 'https://m.example/users/joe',
    sensitive: false,
    content,
    contentMap: { en: content },
    attachment: [],
    tag: [],
  });
  const activity = (n: number, type: string, object: unknown) => ({
    id: `https://m.example/users/joe/statuses/${n}/activity`,
    type,
    actor: 'https://m.example/users/joe',
    published: AT,
    to: ['https://www.w3.org/ns/activitystreams#Public'],
    object,
  });
  reads(
    47,
    'outbox.json of Mastodon: posts, without boosts of others',
    {
      'outbox.json': JSON.stringify({
        '@context': 'https://www.w3.org/ns/activitystreams',
        id: 'outbox.json',
        type: 'OrderedCollection',
        totalItems: 3,
        orderedItems: [
          activity(1, 'Create', note(1, '<p>Acme sold my data</p>')),
          activity(2, 'Announce', 'https://o.example/users/ann/statuses/9'),
          activity(3, 'Create', note(3, '<p>Leaving Acme<br>for good</p>')),
        ],
      }),
    },
    [
      { text: 'Acme sold my data', at: AT, author: true },
      { text: 'Leaving Acme\nfor good', url: 'https://m.example/@joe/3' },
    ],
  );

  const status = (id: string, content: string) => ({
    id,
    created_at: '2026-07-08T10:11:12.000Z',
    in_reply_to_id: null,
    language: 'en',
    uri: `https://m.example/users/joe/statuses/${id}`,
    url: `https://m.example/@joe/${id}`,
    content,
    reblog: null,
    account: {
      id: '7',
      username: 'joe',
      acct: 'joe',
      note: '<p>I write about companies</p>',
      followers_count: 500,
      bot: false,
    },
    replies_count: 1,
    reblogs_count: 2,
    favourites_count: 3,
  });
  it('48: tags and entities are undone before the words are scored', async () => {
    const { load, stored } = ground();
    const words = 'I don&#39;t trust Acme with my data anymore';
    await load(
      'statuses.json',
      JSON.stringify([status('11', `<p>${words}</p>`), status('12', '<p>1 &lt; 2 &amp; 3</p>')]),
    );
    await load(
      'comments.jsonl',
      jsonl({
        id: 'yt1',
        publishedAt: AT,
        textDisplay: words.replace('&#39;', '&rsquo;'),
        likeCount: 3,
        authorDisplayName: '@joe',
      }),
      '--wait',
    );
    const rows = await stored();
    expect(new Map(rows.map((row) => [row.id, row]))).toMatchObject(
      new Map([
        [
          'https://m.example/users/joe/statuses/11',
          { text: "I don't trust Acme with my data anymore", betrayal: true, author: true, reach: 580 },
        ],
        ['https://m.example/users/joe/statuses/12', { text: '1 < 2 & 3' }],
        ['yt1', { text: 'I don’t trust Acme with my data anymore', betrayal: true, reach: 30 }],
      ]),
    );
  });

  const post = {
    uri: 'at://did:plc:abc/app.bsky.feed.post/3kabc',
    cid: 'bafyreia',
    author: {
      did: 'did:plc:abc',
      handle: 'joe.bsky.social',
      displayName: 'Joe',
      labels: [],
      createdAt: '2024-01-01T00:00:00.000Z',
    },
    record: {
      $type: 'app.bsky.feed.post',
      createdAt: '2026-07-08T10:11:12.000Z',
      langs: ['en'],
      text: 'Acme sold my data',
    },
    replyCount: 1,
    repostCount: 2,
    likeCount: 3,
    quoteCount: 0,
    indexedAt: '2026-07-08T10:11:13.000Z',
    labels: [],
  };
  const seen = [{ id: post.uri, text: 'Acme sold my data', at: AT, author: true, lang: 'en', reach: 80 }];
  reads(49, 'Bluesky getPosts', { 'posts.json': JSON.stringify({ posts: [post] }) }, seen);
  reads(49, 'Bluesky, one post a line, nested fields named', { 'posts.jsonl': jsonl(post) }, seen, {
    args: ['--map', 'text=record.text,publishedAt=record.createdAt'],
  });

  const comment = (n: number, text: string) =>
    `Ugx${n},UCabc,2026-07-08T10:11:1${n}+00:00,0,,dQw4,${`"${text.replaceAll('"', '""')}"`},`;
  reads(
    50,
    'YouTube comments of Google Takeout: the words within the wrapper',
    {
      'comments.csv': [
        'Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text,Top-Level Comment ID',
        comment(2, '{"takeoutSegments":[{"text":"acme lied to us"}]}'),
        comment(3, '{"takeoutSegments":[{"text":"so "},{"text":"did globex"}]}'),
        comment(4, '{"text":"never again"}'),
      ].join('\n'),
    },
    [{ id: 'Ugx2', text: 'acme lied to us', at: AT }, { text: 'so did globex' }, { text: 'never again' }],
  );
  reads(
    51,
    'youtube-comment-downloader: time_parsed beside "2 weeks ago", votes 1.2K',
    {
      'yt.json': jsonl({
        cid: 'Ugx1',
        text: 'Acme sold my data',
        time: '2 weeks ago',
        author: '@joe',
        channel: 'UCabc',
        votes: '1.2K',
        replies: '3',
        photo: 'https://i.example/1',
        heart: false,
        reply: false,
        time_parsed: 1783505472.5,
      }),
    },
    [
      {
        id: 'Ugx1',
        text: 'Acme sold my data',
        at: expect.stringContaining('2026-07-08T10:11:12'),
        author: true,
        reach: 12_030,
      },
    ],
  );
});
