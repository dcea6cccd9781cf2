/** Which column holds what a person wrote. */
import { describe, expect, it } from 'vitest';
import { importRows } from '../../../../test/support/import-rows.ts';
import { tempDirs } from '../../../../test/support/temp.ts';

const dir = tempDirs()();

/** A CSV of a header and rows of cells. */
function csv(...rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\n');
}
const jsonl = (...rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');
const AT = '2026-06-01 10:00';
const SOLD = 'They sold our location data to brokers';
const LIED = 'I trusted them and they lied about it';
const read = (content: string) => importRows(dir, content.startsWith('{') ? 'f.jsonl' : 'f.csv', content);

describe('the text', () => {
  it.each([
    'Description',
    'Full Text',
    'FULL_TEXT',
    'fullText',
    'Mention Text',
    'Post Text',
    'Post Content',
    'Review Text',
    'review_body',
    'Review Content',
    'Comment Text',
    'commentText',
    'textDisplay',
    'rawContent',
    'caption',
    'Text',
    'Message',
    'Hit Sentence',
    'Opening Text',
    'Snippet',
    'Tweet',
    'Verbatim',
    'Customer Feedback',
    'Kommentar',
    'Texto',
    'Commentaire',
    '"Text"',
    'Text (original)',
    'Was haben Sie erlebt?',
    'q7_open',
  ])('beside a title: %s', async (name) => {
    const rows = [SOLD, LIED].map((text, i) => [AT, `Acme ${i}`, text]);
    const { mentions, reading } = await read(csv(['Date', 'Title', name], ...rows));
    expect(mentions.map((m) => [m.title, m.text])).toEqual([
      ['Acme 0', `Acme 0\n${SOLD}`],
      ['Acme 1', `Acme 1\n${LIED}`],
    ]);
    expect(reading.columns).toEqual({ used: { publishedAt: 'Date', title: 'Title', text: name }, left: [] });
  });

  it('the whole text before a passage of it, and the passage where there is no more', async () => {
    const { texts } = await read(
      csv(
        ['Date', 'Snippet', 'Opening Text', 'Content'],
        [AT, 'They sold…', 'They sold our', SOLD],
        [AT, LIED, '', ''],
      ),
    );
    expect(texts).toEqual([SOLD, LIED]);
  });

  it('the longer of two of which one is cut', async () => {
    const { texts } = await read(
      csv(
        ['date', 'text', 'unkown'],
        [AT, `${SOLD.slice(0, 20)}…`, SOLD],
        [AT, `${LIED.slice(0, 20)}…`, LIED],
      ),
    );
    expect(texts).toEqual([SOLD, LIED]);
  });

  it('sentences and not the labels, numbers and addresses under a usual name', async () => {
    for (const label of ['positive', '12', 'https://x.example/1']) {
      const rows = [SOLD, LIED].map((text) => [AT, label, text]);
      expect((await read(csv(['date', 'review', 'what_they_said'], ...rows))).texts).toEqual([SOLD, LIED]);
    }
  });

  it('not what a company replied, what is quoted, or what describes the app', async () => {
    const about = 'Acme is the app that keeps all of your notes together on every device you have';
    const rows = Array.from({ length: 6 }, (_, i) => [
      AT,
      `${SOLD} ${i}`,
      `Dear user number ${i}, we are very sorry for it`,
      about,
    ]);
    const { texts } = await read(csv(['date', 'content', 'replyContent', 'description'], ...rows));
    expect(texts).toEqual(rows.map((row) => row[1]));
    const quote = {
      created_at: AT,
      text: SOLD,
      quoted_status: { text: `${LIED} and much more than that`, created_at: AT },
    };
    expect((await read(jsonl(quote))).texts).toEqual([SOLD]);
  });

  it('a title where there is nothing else, and said so; a short text under a usual name', async () => {
    const titles = await read(csv(['date', 'headline'], [AT, SOLD]));
    expect(titles.texts).toEqual([SOLD]);
    expect(titles.reading.notes.join()).toMatch(/no column holds more than titles/);
    expect((await read(csv(['date', 'review'], [AT, 'bad'], [AT, 'meh']))).texts).toEqual(['bad', 'meh']);
  });

  it('a title for a row without a text, unless titles are those of products', async () => {
    const { texts } = await read(
      csv(['date', 'title', 'selftext'], [AT, SOLD, ''], [AT, LIED, '[removed]'], [AT, 'nan', 'nan']),
    );
    expect(texts).toEqual([SOLD, LIED]);
    const rows = Array.from({ length: 12 }, (_, i) => [AT, 'Acme app', i < 6 ? `${SOLD} ${i}` : '']);
    const products = await read(csv(['date', 'title', 'review'], ...rows));
    expect([products.texts.length, products.leftOut.length]).toEqual([6, 6]);
  });

  it('says when a column that is not used holds much longer sentences', async () => {
    const long = `${LIED} and ${LIED} once more`;
    const { texts, reading } = await read(csv(['date', 'text', 'story'], [AT, SOLD, `It was so: ${long}`]));
    expect(texts).toEqual([SOLD]);
    expect(reading.notes.join()).toMatch(/"story" holds longer sentences.*--map text="story"/);
    expect(reading.columns.left).toEqual(['story']);
    expect((await read(csv(['date', 'text', 'story'], [AT, SOLD, 'x']))).reading.notes).toEqual([]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['v1', { text: 'They sold our loc…', full_text: SOLD }],
    ['v1 in compatibility mode', { text: 'They sold our loc…', extended_tweet: { full_text: SOLD } }],
    ['v2 with a note', { text: 'They sold our loc…', note_tweet: { text: SOLD } }],
    ['Bluesky', { record: { text: SOLD } }],
    ['YouTube', { snippet: { topLevelComment: { snippet: { textDisplay: SOLD } } } }],
    ['App Store Connect', { attributes: { body: SOLD } }],
    ['Intercom', { source: { body: `<p>${SOLD}</p>`, author: { id: 'a' } } }],
    ['a list', { message: [{ content: { text: SOLD } }] }],
  ])('nested: %s', async (_name, fields) => {
    expect((await read(jsonl({ created_at: '2026-06-01T10:00:00Z', ...fields }))).texts).toEqual([SOLD]);
  });

  it('praise and blame in two columns', async () => {
    const { texts } = await read(csv(['Date', 'Pros', 'Cons', 'Advice'], [AT, SOLD, LIED, 'none']));
    expect(texts).toEqual([`${SOLD}\n${LIED}`]);
    const like = ['Review Date', 'What do you like best about it?', 'What do you dislike about it?'];
    expect((await read(csv(like, [AT, SOLD, LIED]))).texts).toEqual([`${SOLD}\n${LIED}`]);
  });

  it('not the heading of the thread that a comment is in', async () => {
    const { mentions } = await read(csv(['date', 'post_title', 'comment_body'], [AT, 'Acme', SOLD]));
    expect(mentions[0]).toMatchObject({ text: SOLD });
    const own = await read(csv(['date', 'post_title', 'post_body'], [AT, 'Acme', SOLD]));
    expect(own.texts).toEqual([`Acme\n${SOLD}`]);
  });

  it('lines of JSON with other fields each', async () => {
    const { texts, refused } = await read(
      jsonl(
        { date: AT, content: SOLD },
        { date: AT, rawContent: LIED },
        { created_at: AT, body: SOLD },
        { n: 1 },
      ),
    );
    expect(texts).toEqual([SOLD, LIED, SOLD]);
    expect(refused).toEqual([expect.stringMatching(/no column for publishedAt and text \(it has n\)/)]);
  });

  it('fields that come after the rows that are read ahead', async () => {
    const rows = Array.from({ length: 700 }, (_, i) => ({ date: AT, content: `${SOLD} ${i}` }));
    const { texts } = await read(jsonl(...rows, { created: '2026-06-01', message: { text: LIED } }));
    expect(texts).toHaveLength(701);
    expect(texts.at(-1)).toBe(LIED);
  });
});
