import { describe, expect, it } from 'vitest';
import { clientAddress, isNearby, parseNetworks, plainAddress, senderNetworks } from './client-address.ts';

describe('trusted proxies', () => {
  it.each([
    '10.0.0.0/8',
    '192.0.2.7',
    '::1',
    'fd00::/8, 10.1.2.3',
    'loopback private',
    '::ffff:10.0.0.0/104',
    '',
  ])('%j is read', (text) => {
    expect(() => parseNetworks(text)).not.toThrow();
  });

  it.each([
    '10.0.0.0/33',
    '10.0.0.0/0',
    '::/0',
    '10.0.0.1/',
    '10.1',
    '0x7f.1',
    'proxy.local',
    '10.0.0.0/8/9',
    '__proto__',
    'fd00::/129',
  ])('%j is refused', (text) => {
    expect(() => parseNetworks(text)).toThrow(RangeError);
  });
});

describe('the sender', () => {
  const trusted = parseNetworks('loopback, 10.0.0.0/8, 2001:db8:1::/48');
  it.each([
    ['a direct request', '198.51.100.1', undefined, '198.51.100.1'],
    ['a header of somebody who is no proxy', '198.51.100.1', '203.0.113.9', '198.51.100.1'],
    ['one proxy', '127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['an IPv4 proxy seen over IPv6', '::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['two proxies', '127.0.0.1', '203.0.113.9, 10.1.2.3', '203.0.113.9'],
    [
      'what the sender made up before it',
      '127.0.0.1',
      '1.2.3.4, 10.9.9.9, 203.0.113.9, 10.1.2.3',
      '203.0.113.9',
    ],
    ['a made-up trusted address', '127.0.0.1', '127.0.0.1, 203.0.113.9', '203.0.113.9'],
    ['ports and brackets', '127.0.0.1', '[2001:db8:2::7]:443, 10.1.2.3:8080', '2001:db8:2::7'],
    ['quotes and a zone', '127.0.0.1', '"203.0.113.9"', '203.0.113.9'],
    ['IPv4 in IPv6', '127.0.0.1', '::ffff:203.0.113.9', '203.0.113.9'],
    ['a hop that is none', '127.0.0.1', '203.0.113.9, unknown, 10.1.2.3', '10.1.2.3'],
    ['nothing but commas', '127.0.0.1', ',,,', '127.0.0.1'],
    ['an empty last hop', '127.0.0.1', '203.0.113.9,', '127.0.0.1'],
    ['trusted hops alone', '127.0.0.1', '10.0.0.1, 10.0.0.2', '10.0.0.1'],
    ['an address in another notation', '127.0.0.1', '0x7f.1', '127.0.0.1'],
    ['a long chain', '127.0.0.1', `${'10.0.0.1, '.repeat(5_000)}10.0.0.9`, '10.0.0.1'],
    ['a huge hop', '127.0.0.1', 'a'.repeat(100_000), '127.0.0.1'],
    ['IPv6 proxies', '2001:db8:1::1', '2001:db8:2::9', '2001:db8:2::9'],
  ])('of %s', (_name, peer, header, client) => {
    expect(clientAddress(peer, header, trusted)).toBe(client);
  });

  it('is the peer where no proxy is trusted', () => {
    expect(clientAddress('127.0.0.1', '203.0.113.9', [])).toBe('127.0.0.1');
  });
});

it('IPv6 counts by /64 and by /48, IPv4 by itself in any notation', () => {
  const own = (text: string) => senderNetworks(text).own;
  expect(own('2001:db8:2:3:4:5:6:7')).toBe(own('2001:db8:2:3::1'));
  expect(own('2001:db8:2:3::1')).not.toBe(own('2001:db8:2:4::1'));
  expect(senderNetworks('2001:db8:2:3::1').around).toBe(senderNetworks('2001:db8:2:4::1').around);
  expect(senderNetworks('2001:db8:2:3::1').around).not.toBe(senderNetworks('2001:db8:3::1').around);
  expect(own('::ffff:203.0.113.9')).toBe(own('203.0.113.9'));
  expect(senderNetworks('203.0.113.9').around).toBeUndefined();
  expect(own('local')).toBe('local');
  expect([plainAddress('fe80::1%eth0'), plainAddress('nobody'), plainAddress('1')]).toEqual([
    'fe80::1',
    undefined,
    undefined,
  ]);
  expect(
    ['127.0.0.1', '10.1.1.1', '::1', 'fe80::1%eth0', '203.0.113.9', '2001:db8::1', 'x'].map(isNearby),
  ).toEqual([true, true, true, true, false, false, false]);
});
