/**
 * For whom a text is written: the time zone of the person who asked for a page, and the moment at which it is written.
 * It goes with the request through everything that is called for it. What is written for nobody in particular (mails,
 * files, the API, stored texts, logs) has no reader and is in UTC with full dates.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { MINUTE_MS } from '../domain/series.ts';

export interface Reader {
  /** IANA name. */
  readonly zone: string;
  /** ms, UTC. */
  readonly now: number;
}

const readers = new AsyncLocalStorage<Reader | undefined>();

/** Runs `write`, and all that it calls and awaits, for this reader. */
export function writtenFor<T>(reader: Reader, write: () => T): T {
  return readers.run(reader, write);
}

/** Runs `write` for nobody in particular: in UTC, with full dates. */
export function writtenInUtc<T>(write: () => T): T {
  return readers.run(undefined, write);
}

/** `UTC` without a reader. */
export function readerZone(): string {
  return readers.getStore()?.zone ?? 'UTC';
}

/** When the text is written; undefined without a reader. */
export function readerNow(): number | undefined {
  return readers.getStore()?.now;
}

/** Zones change their offset on a quarter of an hour. */
const SLOT_MS = 15 * MINUTE_MS;
const MOST_SLOTS = 20_000;

interface Zone {
  readonly parts: Intl.DateTimeFormat;
  readonly names: readonly Intl.DateTimeFormat[];
  readonly offsets: Map<number, number>;
}

const zones = new Map<string, Zone | undefined>();

function formatOf(zone: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
}

function zoneOf(name: string): Zone | undefined {
  if (zones.has(name)) return zones.get(name);
  let zone: Zone | undefined;
  try {
    const whole = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' } as const;
    const options = {
      ...whole,
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
      era: 'short',
    } as const;
    // British English knows the names of European zones, American English those of America.
    const names = ['en-GB', 'en-US'].map((locale) => formatOf(name, locale, { timeZoneName: 'short' }));
    zone = { parts: formatOf(name, 'en-US', options), names, offsets: new Map() };
  } catch {
    zone = undefined;
  }
  zones.set(name, zone);
  return zone;
}

/** Whether this runtime knows the zone. Short names such as `EST` are none: they say no summer time. */
export function isZone(name: string): boolean {
  if (name === 'UTC') return true;
  return /^[A-Z][\w+-]+(\/[\w+-]+){1,2}$/.test(name) && name.length <= 60 && zoneOf(name) !== undefined;
}

/** How far the clocks of the reader are ahead of UTC at `at`, ms. */
export function readerOffset(at: number): number {
  const name = readerZone();
  if (name === 'UTC') return 0;
  const zone = zoneOf(name);
  if (!zone || !Number.isFinite(at)) return 0;
  const slot = Math.floor(at / SLOT_MS);
  const known = zone.offsets.get(slot);
  if (known !== undefined) return known;
  if (zone.offsets.size >= MOST_SLOTS) zone.offsets.clear();
  const start = slot * SLOT_MS;
  const part = new Map(zone.parts.formatToParts(start).map(({ type, value }) => [type, value]));
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(part.get(type));
  const year = part.get('era')?.startsWith('B') ? 1 - number('year') : number('year');
  const days = Date.UTC(year, number('month') - 1, number('day'));
  const offset = days + ((number('hour') * 60 + number('minute')) * 60 + number('second')) * 1000 - start;
  zone.offsets.set(slot, offset);
  return offset;
}

/** The moment at which the clocks of the reader show `local` (as if it were UTC); of two the first, of a skipped one the next. */
export function fromReaderClock(local: number): number {
  const first = local - readerOffset(local - 24 * 60 * MINUTE_MS);
  if (first + readerOffset(first) === local) return first;
  const second = local - readerOffset(first);
  return second + readerOffset(second) === local ? second : first;
}

/** `CET`, `EST`, `GMT+5:30`, `UTC` */
export function readerZoneName(at: number): string {
  const name = readerZone();
  const zone = name === 'UTC' ? undefined : zoneOf(name);
  if (!zone) return 'UTC';
  const found = zone.names.map(
    (format) => format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? name,
  );
  return found.find((one) => !/^GMT[+-]/.test(one)) ?? found[0] ?? name;
}
