/** How much garbage a process that runs for months keeps. */
import { setFlagsFromString } from 'node:v8';

/**
 * Garbage that the heap may grow by before it is collected, in percent of what is in use. By default V8 lets a heap grow the
 * more the more memory the machine has, up to four times what is in use: a server that takes in a large file then
 * holds 100 MB more than it needs, for a few percent of its time. V8 reads the flag at each collection
 * (`MemoryController::GrowingFactor` in its source), so it may be set while the program runs; scoring threads go by it too.
 */
const GROWING_PERCENT = 40;

/** To be called once, by processes that stay. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWING_PERCENT}`);
}
