/** Scores while a file is still being read: for commands that do the work themselves. */
import type { JobQueue } from '../queue/job-queue.ts';
import type { Payload } from '../queue/stages.ts';

/** Batches at work at once: one in its thread, one whose scores are written. */
const AT_ONCE = 2;
/** Who rings while so many wait is held up, so that memory stays flat. */
const MOST_WAITING = 8;

interface InProcessQueue extends Pick<JobQueue, 'enqueue'> {
  /** Resolves when nothing that was rung for is at work any more. */
  idle(): Promise<void>;
}

/** `score` does what a ring of that stage asks; other stages are left to who rings. Failures leave their mentions waiting. */
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
