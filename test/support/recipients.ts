/** Recipients of the routes of tests. */
import type { Recipient } from '../../src/domain/recipient.ts';

export function byMail(...addresses: string[]): Recipient[] {
  return addresses.map((address) => ({ channel: 'email', address }));
}
