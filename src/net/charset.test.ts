import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../test/support/cpu-time.ts';
import { charsetOf, decodeAnswer } from './charset.ts';

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const swapped = (text: string) => utf16(text).swap16();
const utf32 = (text: string, little: boolean) => {
  const points = Array.from(text, (one) => one.codePointAt(0)!);
  const out = Buffer.alloc(points.length * 4);
  points.forEach((point, i) => (little ? out.writeUInt32LE(point, i * 4) : out.writeUInt32BE(point, i * 4)));
  return out;
};
const prolog = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>`;
const E = [0xe9];

describe('decodeAnswer', () => {
  it.each<[string, Uint8Array, string | undefined, string]>([
    ['UTF-8 where nothing is said', bytes('<t>Nestlé'), undefined, '<t>Nestlé'],
    [
      'Windows-1252 where UTF-8 does not fit',
      bytes('<t>Nestl', E, ' ', [0x92, 0x80]),
      undefined,
      '<t>Nestlé ’€',
    ],
    ['the header', bytes('<t>', [0xcf, 0xf0]), 'text/xml; charset="windows-1251"', '<t>Пр'],
    ['the header before the prolog', bytes(prolog('utf-8'), [0xcf]), 'text/xml; charset=koi8-r', 'о'],
    ['the prolog', bytes(prolog('iso-8859-2'), [0xb9]), 'application/rss+xml', 'š'],
    ['the prolog, in single quotes', bytes("<?xml version='1.0' encoding='KOI8-R'?>", [0xcf]), '', 'о'],
    ['meta', bytes('<html><meta charset=windows-1251>', [0xcf]), 'text/html', 'П'],
    [
      'meta as http-equiv',
      bytes('<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">', [0x83, 0x41]),
      'text/html',
      'ア',
    ],
    ['a mark before the header', bytes([0xef, 0xbb, 0xbf], 'é'), 'text/xml; charset=iso-8859-1', 'é'],
    ['a mark of UTF-16', bytes([0xff, 0xfe], [...utf16('é')]), 'text/xml', 'é'],
    ['UTF-16 without a mark', swapped('<?xml é'), 'text/xml', '<?xml é'],
    ['UTF-32 without a mark', utf32('<t>é', true), undefined, '<t>é'],
    ['UTF-32 with a mark', bytes([0, 0, 0xfe, 0xff], [...utf32('é', false)]), undefined, 'é'],
    ['an unknown name', bytes(prolog('x-klingon'), 'é'), 'text/xml; charset=none', 'é'],
    ['what sites write for a name', bytes([0xcf]), 'text/html; charset=win-1251', 'П'],
    ['UTF-16 that is not', bytes(prolog('utf-16'), 'é'), 'text/xml; charset=utf-16', 'é'],
    ['ASCII that is not', bytes(prolog('iso-8859-2'), [0xb9]), 'text/xml; charset=us-ascii', 'š'],
    ['UTF-8 that is not', bytes('<t>Nestl', E), 'text/xml; charset=utf-8', '<t>Nestlé'],
    ['UTF-8 with one damaged character', bytes('é ', [0xc3], ' é'), 'text/xml; charset=utf-8', 'é � é'],
    ['JSON is UTF-8', bytes('["é"]'), 'application/json; charset=iso-8859-1', '["é"]'],
    ['a server that calls everything Latin-1', bytes(prolog('utf-8'), 'é'), 'text/xml; charset=latin1', 'é'],
  ])('%s', async (_, given, type, expected) => {
    expect((await decodeAnswer(given, type)).replace(/^<(?:\?xml|html|meta)[^>]*>(?:<meta[^>]*>)?/, '')).toBe(
      expected,
    );
  });

  it('takes linear time, whatever the bytes are', () => {
    const pieces = [[0xe9], [0xf0, 0x90], [...Buffer.from('<meta ')], [...Buffer.from('<?xml encoding')]];
    for (const piece of pieces) {
      const work = (size: number) =>
        charsetOf(Buffer.alloc(size, Buffer.from(piece)), 'text/html; charset=utf-8');
      expect(growth(work, 200_000)).toBeLessThan(LINEAR);
    }
  });
});
