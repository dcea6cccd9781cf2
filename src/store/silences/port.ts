import type { Silence } from '../../domain/alert.ts';

export interface SilenceQueries {
  /** Those that are not over at `now`, soonest end first. */
  current(now: number): Promise<Silence[]>;
  /** Those that are over at `now`, the latest first. */
  expired(now: number, limit: number): Promise<Silence[]>;
}

export interface SilenceWrites {
  add(silence: Omit<Silence, 'id' | 'expiredAt' | 'expiredBy'>): Promise<Silence>;
  /** Ends one early; false when it is over already. */
  expire(id: number, at: number, who: string): Promise<boolean>;
}
