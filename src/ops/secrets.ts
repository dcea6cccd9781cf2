/**
 * Secrets of this installation: derived from OUTCRY_SECRET if it is set (the same on every host); otherwise created on
 * first use and kept in the data folder, readable by its user alone.
 */
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SecretPlace {
  readonly dataDir: string;
  /** OUTCRY_SECRET. */
  readonly secret: string | undefined;
}

/**
 * The secret `name` (base64, 256 bits): HKDF of OUTCRY_SECRET (RFC 5869), or read from the data folder, where it is created
 * if missing. Two processes that start at once agree.
 */
export function installationSecret({ dataDir, secret }: SecretPlace, name: string): string {
  if (secret !== undefined) {
    return Buffer.from(hkdfSync('sha256', secret, 'outcry', name, 32)).toString('base64');
  }
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, `${name}.key`);
  try {
    writeFileSync(path, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}

/** Distinguishes keys without revealing them. */
export function keyFingerprint(key: string): string {
  return createHmac('sha256', key).update('fingerprint').digest('hex').slice(0, 16);
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
 * A pseudonym for an author: HMAC-SHA-256 of source and author id, cut to 128 bits. It cannot be traced back without
 * the key, and differs between sources.
 */
export function authorPseudonym(key: string, source: string, authorId: string): string {
  return createHmac('sha256', key).update(`${source}\0${authorId}`).digest('base64url').slice(0, 22);
}
