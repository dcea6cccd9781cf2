/** Configuration that the parser of YAML gives up on is a line of the check, with its file, and never an exception. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { type Problem, readEntries } from '../../config/yaml.ts';
import { tempDirs } from '../support/temp.ts';
import { attackRounds } from './rounds.ts';
import { shapes } from './shapes.ts';

const tempDir = tempDirs();
const schema = z.strictObject({ slug: z.string(), name: z.string().optional() });

const BOMB = `slug: acme
a: &a [x, x, x, x, x, x, x, x, x]
${'bcdefghij'
  .split('')
  .map(
    (name, i) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghij'[i]}`).join(', ')}]`,
  )
  .join('\n')}`;

const HOSTILE: readonly [string, string, RegExp][] = [
  ['an alias bomb', BOMB, /^brands\/x\.yaml:3 .*(alias|Excessive)/i],
  ['an alias within itself', '- &a\n  slug: *a\n', /^brands\/x\.yaml:\d+ /],
  ['lists nested 20,000 deep', `slug: ${'['.repeat(20_000)}`, /nested too deep/],
  ['maps nested 20,000 deep', `slug: ${'{a: '.repeat(20_000)}1${'}'.repeat(20_000)}`, /^brands\/x\.yaml:/],
  ['an alias of nothing', 'slug: acme\nname: *nobody\n', /^brands\/x\.yaml:2 /],
  ['a merge of a text', 'slug: acme\n<<: x\n', /^brands\/x\.yaml:/],
  ['a byte that is no text', 'slug: "\u0000\u0001', /^brands\/x\.yaml:1 /],
  ['two documents', 'slug: a\n---\nslug: b\n', /^brands\/x\.yaml:/],
  ['an unknown directive', '%FOO bar\n---\n- x\n', /^brands\/x\.yaml:/],
  ['a name of the prototype', '__proto__: {slug: a}\n', /^brands\/x\.yaml:/],
];

function check(text: string | undefined): string[] {
  const dir = tempDir();
  const file = join(dir, 'brands', 'x.yaml');
  mkdirSync(text === undefined ? file : join(dir, 'brands'), { recursive: true });
  if (text !== undefined) writeFileSync(file, text);
  const problems: Problem[] = [];
  readEntries(dir, 'brands', schema, problems);
  return problems.map((one) => `${one.file}:${one.line} ${one.path} ${one.message}`);
}

describe('a problem with a line', () => {
  it.each(HOSTILE)('%s', (_, text, expected) => {
    const found = check(text);
    expect(found[0]).toMatch(expected);
    expect(found.every((line) => !line.includes('\n'))).toBe(true);
  });

  it('a folder with the name of a file', () => {
    expect(check(undefined)).toEqual(['brands/x.yaml:1  cannot be read (EISDIR)']);
  });

  it('control: the parser throws at the bomb, and a good file has no problem', () => {
    expect(() => void parseDocument(BOMB).toJS()).toThrow(/alias/);
    expect(check('- slug: acme\n- slug: beta\n')).toEqual([]);
  });
});

it('any text at all', () => {
  const rounds = attackRounds(100, 3_000);
  for (let seed = 0; seed < rounds; seed += 1) {
    const shape = shapes(seed);
    const marks = [
      '- ',
      ': ',
      '&a ',
      '*a',
      '[',
      '{',
      '|\n',
      '!!js/function ',
      '<<: ',
      '? ',
      '\n  ',
      '---\n',
      '%',
    ];
    const text = Array.from({ length: 12 }, () =>
      shape.random() < 0.5 ? marks[Math.floor(shape.random() * marks.length)] : shape.text(3_000),
    ).join('');
    expect(() => check(`slug: ${text}`)).not.toThrow();
    expect(() => check(text)).not.toThrow();
  }
});
