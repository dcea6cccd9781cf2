import { describe, expect, it } from 'vitest';
import { shippedModel, shippedVersion } from './model.ts';
import { parseWeights, writeWeights } from './weights-file.ts';

const FILE = {
  facts: { version: 'model-00000000', size: 3 },
  arrays: { bytes: Int8Array.of(-127, 0, 5), numbers: Float32Array.of(0.5, -2) },
  words: { words: ['a', 'naïve', "isn't"] },
};

describe('weights file', () => {
  it('reads what it wrote', () => expect(parseWeights(writeWeights(FILE))).toEqual(FILE));
  it('writes the same bytes twice', () => expect(writeWeights(FILE).equals(writeWeights(FILE))).toBe(true));
  it.each([
    ['another file', Buffer.from('PK\u0003\u0004 nothing of ours')],
    ['a file cut short', writeWeights(FILE).subarray(0, -20)],
  ])('refuses %s', (_, file) => expect(() => parseWeights(file)).toThrow());
  it('says its version without being unpacked', () => expect(shippedVersion()).toBe(shippedModel().version));
});
