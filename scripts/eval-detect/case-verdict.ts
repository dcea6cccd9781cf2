/** Replays one case of the bench online and says whether its kind came out right. */
import { searchSpikes } from '../../src/detect/spike/find-spikes.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import type { Spike, SpikeKind } from '../../src/domain/spike.ts';

/** A post with what the scorer says of it. */
export interface CasePost {
  /** ms since 1970. */
  readonly at: number;
  readonly sentiment: 'negative' | 'neutral' | 'positive' | undefined;
  readonly betrayal: boolean;
  readonly codes: readonly string[];
}

export interface Case {
  readonly name: string;
  readonly brand: string;
  /** `expected_kind` of posts; `backlash` or `benign` of headlines. */
  readonly expected: string;
  /** When it happened, ms; undefined where nothing happened. */
  readonly at: number | undefined;
  /** Days alone are known. */
  readonly byDay: boolean;
  /** Times are known to the week: an onset may lie this many days off. */
  readonly looseDays: number;
  readonly from: number;
  readonly to: number;
  readonly posts: readonly CasePost[];
  readonly isOut: (at: number) => boolean;
}

/** Days around the event in which a spike belongs to it, and in which its kind must be right. */
const BEFORE_DAYS = 2;
const AFTER_DAYS = 14;
/** The kind is looked at this often. */
const STEP_MS = 6 * HOUR_MS;

/** The counts of a case as the database hands them to detection. */
export function caseSeries({ posts, byDay, from, to, brand, isOut }: Case): BrandSeries {
  const widthMs = byDay ? DAY_MS : HOUR_MS;
  const start = Math.floor(from / widthMs) * widthMs;
  const length = Math.ceil((to - start) / widthMs);
  const series: Record<string, (number | null)[]> = {};
  const count = (name: string, at: number) => {
    const i = Math.floor((at - start) / widthMs);
    if (i < 0 || i >= length) return;
    series[name] ??= new Array<number>(length).fill(0);
    series[name][i] = (series[name][i] ?? 0) + 1;
  };
  for (const name of ['all', 'negative', 'positive', 'betrayal'])
    series[name] = new Array<number>(length).fill(0);
  for (const { at, sentiment, betrayal, codes } of posts) {
    count('all', at);
    if (sentiment === 'negative' || sentiment === 'positive') count(sentiment, at);
    if (betrayal) count('betrayal', at);
    for (const code of codes) count(code, at);
  }
  for (const counts of Object.values(series))
    for (let i = 0; i < length; i++) if (isOut(start + i * widthMs)) counts[i] = null;
  return { brand, source: 'all', start, widthMs, length, series };
}

export interface CaseVerdict {
  readonly right: boolean;
  /** What was said, and when: a line. */
  readonly said: string;
  /** Hours from the event to the first spike near it and to the first backlash; undefined where none came. */
  readonly spikeHours: number | undefined;
  readonly backlashHours: number | undefined;
  /** Spikes far from the event by kind. */
  readonly elsewhere: Readonly<Record<SpikeKind, number>>;
}

interface Seen {
  readonly spike: Spike;
  readonly at: number;
  readonly backlashAt: number | undefined;
}

function replay(one: Case): Seen[] {
  const series = caseSeries(one);
  const found = new Map<number, Seen>();
  const step = Math.max(STEP_MS, series.widthMs);
  const end = series.start + series.length * series.widthMs;
  const first = one.at === undefined ? series.start + 7 * DAY_MS : one.at - 3 * DAY_MS;
  const last = one.at === undefined ? end : one.at + (AFTER_DAYS + one.looseDays) * DAY_MS;
  const look = (now: number) => {
    for (const spike of searchSpikes(series, { now }).spikes) {
      const before = found.get(spike.onset);
      const backlashAt = before?.backlashAt ?? (spike.kind === 'backlash' ? now : undefined);
      found.set(spike.onset, { spike, at: before?.at ?? now, backlashAt });
    }
  };
  for (let now = first; now < Math.min(last, end); now += step) look(now);
  look(end);
  return [...found.values()];
}

const isNear = (one: Case, { spike }: Seen) =>
  one.at === undefined ||
  (spike.onset < one.at + (AFTER_DAYS + one.looseDays) * DAY_MS &&
    (spike.end ?? Infinity) > one.at - BEFORE_DAYS * DAY_MS &&
    spike.onset >= one.at - (BEFORE_DAYS + one.looseDays) * DAY_MS);

/** Judges a case. `seen` may come from another detector. */
export function judgeCase(one: Case, seen: readonly Seen[] = replay(one)): CaseVerdict {
  const near = seen.filter((each) => isNear(one, each));
  const far = seen.filter((each) => !isNear(one, each));
  const least = (times: readonly (number | undefined)[]) => {
    const known = times.filter((at) => at !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  };
  const within = (at: number | undefined) =>
    at !== undefined && (one.at === undefined || at <= one.at + (AFTER_DAYS + one.looseDays) * DAY_MS);
  const hours = (at: number | undefined) =>
    at === undefined || one.at === undefined ? undefined : (at - one.at) / HOUR_MS;
  const called = near.filter(({ backlashAt }) => within(backlashAt));
  const kinds = { backlash: 0, complaints: 0, attention: 0 };
  for (const { spike, backlashAt } of far) kinds[backlashAt === undefined ? spike.kind : 'backlash'] += 1;
  return {
    right: isRight(one.expected, near, called.length > 0),
    said: near.map(describe).join('; ') || 'nothing',
    spikeHours: hours(least(near.map(({ at }) => at))),
    backlashHours: hours(least(called.map(({ backlashAt }) => backlashAt))),
    elsewhere: kinds,
  };
}

/** What `expected_kind` asks for. Where either of two is fine and nothing was found, none was asked for. */
function isRight(expected: string, near: readonly Seen[], backlash: boolean): boolean {
  if (expected === 'backlash') return backlash;
  if (expected.includes('polarised')) return near.some(({ spike }) => spike.polarised === true);
  if (backlash) return false;
  if (expected === 'no backlash') return true;
  if (expected === 'none') return near.length === 0;
  if (expected === 'none or attention') return near.every(({ spike }) => spike.kind === 'attention');
  return true;
}

function describe({ spike, backlashAt }: Seen): string {
  const day = new Date(spike.onset).toISOString().slice(5, 13);
  const kind = backlashAt === undefined ? spike.kind : 'backlash';
  const themes = (spike.themes ?? [])
    .slice(0, 3)
    .map(({ code, share }) => `${code} ${Math.round(100 * share)}%`);
  return `${kind} ${(spike.kindProbability ?? 0).toFixed(2)} from ${day} (${spike.observed} for ${spike.expected.toFixed(0)}, negative ${Math.round(100 * spike.negativeShare)}%, trust ${Math.round(100 * spike.betrayalShare)}%${spike.polarised ? ', polarised' : ''}${themes.length > 0 ? `; ${themes.join(', ')}` : ''})`;
}
