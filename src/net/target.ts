/** What may be connected to: allowed protocols and ports, public addresses. */
import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import { isPublicAddress } from './address.ts';

const PORTS = new Set(['', '80', '443', '8080', '8443']);

/** The rules of outbound requests forbid it. */
export class FetchRefusedError extends Error {
  override readonly name = 'FetchRefusedError';
}

type LookupCallback = (error: Error | null, address?: unknown, family?: number) => void;

/** Resolves a name for a connection; fails if one of its addresses is not public. */
export function guardedLookup(hostname: string, options: object, callback: LookupCallback): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error);
    const refused = addresses.find(({ address }) => !isPublicAddress(address));
    if (refused || addresses.length === 0) {
      return callback(new FetchRefusedError(`${hostname} is not a public address`));
    }
    if ((options as { all?: boolean }).all) return callback(null, addresses);
    return callback(null, addresses[0]!.address, addresses[0]!.family);
  });
}

/** Throws FetchRefusedError for a URL that must not be requested. Host names are checked when they are connected to. */
export function checkTarget(url: URL, protocols: readonly string[], allowPrivate: boolean): void {
  if (!protocols.includes(url.protocol)) throw new FetchRefusedError(`${url.protocol} is not read`);
  if (url.username !== '' || url.password !== '')
    throw new FetchRefusedError('an address with a password is not read');
  if (allowPrivate) return;
  if (!PORTS.has(url.port)) throw new FetchRefusedError(`port ${url.port} is not read`);
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0 ? !isPublicAddress(host) : /(^|\.)localhost$/i.test(host)) {
    throw new FetchRefusedError(`${url.hostname} is not a public address`);
  }
}
