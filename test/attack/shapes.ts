/**
 * Hostile values from a seed: the same seed gives the same values. They know depth, size, halves of emoji, numbers that
 * no column holds, names of prototypes, control characters, marks that turn the direction of text, markup and entities.
 */
import { seededRandom } from '../../src/domain/clock.ts';
import { pick } from '../../src/simulate/random.ts';

/** Texts and pieces of texts. */
const PIECES = [
  '',
  ' ',
  'acme',
  'sells my data ',
  '\u0000',
  '\u0001\u0002\u0008\u000b\u000c\u001b[31m\u007f\u0085',
  '\ud83d', // the first half of an emoji
  '\ude00', // the second half
  '\ude00\ud83d',
  '😀',
  '👩‍👩‍👧‍👦',
  '\u{10fffd}0', // what marks a NUL in PostgreSQL
  '\ufffe\uffff\ufffd\ufeff',
  '\u202e\u2066\u2069\u200f\u061c',
  '\u200b\u200d\u2060\u00ad',
  'e\u0301'.repeat(20),
  `a${'\u0301'.repeat(200)}`,
  'ﷺ'.repeat(30),
  '\u2028\u2029\r\n\r\t',
  '"\'`;--\\',
  '\\u0000\\ud800\\',
  '%_%',
  '${7*7}{{7*7}}',
  "'); drop table mention; --",
  '=cmd|x!A1',
  '<script>alert(1)</script>',
  '<b>bold',
  '</div></div>]]>',
  '<!--',
  '&amp;&lt;&#0;&#xd800;&#x110000;&nbsp;&unknown;&#99999999999;',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  '1e308',
  '-0',
  '9300000000000000000',
  '9007199254740993',
  '2026-02-30T25:61:61Z',
  '+275760-09-13T00:00:00.001Z',
  '0000-00-00',
  'javascript:alert(1)',
  'http://',
  'https://x.example/\u0000\ud800',
  '../../etc/passwd',
] as const;

export const PROTOTYPE_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'toJSON'];

/** As JSON can say them. */
const NUMBERS = [
  0,
  -0,
  -1,
  0.1,
  1.5,
  1e308,
  -1e308,
  5e-324,
  2 ** 31,
  2 ** 32 + 0.5,
  2 ** 53 - 1,
  2 ** 53 + 2,
  -(2 ** 53) - 2,
  9.3e18,
  -9.3e18,
  8.64e15,
  8.64e15 + 2,
  1e21,
  1_772_452_800,
] as const;

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export interface Shapes {
  /** 0 up to 1. */
  readonly random: () => number;
  /** A hostile text of at most about `most` UTF-16 units; usually short. */
  text(most?: number): string;
  number(): number;
  /** Any JSON value: scalars, lists and objects, some of them with names of prototypes, up to 30 deep. */
  value(): Json;
  /** An array or object nested `deep` times. */
  nested(deep: number): Json;
  /** The same as JSON text; it costs no stack however deep. */
  nestedText(deep: number): string;
  /** Markup: nested, never closed, full of attributes or entities. */
  html(deep?: number): string;
  /** `good` with one to four of its fields replaced, removed, doubled as a list, or with fields of their own. */
  spoilt(good: Readonly<Record<string, Json>>): Record<string, Json>;
}

/** Cannot be written as a literal: `__proto__` would set the prototype. */
function withField(object: Record<string, Json>, name: string, value: Json): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

/** The values of a seed. */
export function shapes(seed: number): Shapes {
  const random = seededRandom(seed);
  const below = (n: number) => Math.floor(random() * n);

  function text(most = 200_000): string {
    const kind = below(20);
    if (kind === 0)
      return pick(PIECES, random)
        .repeat(below(Math.min(most, 60_000)))
        .slice(0, most);
    // An emoji across a usual limit.
    if (kind === 1) {
      const limit = pick([60, 100, 200, 300, 500, 1_000, 2_000, 10_000, 100_000, 200_000], random) - 1;
      return `${'a'.repeat(Math.min(limit, most))}😀${pick(PIECES, random)}`;
    }
    if (kind === 2) {
      const points = Array.from({ length: 1 + below(Math.min(2_000, most)) }, () => below(0x110000));
      return String.fromCodePoint(...points);
    }
    return Array.from({ length: 1 + below(6) }, () => pick(PIECES, random)).join('');
  }

  const number = () => (below(3) === 0 ? pick(NUMBERS, random) * random() : pick(NUMBERS, random));

  function nested(deep: number): Json {
    let value: Json = random() < 0.5 ? text(100) : number();
    for (let i = 0; i < deep; i += 1)
      value = random() < 0.5 ? [value] : { [pick(['a', 'text'], random)]: value };
    return value;
  }

  function value(): Json {
    const kind = below(12);
    if (kind === 0) return null;
    if (kind === 1) return random() < 0.5;
    if (kind === 2 || kind === 3) return number();
    if (kind === 4) return nested(below(30));
    if (kind === 5) return Array.from({ length: below(5) }, value);
    if (kind === 6) {
      const object: Record<string, Json> = {};
      for (let i = below(5); i >= 0; i -= 1) {
        withField(object, random() < 0.3 ? pick(PROTOTYPE_NAMES, random) : text(30), value());
      }
      return object;
    }
    if (kind === 7) return html(below(50));
    return text();
  }

  function html(deep = below(3_000)): string {
    const tag = pick(['div', 'p', 'b', 'table', 'ul', 'blockquote', 'a', 'p>word ', 'br', 'hr'], random);
    const name = tag.split('>')[0]!;
    const kind = below(4);
    if (kind === 0) return `<${tag}>`.repeat(deep);
    if (kind === 1) return `<${tag}>`.repeat(deep) + text(100) + `</${name}>`.repeat(deep);
    if (kind === 2) {
      const attributes = Array.from({ length: Math.min(deep, 500) }, (_, i) => `a${i}="${i}"`).join(' ');
      return `<${name} ${attributes}>${text(100)}`;
    }
    return `${pick(['&amp;', '&#x1f600;', '&#xd83d;', '&lt;'], random).repeat(deep)}<${tag}>${text(100)}`;
  }

  return {
    random,
    text,
    number,
    value,
    nested,
    nestedText(deep) {
      const [open, close] = random() < 0.5 ? ['[', ']'] : ['{"a":', '}'];
      return `${open.repeat(deep)}1${close.repeat(deep)}`;
    },
    html,
    spoilt(good) {
      const entry: Record<string, Json> = { ...good };
      const names = Object.keys(good);
      for (let i = below(4); i >= 0; i -= 1) {
        const name = pick(names, random);
        const kind = below(8);
        if (kind === 0) delete entry[name];
        else if (kind === 1) entry[name] = [good[name]!, good[name]!];
        else if (kind === 2) withField(entry, pick(PROTOTYPE_NAMES, random), value());
        else if (kind === 3) entry[name] = `${JSON.stringify(good[name])}${text()}`;
        else entry[name] = value();
      }
      return entry;
    },
  };
}
