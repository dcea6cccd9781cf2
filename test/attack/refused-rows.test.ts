/** What a database refuses for its values costs its own row; what is wrong with the database costs nothing at all. */
import { afterAll, describe, expect, it } from 'vitest';
import type { NewMention } from '../../src/domain/mention.ts';
import { acceptPage } from '../../src/ingest/accept.ts';
import type { Page } from '../../src/ingest/page.ts';
import { dataErrorIn } from '../../src/store/data-error.ts';
import { tempDirs } from '../support/temp.ts';
import { DATABASES, databases, storedIds, withoutFallback } from './databases.fixture.ts';
import { attackRounds } from './rounds.ts';
import { shapes } from './shapes.ts';

const NOW = Date.UTC(2026, 2, 2, 12);
const all = databases(tempDirs());
afterAll(() => all.stop());

let made = 0;
function mention(more: Partial<NewMention> = {}): NewMention {
  made += 1;
  const own = {
    externalId: `good-${made}`,
    text: `Acme sold my data ${made}`,
    publishedAt: NOW - made * 1_000,
  };
  return { source: 'forum', kind: 'post', brands: ['acme'], ...own, ...more };
}
const page = (mentions: readonly NewMention[], more: Partial<Page> = {}): Page => ({
  source: 'forum',
  mentions,
  cursor: 'next',
  ...more,
});
const goodOf = (mentions: readonly NewMention[]) =>
  mentions
    .map(({ externalId }) => externalId)
    .filter((id) => typeof id === 'string' && id.startsWith('good-'));

describe.each(DATABASES)('%s', (name) => {
  it('keeps the good rows and the cursor, and writes dead letters for the bad ones', async () => {
    const { store, ctx, refuse, close } = await all.open(name, { clock: () => NOW });
    await refuse();
    const mentions = Array.from({ length: 50 }, (_, i) =>
      i % 7 === 3 ? mention({ externalId: `refuse-${i}` }) : mention(),
    );
    const result = await acceptPage(ctx, page(mentions));
    expect(result).toMatchObject({ accepted: 43, duplicates: 0 });
    expect(result.refused.map(({ index }) => index)).toEqual([3, 10, 17, 24, 31, 38, 45]);
    expect((await storedIds(store)).toSorted()).toEqual(goodOf(mentions).toSorted());
    expect((await store.read.sources.state('forum'))?.cursor).toBe('next');
    const letters = await store.read.deadLetters.list(100);
    expect(letters).toHaveLength(7);
    expect(letters[0]).toMatchObject({ stage: 'collect', ref: 'refuse-45' });
    expect(letters[0]!.reason).toContain('not this one');
    expect(JSON.parse(letters[0]!.payload)).toMatchObject({ text: mentions[45]!.text });

    // Control: without the fallback the same page is lost as a whole.
    const before = { ...ctx, store: withoutFallback(store) };
    const more = [mention(), mention({ externalId: 'refuse-x' }), mention()];
    await expect(acceptPage(before, page(more, { cursor: 'later' }))).rejects.toThrow();
    expect(await storedIds(store)).toHaveLength(43);
    expect((await store.read.sources.state('forum'))?.cursor).toBe('next');
    await close();
  });

  it('ingests pages of any values: each mention is stored, or a dead letter', async () => {
    const { store, ctx, close } = await all.open(name, { clock: () => NOW });
    const rounds = attackRounds(15, 300);
    for (let seed = 0; seed < rounds; seed += 1) {
      const shape = shapes(seed);
      const bad = Array.from({ length: 12 }, (_, i) => {
        const good = mention({ externalId: `bad-${seed}-${i}`, title: 'T', url: 'https://x.example/' });
        const full = {
          ...good,
          lang: 'en',
          rating: 3,
          editedAt: NOW,
          publishedClaimed: NOW,
          parentExternalId: 'p',
        };
        const spoilt = shape.spoilt({ ...full, engagement: { likes: 1 }, author: { id: 'a' } } as never);
        return { ...spoilt, brands: ['acme'] } as unknown as NewMention;
      });
      const mentions = bad.flatMap((one, i) => (i % 3 === 0 ? [mention(), one] : [one]));
      const odd = shape.number();
      const result = await acceptPage(
        ctx,
        page(mentions, {
          cursor: shape.text(),
          quota: { remaining: odd, limit: shape.number(), resetsAt: shape.number() },
          missing: [{ from: shape.number(), to: shape.number(), reason: shape.text(500) }],
          completeUntil: shape.number(),
          nextAt: odd,
          deletions: [{ externalId: shape.text(1_000) }, { authorId: shape.text(1_000) }],
          deadLetters: [
            {
              stage: 'collect',
              source: 'forum',
              ref: shape.text(5_000),
              reason: shape.text(5_000),
              payload: shape.text(),
            },
          ],
        }),
      );
      const { accepted, duplicates, edited, refused } = result;
      expect(accepted + duplicates + edited + refused.length).toBe(mentions.length);
      const ids = await storedIds(store);
      expect(goodOf(mentions).filter((id) => ids.filter((one) => one === id).length !== 1)).toEqual([]);
    }
    expect(await store.read.counts.audit()).toEqual([]);
    await close();
  });

  it('stores dead letters whatever they hold', async () => {
    const { store, close } = await all.open(name);
    const payloads = ['\0', '\ud800', `${'a'.repeat(99_999)}😀`, '\u{10fffd}'.repeat(1_000)];
    const refs = ['\0'.repeat(1_000), '\ud800'.repeat(3_000), `${'語'.repeat(5_000)}/7`, ''];
    const letters = payloads.map((payload, i) => ({
      stage: 'webhook',
      source: 's',
      reason: payload,
      payload,
      ref: refs[i]!,
    }));
    await store.tx((tx) => tx.deadLetters.add(letters.map((letter) => ({ ...letter, createdAt: NOW }))));
    const kept = await store.read.deadLetters.list(9);
    expect(kept).toHaveLength(4);
    expect(kept.every(({ payload, ref }) => payload.isWellFormed() && ref.isWellFormed())).toBe(true);
    expect(kept.some(({ ref }) => ref.endsWith('/7'))).toBe(true);
    await close();
  });
});

it('an error of the database itself makes no dead letters, and the page can come again (PostgreSQL)', async () => {
  const { store, ctx, refuse, close } = await all.open('postgres', { clock: () => NOW });
  const mentions = [mention(), mention({ externalId: 'refuse-1' })];
  for (const code of ['53100', '57P01', '55P03']) {
    await refuse(code);
    await expect(acceptPage(ctx, page(mentions))).rejects.toThrow();
  }
  expect(await store.read.deadLetters.waiting()).toBe(0);
  expect(await store.read.sources.state('forum')).toBeUndefined();
  // Control: the same page, refused for its values.
  await refuse('22P02');
  expect(await acceptPage(ctx, page(mentions))).toMatchObject({ accepted: 1 });
  expect(await store.read.deadLetters.waiting()).toBe(1);
  await close();
});

it('tells errors about values from errors of the database', () => {
  const coded = (code: string) => new Error('wrapped', { cause: Object.assign(new Error(code), { code }) });
  const data = [
    '22P02',
    '22003',
    '22021',
    '23502',
    '54000',
    'SQLITE_TOOBIG',
    'SQLITE_MISMATCH',
    'SQLITE_CONSTRAINT_NOTNULL',
  ];
  const other = [
    '08006',
    '53100',
    '53200',
    '55P03',
    '57P01',
    '42P01',
    'ECONNRESET',
    'SQLITE_FULL',
    'SQLITE_BUSY',
    'SQLITE_IOERR_WRITE',
  ];
  expect(data.filter((code) => !dataErrorIn(coded(code)))).toEqual([]);
  expect(other.filter((code) => dataErrorIn(coded(code)))).toEqual([]);
  expect(
    dataErrorIn(new TypeError('SQLite3 can only bind numbers, strings, bigints, buffers, and null')),
  ).toBeDefined();
  expect(dataErrorIn(new TypeError('The database connection is not open'))).toBeUndefined();
});
