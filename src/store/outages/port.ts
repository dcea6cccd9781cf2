/** A collector that fell silent, as operators are told of it. Times are ms since 1970 UTC. */
export interface SourceOutage {
  readonly id: number;
  readonly source: string;
  /** Everything published before was read; absent where it never was. */
  readonly since?: number;
  /** When it was noticed. */
  readonly at: number;
  /** When it was back. */
  readonly recoveredAt?: number;
}

export interface OutageQueries {
  find(id: number): Promise<SourceOutage | undefined>;
  /** Silences of collectors that are not over. */
  open(): Promise<SourceOutage[]>;
  /** Newest first. */
  recent(limit: number): Promise<SourceOutage[]>;
}

export interface OutageWrites {
  /** Undefined when the source is noted as silent already. */
  add(outage: { source: string; since?: number | undefined; at: number }): Promise<SourceOutage | undefined>;
  /** False when another process noted it. */
  recover(id: number, at: number): Promise<boolean>;
}
