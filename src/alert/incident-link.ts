/**
 * Links in alerts that open one incident without an account: the number of the message and an HMAC-SHA-256 over what it is
 * about and to whom it went. Nothing about the recipient stands in the address.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Route } from '../domain/alert.ts';
import { DAY_MS } from '../domain/series.ts';
import { routesTo } from './outbox-policy.ts';

/** How long a link opens, from when the alert was decided. */
export const INCIDENT_LINK_MS = 30 * DAY_MS;

/** The message that holds a link. */
export interface LinkedMessage {
  readonly id: number;
  readonly incidentId: number;
  /** As `recipientText` writes it. */
  readonly recipient: string;
  /** When it was decided, ms. */
  readonly createdAt: number;
}

const SHAPE = /^([1-9a-z][0-9a-z]{0,9})-([\w-]{32})$/;

function mac(key: string, { id, incidentId, recipient, createdAt }: LinkedMessage): string {
  const about = ['incident link', id, incidentId, recipient, createdAt].join('\0');
  return createHmac('sha256', key).update(about).digest('base64url').slice(0, 32);
}

export function incidentLinkToken(key: string, message: LinkedMessage): string {
  return `${message.id.toString(36)}-${mac(key, message)}`;
}

/** The number of the message that a token names, which may not be genuine; undefined where it names none. */
export function messageOfToken(token: string): number | undefined {
  const id = Number.parseInt(SHAPE.exec(token)?.[1] ?? '', 36);
  return Number.isSafeInteger(id) ? id : undefined;
}

/** Whether the token was made for this message, and is not too old. */
export function opens(key: string, token: string, message: LinkedMessage, now: number): boolean {
  const given = Buffer.from(SHAPE.exec(token)?.[2] ?? '');
  const expected = Buffer.from(mac(key, message));
  const genuine = given.length === expected.length && timingSafeEqual(given, expected);
  const named = messageOfToken(token) === message.id && token.startsWith(`${message.id.toString(36)}-`);
  return genuine && named && now < message.createdAt + INCIDENT_LINK_MS;
}

/** Whether a route still sends alerts about the brand to the recipient. `brand`: a slug. */
export function stillReceives(recipient: string, brand: string, routes: readonly Route[]): boolean {
  return routesTo(recipient, routes).some(({ brands }) => brands.includes('*') || brands.includes(brand));
}
