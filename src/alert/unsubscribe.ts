/**
 * Links that take a recipient out, without an account: the address and an HMAC-SHA-256 of it. One click as RFC 8058
 * has it: mail programs post `List-Unsubscribe=One-Click` to the address of the header.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

function mac(key: string, recipient: string): string {
  return createHmac('sha256', key).update(`unsubscribe\0${recipient}`).digest('base64url').slice(0, 32);
}

export function unsubscribeToken(key: string, recipient: string): string {
  return `${Buffer.from(recipient).toString('base64url')}.${mac(key, recipient)}`;
}

/** Whose link it is; undefined where it is not one of ours. */
export function recipientOfToken(key: string, token: string): string | undefined {
  const [encoded = '', given = ''] = token.slice(0, 1_000).split('.');
  const recipient = Buffer.from(encoded, 'base64url').toString('utf8');
  const expected = Buffer.from(mac(key, recipient));
  const found = Buffer.from(given);
  const good = recipient !== '' && expected.length === found.length && timingSafeEqual(expected, found);
  return good ? recipient : undefined;
}
