/** The thread's side of a work thread. */
import { parentPort } from 'node:worker_threads';
import type { WorkAnswer } from './work-thread.ts';

/** Answers every piece of work with what `work` returns, in order. */
export function serveWork<In>(work: (input: In) => unknown): void {
  const say = (answer: WorkAnswer) => parentPort?.postMessage(answer);
  const answer = async (input: In) => {
    try {
      say({ value: await work(input) });
    } catch (error) {
      say({ failed: error instanceof Error ? error.message : String(error) });
    }
  };
  parentPort?.on('message', (input: In) => void answer(input));
  say({ ready: true });
}
