/**
 * Passwords: argon2id with 19 MiB, two iterations and a parallelism of 1 (OWASP Password Storage Cheat Sheet), off
 * the event loop. Each hash contains its parameters, so they can be raised later.
 */
import { createRequire } from 'node:module';
import { hash, verify } from '@node-rs/argon2';
import type * as CommonPasswords from '@zxcvbn-ts/language-common';
import { guessesOf } from './guesses.ts';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
export const LEAST_LENGTH = 12;
export const MOST_LENGTH = 128;
/** Decimal logarithm: with ten thousand guesses a second it takes twelve days. */
const LEAST_GUESSES = 10;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), COST);
}

/** A hash of a random password: checking an unknown person takes as long as a known one. */
let nobody: Promise<string> | undefined;

/** Whether the password matches. Takes the same time if `stored` is undefined (no such person or no password). */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword(crypto.randomUUID());
  const good = await verify(stored ?? (await nobody), password.normalize('NFC'));
  return good && stored !== undefined;
}

/** Rank of each common password, unpacked when a password is first chosen. */
let ranks: ReadonlyMap<string, number> | undefined;

function commonRank(word: string): number | undefined {
  if (!ranks) {
    const load = createRequire(import.meta.url);
    const { dictionary } = load('@zxcvbn-ts/language-common') as typeof CommonPasswords;
    ranks = new Map(dictionary['passwords-common'].map((common, i) => [common, i + 1]));
  }
  return ranks.get(word);
}

/** The product's own name is as easy to guess as that of the company. */
const PRODUCT = ['outcry'];

/** Names, and the words that they are made of. */
function wordsOf(names: readonly string[]): string[] {
  const all = names.map((name) => name.toLowerCase());
  const parts = all.flatMap((name) => [
    name.replaceAll(/[^\p{L}\p{N}]/gu, ''),
    ...name.split(/[^\p{L}\p{N}]+/u),
  ]);
  return [...new Set([...PRODUCT, ...all, ...parts])].filter((word) => word.length > 2);
}

/** What is wrong with a new password; undefined if nothing is. `own`: names that it must not be built from. */
export function passwordProblem(password: string, own: readonly string[]): string | undefined {
  const { length } = Array.from(password);
  if (length < LEAST_LENGTH) return `Use at least ${LEAST_LENGTH} characters; 15 or more is better.`;
  if (length > MOST_LENGTH) return `Use at most ${MOST_LENGTH} characters.`;
  const plain = password.toLowerCase();
  if (new Set(plain).size < 5) return 'Use more different characters.';
  const words = wordsOf(own);
  if (words.some((name) => name.length > 3 && plain.includes(name) && plain.length - name.length < 8)) {
    return 'Do not build the password from your name, your e-mail, a brand or Outcry.';
  }
  if (guessesOf(password, words, commonRank) < LEAST_GUESSES) {
    return 'This password is easy to guess: it is made of common passwords, names, dates, repeats or rows of keys. Use several unrelated words.';
  }
  return undefined;
}
