import { describe, expect, it } from 'vitest';
import { demandsOf } from './demands.ts';

describe('what posts ask for', () => {
  it.each([
    ['I want to opt out of this. Now.', 'opt_out'],
    ['Make it opt-in, simple as that', 'opt_out'],
    ['Please delete all my data!', 'delete_data'],
    ['I want my phone number deleted', 'delete_data'],
    ['Still waiting for a refund after six weeks', 'refund'],
    ['Give me my money back', 'refund'],
    ['You should reverse this policy', 'reverse'],
    ['bring back the old app', 'reverse'],
    ['You need to explain what you did with our photos', 'explain'],
    ['Why do you need my contacts?', 'explain'],
    ['They owe us an apology', 'apologise'],
    ['Apologise. Today.', 'apologise'],
    ['I am leaving after ten years', 'leave'],
    ['Just deleted my account, goodbye', 'leave'],
  ])('%s', (text, demand) => {
    expect(demandsOf(text)).toContain(demand);
  });

  it.each([
    ['You do not have to opt out of anything', 'opt_out'],
    ['I don’t want a refund', 'refund'],
    ['No need to apologise', 'apologise'],
    ['The CEO apologised yesterday', 'apologise'],
    ['I am not leaving, and I never said so', 'leave'],
    ['I will explain how it works to my mother', 'explain'],
    ['They never said they would reverse it', 'reverse'],
    ['I deleted a song from my list', 'delete_data'],
  ])('control: %s', (text, demand) => {
    expect(demandsOf(text)).not.toContain(demand);
  });
});
