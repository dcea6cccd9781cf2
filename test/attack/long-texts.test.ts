/** Texts of any characters take matching, near-duplicates and scoring about as long as ordinary ones of their length. */
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import { fingerprintOf } from '../../src/ingest/fingerprint.ts';
import { foldOf } from '../../src/ingest/letters.ts';
import { brandMatcher } from '../../src/ingest/match.ts';
import { createScorer } from '../../src/score/scorer.ts';
import { plainText } from '../../src/source/html.ts';
import { cpuMs } from '../support/cpu-time.ts';
import { BRANDS } from './databases.fixture.ts';
import { definedFold } from './letters.fixture.ts';
import { attackRounds } from './rounds.ts';
import { shapes } from './shapes.ts';

const LENGTH = 100_000;
const last = 0x10ffff;

/** A text of these code points, over and over; halves of a pair become letters. */
function textOf(next: () => number): string {
  let text = '';
  while (text.length < LENGTH) {
    const point = next();
    text += String.fromCodePoint(point >= 0xd800 && point <= 0xdfff ? 0x61 : point);
  }
  return text;
}

it('each code point folds as its definition says', () => {
  const step = attackRounds(29, 1);
  const wrong: number[] = [];
  for (let point = 0; point <= last; point += step) {
    if (foldOf(point).join() !== definedFold(point).join()) wrong.push(point);
  }
  expect(wrong.map((point) => point.toString(16))).toEqual([]);
});

it('a code point is worked out once, however many others a text brings', async () => {
  // A matcher that has read nothing: the test above may have worked out all code points.
  vi.resetModules();
  const fresh = await import('../../src/ingest/match.ts');
  const match = fresh.brandMatcher(BRANDS);
  const normalised = vi.spyOn(String.prototype, 'normalize');
  const upper = vi.spyOn(String.prototype, 'toUpperCase');
  const worked = (text: string) => {
    const before = normalised.mock.calls.length + upper.mock.calls.length;
    match(text);
    return normalised.mock.calls.length + upper.mock.calls.length - before;
  };
  try {
    let point = 0xa000;
    const strange = textOf(() => (point += 1) - 1);
    // Control: the first time there is work to do.
    expect(worked(strange)).toBeGreaterThan(1_000);
    expect(worked(strange)).toBe(0);
    let other = 0x10000;
    worked(textOf(() => (other += 1) - 1));
    expect(worked('😀 한국어 é ﬃ ㎏'.repeat(1_000))).toBeLessThan(100);
    expect(worked('😀 한국어 é ﬃ ㎏'.repeat(1_000))).toBe(0);
  } finally {
    vi.restoreAllMocks();
  }
});

describe('processor time next to ordinary words of the same length', () => {
  const { packs } = loadConfig(join(packageRoot, 'config'));
  const scorer = createScorer(packs);
  const match = brandMatcher(BRANDS);
  const works = {
    match: (text: string) => void match(text),
    fingerprint: (text: string) => void fingerprintOf(text),
    score: (text: string) => void scorer.score(text),
    'score as English': (text: string) => void scorer.score(`I hate this app ${text}`, { lang: 'en' }),
    'plain text of markup': (text: string) => void plainText(`<p>${text}`),
  };
  const ordinary = Array.from({ length: 6_000 }, (_, i) => `They sold word${i % 997} to a broker.`)
    .join(' ')
    .slice(0, LENGTH);
  const rounds = attackRounds(8, 120);

  it.each(Object.entries(works))('%s', (_, work) => {
    work(ordinary);
    const usual = Math.max(
      20,
      cpuMs(() => work(ordinary)),
    );
    const slow: string[] = [];
    for (let seed = 0; seed < rounds; seed += 1) {
      const shape = shapes(seed);
      const piece = seed % 2 ? shape.html(2_000) : shape.text(LENGTH);
      const text =
        seed % 4 === 0
          ? textOf(() => Math.floor(shape.random() * 0x110000))
          : `${piece} `.repeat(Math.ceil(LENGTH / (piece.length + 1)));
      // The second time what is learned once in a process is learned.
      const took = Math.min(
        cpuMs(() => work(text.slice(0, LENGTH))),
        cpuMs(() => work(text.slice(0, LENGTH))),
      );
      if (took > 40 * usual)
        slow.push(`seed ${seed}: ${took} ms, ${usual} ms usual, ${JSON.stringify(text.slice(0, 60))}`);
    }
    expect(slow).toEqual([]);
  });
});
