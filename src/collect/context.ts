/** What reading sources into the database needs. */
import type { Brand } from '../domain/brand.ts';
import type { DatedEvents } from '../domain/dated-events.ts';
import type { SourceConfig } from '../domain/source.ts';
import type { IngestContext } from '../ingest/accept.ts';
import type { PoliteFetch } from '../net/polite-fetch.ts';
import type { Log } from '../ops/log.ts';

export interface CollectContext extends IngestContext {
  readonly config: DatedEvents & {
    readonly brands: readonly Brand[];
    readonly sources: readonly SourceConfig[];
  };
  readonly env: {
    /** API keys of sites by the names of their environment variables. */
    readonly keys: Readonly<Record<string, string>>;
    /** Whom sites may write to about our requests. */
    readonly contact: string;
    /** Sources may be on private addresses. */
    readonly fetchPrivate: boolean;
  };
  /** The same with those that an admin entered; absent: those of `env` alone. */
  readonly keys?: () => Readonly<Record<string, string>>;
  /** The one way to sites; its limits hold for the whole process. */
  readonly fetch: PoliteFetch;
  readonly log: Log;
}
