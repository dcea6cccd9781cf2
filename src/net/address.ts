/** Which addresses an outbound request may reach: public unicast only. */
import ipaddr from 'ipaddr.js';

/**
 * Ranges that carry an IPv4 address inside an IPv6 one. ipaddr.js calls some of them unicast, and through
 * them 127.0.0.1 would be reachable: IPv4-compatible, 6to4, NAT64, Teredo.
 */
const EMBEDDED = ['::/96', '2002::/16', '64:ff9b::/96', '64:ff9b:1::/48', '2001::/32'].map(
  (range) => ipaddr.parseCIDR(range) as [ipaddr.IPv6, number],
);

/** Whether `text` (an IP literal) is a public address. False for anything that is not one. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  if (address.kind() === 'ipv4') return true;
  return !EMBEDDED.some((range) => (address as ipaddr.IPv6).match(range));
}
