import type { Page } from './pages.ts';

export interface Search {
  /** Words, "phrases", beginnings* and -unwanted words. */
  readonly text: string;
  /** Of at least one of these brands. */
  readonly brandIds: readonly number[];
  /** Half-open range of publication times. */
  readonly from: number;
  readonly to: number;
  /** The search ends when it has found this many. */
  readonly most: number;
}

export interface Found {
  /** Those that may answer, newest first: all that do, and a few of other brands or times. */
  readonly ids: readonly number[];
  /** Whether the search ended at `most`, so that older ones are missing. */
  readonly more: boolean;
}

/** A mention as the index needs it. */
export interface Indexed {
  readonly id: number;
  readonly text: string;
  readonly title: string | null;
  readonly publishedAt: number;
  readonly brandIds: readonly number[];
}

export interface SearchQueries {
  /** Undefined where the text asks for no word. */
  find(search: Search): Promise<Found | undefined>;
  /** The newest part that is full and not in the index. */
  due(): Promise<number | undefined>;
  /** Mentions of a part with an id over `afterId`, in their order. */
  mentionsOf(part: number, afterId: number, limit: number): Promise<Indexed[]>;
}

export interface SearchWrites {
  /** Before a part is read: its revision. */
  begin(part: number): Promise<number>;
  /** Saves the pages of a part, unless one of its mentions has changed since `revision`: then false. */
  save(part: number, revision: number, built: BuiltPart): Promise<boolean>;
}

export interface BuiltPart {
  readonly pages: readonly Page[];
  /** First and last publication; undefined where the part has no mentions. */
  readonly span: { readonly from: number; readonly to: number } | undefined;
}
