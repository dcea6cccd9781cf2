/** Stores a page of mentions with the cursor of its source, and enqueues jobs that score them. */
import type { Clock } from '../domain/clock.ts';
import type { Engagement, NewMention } from '../domain/mention.ts';
import type { MissingRange, Quota } from '../domain/source.ts';
import { authorPseudonym } from '../ops/secrets.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { Store, Tx } from '../store/store.ts';
import type { DeadLetter } from '../store/dead-letters/port.ts';
import type { InsertMention } from '../store/mentions/port.ts';
import { type Deletion, eraseDeleted } from './erase.ts';
import { fingerprintOf } from './fingerprint.ts';
import { linkNearDuplicates } from './near-duplicates.ts';

/** Mentions per job. */
export const JOB_SIZE = 1_000;

export interface IngestContext {
  readonly store: Store;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly clock: Clock;
  readonly pseudonymKey: string;
  /** Called with the number of new mentions of a page. */
  readonly onAccepted?: (source: string, count: number) => void;
  /** Tries a dead letter of a source again. Returns what prevents it. */
  readonly replayEntry?: (
    letter: Pick<DeadLetter, 'source' | 'payload' | 'ref'>,
  ) => Promise<string | undefined>;
  /** Called when a job could not be enqueued; the reconciler enqueues it again. */
  readonly onLostJob: (error: Error) => void;
}

export interface Page {
  readonly source: string;
  readonly mentions: readonly NewMention[];
  readonly deletions?: readonly Deletion[];
  readonly deadLetters?: readonly Omit<DeadLetter, 'id' | 'replayedAt' | 'createdAt'>[];
  /** The source's new cursor; saved in the same transaction as the mentions. */
  readonly cursor?: string;
  /** Everything published before this moment was read (ms). */
  readonly completeUntil?: number;
  readonly missing?: readonly MissingRange[];
  readonly quota?: Quota;
  /** When the source is read next. */
  readonly nextAt?: number;
  /** Mentions published earlier trigger no alerts: their source was not read for a while (ms). */
  readonly newsFrom?: number;
  /** A replay by hand: the source's cursor does not move. */
  readonly apart?: boolean;
  /** Read by this backfill: triggers no alerts and does not move the source's cursor. */
  readonly backfill?: {
    readonly id: number;
    /** Entries of the page, including those about no brand. */
    readonly read: number;
    readonly cursor?: string;
    readonly reached?: number;
  };
}

export interface Accepted {
  readonly accepted: number;
  /** Already known; counted once. */
  readonly duplicates: number;
  readonly edited: number;
  readonly erased: number;
}

/** Estimated number of people that a post reached, from what the source says. */
function reachOf(followers: number | undefined, engagement: Engagement | undefined): number {
  const { likes = 0, reposts = 0, replies = 0, views = 0 } = engagement ?? {};
  return Math.round((followers ?? 0) + views + 10 * (likes + 2 * reposts + replies));
}

/** With more brands than this all brands are read in one query. */
const FEW = 10;

async function brandIdsOf(tx: Tx, mentions: readonly NewMention[]): Promise<Map<string, number>> {
  const brandIds = new Map<string, number>();
  const slugs = new Set(mentions.flatMap((m) => m.brands));
  const all =
    slugs.size > FEW ? new Map((await tx.brands.all()).map((brand) => [brand.slug, brand])) : undefined;
  for (const slug of slugs) {
    const brand = all ? all.get(slug) : await tx.brands.bySlug(slug);
    if (!brand) throw new Error(`brand ${slug} is not in the database`);
    brandIds.set(slug, brand.id);
  }
  return brandIds;
}

function rowOf(
  ctx: IngestContext,
  m: NewMention,
  now: number,
  backfilled: boolean,
): InsertMention & { readonly brandIds: number[] } {
  const { author, engagement, simulated } = m;
  return {
    source: m.source,
    externalId: m.externalId,
    kind: m.kind,
    text: m.text,
    title: m.title,
    url: m.url,
    lang: m.lang,
    rating: m.rating,
    publishedAt: m.publishedAt,
    publishedClaimed: m.publishedClaimed,
    editedAt: m.editedAt,
    parentExternalId: m.parentExternalId,
    authorPseudonym: author && authorPseudonym(ctx.pseudonymKey, m.source, author.id),
    followers: author?.followers,
    reach: reachOf(author?.followers, engagement),
    collectedAt: now,
    simulated: simulated ?? false,
    backfilled,
    fingerprint: fingerprintOf(m.text),
    // Set in the transaction.
    brandIds: [],
  };
}

/** Saves the progress of the source, or of the backfill. */
async function saveProgress(
  tx: Tx,
  page: Page,
  now: number,
  counts: { accepted: number; duplicates: number },
): Promise<void> {
  const { source, backfill, mentions } = page;
  const rejected = page.deadLetters?.length ?? 0;
  if (backfill) {
    const { id, cursor, reached, read } = backfill;
    await tx.backfills.advance(id, { cursor, reached, read, rejected, at: now, ...counts });
    return;
  }
  if (page.apart) return;
  if (page.missing) await tx.sources.addGaps(source, page.missing, now);
  await tx.sources.saveRead(source, {
    cursor: page.cursor,
    at: now,
    found: counts.accepted,
    completeUntil: page.completeUntil,
    newestAt: mentions.length > 0 ? Math.max(...mentions.map((m) => m.publishedAt)) : undefined,
    quota: page.quota,
    nextAt: page.nextAt,
  });
}

/** Stores the page in one transaction. Throws Error for unknown brands. */
export async function acceptPage(ctx: IngestContext, page: Page): Promise<Accepted> {
  const now = ctx.clock();
  // Before the transaction, because all other writers wait for it.
  const rows = page.mentions.map((m) => {
    const past = page.backfill !== undefined || m.publishedAt < (page.newsFrom ?? 0);
    return rowOf(ctx, m, now, past);
  });
  const { ids, ...result } = await ctx.store.tx(async (tx) => {
    const idOf = await brandIdsOf(tx, page.mentions);
    for (const [i, { brandIds }] of rows.entries()) {
      brandIds.splice(0, brandIds.length, ...page.mentions[i]!.brands.map((slug) => idOf.get(slug)!));
    }
    const { linked, ...counts } = await tx.mentions.insert(await linkNearDuplicates(tx, rows));
    const inserted = { ...counts, duplicates: counts.duplicates + linked };
    const erased = await eraseDeleted(ctx, tx, page.source, page.deletions ?? [], now);
    if (page.deadLetters && page.deadLetters.length > 0) {
      await tx.deadLetters.add(page.deadLetters.map((letter) => ({ ...letter, createdAt: now })));
    }
    const accepted = inserted.ids.length - inserted.edited;
    await saveProgress(tx, page, now, { accepted, duplicates: inserted.duplicates });
    return { ...inserted, accepted, erased };
  });
  if (result.erased > 0) await ctx.queue.enqueue('notify', {}).catch(ctx.onLostJob);
  ctx.onAccepted?.(page.source, result.accepted);
  for (let i = 0; i < ids.length; i += JOB_SIZE) {
    await ctx.queue.enqueue('score', { ids: ids.slice(i, i + JOB_SIZE) }).catch(ctx.onLostJob);
  }
  return result;
}
