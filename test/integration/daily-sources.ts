/** Brands whose sources give dates without times, for tests of detection on either database. */
import { seededRandom } from '../../src/domain/clock.ts';
import type { Score } from '../../src/domain/scoring.ts';
import { DAY_MS } from '../../src/domain/series.ts';
import type { InsertMention } from '../../src/store/mentions/port.ts';
import { drain } from '../../workers/drain.ts';
import type { TestInstallation } from '../support/installation.ts';

/** A Monday. */
export const START = Date.UTC(2026, 2, 2);
export const day = (i: number) => START + i * DAY_MS;

export interface Posts {
  readonly source: string;
  /** Whether they say only their day. */
  readonly dated: boolean;
  /** How many on a day, counted from `START`; `angry` of them voice broken trust. */
  readonly on: (day: number) => { readonly all: number; readonly angry?: number };
}

function score(angry: boolean): Score {
  const p = angry ? 0.95 : 0.02;
  return {
    scored: true,
    lang: 'en',
    sentiment: {
      label: angry ? 'negative' : 'neutral',
      score: angry ? -0.8 : 0,
      p: { negative: p, neutral: 0.9 - 0.9 * p, positive: 0.1 - 0.1 * p },
    },
    betrayal: {
      label: angry,
      p,
      categories: angry ? [{ code: 'third_party_sharing', p, span: [0, 4], polarity: 'concern' }] : [],
      context: [],
    },
  };
}

let made = 0;

/** Puts the posts of the days from … to (not included) into the database, scored. */
export async function fill(
  { store, ctx }: TestInstallation,
  brand: string,
  sources: readonly Posts[],
  from: number,
  to: number,
): Promise<void> {
  const { id } = (await store.read.brands.bySlug(brand))!;
  const rows: { row: InsertMention; angry: boolean }[] = [];
  for (const { source, dated, on } of sources) {
    for (let i = from; i < to; i += 1) {
      const random = seededRandom(i + source.length);
      const { all, angry = 0 } = on(i);
      for (let k = 0; k < all; k += 1) {
        made += 1;
        const row: InsertMention = {
          source,
          externalId: `${made}`,
          kind: 'review',
          text: `post ${made}`,
          reach: 0,
          publishedAt: day(i) + (dated ? 0 : Math.floor(random() * DAY_MS)),
          precision: dated ? 'day' : undefined,
          collectedAt: ctx.clock(),
          brandIds: [id],
          simulated: false,
        };
        rows.push({ row, angry: k < angry });
      }
    }
  }
  await store.tx(async (tx) => {
    const { ids } = await tx.mentions.insert(rows.map(({ row }) => row));
    const version = ctx.scorer.version;
    await tx.mentions.saveScores(ids.map((one, i) => ({ id: one, score: score(rows[i]!.angry), version })));
  });
}

/** The spikes of a brand after detection, oldest first. */
export async function spikesOf({ store, ctx }: TestInstallation, brand: string) {
  await drain(ctx);
  const { id } = (await store.read.brands.bySlug(brand))!;
  return (await store.read.spikes.list({ brandId: id })).toSorted((a, b) => a.onset - b.onset);
}
