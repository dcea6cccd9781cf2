/** Imports of files: what each brought, and taking one back. */

/**
 * `undoing`: being taken back; the same command again goes on from there. `running` too after a kill: see `stateAt`.
 */
export type ImportState = 'running' | 'done' | 'failed' | 'undoing' | 'undone';

/** Rows of a file by what became of them. */
export interface ImportCounts {
  readonly read: number;
  /** New mentions, with the conflicts. */
  readonly accepted: number;
  readonly duplicates: number;
  /** Their id was known with other words or another time: mentions of their own. */
  readonly conflicts: number;
  /** Known mentions that the file corrected. */
  readonly replaced: number;
  readonly leftOut: number;
  readonly rejected: number;
}

/** What an import says when it is done, as its command writes it. */
export type ImportReport = Readonly<Record<string, unknown>>;

/** One import. Times are ms since 1970 UTC. */
export interface ImportJob extends ImportCounts {
  readonly id: number;
  /** The file's name, without its folder. */
  readonly file: string;
  /** SHA-256 of its bytes, hexadecimal; absent until they are read. */
  readonly hash?: string | undefined;
  /** Slug of the brand that was asked for. */
  readonly brand: string;
  /** Slugs of the brands that it created. */
  readonly created: readonly string[];
  readonly sources: readonly string[];
  readonly who: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly state: ImportState;
  readonly error?: string | undefined;
  /** Absent while it runs, when it failed half-way, and of imports before release 0.2. */
  readonly report?: ImportReport | undefined;
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly finishedAt?: number | undefined;
  readonly undoneAt?: number | undefined;
  readonly undoneBy?: string | undefined;
}

export interface ImportQueries {
  /** Newest first. */
  list(limit: number): Promise<ImportJob[]>;
  one(id: number): Promise<ImportJob | undefined>;
  /** The newest import of the same bytes for the same brand that did not fail and was not taken back. */
  ofBytes(hash: string, brand: string): Promise<ImportJob | undefined>;
}

/** What one page adds. */
export interface ImportStep extends ImportCounts {
  readonly sources: readonly string[];
  readonly created: readonly string[];
  readonly at: number;
}

export interface ImportWrites {
  start(job: {
    readonly file: string;
    readonly hash: string | undefined;
    readonly brand: string;
    readonly who: string;
    readonly settings: Readonly<Record<string, unknown>>;
    readonly at: number;
  }): Promise<number>;
  /** Adds the counts of a page, in the transaction that stores it. False when the import was taken back meanwhile. */
  advance(id: number, step: ImportStep): Promise<boolean>;
  /** Says that it still runs. */
  beat(id: number, at: number): Promise<void>;
  finish(
    id: number,
    end: {
      readonly state: 'done' | 'failed';
      readonly error?: string | undefined;
      readonly report?: ImportReport | undefined;
      readonly at: number;
    },
  ): Promise<void>;
  /**
   * Begins to take it back: no more pages are stored, and the incidents that its posts are part of say so. Returns the job;
   * undefined where there is none, or it was taken back before.
   */
  beginUndo(id: number, by: { readonly who: string; readonly at: number }): Promise<ImportJob | undefined>;
  /**
   * Takes back at most `limit` mentions: those that nothing else brought are removed with all that belongs to them; what it
   * corrected says again what it said. Counts follow. Returns how many it looked at; 0 when nothing is left.
   */
  undoSome(id: number, limit: number): Promise<Undone>;
  /**
   * Ends it: its dead letters go, and the brands that it created and of which nothing is left. Returns their slugs.
   */
  endUndo(id: number, at: number): Promise<readonly string[]>;
}

export interface Undone {
  readonly looked: number;
  /** Mentions that are gone. */
  readonly removed: number;
  /** Mentions that say again what they said. */
  readonly restored: number;
  /** To be scored again: they have their earlier words back. */
  readonly pending: readonly number[];
}
