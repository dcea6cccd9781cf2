/** Saved views and notes on charts. Times are ms since 1970 UTC. */

export interface SavedView {
  readonly id: number;
  readonly who: string;
  readonly name: string;
  /** Path and query of the page, of our own. */
  readonly address: string;
  /** Slugs; empty for all brands. */
  readonly brands: readonly string[];
  readonly shared: boolean;
  readonly pinned: boolean;
  readonly deletedAt?: number | undefined;
}

export type NewView = Omit<SavedView, 'id' | 'deletedAt'>;

export interface ViewQueries {
  /** Those of a person, then what others share, by name. */
  list(who: string): Promise<SavedView[]>;
  /** Also a deleted one, until retention removes it. */
  one(id: number): Promise<SavedView | undefined>;
}

export interface ViewWrites {
  /** Undefined where the person has too many. */
  add(view: NewView & { readonly at: number }): Promise<number | undefined>;
  change(
    id: number,
    view: Pick<SavedView, 'name' | 'shared' | 'pinned'> & { readonly at: number },
  ): Promise<void>;
  /** Marks it as deleted, or takes that back. */
  remove(id: number, deletedAt: number | undefined): Promise<void>;
  /** Of a person who goes: what is private is gone at once, what is shared belongs to `heir`. Returns how many of each. */
  leave(who: string, heir: string): Promise<{ removed: number; handedOver: number }>;
}

export interface ChartNote {
  readonly id: number;
  readonly brand: string;
  readonly at: number;
  /** The end of a stretch. */
  readonly until?: number | undefined;
  readonly text: string;
  readonly who: string;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly deletedAt?: number | undefined;
  readonly deletedBy?: string | undefined;
}

export type NewNote = Pick<ChartNote, 'brand' | 'at' | 'until' | 'text' | 'who'>;

export interface ChartNoteQueries {
  /** Notes of a brand that touch [from, to), by time. */
  ofBrand(brand: string, from: number, to: number): Promise<ChartNote[]>;
  /** All of these brands, newest first. */
  list(brands: readonly string[], limit: number): Promise<ChartNote[]>;
  /** Also a deleted one, until retention removes it. */
  one(id: number): Promise<ChartNote | undefined>;
}

export interface ChartNoteWrites {
  /** Undefined where the brand has `MOST_NOTES`. */
  add(note: NewNote & { readonly createdAt: number }): Promise<number | undefined>;
  change(
    id: number,
    note: Pick<ChartNote, 'at' | 'until' | 'text'> & { readonly changedAt: number },
  ): Promise<void>;
  /** Marks it as deleted by somebody, or takes that back. */
  remove(id: number, deleted: { readonly at: number; readonly by: string } | undefined): Promise<void>;
  /** Removes what was deleted before then, views too. */
  purge(deletedBefore: number): Promise<void>;
}

/** Notes of a brand, and views of a person. */
export const MOST_NOTES = 1_000;
export const MOST_VIEWS = 100;
