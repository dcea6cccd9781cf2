/**
 * Abbreviations of time zones. RFC 2822 (section 4.3) fixes the American ones and says that other letters mean nothing
 * sure. Beyond it, only letters that the IANA database gives to one offset alone are read, as JavaScript, Go and
 * feedparser do for some of them. Letters with several meanings are refused unless the person who imports says the zone.
 * Military letters other than Z are refused: RFC 822 defined them with the wrong sign.
 */
import { HOUR_MS } from '../../domain/series.ts';
import { type Zone, zoneNamed } from './zone.ts';

/** Hours east of UTC. */
const FIXED: Readonly<Record<string, number>> = {
  Z: 0, UT: 0, UTC: 0, GMT: 0, ZULU: 0,
  EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7,
  AKST: -9, AKDT: -8, HST: -10, HDT: -9, NDT: -2.5,
  WET: 0, WEST: 1, CET: 1, CEST: 2, MET: 1, MEST: 2, MEZ: 1, MESZ: 2, EET: 2, EEST: 3, MSD: 4,
  SAST: 2, CAT: 2, EAT: 3, WAT: 1, IDT: 3, PKT: 5, WIB: 7, JST: 9, KST: 9, HKT: 8, SGT: 8,
  AWST: 8, ACST: 9.5, ACDT: 10.5, AEST: 10, AEDT: 11, NZST: 12, NZDT: 13,
}; // biome-ignore format: a table

/** Letters for the clocks of a place, whatever they show: US time without S or D, and Moscow, which changed its offset. */
const PLACES: Readonly<Record<string, string>> = {
  ET: 'America/New_York',
  CT: 'America/Chicago',
  MT: 'America/Denver',
  PT: 'America/Los_Angeles',
  MSK: 'Europe/Moscow',
};

/** Letters of several zones. CST is American in a mail's date; in the dates of a Chinese file it is not. */
const SEVERAL: Readonly<Record<string, readonly string[]>> = {
  CST: ['America/Chicago', 'Asia/Shanghai', 'Asia/Taipei', 'America/Havana', 'America/Mexico_City'],
  CDT: ['America/Chicago', 'America/Havana'],
  IST: ['Asia/Kolkata', 'Asia/Calcutta', 'Europe/Dublin', 'Asia/Jerusalem'],
  BST: ['Europe/London', 'Asia/Dhaka', 'Pacific/Bougainville'],
  AT: ['America/Halifax'],
  AST: ['America/Halifax', 'America/Puerto_Rico', 'Asia/Riyadh', 'Asia/Baghdad'],
  ADT: ['America/Halifax', 'Asia/Baghdad'],
  AMT: ['America/Manaus', 'Asia/Yerevan'],
  ECT: ['America/Guayaquil'],
  GST: ['Asia/Dubai', 'Atlantic/South_Georgia'],
  NST: ['America/St_Johns', 'Asia/Kathmandu'],
  PHT: ['Asia/Manila'],
  SST: ['Pacific/Pago_Pago', 'Asia/Singapore'],
  WST: ['Pacific/Apia', 'Australia/Perth'],
  BRT: ['America/Sao_Paulo'],
  ART: ['America/Argentina/Buenos_Aires'],
  ICT: ['Asia/Bangkok', 'Asia/Ho_Chi_Minh'],
  TRT: ['Europe/Istanbul'],
};

const isOf = (list: readonly string[], timeZone: string | undefined) =>
  timeZone !== undefined && list.some((name) => name.toLowerCase() === timeZone.toLowerCase());

/** Whether these letters name a zone or several. */
export function isZoneLetters(letters: string): boolean {
  return [FIXED, PLACES, SEVERAL].some((table) => Object.hasOwn(table, letters));
}

/** The offset in ms of letters that mean one zone alone. */
export function fixedOffset(letters: string): number | undefined {
  return Object.hasOwn(SEVERAL, letters) || FIXED[letters] === undefined
    ? undefined
    : FIXED[letters] * HOUR_MS;
}

/**
 * The zone that these letters name, or the names to choose from. `timeZone` decides between several; `unsure` says
 * that CST may be China's.
 */
export function zoneOfLetters(
  letters: string,
  timeZone: string | undefined,
  unsure: boolean,
): Zone | { readonly several: readonly string[] } {
  const several = SEVERAL[letters];
  if (several && isOf(several, timeZone)) return zoneNamed(timeZone!)!;
  const hours = FIXED[letters];
  if (hours !== undefined && !(letters === 'CST' && unsure)) return hours * HOUR_MS;
  const place = PLACES[letters];
  if (place !== undefined) return zoneNamed(place)!;
  return { several: several ?? [] };
}
