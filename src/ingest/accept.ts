/** Stores a page of mentions with the cursor of its source, and enqueues jobs that score them. */
import type { Clock } from '../domain/clock.ts';
import type { Engagement, NewMention } from '../domain/mention.ts';
import { DAY_MS } from '../domain/series.ts';
import { safeJson } from '../domain/safe-json.ts';
import { cutText } from '../domain/text.ts';
import { authorPseudonym } from '../ops/secrets.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { Store, Tx } from '../store/store.ts';
import type { DeadLetter } from '../store/dead-letters/port.ts';
import type { Conflict, InsertMention } from '../store/mentions/port.ts';
import { eraseDeleted } from './erase.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type IndexedRow, insertRows, type Refused } from './insert-rows.ts';
import type { NewLetter, Page } from './page.ts';
import { type PageCounts, saveImport, saveProgress } from './progress.ts';
import { unstorable } from './storable.ts';
import { wordsHash } from './words-hash.ts';
import { breather } from '../thread/breathe.ts';

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

export interface Accepted {
  readonly accepted: number;
  /** Already known; counted once. */
  readonly duplicates: number;
  readonly edited: number;
  readonly erased: number;
  /** Known mentions of earlier imports that were corrected. */
  readonly replaced: number;
  /** Duplicates with other stars, link, title or author than what is stored. */
  readonly differing: number;
  /** Accepted although another post has their id: mentions of their own. */
  readonly conflicts: readonly Conflict[];
  /** Slugs of the brands that were created. */
  readonly created: readonly string[];
  /** Mentions that no database could hold, or that this one refused; each is a dead letter. */
  readonly refused: readonly Refused[];
  /** The source that the same webhook delivery was accepted under before; then nothing of this page is stored. */
  readonly replayOf?: string;
}

const NOTHING = {
  ids: [],
  accepted: 0,
  duplicates: 0,
  edited: 0,
  erased: 0,
  replaced: 0,
  differing: 0,
  conflicts: [],
  created: [],
  refused: [],
} as const;

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

/** When it was published at the latest: a day may end as news. */
function lastMoment({ publishedAt, precision }: NewMention): number {
  return precision === 'day' ? publishedAt + DAY_MS - 1 : publishedAt;
}

/** A row whose brands are set in the transaction. */
type OpenRow = Omit<InsertMention, 'brandIds'> & { brandIds: readonly number[] };

function rowOf(ctx: IngestContext, page: Page, m: NewMention, now: number): OpenRow {
  const { author, engagement, simulated } = m;
  const { identity = 'id' } = page;
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
    precision: m.precision,
    publishedClaimed: m.publishedClaimed,
    editedAt: m.editedAt,
    parentExternalId: m.parentExternalId,
    authorPseudonym: author && authorPseudonym(ctx.pseudonymKey, m.source, author.id),
    followers: author?.followers,
    reach: reachOf(author?.followers, engagement),
    collectedAt: now,
    simulated: simulated ?? false,
    // What is simulated is never mailed.
    backfilled: page.backfill !== undefined || (!simulated && lastMoment(m) < (page.newsFrom ?? 0)),
    identity,
    importId: page.import?.id,
    repair: page.import?.repair,
    wordsHash: identity === 'id' ? undefined : wordsHash(ctx.pseudonymKey, m.text),
    fingerprint: fingerprintOf(m.text),
    brandIds: [],
  };
}

/** What becomes a row, and what no database could hold. */
async function rowsOf(
  ctx: IngestContext,
  page: Page,
  now: number,
): Promise<{ rows: { index: number; row: OpenRow }[]; refused: Refused[] }> {
  const rows: { index: number; row: OpenRow }[] = [];
  const refused: Refused[] = [];
  const breathe = breather();
  for (const [index, m] of page.mentions.entries()) {
    await breathe();
    try {
      const reason = unstorable(m);
      if (reason !== undefined) {
        refused.push({ index, reason });
        continue;
      }
      rows.push({ index, row: rowOf(ctx, page, m, now) });
    } catch (error) {
      refused.push({ index, reason: `not readable: ${cutText(String(error), 300)}` });
    }
  }
  return { rows, refused };
}

/** The dead letter of a mention that was refused here: its sender's entry where the caller kept it. */
function letterOf(page: Page, { index, reason }: Refused): NewLetter {
  const known = page.letterOf?.(index, reason);
  if (known) return known;
  const { source, externalId, ...rest } = page.mentions[index]!;
  const payload = safeJson({ source, externalId, ...rest });
  return {
    stage: 'collect',
    source: page.source,
    ref: typeof externalId === 'string' ? externalId : safeJson(externalId),
    reason,
    payload,
  };
}

/** Creates the new brands that a mention is about. Returns their slugs. */
async function createBrands(tx: Tx, page: Page): Promise<string[]> {
  const named = new Set(page.newBrands ? page.mentions.flatMap((m) => m.brands) : []);
  const slugs: string[] = [];
  for (const { slug, name } of page.newBrands ?? []) {
    if (!named.has(slug)) continue;
    const { created } = await tx.brands.upsert({ slug, name, origin: 'import' });
    if (created) slugs.push(slug);
  }
  return slugs;
}

async function setBrands(
  tx: Tx,
  rows: readonly { readonly index: number; readonly row: OpenRow }[],
  page: Page,
): Promise<void> {
  const idOf = await brandIdsOf(tx, page.mentions);
  for (const { index, row } of rows)
    row.brandIds = page.mentions[index]!.brands.map((slug) => idOf.get(slug)!);
}

/**
 * Stores the page in one transaction. Mentions that the database refuses for their values become dead letters; everything
 * else of the page is kept, the cursor too. Throws Error for unknown brands, and where the database itself fails.
 */
export async function acceptPage(ctx: IngestContext, page: Page): Promise<Accepted> {
  const now = ctx.clock();
  // Before the transaction, because all other writers wait for it.
  const made = await rowsOf(ctx, page, now);
  const { ids, ...result } = await ctx.store.tx(
    async (tx): Promise<Accepted & { ids: readonly number[] }> => {
      const { delivery } = page;
      const before = delivery && (await tx.deliveries.acceptedAs(delivery.hash, delivery.keepFrom));
      if (before !== undefined && before !== page.source) return { ...NOTHING, replayOf: before };
      const created = await createBrands(tx, page);
      await setBrands(tx, made.rows, page);
      const inserted = await insertRows(tx, made.rows);
      const erased = await eraseDeleted(ctx, tx, page.source, page.deletions ?? [], now);
      const refused = [...made.refused, ...inserted.refused];
      const letters = [...(page.deadLetters ?? []), ...refused.map((one) => letterOf(page, one))];
      await tx.deadLetters.add(letters.map((letter) => ({ ...letter, createdAt: now })));
      const { ids, added: accepted, edited, replaced, differing, conflicts } = inserted;
      const duplicates = inserted.duplicates + inserted.linked;
      const outcome = { accepted, duplicates, edited, replaced, differing, conflicts, created, refused };
      await saveImport(tx, page, now, { ...outcome, rejected: letters.length });
      await saveProgress(tx, page, now, {
        accepted,
        duplicates,
        rejected: letters.length,
        ...newestOf(made.rows, refused),
      });
      // Only with what it brought: a delivery that failed, or was refused as a whole, may be sent again to the right name.
      if (delivery && refused.length < page.mentions.length) {
        await tx.deliveries.accepted(
          { hash: delivery.hash, source: page.source, at: now },
          delivery.keepFrom,
        );
      }
      return { ids, ...outcome, erased };
    },
  );
  if (result.erased > 0) await ctx.queue.enqueue('notify', {}).catch(ctx.onLostJob);
  ctx.onAccepted?.(page.source, result.accepted);
  for (let i = 0; i < ids.length; i += JOB_SIZE) {
    await ctx.queue.enqueue('score', { ids: ids.slice(i, i + JOB_SIZE) }).catch(ctx.onLostJob);
  }
  return result;
}

/** When the newest mention that was stored was published, of all and of each source. */
function newestOf(
  rows: readonly IndexedRow[],
  refused: readonly Refused[],
): Pick<PageCounts, 'newestAt' | 'newestBySource'> {
  const out = new Set(refused.map(({ index }) => index));
  const newestBySource = new Map<string, number>();
  for (const { index, row } of rows) {
    if (out.has(index)) continue;
    const known = newestBySource.get(row.source);
    if (known === undefined || known < row.publishedAt) newestBySource.set(row.source, row.publishedAt);
  }
  const newestAt = newestBySource.size === 0 ? undefined : Math.max(...newestBySource.values());
  return { newestAt, newestBySource };
}
