/** Who sent a request that came through proxies, and which addresses count as one sender. */
import ipaddr from 'ipaddr.js';

export type Networks = readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[];

/** Names for what need not be looked up. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', 'fc00::/7', 'fe80::/10'],
};

/** More hops than any chain of proxies has. */
const MOST_HOPS = 50;

function parse(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const plain = text.replace(/%[\w.-]{1,32}$/, '');
  if (ipaddr.IPv4.isValidFourPartDecimal(plain)) return ipaddr.IPv4.parse(plain);
  return plain.includes(':') && ipaddr.IPv6.isValid(plain) ? ipaddr.process(plain) : undefined;
}

function networkOf(entry: string): Networks[number] | undefined {
  const [text = '', bits, ...more] = entry.split('/');
  const address = parse(text);
  if (!address || more.length > 0) return undefined;
  const most = address.kind() === 'ipv4' ? 32 : 128;
  if (bits === undefined) return [address, most];
  const mapped = text.includes(':') && address.kind() === 'ipv4' ? 96 : 0;
  const length = Number(bits) - mapped;
  return /^\d{1,3}$/.test(bits) && length >= 1 && length <= most ? [address, length] : undefined;
}

/**
 * Addresses and networks (`10.0.0.0/8`, `fd00::/8`, `192.0.2.7`) or names (`loopback`, `private`), separated by commas or
 * blanks. Throws RangeError with the first entry that is none; everybody at once (`/0`) is none.
 */
export function parseNetworks(text: string): Networks {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  return entries
    .flatMap((entry) => (Object.hasOwn(NAMED, entry) ? NAMED[entry]! : [entry]))
    .map((entry) => {
      const network = networkOf(entry);
      if (!network) throw new RangeError(entry);
      return network;
    });
}

/** Whether `text` is an address in one of the networks. */
export function isWithin(networks: Networks, text: string): boolean {
  const address = parse(text);
  return (
    address !== undefined &&
    networks.some(([base, bits]) => base.kind() === address.kind() && address.match(base, bits))
  );
}

const HERE = parseNetworks('loopback private');

/** Whether an address is of this machine or a private network, as that of a proxy in front of us is. */
export function isNearby(text: string): boolean {
  return isWithin(HERE, text);
}

/** An address of a header without port, brackets and zone; IPv4 in IPv6 as IPv4. Undefined if it is none. */
export function plainAddress(text: string): string | undefined {
  const hop = text.trim().replace(/^"(.*)"$/, '$1');
  const bare = /^\[([^\]]+)\](:\d{1,5})?$/.exec(hop)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(hop)?.[1] ?? hop;
  return parse(bare)?.toString();
}

/**
 * The sender: the peer, or, where the peer is a trusted proxy, the last address of `X-Forwarded-For` that is no trusted
 * proxy. What stands before it was written by the sender. A hop that is no address ends the search: the proxy that passed
 * it on counts.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, trusted: Networks): string {
  let client = plainAddress(peer) ?? peer;
  const hops = (forwardedFor ?? '').split(',').slice(-MOST_HOPS);
  while (hops.length > 0 && isWithin(trusted, client)) {
    const next = plainAddress(hops.pop() ?? '');
    if (next === undefined) break;
    client = next;
  }
  return client;
}

/**
 * What counts as one sender: an IPv4 address, or the /64 of an IPv6 address, which is one subscriber's own (RFC 6177); and
 * the /48 around it, which somebody may have rented whole.
 */
export function senderNetworks(address: string): { readonly own: string; readonly around?: string } {
  const parsed = parse(address);
  if (!parsed) return { own: address };
  if (parsed.kind() === 'ipv4') return { own: parsed.toString() };
  const cut = (bits: number) =>
    `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${bits}`).toString()}/${bits}`;
  return { own: cut(64), around: cut(48) };
}
