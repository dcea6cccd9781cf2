/** JSON in the layouts of APIs, archives and tools: the posts are found, each is one row. */
import { describe, expect, it } from 'vitest';
import { readContent } from '../../support/read-file.ts';
import { json, POSTS, texts, WANTED } from './json-posts.ts';

describe('layouts', () => {
  const lines = POSTS.map((post) => json(post));
  it.each([
    ['one a line', lines.join('\n'), 'jsonl'],
    ['a line each, BOM, CRLF, blank lines', `\ufeff${lines.join('\r\n\r\n')}\r\n`, 'txt'],
    ['an array on one line', json(POSTS), 'json'],
    ['indented by two', json(POSTS, 2), 'json'],
    ['indented by tabs', json(POSTS, '\t'), 'txt'],
    ['a line each within brackets', `[\n${lines.join(',\n')}\n]\n`, 'json'],
    ['commas in front', `[${lines.join('\n,')}\n]`, 'json'],
    ['objects one after the other, indented', POSTS.map((post) => json(post, 4)).join('\n'), 'json'],
    ['objects one after the other, without a break', lines.join(''), 'json'],
    ['named as CSV', json(POSTS), 'csv'],
    ['a script of an archive', `window.YTD.tweets.part0 = ${json(POSTS, 2)}`, 'js'],
    ['a script with an index', `window["YTD"].tweets = ${json(POSTS)};`, 'js'],
    ['a variable', `const posts = ${json(POSTS)};\n`, 'js'],
    ['a callback', `cb(${json({ data: POSTS })});`, 'js'],
    ['a guard', `)]}'\n${json(POSTS)}`, 'json'],
  ])('%s', async (_, content, ending) => {
    const { fields, errors, kind } = await readContent(content, ending);
    expect(errors).toEqual([]);
    expect(texts(fields)).toEqual(WANTED);
    expect(kind).toBe('jsonl');
  });

  it('lines of the file are named', async () => {
    const { rows } = await readContent(json(POSTS, 2), 'json');
    expect(rows.map(({ line }) => line)).toEqual([2, 7, 12]);
  });

  it('CSV that begins with a bracket is CSV', async () => {
    const { fields, kind } = await readContent('[id],[date],[text]\n1,2026-06-01,a\n2,2026-06-02,b\n', 'txt');
    expect([kind, fields.length]).toEqual(['csv', 2]);
  });
});

const page = (users: unknown) => ({
  data: POSTS.map((post) => ({ ...post, author_id: '9' })),
  includes: { users },
});

describe('pages', () => {
  const people = [
    { id: '9', username: 'joe', created_at: '2010-01-01T00:00:00Z', description: 'One of many people' },
  ];
  it.each<[string, unknown]>([
    ['data', { data: POSTS, paging: { next: 'x' } }],
    ['posts', { total: 3, posts: POSTS }],
    ['results of a search', { count: 3, next: null, results: POSTS }],
    [
      'items with what describes them',
      { kind: 'list of things', etag: 'a b', updated: '2026-06-01', items: POSTS },
    ],
    ['reviews', { reviews: POSTS, tokenPagination: { nextPageToken: 'x' } }],
    ['statuses of a search', { statuses: POSTS, search_metadata: { query: 'acme and more', count: 3 } }],
    [
      'Elasticsearch',
      {
        took: 3,
        hits: {
          total: { value: 3 },
          hits: POSTS.map((_source, i) => ({ _index: 'x', _id: String(i), _source })),
        },
      },
    ],
    ['Solr', { responseHeader: { status: 0 }, response: { numFound: 3, docs: POSTS } }],
    ['GraphQL', { data: { posts: { edges: POSTS.map((node) => ({ cursor: 'x', node })), pageInfo: {} } } }],
    ['GraphQL nodes', { data: { site: { comments: { nodes: POSTS } } } }],
    ['a feed', { feed: { title: 'Reviews of Acme', updated: '2026-06-01T00:00:00Z', entry: POSTS } }],
    ['JSON:API', { data: POSTS, meta: { page: 1 }, links: { self: 'https://x.example' } }],
    ['OData', { '@odata.context': 'x', value: POSTS }],
    ['tweets in their wrappers', POSTS.map((tweet) => ({ tweet }))],
    ['an entry for each id', Object.fromEntries(POSTS.map((post, i) => [`-Mx${i}`, post]))],
    [
      'an entry for each id, within',
      { project: 'a b', threads: Object.fromEntries(POSTS.map((post, i) => [`t${i}`, post])) },
    ],
    [
      'lists within lists',
      { chats: { list: POSTS.map((post, i) => ({ name: `chat ${i}`, id: i, messages: [post] })) } },
    ],
    ['a name of its own', { meta: { source: 'my own tool', made: '2026-07-01' }, wortmeldungen: POSTS }],
    ['people beside the posts', page(people)],
    [
      'people before the posts',
      { includes: { users: [...people, ...people, ...people, ...people] }, data: POSTS },
    ],
    [
      'pictures beside',
      {
        data: POSTS,
        includes: {
          media: Array.from({ length: 9 }, (_, i) => ({
            media_key: i,
            alt_text: 'a picture of me',
            created_at: '2026-01-01',
          })),
        },
      },
    ],
  ])('%s', async (_, value) => {
    for (const content of [json(value), json(value, 1), `${json(value)}\n${json(value)}\n`]) {
      const { fields, errors } = await readContent(content, 'json');
      expect(errors).toEqual([]);
      expect(texts(fields).slice(0, 3)).toEqual(WANTED);
      expect(fields.length % 3).toBe(0);
    }
  });

  it('who wrote a post of a page is its author', async () => {
    const { fields } = await readContent(json(page(people)), 'json');
    expect(fields[0]?.author).toMatchObject({ username: 'joe' });
  });

  it('listings of a thread and its comments', async () => {
    const listing = (kind: string, data: unknown[]) => ({
      kind: 'Listing',
      data: { after: null, children: data.map((own) => ({ kind, data: own })) },
    });
    const { fields } = await readContent(
      json([listing('t3', POSTS.slice(0, 1)), listing('t1', POSTS.slice(1))]),
      'json',
    );
    expect(fields).toMatchObject(POSTS);
  });

  it('an outbox: what was created; what was only shared is counted', async () => {
    const create = (post: object) => ({
      type: 'Create',
      actor: 'me',
      published: '2026-06-01T00:00:00Z',
      object: { type: 'Note', ...post },
    });
    const announce = {
      type: 'Announce',
      actor: 'me',
      published: '2026-06-01T00:00:00Z',
      object: 'https://x.example/1',
    };
    const outbox = {
      type: 'OrderedCollection',
      totalItems: 5,
      orderedItems: [announce, ...POSTS.map(create), announce],
    };
    const { fields, notes } = await readContent(json(outbox), 'json');
    expect(texts(fields)).toEqual(WANTED);
    expect(fields[0]?.actor).toBe('me');
    expect(notes).toEqual([expect.stringMatching(/^2 entries were left out: .*Announce/)]);
  });

  it('a bulk file: its documents', async () => {
    const lines = POSTS.flatMap((post) => [json({ index: { _id: post.id } }), json(post)]);
    const { fields, notes } = await readContent(lines.join('\n'), 'ndjson');
    expect(texts(fields)).toEqual(WANTED);
    expect(notes).toHaveLength(1);
  });

  it('values that are labels', async () => {
    const label = (text: string) => ({ label: text });
    const entry = POSTS.map((post) => ({
      id: label(post.id),
      updated: label(post.created_at),
      content: { label: post.text, attributes: { type: 'text' } },
      author: { name: label('joe') },
    }));
    const { fields } = await readContent(json({ feed: { entry, title: label('Customer Reviews') } }), 'json');
    expect(fields.map(({ content, author }) => [content, author])).toEqual(
      WANTED.map((text) => [text, { name: 'joe' }]),
    );
  });
});

describe('control: what is one post stays one', () => {
  it.each<[string, object]>([
    ['with hashtags', { entities: { hashtags: [{ text: 'a' }, { text: 'b' }], urls: [{ url: 'x' }] } }],
    [
      'with comments',
      {
        comments: [
          { id: 7, text: 'a b c', created_at: '2026-06-09' },
          { id: 8, text: 'd e f', created_at: '2026-06-09' },
        ],
      },
    ],
    ['with a list named data', { data: [{ created_at: '2026-06-09', text: 'not me at all' }] }],
    ['with a quoted post', { quoted_status: { id: '9', created_at: '2026-06-09', text: 'not me at all' } }],
    [
      'with people',
      { includes: { users: [{ id: 1, created_at: '2010-01-01', description: 'not me at all' }] } },
    ],
  ])('%s', async (_, more) => {
    const posts = POSTS.map((post) => ({ ...post, ...more }));
    for (const content of [json(posts), posts.map((post) => json(post)).join('\n'), json({ data: posts })]) {
      const { fields } = await readContent(content, 'json');
      expect(texts(fields)).toEqual(WANTED);
    }
  });

  it('a conversation with its parts, an application review with its answers', async () => {
    const conversation = {
      id: '7',
      created_at: 1_783_505_472,
      source: { body: 'They lied to me' },
      conversation_parts: {
        conversation_parts: [{ id: '8', created_at: 1_783_505_999, body: 'We are sorry' }],
      },
    };
    const review = {
      reviewId: 'r',
      authorName: 'J',
      comments: [
        { userComment: { text: 'They lied to me', lastModified: { seconds: '1783505472' } } },
        { developerComment: { text: 'Sorry about that' } },
      ],
    };
    for (const value of [conversation, review])
      expect((await readContent(`${json(value)}\n${json(value)}\n`, 'jsonl')).fields).toEqual([value, value]);
  });
});
