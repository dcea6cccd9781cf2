import { expect, it } from 'vitest';
import { seededRandom } from '../domain/clock.ts';
import { findMatches } from './find-matches.ts';
import { parsePattern, type Step, type WordStep } from './pattern.ts';
import { compileTaxonomy } from './taxonomy-compile.ts';
import { type Token, tokenise } from './tokens.ts';

const WORDS = [
  'my',
  'data',
  'sell',
  'sold',
  "data's",
  'photos',
  'photo',
  'track',
  'tracker',
  '7',
  'the',
  '!',
];
const PIECES = [
  'my',
  'data',
  'sell+',
  'photo*',
  'track*',
  'the',
  '#',
  '(my|the) ',
  '(the |)',
  '(my data|photos)',
];

/** Where the steps may end that begin at a token: tried one way after the other, as the pattern language says. */
function ends(steps: readonly Step[], tokens: readonly Token[], at: number, sentence: number): number[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [at];
  const inside = (i: number) => tokens[i]?.sentence === sentence;
  if (step.kind === 'gap')
    return Array.from({ length: step.max + 1 }, (_, skip) => at + skip)
      .filter((to) => inside(to))
      .flatMap((to) => ends(rest, tokens, to, sentence));
  const says = ({ words, prefixes, number }: WordStep, { text }: Token) =>
    words.includes(text) ||
    (text.endsWith("'s") && words.includes(text.slice(0, -2))) ||
    prefixes.some((prefix) => text.startsWith(prefix)) ||
    (number && /^\d/.test(text));
  const ways = step.ways.filter((way) =>
    way.every((word, i) => inside(at + i) && says(word, tokens[at + i]!)),
  );
  const over = step.optional ? ends(rest, tokens, at, sentence) : [];
  return [...over, ...ways.flatMap((way) => ends(rest, tokens, at + way.length, sentence))];
}

it('finds what trying every pattern at every word finds', () => {
  const random = seededRandom(11);
  const one = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const several = (list: readonly string[], most: number) =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => one(list));
  let hits = 0;
  for (let round = 0; round < 200; round += 1) {
    const patterns = Array.from({ length: 12 }, () => {
      const middle = random() < 0.4 ? [one(['...', '...2']), one(PIECES.slice(0, 7))] : [];
      return [
        one(PIECES.slice(0, 7)),
        ...(random() < 0.5 ? [one(PIECES)] : []),
        ...middle,
        one(PIECES.slice(0, 7)),
      ].join(' ');
    });
    const category = { title: '', description: '', type: 'harm' as const, weak: [], decoys: [] };
    const categories = patterns.map((pattern, i) => ({ ...category, code: `c${i}`, strong: [pattern] }));
    const pack = { name: 'p', version: 1, title: '', subject: [], categories };
    const taxonomy = compileTaxonomy([pack]);
    for (let text = 0; text < 5; text += 1) {
      const { tokens } = tokenise(several(WORDS, 14).join(' '));
      const found = findMatches(taxonomy, tokens).map(
        ({ meaning, from, to }) => `${meaning.code} ${from} ${to}`,
      );
      const wanted = patterns.flatMap((pattern, i) =>
        tokens.flatMap(({ kind, sentence }, from) =>
          kind === 'word'
            ? ends(parsePattern(pattern), tokens, from, sentence).map((to) => `c${i} ${from} ${to}`)
            : [],
        ),
      );
      expect([patterns, new Set(found)]).toEqual([patterns, new Set(wanted)]);
      hits += wanted.length;
    }
  }
  expect(hits).toBeGreaterThan(500);
});
