/**
 * What is kept to recognise an expired mention: eight bytes of the SHA-256 of its id at its source. Among ten million
 * mentions, two are the same with a probability of 3 in a million (n² ÷ 2⁶⁵).
 */
import { createHash } from 'node:crypto';
import { DAY_MS } from '../../domain/series.ts';

const BYTES = 8;

export function dayOf(publishedAt: number): number {
  return Math.floor(publishedAt / DAY_MS);
}

/** Identity of a mention among those of its source and day, as a string of eight characters. */
export function identityOf(externalId: string): string {
  return createHash('sha256').update(externalId).digest().toString('latin1', 0, BYTES);
}

/** Base64 of many identities, one after another. */
export function packIdentities(identities: Iterable<string>): string {
  return Buffer.from([...identities].join(''), 'latin1').toString('base64');
}

export function unpackIdentities(packed: string): Set<string> {
  const bytes = Buffer.from(packed, 'base64').toString('latin1');
  const found = new Set<string>();
  for (let i = 0; i < bytes.length; i += BYTES) found.add(bytes.slice(i, i + BYTES));
  return found;
}
