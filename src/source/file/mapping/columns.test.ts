/** Which column becomes which field, by names, by values and by what is asked for. */
import { describe, expect, it } from 'vitest';
import { importRows } from '../../../../test/support/import-rows.ts';
import { tempDirs } from '../../../../test/support/temp.ts';
import { UserError } from '../../../domain/result.ts';
import { parseMapping } from '../columns.ts';

const dir = tempDirs()();

/** A CSV of a header and rows of cells. */
function csv(...rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\n');
}
const jsonl = (...rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');
const AT = '2026-06-01 10:00';
const SOLD = 'They sold our location data to brokers';
const LIED = 'I trusted them and they lied about it';
const read = (content: string, map?: string) =>
  importRows(dir, content.startsWith('{') ? 'f.jsonl' : 'f.csv', content, map === undefined ? {} : { map });

describe('other fields', () => {
  it.each([
    'Created at',
    'created_utc',
    'Published At',
    'publishedDate',
    'Review Date',
    'Post Created',
    'Time_submitted',
    'Date (UTC)',
    'Fecha',
    'Datum',
    'Data',
    '\ufeffDate',
    'Erstellt am',
    'Date de création',
  ])('time: %s', async (name) => {
    const { mentions } = await read(csv([name, 'text'], [AT, SOLD]));
    expect(mentions[0]?.publishedAt).toBe(Date.UTC(2026, 5, 1, 10));
  });

  it('a date and a time in columns of their own', async () => {
    for (const [date, time] of [
      ['Date', 'Time'],
      ['datum', 'Uhrzeit'],
      ['Post Date', 'time (UTC)'],
    ] as const) {
      const { mentions, reading } = await read(csv([date, time, 'text'], ['2026-06-01', '23:42', SOLD]));
      expect(mentions[0]?.publishedAt).toBe(Date.UTC(2026, 5, 1, 23, 42));
      expect(reading.columns.used.publishedAt).toBe(`${date} + ${time}`);
    }
  });

  it('a time that is relative, or only a time of day, is not taken where there is a better one', async () => {
    const { mentions } = await read(jsonl({ time: '2 weeks ago', time_parsed: 1_780_308_000, text: SOLD }));
    expect(mentions[0]?.publishedAt).toBe(1_780_308_000_000);
  });

  it('ids by many names, and not those of threads, apps and authors', async () => {
    for (const name of [
      'reviewId',
      'Resource Id',
      'Mention Id',
      'Comment ID',
      'Tweet Id',
      'uri',
      'cid',
      'ID',
      'Ticket ID',
    ])
      expect((await read(csv([name, 'date', 'text'], ['x1', AT, SOLD]))).mentions[0]?.externalId).toBe('x1');
    const both = jsonl({
      id: 1412345678901234600,
      id_str: '1412345678901234561',
      created_at: AT,
      text: SOLD,
    });
    expect((await read(both)).mentions[0]?.externalId).toBe('1412345678901234561');
    const rows = Array.from({ length: 8 }, (_, i) => ['thread-1', 'app-1', `${i}`, AT, `${SOLD} ${i}`]);
    const { reading } = await read(csv(['id', 'app_id', 'author_id', 'date', 'text'], ...rows));
    expect(reading.columns.used.externalId).toBeUndefined();
  });

  it('a score is stars among reviews, votes on Reddit, and nothing elsewhere', async () => {
    const review = await read(csv(['date', 'content', 'score', 'thumbsUpCount'], [AT, SOLD, '1', '1,204']));
    expect(review.mentions[0]).toMatchObject({ rating: 1, engagement: { likes: 1204 } });
    const reddit = await read(
      jsonl(
        { created_utc: 1_780_308_000, body: SOLD, score: -3, subreddit: 'a' },
        { created_utc: 1_780_308_000, body: LIED, score: 4, subreddit: 'a' },
      ),
    );
    expect(reddit.mentions.map((m) => [m.rating, m.engagement?.likes])).toEqual([
      [undefined, undefined],
      [undefined, 4],
    ]);
    expect(reddit.reading.unread).toEqual({});
    const other = await read(csv(['date', 'text', 'score'], [AT, SOLD, '0.93'], [AT, LIED, '-0.2']));
    expect(other.mentions.map((m) => m.rating)).toEqual([undefined, undefined]);
    expect(other.reading.columns.left).toEqual(['score']);
  });

  it('values that cannot be read are counted, with examples', async () => {
    const { reading, mentions } = await read(
      csv(
        ['date', 'text', 'rating', 'likes'],
        [AT, SOLD, '4', '1'],
        [AT, LIED, 'great', '2'],
        [AT, `${LIED}!`, '5', 'many'],
      ),
    );
    expect(mentions.map((m) => m.rating)).toEqual([4, undefined, 5]);
    expect(reading.unread).toEqual({
      rating: { count: 1, examples: ['great'] },
      likes: { count: 1, examples: ['many'] },
    });
    expect(reading.filled).toMatchObject({ text: 3, rating: 2, likes: 2 });
  });

  it('scales of ten and a hundred are stored as stars, and said', async () => {
    const { mentions, reading } = await read(
      csv(['date', 'text', 'rating'], [AT, SOLD, '9'], [AT, LIED, '2']),
    );
    expect(mentions.map((m) => m.rating)).toEqual([4.5, 1]);
    expect(reading.notes.join()).toMatch(/"rating" goes up to 10/);
    expect((await read(csv(['date', 'text', 'NPS'], [AT, SOLD, '9']))).mentions[0]?.rating).toBeUndefined();
  });

  it('authors with their followers, languages, kinds, addresses', async () => {
    const post = {
      created_at: AT,
      text: SOLD,
      user: { id_str: '9', name: 'Joe', followers_count: 12, lang: 'de', url: 'https://joe.example' },
      lang: 'English',
      type: 'Reply',
      permalink: '/r/acme/comments/1abc/title/kx9/',
    };
    expect((await read(jsonl(post))).mentions[0]).toMatchObject({
      author: { id: '9', followers: 12 },
      lang: 'en',
      kind: 'comment',
      url: 'https://www.reddit.com/r/acme/comments/1abc/title/kx9/',
      externalId: 'kx9',
    });
  });
});

describe('rows that are no posts', () => {
  it('are left out with a reason', async () => {
    const { texts, leftOut } = await read(
      jsonl(
        { created_utc: 1_780_308_000, author: 'joe', body: SOLD },
        { created_utc: 1_780_308_000, author: '[deleted]', body: '[removed]' },
        {
          created_utc: 1_780_308_000,
          author: 'AutoModerator',
          body: 'Please read the rules of this community.',
        },
        { created_utc: 1_780_308_000, author: 'ann', body: 'nan' },
        { created_utc: 1_780_308_000, author: { username: 'x', bot: true }, body: LIED },
      ),
    );
    expect(texts).toEqual([SOLD]);
    expect(leftOut.toSorted()).toEqual([
      'deleted or removed where it was posted',
      'no text: empty, or a rating alone',
      'posted by a program',
      'posted by a program',
    ]);
  });

  it('rows of other brands: left out where a column names this brand or is asked for, else said', async () => {
    const rows = (name: string) => csv(['date', 'text', name], [AT, SOLD, 'Acme'], [AT, LIED, 'Globex']);
    expect((await read(rows('brand'))).leftOut).toEqual(['about another brand']);
    const queries = await read(rows('Query Name'));
    expect(queries.texts).toHaveLength(2);
    expect(queries.reading.notes.join()).toMatch(/Acme 1, Globex 1.*--map brand="Query Name"/);
    expect((await read(rows('Query Name'), 'brand=Query Name')).texts).toEqual([SOLD]);
    const strangers = await importRows(dir, 'f.csv', rows('brand'), { brand: 'initech' });
    expect(strangers.texts).toHaveLength(2);
    const one = await read(csv(['date', 'text', 'brand'], [AT, SOLD, 'Globex']));
    expect([one.texts.length, one.reading.notes.join()]).toEqual([
      1,
      expect.stringMatching(/Globex 1.*all rows count for acme/),
    ]);
    expect((await read(csv(['date', 'text', 'brand'], [AT, SOLD, 'Acme']))).leftOut).toEqual([]);
  });
});

describe('--map', () => {
  it('names with commas, signs and quotes', () => {
    expect(parseMapping('text=Comment, in your words')).toEqual({ text: 'Comment, in your words' });
    expect(parseMapping('text="a, b=c",title = T ,publishedAt=Date+Time')).toEqual({
      text: 'a, b=c',
      title: 'T',
      publishedAt: 'Date+Time',
    });
    expect(parseMapping('text=a,b,title=c,')).toEqual({ text: 'a,b', title: 'c' });
    expect(() => parseMapping('text=a,text=b')).toThrow(/twice/);
    expect(() => parseMapping('words=a')).toThrow(/fields are/);
    expect(() => parseMapping('text=')).toThrow(UserError);
  });

  it('joins columns, takes the first of several, and finds nested ones', async () => {
    const joined = await read(
      csv(['d', 't', 'Comment, in your words', 'body'], ['2026-06-01', '10:00', SOLD, LIED]),
      'publishedAt=D+T,text=Comment, in your words+body',
    );
    expect(joined.mentions[0]).toMatchObject({
      text: `${SOLD}\n${LIED}`,
      publishedAt: Date.UTC(2026, 5, 1, 10),
    });
    const rows = jsonl({ when: { at: AT }, a: { words: SOLD } }, { when: { at: AT }, b: LIED });
    expect((await read(rows, 'publishedAt=when.at,text=a.words|b')).texts).toEqual([SOLD, LIED]);
  });

  it('a column with the signs in its name', async () => {
    const { texts } = await read(csv(['date', 'pro+contra', 'text'], [AT, LIED, SOLD]), 'text=pro+contra');
    expect(texts).toEqual([LIED]);
  });

  it('a column that is not there, with control characters left out of the message', async () => {
    const work = read(csv(['date', 'te\u001b[31mxt'], [AT, SOLD]), 'text=nope');
    await expect(work).rejects.toThrow(/no such column \(it has date, te.\[31mxt\)/);
    await expect(work).rejects.not.toThrow('\u001b');
  });
});
