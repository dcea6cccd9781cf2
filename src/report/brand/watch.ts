/** What people on watch need besides the numbers: who acknowledged, how fresh the sources are, what posts are about. */
import type { Incident } from '../../domain/incident.ts';
import { MINUTE_MS } from '../../domain/series.ts';
import type { Estimate } from '../../domain/spike.ts';
import type { Reads } from '../../store/store.ts';
import type { SourceState } from '../../store/sources/port.ts';
import type { BrandReport } from './report.ts';
import { hasOutage, type WatchedSource } from '../../series/freshness.ts';
import { sumOf } from './window.ts';
import { shareOf } from '../text/share.ts';
import { formatCount } from '../text/labels.ts';

const TAKEN = /^acknowledged/i;

/** Who works on an incident that is not over: who it is assigned to, else who acknowledged it last. */
export async function ownerOf(
  reads: Pick<Reads, 'incidents'>,
  incident: Incident | undefined,
): Promise<string | undefined> {
  if (!incident || incident.state === 'resolved') return undefined;
  if (incident.assignee !== undefined) return incident.assignee;
  if (incident.state !== 'acknowledged') return undefined;
  return (await reads.incidents.timeline(incident.id)).findLast(({ what }) => TAKEN.test(what))?.who;
}

/** `12 s`, `5 min`, `3 h`, `2 days`: how long ago something was, for a glance. */
export function ageText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 120) return `${minutes} min`;
  const hours = minutes / 60;
  return hours < 48 ? `${formatCount(hours, 0)} h` : `${formatCount(hours / 24, 0)} days`;
}

/** One source of a brand at a glance. */
export interface SourceAge {
  readonly source: string;
  /** Milliseconds since all before was known; undefined when it was never read. */
  readonly age: number | undefined;
  readonly down: boolean;
}

/** How old the data of each source of a brand is; outages first, then the oldest. */
export function sourceAges(
  sources: readonly WatchedSource[],
  states: readonly SourceState[],
  brand: string,
  now: number,
): SourceAge[] {
  return sources
    .filter((one) => one.enabled && (one.brands.includes(brand) || one.brands.includes('*')))
    .map((one): SourceAge => {
      const state = states.find(({ source }) => source === one.id);
      const at = state?.completeUntil ?? state?.lastReadAt;
      return {
        source: one.id,
        age: at === undefined ? undefined : now - at,
        down: hasOutage(one, state, now),
      };
    })
    .toSorted((a, b) => Number(b.down) - Number(a.down) || (b.age ?? 0) - (a.age ?? 0));
}

/** What the posts of a stretch are about: three parts of all of them. */
interface ThemeParts {
  readonly all: number;
  /** Share of broken trust of all mentions with its 95% interval. */
  readonly trust: Estimate;
  /** Negative without broken trust: an outage, a price. At least this, where one is not negative. */
  readonly otherNegative: number;
}

/** Undefined where the stretch holds no mention. */
export function themeParts({ history, stretch }: Pick<BrandReport, 'history' | 'stretch'>) {
  const sum = (name: string) => sumOf(history, name, stretch.from, stretch.to);
  const all = sum('all');
  const betrayal = sum('betrayal');
  const trust = shareOf(betrayal, all);
  if (!trust) return undefined;
  const otherNegative = Math.max(0, sum('negative') - betrayal) / all;
  return { all, trust, otherNegative } satisfies ThemeParts;
}
