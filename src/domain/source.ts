/** A configured source, and what is known about it apart from its mentions. Times are ms since 1970 UTC. */

/** What every configured source has. Each type adds settings of its own (src/source/registry.ts). */
export interface SourceConfig {
  readonly type: string;
  readonly slug: string;
  /** Brands that its mentions may be about; `*` means all. */
  readonly brands: readonly string[];
  readonly everyMinutes: number;
  readonly enabled: boolean;
}

/** The `source` of its mentions, for example `feed:acme-news`; the slug alone if it equals the type. */
export function sourceId({ slug, type }: Pick<SourceConfig, 'slug' | 'type'>): string {
  return slug === type ? slug : `${type}:${slug}`;
}

/** The type of the source with this id. */
export function sourceType(id: string): string {
  return id.split(':')[0] ?? id;
}

/** What a site still lets us ask for. */
export interface Quota {
  readonly remaining: number;
  readonly limit?: number;
  readonly resetsAt?: number;
}

/** A stretch of publication times that a source did not hand over: its counts are missing there, not zero. */
export interface MissingRange {
  /** Half-open. */
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** `open`: nobody has it yet · `filled`: a backfill brought it · `lost`: the source cannot give it any more. */
export type GapState = 'open' | 'filled' | 'lost';

export interface SourceGap extends MissingRange {
  readonly id: number;
  readonly source: string;
  readonly state: GapState;
  readonly foundAt: number;
  readonly closedAt?: number | undefined;
}
