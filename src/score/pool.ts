/** Scores texts in worker threads, so that no text can block the process. */
import { Piscina } from 'piscina';
import type { Score, ScoreOptions } from '../domain/scoring.ts';
import type { TaxonomyPack } from '../domain/taxonomy.ts';
import { threadArgv, threadFile } from '../thread/start.ts';
import { scorerVersion } from './version.ts';

export interface ScoreRequest {
  readonly text: string;
  readonly options?: ScoreOptions;
}

export interface ScorePoolOptions {
  readonly packs: readonly TaxonomyPack[];
  readonly threads: number;
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

/** Starts the threads. Throws `PatternError` for a pack that cannot be compiled. */
export function createScorePool(options: ScorePoolOptions): ScorePool {
  const { packs, threads, timeoutMs = TIMEOUT_MS } = options;
  const version = scorerVersion(packs);
  const file = options.threadFile ?? threadFile(import.meta.url, './thread');
  const pool = new Piscina({
    filename: file.href,
    minThreads: threads,
    maxThreads: threads,
    workerData: { packs },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    execArgv: threadArgv(file),
  });

  // A running batch is rejected when the pool closes; without a listener its error would end the process.
  pool.on('error', () => undefined);

  async function score(batch: readonly ScoreRequest[]): Promise<Score[]> {
    if (batch.length === 0) return [];
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return await pool.run(batch, { signal });
    } catch (error) {
      if (signal.aborted) throw new ScoreTimeoutError(batch.length, timeoutMs);
      throw error;
    }
  }
  return { version, score, close: () => pool.destroy() };
}
