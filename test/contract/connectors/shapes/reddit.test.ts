/**
 * Shapes of Reddit: fields of comments and posts as in praw-dev/praw's recorded answers and Pyprohly/reddit-api-doc-notes;
 * texts of removals as public clients look for them (Infinity-For-Reddit, arctic-shift users, Pushshift readers).
 */
import { describe, expect, it } from 'vitest';
import { connectorOf, mentionsOf, NOW, pagesOf, Reply } from './recorded.ts';

const reddit = {
  type: 'reddit',
  settings: { subreddits: ['acme'] },
  keys: { OUTCRY_REDDIT_ID: 'id', OUTCRY_REDDIT_SECRET: 'secret' },
};
const TOKEN = { access_token: 't', expires_in: 3600 };
const connector = connectorOf(reddit);
const comment = (data: object) => ({
  kind: 't1',
  data: {
    name: 't1_a',
    author: 'ann',
    body: 'Acme lied',
    created_utc: NOW / 1000 - 60,
    score: 3,
    edited: false,
    ...data,
  },
});
const post = (data: object) => ({
  kind: 't3',
  data: {
    name: 't3_a',
    author: 'ann',
    title: 'Acme lied',
    selftext: '',
    created_utc: NOW / 1000 - 60,
    score: 3,
    ...data,
  },
});

describe('what is removed', () => {
  it.each([
    ['by its author', comment({ body: '[deleted]', author: '[deleted]' })],
    ['by a moderator', comment({ body: '[removed]' })],
    ['by Reddit', comment({ body: '[ Removed by Reddit ]' })],
    ['for a copyright', post({ selftext: '[ Removed by reddit in response to a copyright notice. ]' })],
    [
      'for the rules',
      post({
        selftext: '[ Removed by Reddit on account of violating the [content policy](/help/contentpolicy). ]',
      }),
    ],
    ['with its title', post({ title: '[deleted by user]', selftext: '' })],
    ['with its reason', post({ removed_by_category: 'moderator' })],
  ])('%s, is erased', (_, raw) => {
    expect(connector.toDeletion!(raw)).toEqual({ externalId: (raw.data as { name: string }).name });
  });

  it('control: a post of a deleted account, and words about removing', () => {
    expect(connector.toDeletion!(post({ author: '[deleted]' }))).toBeUndefined();
    expect(connector.toDeletion!(comment({ body: '[removed the Acme app today]' }))).toBeUndefined();
  });
});

describe('what is said', () => {
  const textOf = (raw: object) => {
    const outcome = connector.toMention(raw, NOW);
    return outcome.kind === 'ok' ? outcome.value.text : outcome;
  };

  it('undoes names of characters, which Markdown has too', () => {
    expect(textOf(comment({ body: 'AT&amp;T lied, I don&#39;t care&#x200B;' }))).toBe(
      "AT&T lied, I don't care\u200b",
    );
    expect(textOf(post({ title: 'AT&amp;T lied' }))).toBe('AT&T lied');
  });

  it('counts what the author says, and shows what is answered', () => {
    const quoting = comment({ body: '> Acme is a scam\n\nI disagree.' });
    expect(connector.toMention(quoting, NOW)).toMatchObject({
      kind: 'drop',
      reason: 'names no watched brand',
    });
    expect(textOf(comment({ body: '> it is a scam\n\nAcme is fine' }))).toBe(
      '> it is a scam\n\nAcme is fine',
    );
    expect(textOf(comment({ body: '>!Acme dies!< sad' }))).toBe('>!Acme dies!< sad');
  });

  it('takes the choices of a poll', () => {
    const poll = post({
      title: 'Whom do you trust?',
      poll_data: { options: [{ text: 'Acme' }, { text: 'nobody' }] },
    });
    expect(textOf(poll)).toBe('Whom do you trust?\n- Acme\n- nobody');
  });

  it('takes scores below zero as no likes, and an edit without a time', () => {
    expect(connector.toMention(comment({ score: -12, edited: true }), NOW)).toMatchObject({
      kind: 'ok',
      value: { engagement: { likes: 0 } },
    });
    expect(connector.toMention(comment({ stickied: true, distinguished: 'moderator' }), NOW)).toMatchObject({
      kind: 'ok',
    });
  });

  it.each(['AutoModerator', 'RemindMeBot', 'acme-ModTeam'])('leaves out the program %s', (author) => {
    expect(connector.toMention(comment({ author }), NOW)).toMatchObject({
      kind: 'drop',
      reason: 'posted by a bot',
    });
  });

  it.each(['NotABot', 'talbot', 'robotlover'])('control: %s may be a person', (author) => {
    expect(connector.toMention(comment({ author }), NOW)).toMatchObject({ kind: 'ok' });
  });
});

describe('an answer that is none', () => {
  it('names a subreddit that does not exist', async () => {
    const others = { kind: 'Listing', data: { children: [{ kind: 't5', data: {} }], after: null } };
    const elsewhere = new Reply(others, { url: 'https://oauth.reddit.com/subreddits/search?q=acme' });
    await expect(pagesOf(connectorOf(reddit, [TOKEN, elsewhere]))).rejects.toThrow(
      /Reddit has no r\/acme\/new/,
    );
  });

  it.each([
    ['an error with status 200', { message: 'Forbidden', error: 403 }],
    ['a page', '<!doctype html><title>reddit.com: over 18?</title>'],
    ['nothing', ''],
  ])('is a failure: %s', async (_, body) => {
    await expect(pagesOf(connectorOf(reddit, [TOKEN, body]))).rejects.toThrow(/oauth.reddit.com/);
  });

  it('control: a listing', async () => {
    const listing = { kind: 'Listing', data: { children: [comment({})], after: null } };
    expect((await mentionsOf(connectorOf(reddit, [TOKEN, listing]))).map(({ kind }) => kind)).toContain('ok');
  });
});
