/** Lets the event loop go first where cores are scarce. */
import { setPriority } from 'node:os';

/**
 * Called in a thread: what it does may wait for the other threads of the process. On Linux each thread has a priority of its
 * own (setpriority(2), "C library/kernel differences"); elsewhere this does nothing.
 */
export function stepBack(nice = 5): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, nice);
  } catch {
    // A container may forbid it; then the thread runs like the others.
  }
}
