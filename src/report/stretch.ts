/** A stretch of time that somebody chose on a chart. */
import { HOUR_MS } from '../domain/series.ts';
import { timeText } from './text/labels.ts';

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const STRETCH = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z)\.\.(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z)$/;

/** `2026-11-29T10:00Z..2026-11-30T02:00Z`, within the data and at least an hour long. */
export function chosenStretch(
  choice: string | undefined,
  data: { readonly start: number; readonly end: number },
): Stretch | undefined {
  const [, first = '', last = ''] = STRETCH.exec(choice ?? '') ?? [];
  const [from, to] = [Math.max(Date.parse(first), data.start), Math.min(Date.parse(last), data.end)];
  return to - from >= HOUR_MS ? { from, to } : undefined;
}

/** `20 Aug, 07:00 UTC to 20 Aug, 13:00 UTC` */
export function stretchText({ from, to }: Stretch): string {
  return `${timeText(from)} to ${timeText(to)}`;
}
