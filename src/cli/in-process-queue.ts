/** Scores in this process while a file is still being read. */
import type { JobQueue } from '../queue/job-queue.ts';
import type { Payload } from '../queue/stages.ts';

/** Batches in progress: one in its thread, one whose scores are being written. */
const AT_ONCE = 2;
/** `enqueue` waits while more than this many batches wait, so that memory stays flat. */
const MOST_WAITING = 8;

interface InProcessQueue extends Pick<JobQueue, 'enqueue'> {
  /** Resolves when no queued batch is in progress. */
  idle(): Promise<void>;
}

/** Runs `score` for jobs of that stage and ignores other stages. Mentions of a failed batch stay pending. */
export function inProcessQueue(score: (payload: Payload<'score'>) => Promise<void>): InProcessQueue {
  const waiting: Payload<'score'>[] = [];
  const running = new Set<Promise<void>>();

  function next(): void {
    while (running.size < AT_ONCE) {
      const payload = waiting.shift();
      if (!payload) return;
      const one: Promise<void> = score(payload)
        .catch(() => undefined)
        .finally(() => {
          running.delete(one);
          next();
        });
      running.add(one);
    }
  }

  return {
    async enqueue(stage, payload) {
      if (stage !== 'score') return;
      waiting.push(payload as Payload<'score'>);
      next();
      while (waiting.length > MOST_WAITING) await Promise.race(running);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
