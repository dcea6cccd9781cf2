/** What a column says of something else than the post: threads, places, states; and letters that were decoded wrongly. */
import { describe, expect, it } from 'vitest';
import { importRows } from '../../../../test/support/import-rows.ts';
import { tempDirs } from '../../../../test/support/temp.ts';

const dir = tempDirs()();
const jsonl = (...rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');
const AT = '2026-06-01T10:00:00Z';
const TEXTS = [
  'They sold our location data to brokers',
  'I trusted them and they lied about it',
  'Great new playlists this week',
  'Search has been slow for days now',
  'I left them for good last month',
  'The support was kind and quick',
];
const read = (rows: readonly unknown[]) => importRows(dir, 'f.jsonl', jsonl(...rows));

describe('what a column says of something else', () => {
  it.each(['story_id', 'conversation_id', 'ticket_id', 'post_id', 'submission_id', 'article_id'])(
    'ids: %s comes again, and the own id is taken',
    async (name) => {
      const { mentions } = await read(TEXTS.map((text, i) => ({ [name]: 77, id: 100 + i, date: AT, text })));
      expect(mentions.map((m) => m.externalId)).toEqual(['100', '101', '102', '103', '104', '105']);
    },
  );
  it('ids: a handle is the author', async () => {
    const { mentions } = await read([{ uniqueId: 'joe', cid: '7', createTime: 1780308000, text: TEXTS[0] }]);
    expect(mentions[0]).toMatchObject({ externalId: '7', author: { id: 'joe' } });
  });

  it.each(['Acme Store Berlin', 'Acme – the app', 'Acme admits selling data'])(
    'titles: "%s" beside every text is not part of it',
    async (title) => {
      const { texts, reading } = await read(TEXTS.map((text) => ({ title, date: AT, text })));
      expect(texts).toEqual(TEXTS);
      expect(reading.notes.join()).toMatch(/title/);
    },
  );
  it('titles: those of single posts are', async () => {
    const { texts } = await read(TEXTS.map((text, i) => ({ title: `Title ${i}`, date: AT, text })));
    expect(texts[3]).toBe(`Title 3\n${TEXTS[3]}`);
  });
  it.each(['story_title', 'video title', 'threadTitle', 'Article Title'])(
    'titles: %s is not that of a comment',
    async (name) => {
      const { texts } = await read([{ [name]: 'Acme admits it', date: AT, comment_text: TEXTS[0] }]);
      expect(texts).toEqual([TEXTS[0]]);
    },
  );
  it.each(['status', 'Status', 'details', 'context'])('states: %s of one word is no text', async (name) => {
    const rows = ['Open', 'Closed'].map((state, i) => ({ subject: TEXTS[i], [name]: state, date: AT }));
    expect((await read(rows)).texts).toEqual(TEXTS.slice(0, 2));
  });
  it('states: a status of sentences is', async () => {
    expect((await read(TEXTS.map((status) => ({ status, date: AT })))).texts).toEqual(TEXTS);
  });
});

describe('what is no text', () => {
  it.each([
    '{"likes": 3, "author": "joe who writes a lot"}',
    "{'id': 1, 'body_style': 'a wide and a long one'}",
    '["tag one here", "tag two there"]',
  ])('%s beside a short text', async (meta) => {
    expect((await read([{ date: AT, text: 'Acme lied', meta }])).texts).toEqual(['Acme lied']);
  });
  it('tables within an object are no posts', async () => {
    const table = {
      columns: ['date', 'text'],
      data: [
        [AT, TEXTS[0]],
        [AT, TEXTS[1]],
      ],
    };
    expect((await read([table])).texts).toEqual([]);
    const byColumn = { date: { 0: AT, 1: AT }, text: { 0: TEXTS[0], 1: TEXTS[1] } };
    expect((await read([byColumn])).texts).toEqual([]);
  });
  it('the sign that guards a cell from being a formula is not part of the text', async () => {
    expect((await read([{ date: AT, text: "'=1+1 is what they say" }])).texts).toEqual([
      '=1+1 is what they say',
    ]);
    expect((await read([{ date: AT, text: "'Twas fine" }])).texts).toEqual(["'Twas fine"]);
  });
});

describe('times under other names', () => {
  it.each([
    'timestamp_created',
    'publishedAtDate',
    'date_unixtime',
    'ts',
    'Date of experience',
    'Fecha del comentario',
    'Posted (UTC)',
    'original_date',
  ])('%s', async (name) => {
    const { mentions } = await read([{ [name]: 1780308000, text: TEXTS[0] }]);
    expect(mentions.map((m) => m.publishedAt)).toEqual([1_780_308_000_000]);
  });
  it.each([
    'last_updated',
    'Reply Date',
    'account_created',
    'birthdate',
    'scraped_at',
    'Resolved time',
    'timezone',
    'runtime',
  ])('%s is not when it was written', async (name) => {
    const { mentions, refused } = await read([{ [name]: 1780308000, words: TEXTS[0] }]);
    expect(mentions.filter((m) => m.publishedAt === 1_780_308_000_000 && name !== 'last_updated')).toEqual(
      [],
    );
    if (mentions.length === 0) expect(refused.join()).toMatch(/publishedAt/);
  });
});

describe('letters that were decoded wrongly', () => {
  it.each([
    ['I donâ€™t trust the cafÃ© app', 'I don’t trust the café app'],
    ['I don\u00e2\u0080\u0099t trust the caf\u00c3\u00a9 app', 'I don’t trust the café app'],
    ['â€œneverâ€\u009d again â€“ never', '“never” again – never'],
    ['Ã¼ber alle MaÃŸen', 'über alle Maßen'],
    ['\u00f0\u009f\u0098\u00a1 sold', '😡 sold'],
  ])('%j', async (wrong, right) => {
    expect((await read([{ date: AT, text: wrong }])).texts).toEqual([right]);
  });
  it.each([
    'Ça va, São Paulo',
    'I don’t know',
    'naïve café',
    'Â',
    'Ã© and ’ together',
    '10 € Ã©',
    'Привет',
    '日本語のアプリ',
  ])('%j stays', async (text) => {
    expect((await read([{ date: AT, text }])).texts).toEqual([text]);
  });
});
