/** The saved state of a stream: plain JSON, which `outcry detect --state` writes to a file. */
import type { DriftState } from './drift.ts';
import type { StreamModelState } from './model.ts';
import type { PeakHabitState } from './peak-habit.ts';
import type { WindowState } from './window.ts';

export interface StreamState {
  readonly version: 4;
  readonly widthMs: number | null;
  readonly last: number | null;
  /** Rows that came before the bucket width was known. */
  readonly firstRows: readonly (readonly [number, number | null])[];
  readonly model: StreamModelState | null;
  /** The windows (an hour, three hours, a day) and the peaks of the first two. */
  readonly windows: readonly WindowState[];
  readonly habits: readonly PeakHabitState[];
  readonly drift: DriftState;
  readonly refractoryUntil: number | null;
  readonly armed: boolean;
  /** Recent alarms, as weighed when the last one came. */
  readonly load: number;
}

/** The state as release 0.1 saved it: the same values under other names. */
export interface StreamState3
  extends Omit<StreamState, 'version' | 'firstRows' | 'drift' | 'refractoryUntil'> {
  readonly version: 3;
  readonly held: StreamState['firstRows'];
  readonly slow: Omit<DriftState, 'reported'> & { readonly told: boolean };
  readonly quietUntil: number | null;
}

/** The state in today's form. Throws a RangeError for any other version. */
export function currentState(saved: StreamState | StreamState3): StreamState {
  if (saved.version === 4) return saved;
  if (saved.version !== 3) {
    const { version } = saved as { version: unknown };
    throw new RangeError(`detect state version ${String(version)} is not supported; start afresh`);
  }
  const { held, slow, quietUntil, ...rest } = saved;
  const { told, ...drift } = slow;
  return {
    ...rest,
    version: 4,
    firstRows: held,
    drift: { ...drift, reported: told },
    refractoryUntil: quietUntil,
  };
}
