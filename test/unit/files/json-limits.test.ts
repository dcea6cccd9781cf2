/** JSON that is long, broken, or holds numbers with many digits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cutter } from '../../../src/source/file/json/cutter.ts';
import { parseDigits } from '../../../src/source/file/json/digits.ts';
import { growth, LINEAR } from '../../support/cpu-time.ts';
import { readContent } from '../../support/read-file.ts';
import { json, POSTS, texts, WANTED } from './json-posts.ts';

describe('numbers', () => {
  it.each([
    ['{"id":1412345678901234561}', { id: '1412345678901234561' }],
    [
      '{"a":{"id":-1412345678901234561,"b":[9007199254740993 , 1]}}',
      { a: { id: '-1412345678901234561', b: ['9007199254740993', 1] } },
    ],
    ['{"t":"id: 1412345678901234561, x","id":12}', { t: 'id: 1412345678901234561, x', id: 12 }],
    [
      '{"t":"\\\\",":1412345678901234561,":1412345678901234561}',
      { t: '\\', ':1412345678901234561,': '1412345678901234561' },
    ],
    [
      '{"max":9007199254740991,"f":1412345678901234.5,"e":1412345678901234561e2}',
      { max: 9007199254740991, f: 1412345678901234.5, e: 1.412345678901234561e20 },
    ],
    ['{"likes":NaN,"x":-Infinity,"t":"a: NaN, b"}', { likes: null, x: null, t: 'a: NaN, b' }],
  ])('%s', (text, value) => expect(parseDigits(text)).toEqual(value));

  it('as JSON.parse for whatever holds no such numbers', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(!/\d{16}/.test(json(value)));
        expect(parseDigits(json(value))).toEqual(JSON.parse(json(value)));
      }),
      { seed: 20_260_702 },
    );
  });
});

describe('damage', () => {
  it('a broken line costs itself, a broken entry of an array too', async () => {
    const lines = [json(POSTS[0]), '{"id": 5, "text": "cut', json(POSTS[1]), '["x"]', json(POSTS[2])];
    const { fields, errors } = await readContent(lines.join('\n'), 'jsonl');
    expect(texts(fields)).toEqual(WANTED);
    expect(errors).toEqual([
      expect.stringMatching(/^2: not valid JSON/),
      expect.stringMatching(/^4: not a JSON object/),
    ]);
    const array = await readContent(
      `[${json(POSTS[0])}, {"id": x}, 7, ${json(POSTS[1])}, null, ${json(POSTS[2])}]`,
      'json',
    );
    expect(texts(array.fields)).toEqual(WANTED);
    expect(array.errors).toHaveLength(3);
  });

  it('a file that ends within an entry gives those before it', async () => {
    const { fields, errors } = await readContent(json(POSTS, 2).slice(0, -30), 'json');
    expect(texts(fields)).toEqual(WANTED.slice(0, 2));
    expect(errors).toEqual([expect.stringMatching(/^12: the file ends in the middle/)]);
  });

  it('an entry over 1 MB costs itself', async () => {
    const long = { ...POSTS[0], text: 'x'.repeat(1_200_000) };
    const { fields, errors } = await readContent(json([POSTS[0], long, ...POSTS.slice(1)], 1), 'json');
    expect(texts(fields)).toEqual(WANTED);
    expect(errors).toEqual([expect.stringMatching(/longer than 1 MB/)]);
  });

  it('messages hold no control characters of the file', async () => {
    const { errors } = await readContent('{"a":"b"}\n{"a":1}\n{"a": \x1b[31m}', 'jsonl');
    expect(errors[0]).toMatch(/^3: not valid JSON[^\x1b]*$/);
  });
});

describe('long texts', () => {
  it('an entry is cut out the same wherever the pieces end', () => {
    const text = json({ a: 'x', data: [...POSTS, { id: 4, text: '\\"{[' }] }, 1);
    const cuts = (size: number) => {
      const cutter = new Cutter({ within: ['.data'] });
      const found: unknown[] = [];
      for (let at = 0; at < text.length; at += size)
        for (const cut of cutter.push(text.slice(at, at + size)))
          found.push([cut.line, JSON.parse(cut.text)]);
      return found;
    };
    const whole = cuts(text.length);
    expect(whole).toHaveLength(4);
    for (let size = 1; size < 40; size += 1) expect(cuts(size)).toEqual(whole);
  });

  it.each<[string, (n: number) => string]>([
    ['brackets that never close', (n) => '['.repeat(n)],
    ['objects within objects', (n) => '{"a":'.repeat(n)],
    ['backslashes', (n) => `["${'\\'.repeat(n)}`],
    ['escaped quotes', (n) => `["${'\\"'.repeat(n)}`],
    ['a name for each value', (n) => `{${Array.from({ length: n }, (_, i) => `"k${i}":{}`).join()}}`],
    ['strings', (n) => `[${'"a",'.repeat(n)}`],
  ])('linear time: %s', (_, text) => {
    expect(growth((n) => new Cutter({ within: [''] }).push(text(n)), 40_000)).toBeLessThan(LINEAR);
  });

  it.each<[string, (n: number) => string]>([
    ['escaped quotes', (n) => `"${'\\"'.repeat(n)} 1412345678901234561`],
    ['long numbers in strings', (n) => `["${'1412345678901234561 '.repeat(n)}"]`],
    ['long numbers', (n) => `[${'1412345678901234561,'.repeat(Math.min(n, 150_000))}1]`],
  ])('linear time of numbers: %s', (_, text) => {
    const attempt = (n: number) => {
      try {
        parseDigits(text(n));
      } catch {
        // what is no JSON is refused in linear time, too
      }
    };
    expect(growth(attempt, 15_000)).toBeLessThan(LINEAR);
  });
});
