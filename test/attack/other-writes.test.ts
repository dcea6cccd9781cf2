/** What people write in forms, and what the program notes by itself, is stored whatever characters it has. */
import { afterAll, describe, expect, it } from 'vitest';
import { acceptPage } from '../../src/ingest/accept.ts';
import { scopedStore } from '../../src/store/scoped.ts';
import { scoreOf } from '../support/mentions.ts';
import { tempDirs } from '../support/temp.ts';
import { DATABASES, databases, type Opened } from './databases.fixture.ts';
import { attackRounds } from './rounds.ts';
import { shapes } from './shapes.ts';

const NOW = Date.UTC(2026, 2, 2, 12);
const all = databases(tempDirs());
afterAll(() => all.stop());

async function mentionOf(
  { ctx, store }: Opened,
  externalId: string,
  brands: readonly string[],
): Promise<number> {
  const text = `Acme and Beta sold ${externalId}`;
  const one = { source: 'forum', externalId, kind: 'post', text, brands, publishedAt: NOW - 1_000 } as const;
  await acceptPage(ctx, { source: 'forum', mentions: [one] });
  const ids = await store.read.mentions.pendingIds(10);
  const id = ids.at(-1)!;
  await store.tx((tx) => tx.mentions.saveScores([{ id, score: scoreOf(id), version: 'v' }]));
  return id;
}

describe.each(DATABASES)('%s', (name) => {
  it('notes, tags, drafts, silences, the audit log, failures, scores and snapshots', async () => {
    const opened = await all.open(name, { clock: () => NOW });
    const { store } = opened;
    const rounds = attackRounds(12, 150);
    for (let seed = 0; seed < rounds; seed += 1) {
      const shape = shapes(seed);
      const text = seed === 0 ? 'a\0b\ud800c\u{10fffd}0' : `${shape.text(1_500)}.`;
      const short = text.slice(0, 50);
      const by = { who: short, at: NOW };
      const id = await mentionOf(opened, `m-${seed}`, ['acme']);
      await store.tx(async (tx) => {
        await tx.annotations.addNote(id, text, by);
        await tx.annotations.addTag(id, short, by);
        await tx.annotations.bookmark(id, true, by);
        await tx.corrections.add(id, 0, { field: 'sentiment', value: 'positive', ...by });
        await tx.mutes.add({ brandId: 1, source: `forum-${seed}`, ...by, why: text });
        await tx.silences.add({
          brands: [short],
          kinds: [],
          maxSeverity: 3,
          from: NOW,
          until: NOW + 1_000,
          author: short,
          comment: text,
          createdAt: NOW,
        });
        await tx.audit.add({ at: NOW, who: short, what: text, subject: short });
        await tx.sources.saveFailure(`s-${seed}`, { at: NOW, error: text, nextAt: NOW });
        await tx.settings.set(`name-${seed}`, text);
        await tx.brands.upsert({ slug: `b-${seed}`, name: short, origin: 'import' });
        await tx.policies.addSnapshots([
          {
            source: 'p',
            brand: 'acme',
            document: short,
            collection: 'c',
            observedAt: NOW,
            kind: 'text',
            textHash: `h${seed}`,
            ref: `r${seed}`,
            text,
          },
        ]);
      });
      const draft = await store.tx((tx) =>
        tx.drafts.add({ brand: 'acme', title: short, kind: 'apology', text }, short, NOW),
      );
      const wanted = text.toWellFormed();
      const notes = await store.read.annotations.ofMentions([id], short);
      expect([seed, notes.get(id)?.notes.map((note) => note.text)]).toEqual([seed, [wanted]]);
      expect(notes.get(id)?.tags).toEqual([short.toWellFormed()]);
      expect((await store.read.drafts.byId(draft))?.text).toBe(wanted);
      expect((await store.read.sources.state(`s-${seed}`))?.lastError).toBe(wanted);
      expect(await store.read.settings.get(`name-${seed}`)).toBe(wanted);
      expect(await store.read.policies.text('acme', short, `h${seed}`)).toBe(wanted);
    }
    await opened.close();
  });

  it('a correction of a post about two brands needs somebody who may see both', async () => {
    const opened = await all.open(name, { clock: () => NOW });
    const { store } = opened;
    const [acme, beta] = [
      (await store.read.brands.bySlug('acme'))!.id,
      (await store.read.brands.bySlug('beta'))!.id,
    ];
    const scope = (...ids: number[]) =>
      scopedStore(store, {
        slugs: new Set(ids.map((id) => (id === acme ? 'acme' : 'beta'))),
        ids: new Set(ids),
        sources: new Set(),
      });
    const [shared, own] = [
      await mentionOf(opened, 'shared', ['acme', 'beta']),
      await mentionOf(opened, 'own', ['acme']),
    ];
    const correction = { field: 'betrayal', value: 'yes', who: 'a@x.example', at: NOW } as const;
    const correct = (of: ReturnType<typeof scope>, id: number, revision = 0) =>
      of.tx((tx) => tx.corrections.add(id, revision, correction));
    expect(await correct(scope(acme), shared)).toBe('others');
    expect(await correct(scope(beta), shared)).toBe('others');
    expect(await store.read.corrections.ofMentions([shared])).toEqual([]);
    // Controls: of one's own brand alone, and with both brands.
    expect(await correct(scope(acme), own)).toBe('done');
    expect(await correct(scope(acme, beta), shared)).toBe('done');
    const [made] = await store.read.corrections.ofMentions([shared]);
    const undo = (of: ReturnType<typeof scope>) =>
      of.tx((tx) => tx.corrections.undo(made!.id, 1, { who: 'a@x.example', at: NOW }));
    expect(await undo(scope(beta))).toBe('others');
    expect((await store.read.corrections.ofMentions([shared]))[0]?.undoneAt).toBeUndefined();
    expect(await undo(scope(acme, beta))).toBe('done');
    expect(await store.read.counts.audit()).toEqual([]);
    await opened.close();
  });
});
