/** Scores texts in worker threads, so that no text can block the process. */
import { Piscina } from 'piscina';
import type { Score, ScoreRequest } from '../domain/scoring.ts';
import type { TaxonomyPack } from '../domain/taxonomy.ts';
import { threadArgv, threadFile } from '../thread/start.ts';
import type { ThreadData } from './thread.ts';
import { scorerVersion } from './version.ts';

export interface ScorePoolOptions {
  readonly packs: readonly TaxonomyPack[];
  readonly threads: number;
  /** Whether open scores get a second reading; true when absent. */
  readonly second?: boolean;
  /** Maximum milliseconds per batch, including the time in the queue; 5,000 when absent. */
  readonly timeoutMs?: number;
  /** File to run in the threads instead; for tests. */
  readonly threadFile?: URL;
}

export interface ScorePool {
  /** Version of the scorer in the threads. */
  readonly version: string;
  /** Rejects with `ScoreTimeoutError` if the batch takes too long; its thread is then replaced. */
  score(batch: readonly ScoreRequest[]): Promise<Score[]>;
  /** The same by both readings, in threads of its own that start with the first batch and end when none comes for long. */
  scoreAgain(batch: readonly ScoreRequest[]): Promise<Score[]>;
  close(): Promise<void>;
}

/** A batch took too long. Score its texts one by one to find the slow one. */
export class ScoreTimeoutError extends Error {
  override readonly name = 'ScoreTimeoutError';
  readonly texts: number;

  constructor(texts: number, timeoutMs: number) {
    super(`scoring ${texts} texts took more than ${timeoutMs} ms`);
    this.texts = texts;
  }
}

const TIMEOUT_MS = 5_000;
/**
 * Heap limit: several times what a thread needs. The default limit grows with the memory of the machine, and V8 then
 * collects garbage late.
 */
const MOST_MEGABYTES = 384;

/** Threads of the second reading end after so long without work, with their memory. */
const IDLE_MS = 60_000;
const SIZES = ['minThreads', 'maxThreads', 'idleTimeout'] as const;
type Options = NonNullable<ConstructorParameters<typeof Piscina>[0]>;

/** Starts the threads. Throws `PatternError` for a pack that cannot be compiled. */
export function createScorePool(options: ScorePoolOptions): ScorePool {
  const { packs, threads, second = true, timeoutMs = TIMEOUT_MS } = options;
  const version = scorerVersion(packs, second);
  const file = options.threadFile ?? threadFile(import.meta.url, './thread');
  const pool = startPool(second ? 'first' : 'only', { minThreads: threads, maxThreads: threads });
  let again: Piscina | undefined;

  function startPool(
    readings: ThreadData['readings'],
    sizes: Pick<Options, (typeof SIZES)[number]>,
  ): Piscina {
    const started = new Piscina({
      filename: file.href,
      ...sizes,
      workerData: { packs, readings } satisfies ThreadData,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
      execArgv: threadArgv(file),
    });
    // A running batch is rejected when the pool closes; without a listener its error would end the process.
    started.on('error', () => undefined);
    return started;
  }

  async function run(threadsOf: Piscina, batch: readonly ScoreRequest[]): Promise<Score[]> {
    if (batch.length === 0) return [];
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return await threadsOf.run(batch, { signal });
    } catch (error) {
      if (signal.aborted) throw new ScoreTimeoutError(batch.length, timeoutMs);
      throw error;
    }
  }
  return {
    version,
    score: (batch) => run(pool, batch),
    scoreAgain(batch) {
      again ??= startPool('both', { minThreads: 0, maxThreads: threads, idleTimeout: IDLE_MS });
      return run(again, batch);
    },
    async close() {
      await Promise.all([pool.destroy(), again?.destroy()]);
    },
  };
}
