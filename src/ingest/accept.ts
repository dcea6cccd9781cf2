/** Takes a page of mentions into the ledger, with the cursor of its source, and rings for scoring. */
import type { Clock } from '../domain/clock.ts';
import type { Engagement, NewMention } from '../domain/mention.ts';
import { authorPseudonym } from '../ops/secrets.ts';
import type { Doorbell } from '../queue/doorbell.ts';
import type { Ledger } from '../store/ledger.ts';
import type { DeadLetter } from '../store/ports/dead-letters.ts';

/** Mentions that one ring carries. */
export const RING_SIZE = 500;

export interface IngestContext {
  readonly ledger: Ledger;
  readonly bell: Pick<Doorbell, 'ring'>;
  readonly clock: Clock;
  readonly pseudonymKey: string;
  /** Told how many new mentions a page brought. */
  readonly onAccepted?: (source: string, count: number) => void;
  /** Told about a ring that got lost; the reconciler will ring again. */
  readonly onLostRing: (error: Error) => void;
}

export interface Page {
  readonly source: string;
  readonly mentions: readonly NewMention[];
  readonly deadLetters?: readonly Omit<DeadLetter, 'id' | 'replayedAt' | 'createdAt'>[];
  /** Where the source goes on; saved in the same transaction as the mentions. */
  readonly cursor?: string;
}

export interface Accepted {
  readonly accepted: number;
  readonly duplicates: number;
}

/** How many people a post reached, as far as the source tells. */
function reachOf(followers: number | undefined, engagement: Engagement | undefined): number {
  const { likes = 0, reposts = 0, replies = 0, views = 0 } = engagement ?? {};
  return Math.round((followers ?? 0) + views + 10 * (likes + 2 * reposts + replies));
}

/** Brings the page into the ledger in one transaction. Unknown brands are an error of the caller. */
export async function acceptPage(ctx: IngestContext, page: Page): Promise<Accepted> {
  const now = ctx.clock();
  const { ids, duplicates } = await ctx.ledger.tx(async (tx) => {
    const brandIds = new Map<string, number>();
    for (const slug of new Set(page.mentions.flatMap((m) => m.brands))) {
      const brand = await tx.brands.bySlug(slug);
      if (!brand) throw new Error(`brand ${slug} is not in the ledger`);
      brandIds.set(slug, brand.id);
    }
    const rows = page.mentions.map(({ author, brands, engagement, simulated, ...m }) => ({
      ...m,
      authorPseudonym: author && authorPseudonym(ctx.pseudonymKey, m.source, author.id),
      followers: author?.followers,
      reach: reachOf(author?.followers, engagement),
      collectedAt: now,
      brandIds: brands.map((slug) => brandIds.get(slug)!),
      simulated: simulated ?? false,
    }));
    const inserted = await tx.mentions.insert(rows);
    if (page.deadLetters && page.deadLetters.length > 0) {
      await tx.deadLetters.add(page.deadLetters.map((letter) => ({ ...letter, createdAt: now })));
    }
    await tx.sources.saveRead(page.source, { cursor: page.cursor, at: now, found: inserted.ids.length });
    return inserted;
  });
  ctx.onAccepted?.(page.source, ids.length);
  for (let i = 0; i < ids.length; i += RING_SIZE) {
    await ctx.bell.ring('score', { ids: ids.slice(i, i + RING_SIZE) }).catch(ctx.onLostRing);
  }
  return { accepted: ids.length, duplicates };
}
