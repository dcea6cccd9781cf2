import { describe, expect, it } from 'vitest';
import { type ListingRequest, listingReader } from './listing.ts';
import { HANG_MS } from '../../test/support/eventually.ts';

const listings = ['a', 'b', 'c', 'd'];

/** Each listing has one page; a request fails when `broken` says so. */
function reader(asked: string[], broken: (listing: string, nth: number) => boolean, now: () => number) {
  return listingReader<{ at: number; id: string }>({
    listings,
    async fetchPage({ listing }: ListingRequest) {
      asked.push(listing);
      if (broken(listing, asked.length)) throw new Error('down');
      return { entries: [{ at: 1_000, id: listing }] };
    },
    timeOf: ({ at }) => at,
    idOf: ({ id }) => id,
    clock: now,
    overlapMs: 0,
    firstReachMs: 10_000,
  });
}

async function round(one: ReturnType<typeof reader>, cursor: string | undefined) {
  let at = cursor;
  let more = true;
  try {
    for await (const page of one.read(cursor, AbortSignal.timeout(HANG_MS))) {
      at = page.cursor;
      more = page.more ?? false;
    }
  } catch {
    more = true;
  }
  return { cursor: at, more };
}

describe('listingReader', () => {
  it('continues an interrupted round with the listings it has not read', async () => {
    const asked: string[] = [];
    let now = 5_000;
    // Every third request fails: a round that starts at the first listing would never finish.
    const one = reader(
      asked,
      (_, nth) => nth % 3 === 0,
      () => now,
    );
    let step = await round(one, undefined);
    let rounds = 1;
    while (step.more && rounds < 20) {
      now += 1_000;
      step = await round(one, step.cursor);
      rounds += 1;
    }
    expect(rounds).toBe(2);
    expect(asked).toEqual(['a', 'b', 'c', 'c', 'd']);

    // The next round is a whole one again.
    asked.length = 0;
    await round(
      reader(
        asked,
        () => false,
        () => now,
      ),
      step.cursor,
    );
    expect(asked).toEqual(listings);
  });

  it('starts a new round when the configuration has none of the unread listings any more', async () => {
    const asked: string[] = [];
    const done = Object.fromEntries(listings.map((listing) => [listing, { done: 4_000, newest: 1_000 }]));
    const cursor = JSON.stringify({ listings: done, round: 3_000 });
    const step = await round(
      reader(
        asked,
        () => false,
        () => 9_000,
      ),
      cursor,
    );
    expect(asked).toEqual(listings);
    expect(step.more).toBe(false);
  });

  it('asks again for a first page that is empty and has a next one', async () => {
    let asked = 0;
    const one = listingReader<{ at: number; id: string }>({
      listings: ['a'],
      async fetchPage({ token }: ListingRequest) {
        asked += 1;
        if (token !== undefined) return { entries: [{ at: 1_000, id: 'old' }] };
        return { entries: asked === 1 ? [] : [{ at: 2_000, id: 'new' }], next: '2' };
      },
      timeOf: ({ at }) => at,
      idOf: ({ id }) => id,
      clock: () => 5_000,
      overlapMs: 0,
      firstReachMs: 10_000,
    });
    const ids: string[] = [];
    for await (const page of one.read(undefined, AbortSignal.timeout(HANG_MS)))
      ids.push(...page.entries.map(({ id }) => id));
    expect(ids).toEqual(['new', 'old']);
  });

  it('does not believe one empty answer when it reads a listing for the first time', async () => {
    let asked = 0;
    const one = (emptyOnes: number) =>
      listingReader<{ at: number; id: string }>({
        listings: ['a'],
        async fetchPage() {
          asked += 1;
          return { entries: asked <= emptyOnes ? [] : [{ at: 1_000, id: 'x' }] };
        },
        timeOf: ({ at }) => at,
        idOf: ({ id }) => id,
        clock: () => 5_000,
        overlapMs: 0,
        firstReachMs: 10_000,
      });
    const count = async (emptyOnes: number) => {
      asked = 0;
      let entries = 0;
      for await (const page of one(emptyOnes).read(undefined, AbortSignal.timeout(HANG_MS)))
        entries += page.entries.length;
      return { entries, asked };
    };
    expect(await count(1)).toEqual({ entries: 1, asked: 2 });
    expect(await count(99)).toEqual({ entries: 0, asked: 3 });
  });
});
