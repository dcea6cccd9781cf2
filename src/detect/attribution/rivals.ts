/**
 * Changes and responses of the same or neighbouring days: time cannot tell them apart, so what the posts
 * speak of decides.
 */
import type { CompanyResponse, PolicyChange } from '../../domain/brand.ts';
import { DAY_MS } from '../../domain/series.ts';
import type { Spike } from '../../domain/spike.ts';
import { logIncompleteBeta } from '../stats/special-functions.ts';

/** The taxonomy's code of posts about a company response. */
const RESPONSE_CODE = 'company_response';
/** Chance up to which the posts count as deciding between the two. */
const DECIDED = 0.05;

interface Rival {
  readonly title: string;
  /** Categories whose posts speak of it. */
  readonly touches: readonly string[];
  readonly kind: 'change' | 'response';
}

export interface Contest {
  readonly rival: Rival;
  /** Counts of the spike's posts in categories that only the one or only the other touches. */
  readonly own: number;
  readonly theirs: number;
  readonly favours: 'own' | 'theirs' | 'neither';
  readonly ownCodes: readonly string[];
  readonly theirCodes: readonly string[];
}

export function rivalOf(event: PolicyChange | CompanyResponse): Rival {
  return 'touches' in event
    ? { title: event.title, touches: event.touches, kind: 'change' }
    : { title: event.title, touches: [RESPONSE_CODE], kind: 'response' };
}

/** True where two moments (ms) fall on the same UTC day or on days next to each other. */
export function neighbours(a: number, b: number): boolean {
  return Math.abs(Math.floor(a / DAY_MS) - Math.floor(b / DAY_MS)) <= 1;
}

/**
 * Compares the posts that speak of `change` with those that speak of `rival`, by the categories that only one
 * of them touches. One is favoured where a fair coin would give it as many with a chance of 5% at most
 * (sign test); a post of two categories counts in both.
 */
export function contest(change: PolicyChange, rival: Rival, spike: Spike): Contest {
  const ownCodes = change.touches.filter((code) => !rival.touches.includes(code));
  const theirCodes = rival.touches.filter((code) => !change.touches.includes(code));
  const own = countOf(spike, ownCodes);
  const theirs = countOf(spike, theirCodes);
  const most = Math.max(own, theirs);
  const decided = most > 0 && atLeastHeads(most, own + theirs) <= DECIDED;
  const favours = !decided ? 'neither' : own > theirs ? 'own' : 'theirs';
  return { rival, own, theirs, favours, ownCodes, theirCodes };
}

function countOf(spike: Spike, codes: readonly string[]): number {
  return spike.categories.reduce((sum, c) => sum + (codes.includes(c.code) ? c.count : 0), 0);
}

/** P(at least `heads` of `tosses` of a fair coin). */
function atLeastHeads(heads: number, tosses: number): number {
  return Math.exp(logIncompleteBeta(heads, tosses - heads + 1, 1));
}
