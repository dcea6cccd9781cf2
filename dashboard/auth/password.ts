/**
 * Passwords: argon2id with 19 MiB, two iterations and a parallelism of 1 (OWASP Password Storage Cheat Sheet), off
 * the event loop. Each hash contains its parameters, so they can be raised later.
 */
import { hash, verify } from '@node-rs/argon2';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
export const LEAST_LENGTH = 12;
export const MOST_LENGTH = 128;

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

/** Common long passwords, in lower case. */
const COMMON = [
  'password',
  'passwort',
  'qwertyuiop',
  'asdfghjkl',
  'iloveyou',
  'letmein',
  'welcome',
  'administrator',
  'changeme',
  'trustno1',
  'sunshine',
  'princess',
  'football',
];

/** What is wrong with a new password; undefined if nothing is. `own`: names that it must not be built from. */
export function passwordProblem(password: string, own: readonly string[]): string | undefined {
  const { length } = Array.from(password);
  if (length < LEAST_LENGTH) return `Use at least ${LEAST_LENGTH} characters; 15 or more is better.`;
  if (length > MOST_LENGTH) return `Use at most ${MOST_LENGTH} characters.`;
  const plain = password.toLowerCase();
  if (new Set(plain).size < 5) return 'Use more different characters.';
  const rest = COMMON.reduce((text, word) => text.replaceAll(word, ''), plain).replace(/[^\p{L}]/gu, '');
  if (rest.length < 4) return 'This password is too common. Choose another.';
  const names = own.map((name) => name.toLowerCase()).filter((name) => name.length > 3);
  if (names.some((name) => plain.includes(name) && plain.length - name.length < 8)) {
    return 'Do not build the password from your name, e-mail or a brand name.';
  }
  return undefined;
}
