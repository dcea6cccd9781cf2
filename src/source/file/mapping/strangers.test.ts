/** Tables of tools that no preset knows: tickets with a conversation, surveys, foreign headers, people who work on it. */
import { describe, expect, it } from 'vitest';
import { importRows } from '../../../../test/support/import-rows.ts';
import { tempDirs } from '../../../../test/support/temp.ts';

const dir = tempDirs()();
const AT = '2026-06-01 10:00';
const SOLD = 'They sold our location data to brokers.';
const THREAD = 'Thank you for your message, we will look into it and come back to you as soon as we can.';

function csv(...rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\n');
}
const jsonl = (...rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');
const read = (content: string, map?: string) =>
  importRows(dir, content.startsWith('{') ? 'f.jsonl' : 'f.csv', content, map === undefined ? {} : { map });

async function refusal(content: string): Promise<string> {
  return read(content).then(
    () => '',
    (error: Error) => error.message,
  );
}

describe('tickets', () => {
  it.each([
    ['Jira', 'Issue key', 'Summary', 'Created', 'Comment'],
    ['ServiceNow', 'Assigned to', 'Short description', 'Opened', 'Comments and Work notes'],
    ['Redmine', 'Priority', 'Subject', 'Created', 'Last notes'],
    ['Freshservice', 'Assignee', 'Subject', 'Created Time', 'Resolution'],
    ['Azure DevOps', 'Assigned To', 'Title', 'Created Date', 'Comments'],
    ['Jira with internal notes', 'Issue Type', 'Summary', 'Created', 'Internal Comment'],
  ])(
    '%s: the description is read, and what the company answered is not',
    async (_tool, mark, title, time, thread) => {
      const { texts, reading } = await read(
        csv(
          [mark, title, time, 'Description', thread],
          ['A', 'Data', AT, SOLD, THREAD],
          ['B', 'Login', AT, 'I cannot log in on my second phone.', THREAD.toUpperCase()],
        ),
      );
      expect(texts.join('\n')).toContain(SOLD);
      expect(texts.join('\n').toLowerCase()).not.toContain('look into it');
      expect(reading.columns.left).toContain(thread);
    },
  );

  it('a comment beside a description is the text where nobody works on it', async () => {
    const { texts } = await read(
      csv(['Date', 'Description', 'Comment'], [AT, 'Our app for music, the best there is.', SOLD]),
    );
    expect(texts).toEqual([SOLD]);
  });

  it.each(['Owner', 'Ticket Owner', 'Case Owner'])('%s wrote nothing', async (name) => {
    const { mentions, reading } = await read(csv(['Date', 'Stars', 'Review', name], [AT, '1', SOLD, 'ann']));
    expect(mentions[0]?.author).toBeUndefined();
    expect(reading.columns.left).toContain(name);
  });

  it('the owner of a post is its author', async () => {
    const { mentions } = await read(
      jsonl({ created_at: AT, caption: SOLD, owner: { id: '7', username: 'joe' } }),
    );
    expect(mentions[0]?.author?.id).toBe('7');
  });
});

describe('surveys', () => {
  it.each([
    ['What do you like about Acme?', 'What should Acme improve?'],
    ['What do you like best?', 'What could we do better?'],
    ['Positives', 'How can we improve?'],
    ['Pros', 'Suggestions for improvement'],
    ['What did you like?', 'What would you change?'],
  ])('%s and %s are both read', async (pro, con) => {
    const { texts } = await read(
      csv(
        ['Submitted', pro, con],
        [AT, 'The playlists are great', SOLD],
        ['2026-06-01 11:00', 'I like the radio most of all', ''],
      ),
    );
    expect(texts).toEqual([`The playlists are great\n${SOLD}`, 'I like the radio most of all']);
  });

  it('of two answers under names that say nothing the report names both', async () => {
    const { reading } = await read(
      csv(
        ['Submitted', 'Q1', 'Q2'],
        [AT, SOLD, 'I would leave if I could'],
        ['2026-06-01 11:00', SOLD, 'There is no way out of this'],
      ),
    );
    expect(reading.notes.join(' ')).toContain('--map text="Q1+Q2"');
  });
});

describe('what is missing', () => {
  it.each([
    ['Oprettet', 'Besked'],
    ['Opprettet', 'Melding'],
    ['Luotu', 'Viesti'],
    ['投稿日時', 'レビュー本文'],
    ['Дата', 'Отзыв'],
    ['Utworzono', 'Treść opinii'],
  ])('%s and %s are named as what they may be', async (time, text) => {
    const said = await refusal(
      csv([time, text], [AT, SOLD], ['2026-06-01 11:00', 'All is well with this app.']),
    );
    expect(said).toContain(`${time} holds times`);
    expect(said).toMatch(/Say which: --map publishedAt=/);
    const { texts } = await read(csv([time, text], [AT, SOLD]), `publishedAt=${time},text=${text}`);
    expect(texts).toEqual([SOLD]);
  });

  it('time and text are asked for at once, and a name with a comma is not two names', async () => {
    const said = await refusal(csv(['Wann', 'Kurz, bitte'], ['gestern', 'ja'], ['heute', 'nein']));
    expect(said).toBe(
      'The file has no column for publishedAt and text (it has Wann, "Kurz, bitte"). Say which: --map publishedAt=COLUMN,text=COLUMN.',
    );
  });

  it('an entry of a list can be named, also one that is not the first', async () => {
    const answers = [{ text: 'fine' }, { text: SOLD }, { number: 2 }];
    const { mentions } = await read(
      jsonl({ submitted_at: AT, answers }, { submitted_at: AT, answers }),
      'text=answers.1.text,rating=answers.2.number',
    );
    expect(mentions.map((m) => [m.text, m.rating])).toEqual([
      [SOLD, 2],
      [SOLD, 2],
    ]);
  });
});

describe('what is said of values', () => {
  it.each(['Reach', 'Potential reach', 'Audience', 'Followers', 'Unique visitors'])(
    '%s counts where nobody is named as the author',
    async (name) => {
      const { mentions, reading } = await read(csv(['Date', 'Text', name], [AT, SOLD, '12,400']));
      expect(mentions[0]?.engagement?.views).toBe(12_400);
      expect(reading.filled.followers).toBe(1);
    },
  );

  it('and belongs to the author where there is one', async () => {
    const { mentions } = await read(csv(['Date', 'Text', 'Author', 'Reach'], [AT, SOLD, 'joe', '310']));
    expect(mentions[0]?.author).toEqual({ id: 'joe', followers: 310 });
    expect(mentions[0]?.engagement?.views).toBeUndefined();
  });

  it('a column without a single value counts as such', async () => {
    const { reading } = await read(csv(['Date', 'Text', 'Stars'], [AT, SOLD, '']));
    expect(reading.filled.rating).toBe(0);
  });

  it('rows that are left out are counted by reason', async () => {
    const { reading } = await read(
      csv(['Date', 'Text'], [AT, SOLD], [AT, '[deleted]'], [AT, '[removed]'], [AT, '']),
    );
    expect(reading.notes).toEqual([
      '2 rows were left out: deleted or removed where it was posted.',
      '1 row was left out: no text: empty, or a rating alone.',
    ]);
  });

  it('a text that is cut is reported', async () => {
    const { texts, reading } = await read(
      csv(['Date', 'Text'], [AT, 'so it is '.repeat(20_000)], [AT, SOLD]),
    );
    expect(texts[0]).toHaveLength(100_000);
    expect(reading.notes).toEqual(['One text was cut after 100,000 characters.']);
  });

  it('a link to the source is no source', async () => {
    const { mentions } = await read(csv(['Date', 'Comment', '(view) source'], [AT, SOLD, 'view comment']));
    expect(mentions[0]?.source).toBe('file');
  });

  it.each(['videoTitle', 'Product Title', 'article_headline', 'Thread title', 'App Name'])(
    '%s is not the text of short comments',
    async (name) => {
      const { texts, reading } = await read(
        csv(['publishedAt', 'textDisplay', name], [AT, 'I left them', `A long title of the video: ${SOLD}`]),
      );
      expect([texts, reading.notes]).toEqual([['I left them'], []]);
    },
  );
});

describe('reposts that the network cut', () => {
  const whole = `I have used it for ten years, and now I read this: ${SOLD}`;
  const cut = `RT @w0: ${whole.slice(0, 60)}…`;
  it.each([
    ['X API v1.1', { full_text: cut, retweeted_status: { full_text: whole } }],
    [
      'X API v1.1, compatibility mode',
      { text: cut, retweeted_status: { text: 'x…', extended_tweet: { full_text: whole } } },
    ],
    ['X API v2', { text: cut, referenced_tweets: [{ type: 'retweeted', id: '1', text: whole }] }],
    [
      'X API v2, a long post',
      { text: cut, referenced_tweets: [{ type: 'retweeted', note_tweet: { text: whole } }] },
    ],
    ['snscrape', { rawContent: cut, retweetedTweet: { rawContent: whole } }],
  ])('%s: the whole is read', async (_name, post) => {
    const { texts } = await read(jsonl({ id: '5', created_at: AT, ...post }));
    expect(texts).toEqual([`RT @w0: ${whole}`]);
  });

  it('a page of X API v2 has the post beside its posts', async () => {
    const page = {
      data: [
        {
          id: '5',
          created_at: AT,
          text: cut,
          author_id: '9',
          referenced_tweets: [{ type: 'retweeted', id: '1' }],
        },
      ],
      includes: { users: [{ id: '9', username: 'joe' }], tweets: [{ id: '1', created_at: AT, text: whole }] },
    };
    expect((await read(jsonl(page, page))).texts[0]).toBe(`RT @w0: ${whole}`);
  });

  it('another post does not take its place', async () => {
    const { texts } = await read(
      jsonl({ id: '5', created_at: AT, full_text: cut, retweeted_status: { full_text: LONGER } }),
    );
    expect(texts).toEqual([cut]);
  });
});
const LONGER = `Something else was said here, and it is a good deal longer than the other one. ${SOLD}`;
