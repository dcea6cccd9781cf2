/** Time zones: offsets and names of the IANA database (https://www.iana.org/time-zones), by luxon. */
import { IANAZone } from 'luxon';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/series.ts';

/** An offset in ms east of UTC, or a zone with rules. */
export type Zone = number | IANAZone;

/** The largest offsets in use are −12:00 and +14:00. */
const FURTHEST = 14 * HOUR_MS;
const OFFSET = /^(?:(?:GMT|UTC?|Z)\s*)?([+-])(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?$/i;
const ZERO = /^(?:Z|GMT|UTC?|Zulu)$/i;

/** `+02`, `+0200`, `+02:00`, `GMT+2`, `UTC-5`, `Z`; undefined for what is no offset. */
export function offsetOf(text: string): number | undefined {
  if (ZERO.test(text)) return 0;
  const match = OFFSET.exec(text);
  if (!match) return undefined;
  const [, sign, hours, minutes = '0', seconds = '0'] = match;
  if (Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const offset = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * 1000;
  return offset > FURTHEST ? undefined : sign === '-' ? -offset : offset;
}

/** Names with a region, and those without one that IANA keeps. Intl takes old letters too, such as IST for India's. */
const REGION = /^[A-Za-z]\w*(?:\/[\w+-]+){1,2}$/;
const SINGLE = /^(?:[CEMW]ET|EST5EDT|CST6CDT|MST7MDT|PST8PDT|Japan|Singapore|Hongkong|GB|NZ|PRC|ROC|ROK)$/i;

const MOST_NAMES = 500;
const named = new Map<string, IANAZone | undefined>();

/** An offset or an IANA name such as Europe/Berlin, in any case; undefined for what is neither. */
export function zoneNamed(text: string): Zone | undefined {
  const offset = offsetOf(text);
  if (offset !== undefined) return offset;
  if (text.length > 40 || !(REGION.test(text) || SINGLE.test(text))) return undefined;
  if (named.has(text)) return named.get(text);
  const zone = IANAZone.isValidZone(text) ? IANAZone.create(text) : undefined;
  if (named.size < MOST_NAMES) named.set(text, zone);
  return zone;
}

/** Offsets change on the quarter of an hour at most; neighbouring rows share it. */
const QUARTER = 15 * MINUTE_MS;
const MOST_QUARTERS = 10_000;
const quarters = new Map<string, Map<number, number>>();

function lookUp(zone: IANAZone, at: number): number {
  return zone.offset(at) * MINUTE_MS;
}

/**
 * The moment of a local time. A time that clocks skipped is read by the offset before the change, so 02:30 in the
 * spring becomes 03:30; one that they showed twice is its first. That is `compatible` of ECMAScript's Temporal
 * (tc39.es, "Time Zones and Resolving Ambiguity").
 */
export function instantIn(zone: Zone, local: number): number {
  if (typeof zone === 'number') return local - zone;
  let known = quarters.get(zone.name);
  if (!known) quarters.set(zone.name, (known = new Map<number, number>()));
  const quarter = Math.floor(local / QUARTER);
  const found = known.get(quarter);
  if (found !== undefined) return local - found;
  const before = lookUp(zone, local - DAY_MS);
  const after = lookUp(zone, local + DAY_MS);
  const fits = [before, after].filter((offset) => lookUp(zone, local - offset) === offset);
  const offset = fits.length === 0 ? before : Math.max(...fits);
  if (known.size >= MOST_QUARTERS) known.clear();
  known.set(quarter, offset);
  return local - offset;
}

/** What the clocks of a zone show at a moment, in ms as if in UTC. */
export function localIn(zone: Zone, at: number): number {
  return at + (typeof zone === 'number' ? zone : lookUp(zone, at));
}
