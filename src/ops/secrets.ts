/** Secrets of this installation, made on first use and kept in the data folder, readable by its user alone. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads the secret `name`, making it when it is not there. Two processes that start at once agree. */
export function installationSecret(dataDir: string, name: string): string {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, `${name}.key`);
  try {
    writeFileSync(path, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}

/** 256 random bits for links, sessions and API tokens. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * A pseudonym for an author: HMAC-SHA-256 of source and author id, cut to 128 bits. Without the key nobody
 * can tell whose it is, and the same author has another one at another source.
 */
export function authorPseudonym(key: string, source: string, authorId: string): string {
  return createHmac('sha256', key).update(`${source}\0${authorId}`).digest('base64url').slice(0, 22);
}
