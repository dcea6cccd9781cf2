/**
 * Secrets of this installation: derived from OUTCRY_SECRET if it is set (the same on every host); otherwise created on
 * first use and kept in the data folder, readable by its user alone.
 */
import { createHash, createHmac, hash, hkdfSync, randomBytes } from 'node:crypto';
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

/** Bytes of a block of SHA-256. */
const BLOCK = 64;

interface Pads {
  readonly key: string;
  /** The key XOR 0x36, of one block. */
  readonly inner: string;
  /** The key XOR 0x5c, and room for the inner hash. */
  readonly outer: Buffer;
}

let lastPads: Pads | undefined;

/** What HMAC (RFC 2104) hashes with a key; undefined for one that is not ASCII or longer than a block. */
function padsOf(key: string): Pads | undefined {
  if (lastPads?.key === key) return lastPads;
  if (key.length > BLOCK || Buffer.byteLength(key) !== key.length) return undefined;
  const bytes = Buffer.alloc(BLOCK, 0);
  bytes.write(key);
  const outer = Buffer.alloc(BLOCK + 32);
  outer.set(bytes.map((byte) => byte ^ 0x5c));
  lastPads = { key, inner: Buffer.from(bytes.map((byte) => byte ^ 0x36)).toString('latin1'), outer };
  return lastPads;
}

/**
 * A pseudonym for an author: HMAC-SHA-256 of source and author id, cut to 128 bits. It cannot be traced back without
 * the key, and differs between sources. Made of two plain hashes, as RFC 2104 defines it: that takes half of the time,
 * and an import makes one for each row.
 */
export function authorPseudonym(key: string, source: string, authorId: string): string {
  const said = `${source}\0${authorId}`;
  const pads = padsOf(key);
  if (pads === undefined) return createHmac('sha256', key).update(said).digest('base64url').slice(0, 22);
  pads.outer.write(hash('sha256', pads.inner + said), BLOCK, 'hex');
  return hash('sha256', pads.outer, 'base64url').slice(0, 22);
}
