/** A collector that fell silent, as operators are told of it. Times are ms since 1970 UTC. */
export interface SourceNotice {
  readonly id: number;
  readonly source: string;
  /** Everything published before was read; absent where it never was. */
  readonly since?: number;
  /** When it was noticed. */
  readonly at: number;
  /** When it was back. */
  readonly backAt?: number;
}

export interface NoticeQueries {
  find(id: number): Promise<SourceNotice | undefined>;
  /** Silences of collectors that are not over. */
  open(): Promise<SourceNotice[]>;
  /** Newest first. */
  recent(limit: number): Promise<SourceNotice[]>;
}

export interface NoticeWrites {
  /** Undefined when the source is noted as silent already. */
  add(notice: { source: string; since?: number | undefined; at: number }): Promise<SourceNotice | undefined>;
  /** False when another process noted it. */
  back(id: number, at: number): Promise<boolean>;
}
