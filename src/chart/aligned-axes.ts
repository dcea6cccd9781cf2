/** The axes of aligned lines: both end where the data end. */
import type { AlignedChartInput, AlignedLine } from './aligned-lines.ts';
import { formatCount } from './format.ts';
import type { Canvas } from './frame.ts';
import { axisFromZero, niceStep, niceTicks, type Scale } from './scale.ts';

/** Below 0, values are noise around it unless they reach this part of the highest. */
const BELOW = 0.25;

/** From the earliest to the latest known value of any line: where the data end, the axis ends. */
export function spanOf(lines: readonly AlignedLine[]): readonly [number, number] {
  const known = lines.flatMap(({ values, firstAt }) => {
    const last = values.findLastIndex((value) => value !== null);
    return last < 0 ? [] : [firstAt + values.findIndex((value) => value !== null), firstAt + last];
  });
  return [Math.min(0, ...known), Math.max(1, ...known)];
}

/** The y axis: from 0, unless values below it are more than noise. */
export function valuesOf(lines: readonly AlignedLine[], canvas: Canvas) {
  const values = lines.flatMap((one) => one.values.map((value) => value ?? 0));
  const upper = lines.flatMap((one) => (one.interval ?? []).map((point) => point?.upper ?? 0));
  const lowest = values.reduce((low, value) => Math.min(low, value), 0);
  const highest = [...values, ...upper].reduce((top, value) => Math.max(top, value), 1);
  const most = canvas.plotHeight < 140 ? 3 : 4;
  if (-lowest <= BELOW * highest) return { ...axisFromZero(highest, most), floor: 0 };
  const ticks = niceTicks(lowest, highest, most, false);
  return { ticks, floor: ticks[0] ?? 0, top: ticks.at(-1) ?? 1 };
}

/** Hours or days from day 0, with the name of day 0 below it. */
export function offsetTicks(from: number, to: number, most: number, input: AlignedChartInput, x: Scale) {
  const steps = input.unit === 'hours' ? [1, 3, 6, 12, 24, 48, 72, 168] : [1, 2, 7, 14, 28];
  const limit = Math.max(2, Math.floor(most));
  const step = steps.find((one) => (to - from) / one <= limit) ?? niceStep(to - from, limit);
  const inDays = input.unit === 'days' || step >= 24;
  const ticks = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const count = input.unit === 'hours' && inDays ? at / 24 : at;
    const sign = at > 0 ? '+' : at < 0 ? '−' : '';
    const text = at === 0 && inDays ? 'day 0' : `${sign}${formatCount(Math.abs(count))}${inDays ? '' : ' h'}`;
    const sub = at === 0 ? (input.zeroLabel ?? 'day 0') : undefined;
    ticks.push({
      x: x(at),
      label: inDays && at !== 0 ? `${text} d` : text,
      major: at === 0,
      ...(sub === undefined ? {} : { sub }),
    });
  }
  return ticks;
}
