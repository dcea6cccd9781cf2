/** Texts that stand in the place of a post, and posts that look like them. */
import { describe, expect, it } from 'vitest';
import { isAbsent } from './absent.ts';
import { placeholderKind } from './placeholder.ts';

describe('what stands in the place of a post', () => {
  it.each([
    '[deleted]',
    '[removed]',
    '[ Removed by Reddit ]',
    '[deleted by user]',
    '[Removed by moderator]',
    '[unavailable]',
    '(message deleted)',
    'This review has been removed',
    'This review was removed for violating our guidelines.',
    'Tweet unavailable',
    'This Tweet is no longer available',
    'This Post is from a suspended account.',
    'This comment was deleted by its author',
    'Comment removed by moderator',
    'This message was deleted',
    'You deleted this message',
    '<Media omitted>',
  ])('%s is deleted', (text) => expect(placeholderKind(text)).toBe('deleted'));

  it.each([
    '',
    '  ',
    'nan',
    'NaN',
    'None',
    'NULL',
    'N/A',
    '#N/A',
    '-',
    '—',
    '...',
    '(no comment)',
    'No text',
    '[no text]',
  ])('%j is empty', (text) => expect(placeholderKind(text)).toBe('empty'));

  it.each([
    'I deleted my account today',
    'Removed the app',
    'This was removed from my phone and I am glad',
    'deleted',
    'None of this works',
    'nan my grandmother loves it',
    'Content is great',
    'This tweet is available in all shops of my town',
    'no comment needed, they sold my data',
    'null points for privacy',
    '5',
    'na',
    '👍',
    '[this] is removed',
  ])('%s is a post', (text) => expect(placeholderKind(text)).toBeUndefined());

  it('values of other columns', () => {
    expect(['nan', 'NaT', '<NA>', 'NA', '\\N', '#REF!', null, undefined, Number.NaN].every(isAbsent)).toBe(
      true,
    );
    expect(['na', 'Nan Smith', 0, false, 'no'].some(isAbsent)).toBe(false);
  });
});
