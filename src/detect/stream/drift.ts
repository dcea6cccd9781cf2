/**
 * A rise too slow for any window: evidence added up over whole days by a cumulative sum of
 * log-likelihood ratios (Page 1954; for negative binomial counts Höhle and Paul 2008) between the
 * level before the rise and `MULTIPLE` times as much. The level before does not learn while evidence
 * for a rise is under way. The constants were chosen on simulated noise and simulated rises.
 */
import { DAY_MS } from '../../domain/series.ts';

const MULTIPLE = 1.4;
/** Nats at which it alarms, and the most one day adds, so that no single day does it. */
const EVIDENCE = 7;
const DAY_CAP = 2;
/** Memory of the level before, and the days to know it and the week by. */
const LEVEL_DAYS = 28;
const LEARNING_DAYS = 14;
/** Least share of a day's rows. */
const LEAST_SHARE = 0.5;

/** Plain JSON. */
export interface DriftState {
  day: number | null;
  count: number;
  /** Sum of the rows' seasonal factors: times the level it is the day's expected count. */
  season: number;
  rows: number;
  /** Days learned, and the level before: counts per row, seasons taken out. */
  days: number;
  level: number;
  evidence: number;
  /** From an alarm until as much evidence against the rise has come. */
  reported: boolean;
}

export class Drift {
  readonly state: DriftState;

  constructor(state?: DriftState) {
    this.state = state ?? {
      day: null,
      count: 0,
      season: 0,
      rows: 0,
      days: 0,
      level: 0,
      evidence: 0,
      reported: false,
    };
  }

  /**
   * Adds a row with its seasonal factor; returns the evidence in units of the threshold. A day is
   * judged by the first row after it, with `dispersion` that of a day's count.
   */
  add(at: number, count: number, season: number, dispersion: number, rowsPerDay: number): number {
    const { state } = this;
    const day = Math.floor(at / DAY_MS);
    if (state.day !== day) {
      if (state.rows >= LEAST_SHARE * rowsPerDay) this.judge(dispersion);
      state.day = day;
      [state.count, state.season, state.rows] = [0, 0, 0];
    }
    state.count += count;
    state.season += season;
    state.rows++;
    return state.reported ? 0 : state.evidence / EVIDENCE;
  }

  /** What this rule or another has raised is not raised again while it lasts. */
  markReported(): void {
    this.state.evidence = EVIDENCE;
    this.state.reported = true;
  }

  private judge(dispersion: number): void {
    const { state } = this;
    if (state.days >= LEARNING_DAYS) {
      // The level may itself be too low by luck: one and a half standard errors are added.
      const mean = state.level * state.season;
      const error = Math.sqrt((1 / Math.max(mean, 0.1) + dispersion) / Math.min(state.days, LEVEL_DAYS));
      const low = mean * (1 + 1.5 * error);
      const [a, b] = [1 + dispersion * low, 1 + dispersion * MULTIPLE * low];
      const ratio = state.count * Math.log((MULTIPLE * a) / b) - Math.log(b / a) / dispersion;
      const step = Math.max(-DAY_CAP, Math.min(DAY_CAP, ratio));
      state.evidence = Math.max(0, state.evidence + step);
      if (state.reported) state.evidence = Math.min(EVIDENCE, state.evidence);
      if (state.evidence === 0) state.reported = false;
    }
    if (state.evidence > 0 && !state.reported) return;
    state.days++;
    state.level += (state.count / state.season - state.level) / Math.min(state.days, LEVEL_DAYS);
  }
}
