/**
 * Checks once a second what changed in the database, for all listeners together, and only while there are any. Workers
 * may run in another process, so it reads the database.
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../src/domain/clock.ts';
import { bucketStart, HOUR_MS } from '../../src/domain/series.ts';
import type { Store } from '../../src/store/store.ts';
import { type Kept, EventBuffer } from './event-buffer.ts';

/** A brand's counts, findings or posts changed in the last second. */
export interface Change {
  readonly brand: string;
  /** Hours whose counts changed, with their new counts. Only the last hours are included. */
  readonly buckets: readonly { start: number; all: number; negative: number; betrayal: number }[];
  /** New mentions, oldest first; at most `MOST_IDS`. */
  readonly mentions: readonly number[];
  /** New mentions beyond those. */
  readonly more: number;
}

export const POLL_MS = 1_000;
const MOST_KEPT = 1_000;
const MOST_IDS = 100;
const MOST_NEW = 5_000;
const HOURS = 3;

type Listener = (change: Kept<Change>) => void;

interface Seen {
  readonly versions: ReadonlyMap<number, string>;
  readonly newest: number;
}

export class LiveHub {
  readonly #database: Store;
  readonly #clock: Clock;
  readonly #onError: (error: Error) => void;
  readonly #listeners = new Set<Listener>();
  readonly #sent = new Map<string, string>();
  readonly #events = new EventBuffer<Change>(randomBytes(6).toString('hex'), MOST_KEPT);
  #seen: Seen | undefined;
  #timer: NodeJS.Timeout | undefined;
  #look: Promise<void> | undefined;

  constructor(store: Store, clock: Clock, onError: (error: Error) => void) {
    this.#database = store;
    this.#clock = clock;
    this.#onError = onError;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  idOf(seq: number): string {
    return this.#events.idOf(seq);
  }

  /** The current id: a page rendered after this call and listening from it misses nothing. */
  async mark(): Promise<string> {
    await this.#lookNow();
    return this.#events.lastId;
  }

  /** What came after an id; undefined if the id is no longer known. */
  after(id: string): readonly Kept<Change>[] | undefined {
    return this.#events.after(id);
  }

  /** Calls `listener` with every change from now on, until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.#timer === undefined) this.#schedule();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearTimeout(this.#timer);
      this.#timer = undefined;
    };
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      void this.#lookNow().then(() => {
        if (this.#listeners.size > 0) this.#schedule();
      });
    }, POLL_MS);
    this.#timer.unref();
  }

  /** One check at a time: a call during a check waits for that check. */
  #lookNow(): Promise<void> {
    this.#look ??= this.#compare()
      .catch((error: unknown) => this.#onError(error instanceof Error ? error : new Error(String(error))))
      .finally(() => {
        this.#look = undefined;
      });
    return this.#look;
  }

  async #compare(): Promise<void> {
    const { live } = this.#database.read;
    const brands = await live.versions();
    const revisions = new Map((await live.incidentRevisions()).map((one) => [one.brandId, one.revisions]));
    const newest = await live.newestMention();
    const stateOf = (one: (typeof brands)[number]) =>
      `${one.counted} ${one.detected} ${revisions.get(one.id) ?? 0}`;
    const before = this.#seen;
    this.#seen = { versions: new Map(brands.map((one) => [one.id, stateOf(one)])), newest };
    if (!before) return;
    const found = new Map<number, number[]>();
    if (newest > before.newest) {
      for (const { brandId, mentionId } of await live.mentionsAfter(before.newest, MOST_NEW)) {
        found.set(brandId, [...(found.get(brandId) ?? []), mentionId]);
      }
    }
    for (const one of brands) {
      const mentions = found.get(one.id) ?? [];
      if (mentions.length === 0 && before.versions.get(one.id) === stateOf(one)) continue;
      const notified = mentions.slice(-MOST_IDS);
      const buckets = await this.#changedHours(one);
      this.#publish({
        brand: one.slug,
        buckets,
        mentions: notified,
        more: mentions.length - notified.length,
      });
    }
  }

  async #changedHours({ id, slug }: { id: number; slug: string }): Promise<Change['buckets']> {
    const hour = bucketStart(this.#clock(), HOUR_MS);
    const range = { brandId: id, widthMs: HOUR_MS, from: hour - (HOURS - 1) * HOUR_MS, to: hour + HOUR_MS };
    const buckets = (await this.#database.read.counts.buckets(range)).map(
      ({ start, all, negative, betrayal }) => ({ start, all, negative, betrayal }),
    );
    const known = this.#sent.get(slug) ?? '';
    const keyOf = (one: (typeof buckets)[number]) =>
      `${one.start}:${one.all}:${one.negative}:${one.betrayal}`;
    this.#sent.set(slug, buckets.map(keyOf).join(' '));
    return buckets.filter((one) => !known.split(' ').includes(keyOf(one)));
  }

  #publish(change: Change): void {
    const kept = this.#events.push(change);
    for (const listener of this.#listeners) listener(kept);
  }
}
