import type { ConfigDocument, ConfigKind, StoredEntry } from '../../domain/configuration.ts';

/** One change of an entry. */
export interface ConfigChange {
  readonly id: number;
  /** In ms since 1970 UTC. */
  readonly at: number;
  readonly who: string;
  /** Absent: there was none. */
  readonly before?: ConfigDocument;
  /** Absent: it was removed. */
  readonly after?: ConfigDocument;
}

export interface SealedKey {
  readonly name: string;
  readonly sealed: string;
  readonly at: number;
  readonly who: string;
}

export interface ConfigurationQueries {
  /** Rises with every change; 0 where nothing was ever changed. Cheap. */
  revision(): Promise<number>;
  /** By kind and slug. */
  entries(): Promise<StoredEntry[]>;
  /** Of one entry, newest first. */
  history(kind: ConfigKind, slug: string, limit: number): Promise<ConfigChange[]>;
  keys(): Promise<SealedKey[]>;
}

export interface ConfigurationWrites {
  /**
   * Saves an entry, or removes it where `after` is undefined, with its history. Returns the id of the change. The caller
   * compares revisions in the same transaction.
   */
  save(change: {
    kind: ConfigKind;
    slug: string;
    before: ConfigDocument | undefined;
    after: ConfigDocument | undefined;
    at: number;
    who: string;
  }): Promise<number>;
  /** Replaces a sealed key; undefined removes it. */
  saveKey(key: { name: string; sealed: string | undefined; at: number; who: string }): Promise<void>;
}
