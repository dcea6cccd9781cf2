/**
 * Unsubscribe links that need no account: the address and its HMAC-SHA-256. One-click as in RFC 8058: mail programs post
 * `List-Unsubscribe=One-Click` to the URL in the header.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

function mac(key: string, recipient: string): string {
  return createHmac('sha256', key).update(`unsubscribe\0${recipient}`).digest('base64url').slice(0, 32);
}

export function unsubscribeToken(key: string, recipient: string): string {
  return `${Buffer.from(recipient).toString('base64url')}.${mac(key, recipient)}`;
}

/** The recipient of an unsubscribe link; undefined if the link is not genuine. */
export function recipientOfToken(key: string, token: string): string | undefined {
  const [encoded = '', given = ''] = token.slice(0, 1_000).split('.');
  const recipient = Buffer.from(encoded, 'base64url').toString('utf8');
  const expected = Buffer.from(mac(key, recipient));
  const found = Buffer.from(given);
  const good = recipient !== '' && expected.length === found.length && timingSafeEqual(expected, found);
  return good ? recipient : undefined;
}
