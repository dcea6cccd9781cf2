/** Which addresses an outbound request may reach: public unicast only. */
import ipaddr from 'ipaddr.js';

/**
 * Ranges that carry an IPv4 address inside an IPv6 one. ipaddr.js calls some of them unicast, and through
 * them 127.0.0.1 would be reachable: IPv4-compatible, 6to4, NAT64, Teredo.
 */
const EMBEDDED = ['::/96', '2002::/16', '64:ff9b::/96', '64:ff9b:1::/48', '2001::/32'].map(
  (range) => ipaddr.parseCIDR(range) as [ipaddr.IPv6, number],
);

/**
 * Public ranges that reach the host or the services of a cloud from inside it: Azure's host, Google's private access to its
 * services, IBM's services, Equinix Metal's metadata.
 */
const CLOUD = [
  '168.63.129.16/32',
  '199.36.153.4/30',
  '199.36.153.8/30',
  '161.26.0.0/16',
  '166.8.0.0/14',
  '192.80.8.124/32',
].map((range) => ipaddr.parseCIDR(range) as [ipaddr.IPv4, number]);

/** All that is assigned to the public internet so far (RFC 4291); discard and site-local are outside. */
const GLOBAL = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];
const SPECIAL = ['3fff::/20', '2001::/23'].map((range) => ipaddr.parseCIDR(range) as [ipaddr.IPv6, number]);

/** Whether `text` (an IP literal) is a public address. False for anything that is not one. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  if (address.kind() === 'ipv4') return !CLOUD.some((range) => (address as ipaddr.IPv4).match(range));
  const wide = address as ipaddr.IPv6;
  return wide.match(GLOBAL) && ![...EMBEDDED, ...SPECIAL].some((range) => wide.match(range));
}
