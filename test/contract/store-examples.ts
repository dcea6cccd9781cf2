import { expect, it } from 'vitest';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

export function exampleCases(opened: Opened): void {
  it('simulated mentions go with their counts and incidents; real ones of the same source stay counted', async () => {
    const store = opened();
    const [acme = 0, beta = 0] = await makeBrands(store, 'acme', 'beta');
    const made = Array.from({ length: 120 }, (_, i) =>
      insertOf(i, i % 3 === 0 ? [acme, beta] : [acme], { simulated: i % 2 === 0 }),
    );
    const { ids } = await store.tx((tx) => tx.mentions.insert(made));
    const scores = ids.slice(0, 100).map((id) => ({ id, score: scoreOf(id), version: 'v1' }));
    await store.tx((tx) => tx.mentions.saveScores(scores));
    const incident = { brandId: acme, title: 'T', onset: BASE, severity: 3, openedAt: BASE };
    await store.tx(async (tx) => {
      const gone = await tx.incidents.open({ ...incident, slug: 'made-up', simulated: true });
      await tx.incidents.open({ ...incident, slug: 'real', simulated: false });
      const mail = {
        kind: 'incident' as const,
        incidentId: gone.id,
        stage: 'opened',
        channel: 'email',
        recipient: 'a@b.c',
        messageId: '<1>',
        createdAt: 1,
      };
      await tx.outbox.add([mail]);
      await tx.outbox.markWritten((await tx.outbox.due(2, 1))[0]!.id, 2, 'one.eml');
    });

    expect(await store.tx((tx) => tx.examples.remove())).toEqual({ mentions: 60, mailFiles: ['one.eml'] });

    const states = await store.read.mentions.countByState();
    expect(Object.values(states).reduce((a, b) => a + b, 0)).toBe(60);
    expect(await store.read.counts.audit()).toEqual([]);
    const range = { brandId: acme, widthMs: 3_600_000, from: 0, to: Number.MAX_SAFE_INTEGER };
    const counted = (await store.read.counts.buckets(range)).reduce((sum, b) => sum + b.all, 0);
    expect(counted).toBe(states.scored + states['not-scored']);
    expect((await store.read.incidents.all()).map((one) => one.slug)).toEqual(['real']);
    expect(await store.read.outbox.list(10)).toEqual([]);
    expect((await store.read.brands.dirty()).map((brand) => brand.slug).sort()).toEqual(['acme', 'beta']);
    expect((await store.read.brands.bySlug('acme'))?.simulated).toBe(false);
    expect(await store.tx((tx) => tx.examples.remove())).toEqual({ mentions: 0, mailFiles: [] });
  });
}
