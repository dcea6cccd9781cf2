import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Scenario, scenarioSchema } from '../../../config/schema/scenario.ts';
import { seededRandom } from '../../domain/clock.ts';
import { HOUR_MS } from '../../domain/series.ts';
import { marksOf, type Trace } from '../../domain/kind/trace.ts';
import { generate } from '../../simulate/generate.ts';
import { coordinationOf } from './coordination.ts';

const shipped = (name: string, changes: object = {}): Scenario => {
  const file = new URL(`../../../config/scenarios/${name}.yaml`, import.meta.url);
  return scenarioSchema.parse({ ...(parse(readFileSync(file, 'utf8')) as object), ...changes });
};

/** The traces of made posts in a stretch of time. */
function traces(scenario: Scenario, seed: number, from: number, to: number): Trace[] {
  const ids = new Map<string, number>();
  const all = generate(scenario, seed).mentions.filter(
    (one) => one.publishedAt >= from && one.publishedAt < to,
  );
  for (const [i, { externalId }] of all.entries()) ids.set(externalId, i + 1);
  return all.map((one, i) => ({
    id: i + 1,
    at: one.publishedAt,
    author: one.author?.id,
    cluster: ids.get(one.truth.duplicateOf ?? '') ?? i + 1,
    marks: marksOf(one.text),
  }));
}

const iso = (at: number) => new Date(at).toISOString();
const SEEDS = [101, 102, 103, 104, 105, 106];
const storms = [
  { hours: 2, perHour: 70, authors: 6, theme: 'recommendation' },
  { hours: 3, perHour: 25, authors: 5, theme: 'praise' },
  { hours: 1, perHour: 120, authors: 25, theme: 'over_collection' },
];

describe('coordinationOf', () => {
  it('flags nearly all storms of bots, whose posts are most of what it finds', () => {
    const found = storms.flatMap((storm) =>
      SEEDS.map((seed) => {
        const at = Date.parse('2024-04-27T03:00:00Z');
        const scenario = shipped('quiet-launch', {
          from: iso(at - 24 * HOUR_MS),
          to: iso(at + 24 * HOUR_MS),
          bots: [{ at: iso(at), source: 'sim:x', ...storm }],
        });
        return coordinationOf(traces(scenario, seed, at, at + storm.hours * HOUR_MS))!;
      }),
    );
    expect(found.filter(({ flagged }) => flagged).length / found.length).toBeGreaterThanOrEqual(0.95);
    expect(Math.min(...found.map(({ share }) => share))).toBeGreaterThan(0.3);
  });

  it.each([
    ['spotify-2015', '2015-08-20T06:00:00Z'],
    ['whatsapp-2016', '2016-08-25T10:00:00Z'],
  ])('does not flag the outcry of %s', (name, onset) => {
    const from = Date.parse(onset);
    for (const seed of SEEDS) {
      const scenario = shipped(name, { from: iso(from - 6 * HOUR_MS), to: iso(from + 49 * HOUR_MS) });
      const found = coordinationOf(traces(scenario, seed, from, from + 48 * HOUR_MS))!;
      expect(found.judged).toBeGreaterThan(100);
      expect([name, seed, found.flagged]).toEqual([name, seed, false]);
      expect(found.share).toBeLessThan(0.05);
    }
  });

  it('finds accounts that post the same within seconds on several texts, and not a crowd around one', () => {
    const random = seededRandom(5);
    const crowd = Array.from({ length: 400 }, (_, i) => trace(i, random() * 600_000, `c${i}`, 7));
    expect(coordinationOf(crowd)).toMatchObject({ posts: 0, flagged: false, reasons: [] });
    const hands = Array.from({ length: 60 }, (_, i) =>
      trace(
        1000 + i,
        Math.floor(i / 10) * 120_000 + (i % 10) * 2_000,
        `h${i % 10}`,
        100 + Math.floor(i / 10),
      ),
    );
    expect(coordinationOf([...crowd, ...hands])).toMatchObject({
      posts: 60,
      accounts: 10,
      reasons: [{ code: 'in-step', posts: 60, accounts: 10 }],
      flagged: false,
    });
    expect(coordinationOf([...crowd.slice(0, 100), ...hands])?.flagged).toBe(true);
    // The same posts an hour apart are no more than ten people with the same reading.
    const apart = hands.map((one, i) => ({ ...one, at: one.at + (i % 10) * HOUR_MS }));
    expect(coordinationOf([...crowd, ...apart])?.posts).toBe(0);
  });

  it('says nothing of posts that name no author, and counts authors of equal weight', () => {
    const nobody = Array.from({ length: 50 }, (_, i) => ({ ...trace(i, i, '', i), author: undefined }));
    expect(coordinationOf(nobody)).toBeUndefined();
    const even = Array.from({ length: 40 }, (_, i) => trace(i, i * HOUR_MS, `a${i % 8}`, i));
    expect(coordinationOf(even)?.effectiveAuthors).toBeCloseTo(8, 10);
    const uneven = Array.from({ length: 40 }, (_, i) => trace(i, i * HOUR_MS, i < 36 ? 'a' : `b${i}`, i));
    // exp(−.9 ln .9 − 4 · .025 ln .025)
    expect(coordinationOf(uneven)?.effectiveAuthors).toBeCloseTo(1.5898, 3);
  });
});

describe('marksOf', () => {
  it('names links without their query, and three tags or more as one mark', () => {
    expect(marksOf('See https://www.example.com/a/b?utm=1. and http://example.com/a/b/')).toEqual([
      'link example.com/a/b',
    ]);
    expect(marksOf('#deleteTunely now')).toEqual([]);
    expect(marksOf('#B #a1 #cc #dd &#39;')).toEqual(['tags #a1 #cc #dd']);
  });
});

function trace(id: number, at: number, author: string, cluster: number): Trace {
  return { id: id + 1, at, author, cluster: cluster + 1, marks: [] };
}
