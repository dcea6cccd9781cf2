import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { PeakHabit, type PeakHabitState } from './peak-habit.ts';
import { StreamWindow, type WindowState } from './window.ts';

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('PeakHabit', () => {
  it('measures a sum by the peaks of two weeks, scales a window with missing rows, and forgets', () => {
    const habit = PeakHabit.empty(1);
    expect(habit.height(0, 100, 1)).toBe(0);
    for (let hour = 0; hour < 20 * 24; hour++) habit.learn(hour * HOUR_MS, hour === 24 ? 9999 : 99, 1);
    expect(habit.height(20 * DAY_MS, 100, 1)).toBeCloseTo(1, 9);
    expect(habit.state.days.length).toBeLessThanOrEqual(15);
    const coarse = PeakHabit.empty(4);
    for (let row = 0; row < 8 * 96; row++) coarse.learn((row * HOUR_MS) / 4, 99, 4);
    expect(coarse.height(8 * DAY_MS, 50, 2)).toBeCloseTo(1, 9);
  });

  it('goes on from a saved state with the same heights, as do the window sums, across gaps', () => {
    let [habit, window] = [PeakHabit.empty(12), StreamWindow.empty(HOUR_MS)];
    const [whole, sums] = [PeakHabit.empty(12), StreamWindow.empty(HOUR_MS)];
    for (let row = 0; row < 16 * 288; row++) {
      if (row % 97 < 9) continue;
      const at = (row * HOUR_MS) / 12;
      const count = (row * 7919) % 101;
      if (row % 61 === 10) {
        habit = new PeakHabit(copy<PeakHabitState>(habit.state));
        window = new StreamWindow(copy<WindowState>(window.toState()));
      }
      const [a, b] = [window.add(at, count, 50.1), sums.add(at, count, 50.1)];
      expect(a).toEqual(b);
      expect(habit.height(at, a.count, a.rows)).toBe(whole.height(at, b.count, b.rows));
      habit.learn(at, a.count, a.rows);
      whole.learn(at, b.count, b.rows);
    }
  });
});
