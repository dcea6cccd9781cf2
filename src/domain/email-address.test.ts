import { describe, expect, it } from 'vitest';
import { readEmailAddress } from './email-address.ts';

describe('an address', () => {
  it.each([
    ['ann@example.com', 'ann@example.com'],
    ['  Boss@Corp.Example ', 'boss@corp.example'],
    ['admin@localhost', 'admin@localhost'],
    ["o'neil+tag_1@sub.example.co.uk", "o'neil+tag_1@sub.example.co.uk"],
    ['用户@例子.广告', '用户@例子.广告'],
    ['ＢＯＳＳ@example.com', 'boss@example.com'],
  ])('%j is kept as %j', (given, kept) => {
    expect(readEmailAddress(given)).toBe(kept);
  });

  it.each([
    '',
    'x',
    'x@',
    '@y.z',
    'x@-',
    'x@-y.z',
    'x@y-.z',
    'x@y..z',
    'x@.z',
    'x@y.z.',
    '.x@y.z',
    'x.@y.z',
    'a..b@y.z',
    'a@b@c.d',
    'a@x.y, b@x.y',
    'a@x.y\0',
    'a\n@x.y',
    'a@x.y\r\nBcc: b@x.y',
    'a b@x.y',
    '"a b"@x.y',
    '<a@x.y>',
    'a@x_y.z',
    'a@127.0.0.1',
    'a@[127.0.0.1]',
    'a\u202e@x.y',
    'a\u200b@x.y',
    'a@x\u00ad.y',
    'a\ud800@x.y',
    `${'a'.repeat(65)}@x.y`,
    `a@${'b'.repeat(64)}.c`,
    `a@${'b.'.repeat(130)}c`,
  ])('%j is none', (given) => {
    expect(readEmailAddress(given)).toBeUndefined();
  });
});
