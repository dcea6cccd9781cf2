/**
 * Finds the spikes of one series of counts. Each bucket is judged once, with the counts up to it, so a longer series repeats
 * the findings of a shorter one. Buckets are complete, except a partial hour that alarms (`partial-hour.ts`). Windows of
 * several lengths are tested against the count tail; a sequential rule (CUSUM) adds drifts. The buckets of a spike are left
 * out of baselines, and while it is open none is fitted. A detector can continue from a saved state (`checkpoint.ts`).
 */
import type { CountSeries } from '../../domain/series.ts';
import { driftGain, eventRateOf } from './baseline-rates.ts';
import type { EventRate } from './event-scan.ts';
import { type Baseline, expectedAt, FIRST_DAYS, fitBaseline, SHAPE_DAYS } from './baseline.ts';
import type { History } from './clean-history.ts';
import { cleanByHour, cleanCount, markPresent } from './clean-history.ts';
import type { Finding, Scan } from './finding.ts';
import { locateOnset, strongestWindow } from './onset.ts';
import { secondWave } from './second-wave.ts';
import { addBucket, startSums, type Sums, windowSum } from './running-sums.ts';
import { alarmingWindow } from './window-test.ts';
import { isOver, type LoneHour } from './lone-hour.ts';
import { MOST_RECENT, moved, padded, RECENT, type DetectorState } from './detector-state.ts';
import {
  bucketsPerDay,
  isAboveInterval,
  leastElevated,
  loneNegLog10P,
  seldomGain,
  type SpikeRule,
  windowBuckets,
} from './rule.ts';

export class SpikeDetector implements Scan {
  readonly findings: Finding[] = [];
  readonly expected: Float64Array;
  readonly dispersion: Float64Array;
  weekKnownFrom = Number.POSITIVE_INFINITY;
  private readonly series: CountSeries;
  /** Its buckets that are no padding for a state. */
  private readonly given: number;
  private readonly rule: SpikeRule;
  private readonly windows: number[];
  private readonly perDay: number;
  private readonly onsetBuckets: number;
  private readonly history: History;
  private readonly sums: Sums;
  private baseline: Baseline | undefined;
  private open: Finding | undefined;
  private lone: LoneHour | undefined;
  private levelFrom = 0;
  /** Windows reach back no further: the start of the baseline or the end of the last spike. */
  private testFrom = 0;
  private refractoryUntil = 0;
  private insideRun = 0;
  private insideFrom = 0;
  private driftEvidence = 0;
  private driftFrom = 0;

  /** Positions are buckets of the series. Continued from a state, the first bucket of `given` has position `behind`. */
  constructor(given: CountSeries, rule: SpikeRule, state?: DetectorState) {
    const series = state ? padded(given, state) : given;
    const n = series.counts.length;
    this.series = series;
    this.given = given.counts.length;
    this.rule = rule;
    this.windows = windowBuckets(rule, series.widthMs);
    this.perDay = bucketsPerDay(series.widthMs);
    this.onsetBuckets = Math.round((rule.onsetHours * this.perDay) / 24);
    this.expected = new Float64Array(n).fill(Number.NaN);
    this.dispersion = new Float64Array(n);
    this.sums = startSums(series.counts, this.expected);
    const clean = new Float64Array(n).fill(Number.NaN);
    this.history = { start: series.start, widthMs: series.widthMs, clean, usable: new Uint8Array(n) };
    if (state) this.resume(state);
  }

  /** Whether no spike is open before the next bucket, `at`, and its state is small enough to keep (`checkpoint.ts`). */
  canCheckpointAt(at: number): boolean {
    const short = this.driftEvidence === 0 || at - this.driftFrom <= MOST_RECENT;
    return short && !this.open && !this.lone && this.baseline?.isFirst === false;
  }

  /** Alarm threshold of the next bucket, `i` (`checkpoint.ts`); infinite while a spike is open. */
  alarmThreshold(i: number): number {
    if (this.open || this.lone || !this.baseline) return Number.POSITIVE_INFINITY;
    const expected = expectedAt(this.baseline, this.series.start + i * this.series.widthMs);
    return leastElevated(expected, this.baseline.dispersion[0] ?? 0);
  }

  /** What is usual in the hours of the last days and in the next bucket; undefined where no new spike can begin. */
  eventRate(next: number): EventRate | undefined {
    if (this.open || this.lone || !this.baseline || next < this.refractoryUntil) return undefined;
    return eventRateOf(this.baseline, this.series.widthMs, this.rule.spread);
  }

  /** Raises an alarm of the bucket `i`, which is not over, for a spike that began in the bucket `from`. */
  raiseEvent(i: number, from: number, negLog10P: number): void {
    this.raise(i, Math.max(this.testFrom, Math.min(i, from)), negLog10P, 'event');
  }

  /** Sets what is expected of a bucket that is not judged. */
  expect(i: number): void {
    if (!this.baseline) return;
    this.expected[i] = expectedAt(this.baseline, this.series.start + i * this.series.widthMs);
    this.dispersion[i] = this.baseline.dispersion[0] ?? 0;
  }

  /** The state before the next bucket, `at`, where `canCheckpointAt` holds. */
  stateAt(at: number): DetectorState {
    const base = Math.max(0, at - SHAPE_DAYS * this.perDay);
    const recent = Math.max(base, Math.min(at - RECENT, this.driftEvidence > 0 ? this.driftFrom : at));
    const { clean, usable } = this.history;
    return {
      behind: at - base,
      clean: clean.slice(base, at),
      usable: usable.slice(base, at),
      counts: this.series.counts.slice(recent, at),
      expected: this.expected.slice(recent, at),
      observedBefore: this.sums.observedBefore.slice(recent, at + 1),
      expectedBefore: this.sums.expectedBefore.slice(recent, at + 1),
      baseline: this.baseline!,
      findings: this.findings.map((one) => moved(one, -base)),
      levelFrom: this.levelFrom - base,
      testFrom: this.testFrom - base,
      refractoryUntil: this.refractoryUntil - base,
      driftEvidence: this.driftEvidence,
      driftFrom: this.driftFrom - base,
    };
  }

  private resume(state: DetectorState): void {
    const recent = state.behind - state.counts.length;
    this.history.clean.set(state.clean);
    this.history.usable.set(state.usable);
    this.expected.set(state.expected, recent);
    this.sums.observedBefore.set(state.observedBefore, recent);
    this.sums.expectedBefore.set(state.expectedBefore, recent);
    this.findings.push(...state.findings);
    this.baseline = state.baseline;
    this.levelFrom = state.levelFrom;
    this.testFrom = state.testFrom;
    this.refractoryUntil = state.refractoryUntil;
    this.driftEvidence = state.driftEvidence;
    this.driftFrom = state.driftFrom;
  }

  step(i: number): void {
    const { series, baseline } = this;
    if (!this.open && (!baseline || baseline.isFirst || this.startsDay(i))) this.refit(i);
    const count = series.counts[i] ?? null;
    addBucket(this.sums, i, 0, 0);
    if (count !== null) this.history.usable[i] = 1;
    if (!this.baseline) return;
    const expected = expectedAt(this.baseline, series.start + i * series.widthMs);
    const dispersion = this.baseline.dispersion[0] ?? 0;
    this.expected[i] = expected;
    this.dispersion[i] = dispersion;
    if (count === null) return;
    addBucket(this.sums, i, count, expected);
    this.history.clean[i] = cleanCount(count, expected, dispersion);
    if (this.open) this.follow(i, count, this.open, this.baseline);
    else this.watch(i, count, this.baseline);
  }

  private startsDay(i: number): boolean {
    return Math.floor(this.series.start / this.series.widthMs + i) % this.perDay === 0;
  }

  private refit(i: number): void {
    if (!this.baseline || this.baseline.isFirst) {
      if (i % Math.max(1, this.perDay / 4) !== 0) return;
      cleanByHour(this.series.counts, this.series.start, this.series.widthMs, 0, i, this.history.clean);
    }
    const fresh = fitBaseline(this.history, i, this.levelFrom, this.windows, FIRST_DAYS);
    if (!fresh) return;
    if (!this.baseline) this.testFrom = i;
    if (!fresh.isFirst) this.weekKnownFrom = Math.min(i, this.weekKnownFrom);
    this.baseline = fresh;
  }

  /** No spike is open: look for one. */
  private watch(i: number, count: number, baseline: Baseline): void {
    // A level of a few days is too uncertain for a slow rise.
    const drift = !baseline.isFirst && this.addDrift(i, count, baseline);
    if (this.lone && isOver(this.lone, i, this.hours(this.rule.refractoryHours))) this.lone = undefined;
    if (i < this.refractoryUntil) return;
    const threshold = this.rule.negLog10P + (baseline.isFirst ? this.rule.firstWeek : 0);
    // For a week after a spike the rate of mentions is not the usual one yet.
    const spiked = this.findings.some(({ end }) => end !== undefined && end <= this.testFrom);
    const lingers = spiked && i - this.testFrom < 7 * this.perDay;
    const gain = lingers ? 0 : seldomGain(baseline.level);
    const asked = { windows: this.windows, earliest: this.testFrom, to: i, gain, threshold };
    const best = alarmingWindow(this.sums, this.rule, baseline, asked);
    const usual = { expected: this.expected[i] ?? 0, dispersion: baseline.dispersion[0] ?? 0 };
    const own = best || i < this.testFrom ? 0 : count - this.datedIn(i);
    const lone = loneNegLog10P(own, usual, this.rule, baseline.isFirst);
    if (lone > 0) this.lone = this.raiseLone(i, lone);
    if (!best && !drift) return;
    const from = best ? Math.max(this.testFrom, best.from - this.onsetBuckets) : this.driftFrom;
    const { onset } = locateOnset(this.series.counts, this.expected, baseline, this.rule, from, i);
    this.raise(i, onset, best?.negLog10P ?? this.rule.negLog10P, best ? 'window' : 'drift');
  }

  private datedIn(i: number): number {
    return this.series.dated?.[i - this.series.counts.length + this.given] ?? 0;
  }

  private addDrift(i: number, count: number, baseline: Baseline): boolean {
    const expected = this.expected[i] ?? 0;
    if (this.driftEvidence === 0) this.driftFrom = i;
    const gain = driftGain(count, expected, baseline, this.rule, this.perDay);
    this.driftEvidence = Math.max(0, this.driftEvidence + gain);
    if (this.driftEvidence < this.rule.drift.evidence || count <= expected) return false;
    return windowSum(this.sums.observedBefore, this.driftFrom, i) >= this.rule.minCount;
  }

  private found(i: number, onset: number, negLog10P: number, rule: Finding['rule']): Finding {
    const isFirst = this.baseline?.isFirst ? { isFirst: true } : {};
    const finding: Finding = { onset, alarm: i, negLog10P, rule, ...isFirst };
    this.findings.push(finding);
    return finding;
  }

  private raiseLone(i: number, negLog10P: number): LoneHour {
    const finding = this.lone?.finding ?? this.found(i, i, negLog10P, 'lone');
    finding.negLog10P = Math.max(finding.negLog10P, negLog10P);
    return { finding, last: i };
  }

  private raise(i: number, alarmOnset: number, negLog10P: number, rule: Finding['rule']): void {
    this.open = this.lone?.finding ?? this.found(i, alarmOnset, negLog10P, rule);
    this.open.negLog10P = Math.max(this.open.negLog10P, negLog10P);
    this.lone = undefined;
    const onset = Math.min(alarmOnset, this.open.onset);
    this.refractoryUntil = i + this.hours(this.rule.refractoryHours);
    this.insideRun = 0;
    this.insideFrom = i + 1;
    this.driftEvidence = 0;
    this.history.usable.fill(0, onset, i + 1);
  }

  /** A spike is open: follow it to its end, to a second wave, or to a new level. */
  private follow(i: number, count: number, open: Finding, baseline: Baseline): void {
    this.history.usable[i] = 0;
    const largest = strongestWindow(this.sums, baseline, this.windows, open.onset, i);
    open.negLog10P = Math.max(open.negLog10P, largest);
    if (isAboveInterval(count, this.expected[i] ?? 0, this.dispersion[i] ?? 0, this.rule)) {
      this.insideRun = 0;
      this.insideFrom = i + 1;
    } else this.insideRun++;
    if (this.insideRun >= this.hours(this.rule.insideHours) && this.dayIsOrdinary(i, baseline))
      this.finish(i, open);
    else if (i - open.onset >= this.rule.shiftDays * this.perDay) this.acceptNewLevel(i, open);
    else if (i >= this.refractoryUntil) this.watchSecondWave(i, open, baseline);
  }

  /** The sum of the day must be ordinary too: low counts are inside their prediction intervals hour by hour. */
  private dayIsOrdinary(i: number, baseline: Baseline): boolean {
    const from = Math.max(this.insideFrom, i + 1 - this.hours(this.rule.insideHours));
    const observed = windowSum(this.sums.observedBefore, from, i);
    const expected = windowSum(this.sums.expectedBefore, from, i);
    if (isAboveInterval(observed, expected, baseline.dispersion.at(-1) ?? 0, this.rule)) return false;
    this.insideFrom = from;
    return true;
  }

  private finish(i: number, open: Finding): void {
    open.end = this.insideFrom;
    open.endKnown = i;
    markPresent(this.history.usable, this.series.counts, open.end, open.end + this.insideRun);
    this.testFrom = open.end;
    this.open = undefined;
  }

  /** The spike has lasted too long: its last week becomes the new level. */
  private acceptNewLevel(i: number, open: Finding): void {
    open.end = i + 1;
    open.endKnown = i;
    open.levelShift = true;
    this.levelFrom = Math.max(open.onset, i + 1 - 7 * this.perDay);
    const { start, widthMs, counts } = this.series;
    cleanByHour(counts, start, widthMs, this.levelFrom, i + 1, this.history.clean);
    markPresent(this.history.usable, counts, this.levelFrom, i + 1);
    this.testFrom = i + 1;
    this.open = undefined;
    this.refit(i + 1);
  }

  /** Tests the last hours against the day or two just before them. */
  private watchSecondWave(i: number, open: Finding, baseline: Baseline): void {
    const wave = secondWave(this.sums, this.perDay, this.rule, baseline, open.alarm, i);
    if (!wave) return;
    open.end = wave.onset;
    open.endKnown = i;
    this.raise(i, wave.onset, Math.max(this.rule.negLog10P, wave.negLog10P), 'second wave');
  }

  private hours(h: number): number {
    return Math.max(1, Math.round((h * this.perDay) / 24));
  }
}
