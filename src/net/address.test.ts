import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './address.ts';

describe('isPublicAddress', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '93.184.215.14',
    '::ffff:8.8.8.8',
    '2606:4700:4700::1111',
    '2a00:1450:4001:80b::200e',
    '168.63.129.17',
    '199.36.153.12',
    '166.12.0.1',
  ])('public: %s', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '0x7f.1',
    '127.255.255.254',
    '0.0.0.0',
    '0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.127.255.255',
    '198.18.0.1',
    '198.19.255.255',
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '192.0.0.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '0:0:0:0:0:0:0:1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    'fec0::1',
    '2001:db8::1',
    '100::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    '::7f00:1',
    '::ffff:0:127.0.0.1',
    '2002:7f00:1::',
    '2002:a00:1::1',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::7f00:1',
    '2001:0:1::1',
    // Addresses of clouds.
    '168.63.129.16',
    '::ffff:168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    'fd00:ec2::254',
    '161.26.0.7',
    '166.8.0.1',
    '192.80.8.124',
    '199.36.153.4',
    '199.36.153.11',
    '64:ff9b::a83f:8110',
    '3fff::1',
    '5f00::1',
    '2001:20::1',
    '4000::1',
    '',
    'localhost',
    'example.com',
    '1.2.3.4.5',
    '[::1]',
    '8.8.8.8:80',
    '8.8.8.8/32',
    ' 8.8.8.8',
  ])('not public: %s', (address) => expect(isPublicAddress(address)).toBe(false));

  const byte = fc.nat(255);
  const inside = fc.oneof(
    fc.tuple(fc.constantFrom('10', '127'), byte, byte, byte),
    fc.tuple(fc.constant('192.168'), byte, byte),
    fc.tuple(fc.constant('169.254'), byte, byte),
    fc.tuple(
      fc.integer({ min: 16, max: 31 }).map((b) => `172.${b}`),
      byte,
      byte,
    ),
    fc.tuple(
      fc.integer({ min: 64, max: 127 }).map((b) => `100.${b}`),
      byte,
      byte,
    ),
  );
  it('no inner IPv4 address is public, in whatever IPv6 form', () => {
    fc.assert(
      fc.property(
        inside.map((parts) => parts.join('.')),
        (address) => {
          const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
          const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
          const forms = ['', '::ffff:', '::', '64:ff9b::'].map((prefix) => `${prefix}${address}`);
          const all = [...forms, `::ffff:${hex}`, `::${hex}`, `2002:${hex}::1`, `64:ff9b::${hex}`];
          expect(all.filter(isPublicAddress)).toEqual([]);
        },
      ),
      { seed: 20_260_302 },
    );
  });

  it('says something for any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => typeof isPublicAddress(text) === 'boolean'),
      { seed: 20_260_302 },
    );
  });
});
