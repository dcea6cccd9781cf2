/** Everything a stage needs, built in one place; tests pass their own parts. */
import type { Config } from '../config/load.ts';
import type { Env } from '../config/env.ts';
import type { LiveConfig } from '../src/configure/live.ts';
import type { Clock } from '../src/domain/clock.ts';
import type { IngestContext } from '../src/ingest/accept.ts';
import type { PoliteFetch } from '../src/net/polite-fetch.ts';
import type { Channels } from '../src/notify/registry.ts';
import type { EventLoopWatch } from '../src/ops/event-loop.ts';
import type { Log } from '../src/ops/log.ts';
import type { JobQueue } from '../src/queue/job-queue.ts';
import type { ScorePool } from '../src/score/pool.ts';
import type { Store } from '../src/store/store.ts';
import type { BrandCheckpoints } from '../src/detection/context.ts';

export interface StageContext extends IngestContext {
  readonly env: Env;
  readonly config: Config;
  readonly store: Store;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly scorer: ScorePool;
  /** The one way to sites; its limits hold for the whole process. */
  readonly fetch: PoliteFetch;
  /** Names this process where several share the work. */
  readonly processId: string;
  /** Of this process (`src/detect/spike/checkpoint.ts`). */
  readonly checkpoints: BrandCheckpoints;
  /** When this process began, in ms: it does not undo the re-score of one that began later. */
  readonly startedAt?: number;
  /** Names what runs, for the log of blocks. */
  readonly watch?: Pick<EventLoopWatch, 'during'>;
  readonly channels: Channels;
  /** Follows changes of the configuration; absent where it cannot change. */
  readonly live?: Pick<LiveConfig, 'refresh' | 'onChange'>;
  /** Keys of the environment and those that an admin entered. */
  readonly keys?: () => Readonly<Record<string, string>>;
}
