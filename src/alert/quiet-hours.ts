/** Quiet hours of a route, in the local time of its zone. */
import type { QuietHours } from '../domain/alert.ts';
import { DAY_MS, MINUTE_MS } from '../domain/series.ts';

const DAY_MINUTES = 1_440;
/** The most that a change to or from summer time moves the clock. */
const SHIFT_MINUTES = 180;
const WEEKDAYS: readonly string[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const options = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  formats.set(zone, format);
  return format;
}

function wallClock(zone: string, at: number): { day: number; minute: number } {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: WEEKDAYS.indexOf(parts.weekday ?? '') + 1,
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

function minuteOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

function isQuiet(quiet: QuietHours, at: number): boolean {
  const { day, minute } = wallClock(quiet.zone, at);
  const [from, to] = [minuteOf(quiet.from), minuteOf(quiet.to)];
  const begins = (on: number) => quiet.days === undefined || quiet.days.includes(on);
  if (from < to) return minute >= from && minute < to && begins(day);
  return (minute >= from && begins(day)) || (minute < to && begins(day === 1 ? 7 : day - 1));
}

/**
 * When the quiet hours in force at `at` end; undefined outside quiet hours. With an invalid zone or time there are none:
 * better one message too many than none.
 */
export function quietHoursEnd(quiet: QuietHours, at: number): number | undefined {
  try {
    if (!isQuiet(quiet, at)) return undefined;
    const left = (minuteOf(quiet.to) - wallClock(quiet.zone, at).minute + DAY_MINUTES) % DAY_MINUTES;
    const start = Math.floor(at / MINUTE_MS) * MINUTE_MS;
    // Checks each minute around the nominal end: the night may be an hour longer or shorter.
    for (let step = Math.max(1, left - SHIFT_MINUTES); step * MINUTE_MS <= 2 * DAY_MS; step += 1) {
      const end = start + step * MINUTE_MS;
      if (!isQuiet(quiet, end)) return end;
    }
  } catch {
    return undefined;
  }
  return undefined;
}
