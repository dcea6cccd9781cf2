/** Which incidents are like one another, and why, in words. */
import type { Capsule } from '../domain/capsule.ts';
import { CHANGES, SECTORS, THEMES } from '../domain/capsule-words.ts';
import type { Measured } from './measure.ts';
import { type Profile, profileOf } from './profile.ts';

/**
 * What each part counts for. What an incident is about and what set it off say most about it; the trade and the company
 * less, and the shape of the course least, as most capsules have none. Chosen by hand on pairs that a reader would name
 * (`nearest.test.ts`), not fitted.
 */
const WEIGHTS = { lead: 3, themes: 2, change: 3, sector: 1.5, company: 1, course: 1 } as const;
type Part = keyof typeof WEIGHTS;

/** Backlash and complaints are different things. */
const OTHER_KIND = 0.5;
/** Below this two incidents are not called alike. */
export const LEAST_ALIKE = 0.4;

export interface Likeness {
  /** 0 to 1. */
  readonly score: number;
  /** Why, the strongest first; in words. */
  readonly reasons: readonly string[];
}

export interface Near extends Likeness {
  readonly capsule: Capsule;
}

function overlap(a: readonly string[], b: readonly string[]): number {
  const all = new Set([...a, ...b]);
  return all.size === 0 ? 0 : a.filter((one) => b.includes(one)).length / all.size;
}

/** 1 where two multiples are equal, about a third where one is three times the other. */
function closeness(a: number, b: number): number {
  return Math.exp(-Math.abs(Math.log(Math.max(a, 0.5) / Math.max(b, 0.5))));
}

function courseLikeness(a: Measured, b: Measured): number {
  const size = closeness(a.times, b.times);
  if (a.halfLifeDays === undefined || b.halfLifeDays === undefined) return size;
  return (size + closeness(a.halfLifeDays, b.halfLifeDays)) / 2;
}

/** The parts that both sides know, each from 0 to 1. */
function partsOf(a: Profile, b: Profile): Partial<Record<Part, number>> {
  const parts: Partial<Record<Part, number>> = {};
  const same = (x: unknown, y: unknown) => (x === y ? 1 : 0);
  if (a.themes.length > 0 && b.themes.length > 0) {
    parts.lead = same(a.themes[0], b.themes[0]);
    parts.themes = overlap(a.themes, b.themes);
  }
  if (a.change && b.change) parts.change = same(a.change, b.change);
  if (a.sector && b.sector) parts.sector = same(a.sector, b.sector);
  // Another company is no difference that counts: nearly all incidents are of another one.
  if (a.company && a.company === b.company) parts.company = 1;
  const comparable = (a.measure === 'searches') === (b.measure === 'searches');
  if (comparable && a.course && b.course) parts.course = courseLikeness(a.course, b.course);
  return parts;
}

function reasonsOf(a: Profile, b: Profile, parts: Partial<Record<Part, number>>): string[] {
  const reasons: string[] = [];
  const shared = a.themes.filter((theme) => b.themes.includes(theme)).map((theme) => THEMES[theme]);
  if (shared.length > 0) reasons.push(`about ${shared.join(' and ')}`);
  if (parts.change === 1 && a.change) reasons.push(`set off by ${CHANGES[a.change]}`);
  if (parts.company === 1) reasons.push('the same company');
  else if (parts.sector === 1 && a.sector) reasons.push(`both in ${SECTORS[a.sector]}`);
  if ((parts.course ?? 0) >= 0.6) reasons.push('of a similar course');
  return reasons;
}

/** How alike two incidents are, from what is known of both. */
export function likeness(a: Profile, b: Profile): Likeness {
  const parts = partsOf(a, b);
  const known = Object.entries(parts) as [Part, number][];
  const total = known.reduce((sum, [part]) => sum + WEIGHTS[part], 0);
  const score =
    total === 0 ? 0 : known.reduce((sum, [part, value]) => sum + WEIGHTS[part] * value, 0) / total;
  const kind = a.kind && b.kind && a.kind !== b.kind ? OTHER_KIND : 1;
  return { score: score * kind, reasons: reasonsOf(a, b, parts) };
}

/** The nearest capsules, nearest first; none that is hardly alike. `library` is without the one that is compared. */
export function nearest(profile: Profile, library: readonly Capsule[], count = 3): Near[] {
  return library
    .map((capsule) => ({ capsule, ...likeness(profile, profileOf(capsule)) }))
    .filter(({ score, reasons }) => score >= LEAST_ALIKE && reasons.length > 0)
    .toSorted((a, b) => b.score - a.score || (a.capsule.slug < b.capsule.slug ? -1 : 1))
    .slice(0, count);
}
