/** What an import is doing now, as people see it. */
import type { ImportJob, ImportState } from './port.ts';

/** How often an import that runs says so. */
export const BEAT_MS = 10_000;
/** An import that said nothing for so long has ended without a word: it was killed, or its machine went down. */
export const SILENT_MS = 60_000;

/**
 * `interrupted`: it ended without saying so. What it stored stays; importing the file again brings the rest, and undo takes
 * back what it brought.
 */
export type SeenState = ImportState | 'interrupted';

/** `now` in ms since 1970 UTC. */
export function stateAt(
  { state, updatedAt }: Pick<ImportJob, 'state' | 'updatedAt'>,
  now: number,
): SeenState {
  return state === 'running' && now - updatedAt > SILENT_MS ? 'interrupted' : state;
}
