/** A time in which a source could not be read. Times are ms since 1970 UTC. */
export interface SourceOutage {
  readonly id: number;
  readonly source: string;
  /** Everything published before was read; absent where the source was never read. */
  readonly since?: number;
  /** When it was detected. */
  readonly at: number;
  /** When the source could be read again. */
  readonly recoveredAt?: number;
}

export interface OutageQueries {
  find(id: number): Promise<SourceOutage | undefined>;
  /** Outages that are not over. */
  open(): Promise<SourceOutage[]>;
  /** Newest first. */
  recent(limit: number): Promise<SourceOutage[]>;
}

export interface OutageWrites {
  /** Undefined when an outage of the source is open already. */
  add(outage: { source: string; since?: number | undefined; at: number }): Promise<SourceOutage | undefined>;
  /** Ends an outage; false when another process already has. */
  recover(id: number, at: number): Promise<boolean>;
}
