import { describe, expect, it } from 'vitest';
import { passwordProblem } from './password.ts';

const OWN = ['ann.miller@acme-corp.example', 'ann.miller', 'acme-corp.example', 'Spotify', 'Fernway'];
const problem = (password: string) => passwordProblem(password, OWN);

describe('a password', () => {
  it.each([
    // Common ones, alone, with digits, with other letters, twice.
    '1q2w3e4r5t6y',
    'qwerty123456',
    'P@ssw0rd1234',
    'monkey123456',
    'Password123!',
    'passwordpassword',

    'p4$$w0rd2026',
    'iloveyou1234',
    'Welcome2026!!',
    'letmein12345',
    'dragonmonkey1',
    'drowssap1234',
    'trustno1trustno1',

    'Summer2026!!',
    'football2025!',
    'administrator1',
    'Passw0rd!Passw0rd!',
    '!QAZ2wsx#EDC',
    'changeme2026!',

    // Rows of keys, on several keyboards.

    'zxcvbnm12345',
    'qwertyuiop12',
    'qwertzuiopü1',
    'azertyuiop12',
    '1qaz2wsx3edc',
    'asdfghjkl123',
    'йцукенгшщзхъ',
    'poiuytrewq12',

    '!@#$%^&*()_+',
    'qazwsxedcrfv',
    '147258369147',
    // Sequences and repeats.

    'abcdefghijkl',
    'lkjihgfedcba',
    'acegikmoqsuw',
    'абвгдежзийкл',
    '123456789012',
    'abcabcabcabc',
    'a1b2a1b2a1b2',
    'xyzxyzxyz123',

    // Names of the product, the company, the person.

    'outcryoutcry1',
    'Outcry-2026-!',
    '0utcry0utcry!',
    'spotifyspotify',
    'Sp0tify!Sp0tify!',
    'annmiller2026',
    'millermiller1',
    'acmecorp!!2026',
    'fernwayfernway7',

    // Dates.
    '24.12.1987-xx',
    '199012241990',
    '2026-01-01abc',
  ])('%s is refused with a reason', (password) => {
    expect(problem(password)).toMatch(/^(This password is easy|Do not build|Use more different)/);
  });

  it.each([
    'three green otters swim',
    'correct horse battery staple',
    'tuba-glacier-onion-forty',
    'наш кот спит на печке',
    '雨の日は家で本を読みたいです',
    'kV9#tq2LmX0z',
    'rotten Acme pears sing softly',
    'x'.repeat(3) + 'JfU4-pLw9-oQ2z',
    'Zebra7!quilt-Norway',
  ])('%s is welcome', (password) => {
    expect(problem(password)).toBeUndefined();
  });

  it('of 128 characters is judged at once, whatever it holds', () => {
    for (const text of [
      'a1'.repeat(64),
      'qwerty'.repeat(21),
      '\u{1f600}'.repeat(128),
      'password1'.repeat(14),
    ])
      expect(problem(text)).toBeTypeOf('string');
    expect(problem('k7#Qz'.repeat(30))).toMatch(/^Use at most/);
  });
});
