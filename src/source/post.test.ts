import { describe, expect, it } from 'vitest';
import { hasWords, isGone, mentionOf, withAttached } from './post.ts';

describe('isGone', () => {
  it.each([
    '[deleted]',
    '[removed]',
    ' [ Removed by Reddit ] ',
    '[ Removed by reddit in response to a copyright notice. ]',
    '[ Removed by Reddit on account of violating the [content policy](/help/contentpolicy). ]',
    '[deleted by user]',
    '[removed by moderator]',
    '\\[deleted\\]',
    '*Permanently Deleted*',
    '[flagged]',
    '(post deleted by author)',
    '(post withdrawn by author, will be automatically deleted in 24 hours unless flagged)',
  ])('%s', (text) => {
    expect(isGone(text)).toBe(true);
  });

  it.each([
    'deleted',
    'I removed the app',
    '[deleted] my account',
    '[removed the app, will not come back]',
    '[deleted] [removed]?',
    '(deleted my account by mistake)',
    '',
    undefined,
  ])('control: %s', (text) => {
    expect(isGone(text)).toBe(false);
  });
});

describe('withAttached', () => {
  it('is the attachment where there are no words', () => {
    expect(withAttached('', ['Acme doubles its price', 'Users  angry'])).toBe(
      'Acme doubles its price\nUsers angry',
    );
    expect(withAttached('https://n.example/1', ['Acme doubles its price'])).toBe(
      'Acme doubles its price\nhttps://n.example/1',
    );
    expect(withAttached('', [null, undefined, ' '])).toBe('');
  });

  it('quotes it behind words of the author', () => {
    expect(withAttached('So it begins', ['Acme doubles its price'])).toBe(
      'So it begins\n\n> Acme doubles its price',
    );
    expect(withAttached('Acme lied', ['Acme lied'])).toBe('Acme lied');
  });
});

it('knows words from addresses', () => {
  expect(['a', '😡', '请'].map(hasWords)).toEqual([true, true, true]);
  expect(['', 'https://a.example/acme', '…'].map(hasWords)).toEqual([false, false, false]);
});

it('drops what has no words of its author', () => {
  const defaults = { source: 's', brands: ['acme'], kind: 'post' as const, now: 1e12 };
  const given = (text: string, title?: string) => mentionOf({ text, title, publishedAt: 1e12 }, defaults);
  expect(given(' ')).toMatchObject({ kind: 'drop', reason: 'has no words' });
  expect(given('> Acme lied')).toMatchObject({ kind: 'drop', reason: 'only quotes somebody' });
  expect(given('> Acme lied', 'Title')).toMatchObject({ kind: 'ok' });
  expect(given('Acme lied')).toMatchObject({ kind: 'ok' });
});
