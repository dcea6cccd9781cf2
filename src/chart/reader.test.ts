import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../domain/series.ts';
import { formatBucket, formatDate, formatMoment } from './format.ts';
import { fromReaderClock, isZone, readerOffset, readerZoneName, writtenFor, writtenInUtc } from './reader.ts';
import { timeTicks } from './scale.ts';

const NOW = Date.UTC(2026, 10, 30, 12);
const inZone = <T>(zone: string, write: () => T) => writtenFor({ zone, now: NOW }, write);

describe('the reader of a text', () => {
  it('gets times in his zone, and nobody in particular in UTC with full dates', () => {
    expect(formatMoment(NOW)).toBe('30 Nov 2026, 12:00 UTC');
    expect(inZone('Europe/Stockholm', () => formatMoment(NOW))).toBe('30 Nov, 13:00 CET');
    expect(inZone('America/New_York', () => formatMoment(NOW))).toBe('30 Nov, 07:00 EST');
    expect(inZone('Asia/Kolkata', () => formatMoment(NOW))).toBe('30 Nov, 17:30 GMT+5:30');
    expect(inZone('UTC', () => formatMoment(NOW - 365 * DAY_MS))).toBe('30 Nov 2025, 12:00 UTC');
    expect(inZone('Europe/Stockholm', () => writtenInUtc(() => formatMoment(NOW)))).toBe(
      '30 Nov 2026, 12:00 UTC',
    );
  });

  it('keeps his zone across what is awaited, apart from others at the same time', async () => {
    const wait = () => new Promise((resolve) => setImmediate(resolve));
    const read = (zone: string) =>
      inZone(zone, async () => {
        await wait();
        return readerZoneName(NOW);
      });
    expect(await Promise.all([read('Europe/Berlin'), read('America/New_York'), read('UTC')])).toEqual([
      'CET',
      'EST',
      'UTC',
    ]);
  });

  it('gets the same day for what is known by its day', () => {
    const day = Date.UTC(2026, 7, 20);
    for (const zone of ['America/Los_Angeles', 'Asia/Tokyo', 'UTC']) {
      expect(inZone(zone, () => [formatDate(day), formatBucket(day, DAY_MS)])).toEqual(['20 Aug', '20 Aug']);
    }
    expect(inZone('America/Los_Angeles', () => formatDate(day + HOUR_MS))).toBe('19 Aug');
  });

  it('reads a time of his clock, also where clocks change', () => {
    const clock = (at: number) => at + readerOffset(at);
    const local = (text: string) => Date.parse(`${text}Z`);
    const read = (text: string) => new Date(fromReaderClock(local(text))).toISOString().slice(0, 16);
    inZone('Europe/Stockholm', () => {
      expect(read('2026-07-01T12:00')).toBe('2026-07-01T10:00');
      expect(read('2026-12-01T12:00')).toBe('2026-12-01T11:00');
      // Twice on the clock: the first. Never on the clock: an hour later.
      expect(read('2026-10-25T02:30')).toBe('2026-10-25T00:30');
      expect(read('2026-03-29T02:30')).toBe('2026-03-29T01:30');
    });
    inZone('America/New_York', () => {
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 6 * HOUR_MS)
        expect(clock(fromReaderClock(clock(at)))).toBe(clock(at));
    });
  });

  it('has ticks at his midnights for hours, and at days of UTC for days', () => {
    const from = Date.UTC(2026, 10, 28, 3);
    const days = inZone('Europe/Stockholm', () => timeTicks(from, from + 3 * DAY_MS, 4));
    expect(days.map(({ label }) => label)).toEqual(['29 Nov', '30 Nov', '1 Dec']);
    expect(days.map(({ at }) => new Date(at).getUTCHours())).toEqual([23, 23, 23]);
    const start = Date.UTC(2026, 9, 1);
    const month = inZone('America/New_York', () => timeTicks(start, start + 40 * DAY_MS, 8));
    expect(month.every(({ at }) => at % DAY_MS === 0)).toBe(true);
    expect(month[0]?.label).toBe(inZone('UTC', () => timeTicks(start, start + 40 * DAY_MS, 8))[0]?.label);
  });

  it('is asked for a zone that exists', () => {
    expect(['Europe/Stockholm', 'UTC', 'America/Argentina/Buenos_Aires'].map(isZone)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['', 'EST', 'Mars/Base', '../etc', 'Europe/Stockholm\nx', '+01:00'].map(isZone)).toEqual(
      Array.from({ length: 6 }, () => false),
    );
  });
});
