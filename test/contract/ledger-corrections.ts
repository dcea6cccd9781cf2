import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BUCKET_WIDTHS } from '../../src/domain/series.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { makeBrands, type Opened } from './ledger-opened.ts';

const BY = { who: 'ann', at: BASE, seen: 0 };

async function fill(ledger: Ledger, count: number): Promise<number[]> {
  const [acme = 0, beta = 0] = await makeBrands(ledger, 'acme', 'beta');
  const made = Array.from({ length: count }, (_, i) => insertOf(i, i % 3 === 0 ? [acme, beta] : [acme]));
  const { ids } = await ledger.tx((tx) => tx.mentions.insert(made));
  await ledger.tx((tx) => tx.mentions.settle(ids.map((id, i) => ({ id, score: scoreOf(i), version: 'v1' }))));
  return ids;
}

async function figures(ledger: Ledger) {
  const brandId = (await ledger.read.brands.bySlug('acme'))!.id;
  const range = { brandId, from: 0, to: BASE * 2 };
  return Promise.all(
    BUCKET_WIDTHS.map(async (widthMs) => [
      await ledger.read.counts.buckets({ ...range, widthMs }),
      await ledger.read.counts.categories({ ...range, widthMs }),
    ]),
  );
}

type Step =
  | { do: 'correct'; n: number; field: 'sentiment' | 'betrayal'; value: string }
  | { do: 'undo'; n: number }
  | { do: 'rescore'; shift: number }
  | { do: 'erase'; n: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('correct' as const),
    n: fc.nat(9),
    field: fc.constant('sentiment' as const),
    value: fc.constantFrom('negative', 'neutral', 'positive'),
  }),
  fc.record({
    do: fc.constant('correct' as const),
    n: fc.nat(9),
    field: fc.constant('betrayal' as const),
    value: fc.constantFrom('yes', 'no'),
  }),
  fc.record({ do: fc.constant('undo' as const), n: fc.nat(9) }),
  fc.record({ do: fc.constant('rescore' as const), shift: fc.nat(50) }),
  fc.record({ do: fc.constant('erase' as const), n: fc.nat(9) }),
);

export function correctionCases(opened: Opened): void {
  it('a correction moves the counts, and its undo moves them back exactly', async () => {
    const ids = await fill(opened(), 60);
    const before = await figures(opened());
    for (const [i, id] of ids.entries()) {
      const value = i % 2 === 0 ? 'negative' : 'positive';
      const done = await opened().tx((tx) => tx.corrections.correct(id, { field: 'sentiment', value }, BY));
      expect(done).toEqual({ kind: 'done' });
      await opened().tx(async (tx) => {
        const seen = (await tx.corrections.ofMention(id))[0]!.id;
        await tx.corrections.correct(id, { field: 'betrayal', value: 'yes' }, { ...BY, seen });
      });
    }
    expect(await opened().read.counts.audit()).toEqual([]);
    expect(await figures(opened())).not.toEqual(before);
    expect((await opened().read.mentions.one(ids[0]!))?.sentiment?.label).toBe('negative');
    expect((await opened().read.brands.dirtyOne('acme'))?.version).toBeGreaterThan(1);
    for (const one of await opened().read.corrections.inForce(ids)) {
      await opened().tx((tx) => tx.corrections.undo(one.id, BY));
    }
    expect(await figures(opened())).toEqual(before);
    expect(await opened().read.counts.audit()).toEqual([]);
    expect(await opened().read.corrections.inForce(ids)).toEqual([]);
  });

  it('the slower of two is told who was faster; what is gone cannot be corrected', async () => {
    const [id = 0, other = 0] = await fill(opened(), 2);
    const value = { field: 'sentiment', value: 'negative' } as const;
    await opened().tx((tx) => tx.corrections.correct(id, value, { ...BY, who: 'bob' }));
    expect(await opened().tx((tx) => tx.corrections.correct(id, value, BY))).toEqual({
      kind: 'late',
      by: 'bob',
    });
    const source = (await opened().read.mentions.one(other))!;
    await opened().tx((tx) => tx.mentions.erase(source.source, [source.externalId], BASE));
    expect(await opened().tx((tx) => tx.corrections.correct(other, value, BY))).toEqual({ kind: 'gone' });
    expect(await opened().tx((tx) => tx.corrections.correct(99_999, value, BY))).toEqual({ kind: 'gone' });
    const [first] = await opened().read.corrections.ofMention(id);
    expect(await opened().tx((tx) => tx.corrections.undo(first!.id, BY))).toEqual({ kind: 'done' });
    expect((await opened().tx((tx) => tx.corrections.undo(first!.id, BY))).kind).toBe('late');
  });

  it('a correction outlives a re-score; its undo shows what the new scorer says', async () => {
    const [id = 0] = await fill(opened(), 1);
    const value = { field: 'sentiment', value: 'positive' } as const;
    await opened().tx((tx) => tx.corrections.correct(id, value, BY));
    const score = scoreOf(1_001);
    await opened().tx((tx) => tx.mentions.rescore([{ id, score, version: 'v2' }]));
    expect((await opened().read.mentions.one(id))?.sentiment?.label).toBe('positive');
    const [label] = await opened().read.corrections.labelled(10);
    expect(label).toMatchObject({ scorer: score, scorerVersion: 'v2', correction: value });
    await opened().tx((tx) => tx.corrections.undo(label!.correction.id, BY));
    const { sentiment } = (await opened().read.mentions.one(id))!;
    expect(sentiment).toEqual(
      score.scored ? { label: score.sentiment.label, score: score.sentiment.score } : undefined,
    );
    expect(await opened().read.counts.audit()).toEqual([]);
  });

  it('in any order with re-scores and deletions, counts equal a recount', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        round += 1;
        const [acme = 0] = await makeBrands(opened(), 'acme');
        const made = Array.from({ length: 10 }, (_, i) => {
          const one = insertOf(i, [acme]);
          return { ...one, externalId: `${round}-${one.externalId}` };
        });
        const { ids } = await opened().tx((tx) => tx.mentions.insert(made));
        const scores = ids.map((id, i) => ({ id, score: scoreOf(i), version: 'v0' }));
        await opened().tx((tx) => tx.mentions.settle(scores));
        let version = 0;
        for (const one of steps) {
          const id = one.do === 'rescore' ? 0 : ids[one.n]!;
          await opened().tx(async (tx) => {
            if (one.do === 'correct') {
              const seen = (await tx.corrections.ofMention(id))[0]?.id ?? 0;
              await tx.corrections.correct(id, one, { ...BY, seen });
            } else if (one.do === 'undo') {
              const [last] = await tx.corrections.inForce([id]);
              if (last) await tx.corrections.undo(last.id, BY);
            } else if (one.do === 'erase') {
              const { source, externalId } = made[one.n]!;
              await tx.mentions.erase(source, [externalId], BASE);
            } else {
              version += 1;
              const next = { version: `v${round}.${version}` };
              await tx.mentions.rescore(
                ids.map((to, i) => ({ ...next, id: to, score: scoreOf(i + one.shift) })),
              );
            }
          });
          expect(await opened().read.counts.audit()).toEqual([]);
        }
      }),
      { seed: 20_260_302, numRuns: 25 },
    );
  });
}
