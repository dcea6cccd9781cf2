/** How much garbage a long-running process keeps. */
import { setFlagsFromString } from 'node:v8';

/**
 * How much the heap may grow before it is collected, in percent of what is in use. On a machine with much memory V8 lets a
 * heap grow to four times what is in use: a server that imports a large file then holds 100 MB more than it needs, and
 * saves a few percent of processor time. V8 reads the flag at each collection (`MemoryController::GrowingFactor` in its
 * source), so it may be set while the program runs; it holds for scoring threads too.
 */
const GROWING_PERCENT = 40;

/** Called once, by long-running processes. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWING_PERCENT}`);
}
