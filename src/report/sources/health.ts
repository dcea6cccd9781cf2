/** How each source is doing, and what a person can do about it: one account for page, API, metrics and `doctor`. */
import { MINUTE_MS } from '../../domain/series.ts';
import type { SourceConfig } from '../../domain/source.ts';
import { sourceId } from '../../domain/source.ts';
import type { Quota, SourceGap } from '../../domain/source.ts';
import type { Backfill } from '../../store/backfills/port.ts';
import type { SourceState } from '../../store/sources/port.ts';
import { hasOutage } from '../../series/freshness.ts';
import { timeText } from '../text/labels.ts';

export type Health =
  | 'on time'
  | 'catching up'
  | 'needs a key'
  | 'failing'
  | 'silent'
  | 'not read yet'
  | 'switched off'
  | 'imported';

export interface SourceHealth {
  readonly id: string;
  /** `import or webhook` where no file of the configuration names it. */
  readonly type: string;
  readonly brands: readonly string[];
  readonly health: Health;
  /** What to do, in a sentence; absent where nothing is to be done. */
  readonly advice?: string;
  readonly lastReadAt?: number | undefined;
  readonly nextAt?: number | undefined;
  readonly newestAt?: number | undefined;
  /** How far behind its reading is (ms): everything published before now less this is known. */
  readonly lagMs?: number | undefined;
  readonly quota?: Quota | undefined;
  readonly failures: number;
  readonly lastError?: string | undefined;
  readonly gaps: readonly SourceGap[];
  readonly backfills: readonly Backfill[];
}

interface HealthInput {
  readonly sources: readonly SourceConfig[];
  readonly states: readonly SourceState[];
  readonly gaps: readonly SourceGap[];
  readonly backfills: readonly Backfill[];
  /** Further names under which mentions were imported. */
  readonly others: readonly string[];
  readonly now: number;
}

/** Whether all that is missing is a setting. */
function needsKey(state: SourceState | undefined): boolean {
  return /^set OUTCRY_/i.test(state?.lastError ?? '');
}

function healthOf(source: SourceConfig | undefined, state: SourceState | undefined, now: number): Health {
  if (!source) return 'imported';
  if (!source.enabled) return 'switched off';
  if (!state || (state.lastReadAt === undefined && state.failures === 0)) return 'not read yet';
  if (state.failures > 0) return needsKey(state) ? 'needs a key' : 'failing';
  if (state.nextAt === 0) return 'catching up';
  // Read, but not through yet: the first read of a long list, or the way back from a break.
  const read = { ...source, id: state.source };
  if (!hasOutage(read, state, now)) return 'on time';
  return now - (state.lastReadAt ?? 0) < 2 * MINUTE_MS ? 'catching up' : 'silent';
}

function adviceOf(health: Health, state: SourceState | undefined): string | undefined {
  const again = state?.nextAt === undefined ? '' : ` It is tried again at ${timeText(state.nextAt)}.`;
  switch (health) {
    case 'failing':
      return `${state?.lastError ?? 'It cannot be read'}.${again}`.replace('..', '.');
    case 'needs a key': {
      const error = state?.lastError ?? '';
      return `${error.slice(0, 1).toUpperCase()}${error.slice(1)}. An admin can enter it in the dashboard: Set up a brand, Sources.`;
    }
    case 'silent':
      return 'No process reads it: see whether “outcry start” or “outcry worker” runs. Counts are incomplete until then.';
    case 'not read yet':
      return 'It is read as soon as “outcry start” or “outcry worker” runs.';
    case 'switched off':
      return 'Switch it on in the dashboard under Edit what is watched, Sources.';
    case 'catching up':
      return 'It reads what it missed; nothing is to be done.';
    default:
      return undefined;
  }
}

/** One account a source, by name. */
export function sourceHealth(input: HealthInput): SourceHealth[] {
  const { now } = input;
  const configured = new Map(input.sources.map((source) => [sourceId(source), source]));
  const states = new Map(input.states.map((state) => [state.source, state]));
  const names = new Set([...configured.keys(), ...states.keys(), ...input.others]);
  return [...names].sort().map((id) => {
    const source = configured.get(id);
    const state = states.get(id);
    const health = healthOf(source, state, now);
    const advice = adviceOf(health, state);
    return {
      id,
      type: source?.type ?? 'import or webhook',
      brands: source?.brands ?? [],
      health,
      ...(advice === undefined ? {} : { advice }),
      lastReadAt: state?.lastReadAt,
      nextAt: state?.nextAt,
      newestAt: state?.newestAt,
      lagMs:
        source?.enabled && state?.completeUntil !== undefined
          ? Math.max(0, now - state.completeUntil)
          : undefined,
      quota: state?.quota,
      failures: state?.failures ?? 0,
      lastError: state?.lastError,
      gaps: input.gaps.filter((gap) => gap.source === id),
      backfills: input.backfills.filter((job) => job.source === id),
    };
  });
}
