/**
 * Online spike finding on one series of counts. Each complete bucket is judged with the counts up to
 * it and never again, so a longer series repeats the findings of a shorter one.
 *
 * Windows of several lengths are tested against the count tail; a sequential rule adds slow burns.
 * While a spike is open the baseline stands still; its window stays out of later baselines.
 */
import type { CountSeries } from '../../domain/series.ts';
import { type Baseline, expectedAt, fitBaseline, type History, SHAPE_DAYS } from './baseline.ts';
import { cleanByHour, cleanCount } from './clean-history.ts';
import type { Finding, Scan } from './finding.ts';
import { locateOnset, sumWithoutFreak, windowSum } from './onset.ts';
import { MOST_RECENT, moved, padded, RECENT, type WalkState } from './detector-state.ts';
import {
  bucketsPerDay,
  isAboveBand,
  leastElevated,
  seldomGain,
  type SpikeRule,
  surpriseOf,
  windowBuckets,
} from './rule.ts';

export class Walk implements Scan {
  readonly findings: Finding[] = [];
  readonly expected: Float64Array;
  readonly dispersion: Float64Array;
  private readonly series: CountSeries;
  private readonly rule: SpikeRule;
  private readonly windows: number[];
  private readonly perDay: number;
  private readonly history: History;
  /** Running sums of observed and expected counts over present buckets; element i is the sum before i. */
  private readonly observedBefore: Float64Array;
  private readonly expectedBefore: Float64Array;
  private baseline: Baseline | undefined;
  private open: Finding | undefined;
  private levelFrom = 0;
  /** Windows reach back to here at most: the start of the baseline or the end of the last spike. */
  private testFrom = 0;
  private quietUntil = 0;
  private calmRun = 0;
  private calmFrom = 0;
  private slowEvidence = 0;
  private slowFrom = 0;

  /** Positions are buckets of `series`; of one that goes on from a state the first is bucket `behind`. */
  constructor(given: CountSeries, rule: SpikeRule, state?: WalkState) {
    const series = state ? padded(given, state) : given;
    const n = series.counts.length;
    this.series = series;
    this.rule = rule;
    this.windows = windowBuckets(rule, series.widthMs);
    this.perDay = bucketsPerDay(series.widthMs);
    this.expected = new Float64Array(n).fill(Number.NaN);
    this.dispersion = new Float64Array(n);
    this.observedBefore = new Float64Array(n + 1);
    this.expectedBefore = new Float64Array(n + 1);
    const clean = new Float64Array(n).fill(Number.NaN);
    this.history = { start: series.start, widthMs: series.widthMs, clean, usable: new Uint8Array(n) };
    if (state) this.resume(state);
  }

  /** No spike is open before bucket `at`, the next, and what a walk goes on from is short. */
  calmAt(at: number): boolean {
    const short = this.slowEvidence === 0 || at - this.slowFrom <= MOST_RECENT;
    return short && !this.open && this.baseline !== undefined;
  }

  /** Least count of the next bucket, `i`, that is high by itself; infinite while a spike is open. */
  loudFrom(i: number): number {
    if (this.open || !this.baseline) return Number.POSITIVE_INFINITY;
    const expected = expectedAt(this.baseline, this.series.start + i * this.series.widthMs);
    return leastElevated(expected, this.baseline.dispersion[0] ?? 0);
  }

  /** Notes what is expected of a bucket that is not judged. */
  expect(i: number): void {
    if (!this.baseline) return;
    this.expected[i] = expectedAt(this.baseline, this.series.start + i * this.series.widthMs);
    this.dispersion[i] = this.baseline.dispersion[0] ?? 0;
  }

  /** What a walk needs to go on from bucket `at`, which is the next and calm. */
  stateAt(at: number): WalkState {
    const base = Math.max(0, at - SHAPE_DAYS * this.perDay);
    const recent = Math.max(base, Math.min(at - RECENT, this.slowEvidence > 0 ? this.slowFrom : at));
    const { clean, usable } = this.history;
    return {
      behind: at - base,
      clean: clean.slice(base, at),
      usable: usable.slice(base, at),
      counts: this.series.counts.slice(recent, at),
      expected: this.expected.slice(recent, at),
      observedBefore: this.observedBefore.slice(recent, at + 1),
      expectedBefore: this.expectedBefore.slice(recent, at + 1),
      baseline: this.baseline!,
      findings: this.findings.map((one) => moved(one, -base)),
      levelFrom: this.levelFrom - base,
      testFrom: this.testFrom - base,
      quietUntil: this.quietUntil - base,
      slowEvidence: this.slowEvidence,
      slowFrom: this.slowFrom - base,
    };
  }

  private resume(state: WalkState): void {
    const recent = state.behind - state.counts.length;
    this.history.clean.set(state.clean);
    this.history.usable.set(state.usable);
    this.expected.set(state.expected, recent);
    this.observedBefore.set(state.observedBefore, recent);
    this.expectedBefore.set(state.expectedBefore, recent);
    this.findings.push(...state.findings);
    this.baseline = state.baseline;
    this.levelFrom = state.levelFrom;
    this.testFrom = state.testFrom;
    this.quietUntil = state.quietUntil;
    this.slowEvidence = state.slowEvidence;
    this.slowFrom = state.slowFrom;
  }

  step(i: number): void {
    const { series, baseline } = this;
    if (!this.open && (!baseline || this.startsDay(i))) this.refit(i);
    const count = series.counts[i] ?? null;
    this.observedBefore[i + 1] = this.observedBefore[i] ?? 0;
    this.expectedBefore[i + 1] = this.expectedBefore[i] ?? 0;
    if (!this.baseline) {
      if (count !== null) this.history.usable[i] = 1;
      return;
    }
    const expected = expectedAt(this.baseline, series.start + i * series.widthMs);
    const dispersion = this.baseline.dispersion[0] ?? 0;
    this.expected[i] = expected;
    this.dispersion[i] = dispersion;
    if (count === null) return;
    this.observedBefore[i + 1] = (this.observedBefore[i] ?? 0) + count;
    this.expectedBefore[i + 1] = (this.expectedBefore[i] ?? 0) + expected;
    this.history.clean[i] = cleanCount(count, expected, dispersion);
    this.history.usable[i] = 1;
    if (this.open) this.follow(i, count, this.open, this.baseline);
    else this.watch(i, count, this.baseline);
  }

  private startsDay(i: number): boolean {
    return Math.floor(this.series.start / this.series.widthMs + i) % this.perDay === 0;
  }

  private refit(i: number): void {
    if (!this.baseline) {
      if (i % Math.max(1, this.perDay / 4) !== 0) return;
      cleanByHour(this.series.counts, this.series.start, this.series.widthMs, 0, i, this.history.clean);
    }
    const fresh = fitBaseline(this.history, i, this.levelFrom, this.windows);
    if (!fresh) return;
    if (!this.baseline) this.testFrom = i;
    this.baseline = fresh;
  }

  /** No spike is open: look for one. */
  private watch(i: number, count: number, baseline: Baseline): void {
    const slow = this.weighSlowBurn(i, count, baseline);
    if (i < this.quietUntil) return;
    let best: { surprise: number; from: number } | undefined;
    for (const [k, width] of this.windows.entries()) {
      // One bucket alone never alarms: the shortest window is judged over two.
      const from = Math.max(this.testFrom, i + 1 - Math.max(2, width));
      const surprise = this.windowSurprise(from, i, baseline.dispersion[k] ?? 0, baseline);
      // The shortest window that alarms places the onset; the most surprised one gives the score.
      if (surprise >= this.rule.surprise)
        best = { surprise: Math.max(surprise, best?.surprise ?? 0), from: best?.from ?? from };
    }
    if (!best && !slow) return;
    const from = best?.from ?? this.slowFrom;
    const { onset } = locateOnset(this.series.counts, this.expected, baseline, this.rule, from, i);
    this.raise(i, onset, best?.surprise ?? this.rule.surprise, best ? 'window' : 'slow burn');
  }

  private windowSurprise(from: number, i: number, dispersion: number, baseline: Baseline): number {
    const observed = windowSum(this.observedBefore, from, i);
    const expected = windowSum(this.expectedBefore, from, i);
    if (observed < this.rule.minCount || observed < expected * this.rule.minMultiple) return 0;
    const plain = surpriseOf(observed, expected, dispersion);
    // The last spike's talk lingers for a week: its rate is not the usual one yet.
    const lingers = this.findings.length > 0 && i - this.testFrom < 7 * this.perDay;
    const surprise = plain > 0 && !lingers ? plain + seldomGain(baseline.level) : plain;
    if (surprise < this.rule.surprise) return surprise;
    const { elevated } = locateOnset(this.series.counts, this.expected, baseline, this.rule, from, i);
    const confirmed = surpriseOf(sumWithoutFreak(this.series.counts, from, i), expected, dispersion);
    return elevated >= 2 && confirmed >= this.rule.surprise / 2 ? surprise : 0;
  }

  private weighSlowBurn(i: number, count: number, baseline: Baseline): boolean {
    const { multiple, evidence } = this.rule.slowBurn;
    const expected = this.expected[i] ?? 0;
    const daily = baseline.level * this.perDay;
    const spread = 1 + (baseline.dispersion.at(-1) ?? 0) * daily;
    if (this.slowEvidence === 0) this.slowFrom = i;
    // One freak bucket is no slow burn: it counts no more than an ordinary high one.
    const ordinary = cleanCount(count, expected, baseline.dispersion[0] ?? 0);
    const gain = (ordinary * Math.log(multiple) - expected * (multiple - 1)) / spread;
    this.slowEvidence = Math.max(0, this.slowEvidence + gain);
    if (this.slowEvidence < evidence || count <= expected) return false;
    return windowSum(this.observedBefore, this.slowFrom, i) >= this.rule.minCount;
  }

  private raise(i: number, onset: number, surprise: number, rule: Finding['rule']): void {
    this.open = { onset, alarm: i, surprise, rule };
    this.findings.push(this.open);
    this.quietUntil = i + this.hours(this.rule.refractoryHours);
    this.calmRun = 0;
    this.calmFrom = i + 1;
    this.slowEvidence = 0;
    this.history.usable.fill(0, onset, i + 1);
  }

  /** A spike is open: follow it to its end, to a second wave, or to a new level. */
  private follow(i: number, count: number, open: Finding, baseline: Baseline): void {
    this.history.usable[i] = 0;
    for (const [k, width] of this.windows.entries()) {
      const from = Math.max(open.onset, i + 1 - width);
      const observed = windowSum(this.observedBefore, from, i);
      const expected = windowSum(this.expectedBefore, from, i);
      const surprise = surpriseOf(observed, expected, baseline.dispersion[k] ?? 0);
      if (surprise > open.surprise) open.surprise = surprise;
    }
    if (isAboveBand(count, this.expected[i] ?? 0, this.dispersion[i] ?? 0, this.rule)) {
      this.calmRun = 0;
      this.calmFrom = i + 1;
    } else this.calmRun++;
    if (this.calmRun >= this.hours(this.rule.calmHours) && this.dayIsOrdinary(i, baseline))
      this.finish(i, open);
    else if (i - open.onset >= this.rule.shiftDays * this.perDay) this.settle(i, open);
    else if (i >= this.quietUntil) this.watchSecondWave(i, open, baseline);
  }

  /** The sum of the calm stretch must be ordinary too: a low count is inside its band hour by hour. */
  private dayIsOrdinary(i: number, baseline: Baseline): boolean {
    const from = Math.max(this.calmFrom, i + 1 - this.hours(this.rule.calmHours));
    const observed = windowSum(this.observedBefore, from, i);
    const expected = windowSum(this.expectedBefore, from, i);
    if (!isAboveBand(observed, expected, baseline.dispersion.at(-1) ?? 0, this.rule)) {
      this.calmFrom = from;
      return true;
    }
    return false;
  }

  private finish(i: number, open: Finding): void {
    open.end = this.calmFrom;
    open.endKnown = i;
    this.history.usable.fill(1, this.calmFrom, this.calmFrom + this.calmRun);
    for (let j = open.end; j < open.end + this.calmRun; j++)
      if (this.series.counts[j] === null) this.history.usable[j] = 0;
    this.testFrom = open.end;
    this.open = undefined;
  }

  /** The spike has lasted so long that its last week is the new level. */
  private settle(i: number, open: Finding): void {
    open.end = i + 1;
    open.endKnown = i;
    open.levelShift = true;
    this.levelFrom = Math.max(open.onset, i + 1 - 7 * this.perDay);
    const { start, widthMs, counts } = this.series;
    cleanByHour(counts, start, widthMs, this.levelFrom, i + 1, this.history.clean);
    for (let j = this.levelFrom; j <= i; j++) this.history.usable[j] = counts[j] === null ? 0 : 1;
    this.testFrom = i + 1;
    this.open = undefined;
    this.refit(i + 1);
  }

  /** Tests the last hours against the day or two just before them. */
  private watchSecondWave(i: number, open: Finding, baseline: Baseline): void {
    for (const width of [this.hours(6), this.hours(24)]) {
      const from = i + 1 - width;
      const reference = Math.max(open.alarm + 1, from - this.hours(48));
      if (from - reference < this.hours(12)) continue;
      const before = windowSum(this.observedBefore, reference, from - 1);
      const scale = Math.max(1, before / windowSum(this.expectedBefore, reference, from - 1));
      const expected = windowSum(this.expectedBefore, from, i) * scale;
      const observed = sumWithoutFreak(this.series.counts, from, i);
      if (!(observed >= this.rule.minCount && observed >= 2 * expected)) continue;
      const uncertain = (baseline.dispersion.at(-1) ?? 0) + 1 / (1 + before);
      const surprise = surpriseOf(observed, expected, uncertain);
      if (surprise < this.rule.surprise / 2) continue;
      const found = locateOnset(this.series.counts, this.expected, baseline, this.rule, from, i, scale);
      if (found.elevated < 2) continue;
      open.end = found.onset;
      open.endKnown = i;
      this.raise(i, found.onset, Math.max(this.rule.surprise, surprise), 'second wave');
      return;
    }
  }

  private hours(h: number): number {
    return Math.max(1, Math.round((h * this.perDay) / 24));
  }
}
