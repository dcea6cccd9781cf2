/** What pages that are kept open ask once a second. */
import { expect, it } from 'vitest';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

export function liveCases(opened: Opened): void {
  it('a few numbers show changes of counts, spikes, incidents and mentions', async () => {
    const { live } = opened().read;
    expect([await live.versions(), await live.incidentRevisions(), await live.newestMention()]).toEqual([
      [],
      [],
      0,
    ]);
    const [acme = 0, beta = 0] = await makeBrands(opened(), 'acme', 'beta');
    const versionOf = async (slug: string) => (await live.versions()).find((one) => one.slug === slug)!;
    const before = await versionOf('acme');
    const { ids } = await opened().tx((tx) =>
      tx.mentions.insert([insertOf(1, [acme]), insertOf(2, [acme, beta]), insertOf(3, [beta])]),
    );
    expect(await live.newestMention()).toBe(ids.at(-1));
    expect(await live.mentionsAfter(ids[0]!, 10)).toEqual(
      expect.arrayContaining([
        { brandId: acme, mentionId: ids[1] },
        { brandId: beta, mentionId: ids[1] },
        { brandId: beta, mentionId: ids[2] },
      ]),
    );
    expect(await live.mentionsAfter(ids[0]!, 10)).toHaveLength(3);
    expect(await live.mentionsAfter(0, 2)).toHaveLength(2);
    const scores = ids.slice(0, 1).map((id) => ({ id, score: scoreOf(1), version: 'v1' }));
    await opened().tx((tx) => tx.mentions.saveScores(scores));
    const counted = await versionOf('acme');
    expect(counted.counted).toBeGreaterThan(before.counted);
    await opened().tx((tx) => tx.brands.markDetected(acme, counted.counted));
    expect((await versionOf('acme')).detected).toBe(counted.counted);
    const times = { onset: BASE, openedAt: BASE };
    const incident = { slug: 'acme-1', brandId: acme, title: 'A', severity: 5, simulated: false };
    const { id, revision } = await opened().tx((tx) => tx.incidents.open({ ...incident, ...times }));
    const sum = async () => (await live.incidentRevisions()).find((one) => one.brandId === acme)?.revisions;
    const first = await sum();
    const entry = { at: BASE, who: 'a', what: 'acknowledged' };
    await opened().tx((tx) => tx.incidents.setState(id, revision, 'acknowledged', entry));
    expect(await sum()).toBeGreaterThan(first ?? Number.POSITIVE_INFINITY);
  });
}
