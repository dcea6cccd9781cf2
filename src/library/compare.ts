/** A live incident against the library: how large, how fast, and what became of those with the same theme. */
import { type Capsule, daysOf } from '../domain/capsule.ts';
import type { ThemeCode } from '../domain/kind/theme.ts';
import { beganOn, daysBetween, type Measured, measureCapsule } from './measure.ts';
import { type Near, nearest } from './nearest.ts';
import type { Profile } from './profile.ts';
import { rankOf, type Share, shareOf } from './share.ts';

/** Fewer incidents than this with the same theme are not counted. */
const LEAST = 4;

/** What became of incidents: a base rate. */
export interface BaseRate {
  readonly theme?: ThemeCode | undefined;
  /** Wholly or in part. */
  readonly reversed: Share;
  readonly fined: Share;
  /** Half of those that were reversed were so within this many days of the start. */
  readonly medianDaysToReversal?: number;
  /** Days to the first answer of the company but silence; the half of those with one. */
  readonly medianDaysToAnswer?: number;
}

export interface LibraryComparison {
  readonly nearest: readonly Near[];
  /** "Larger than k of n"; absent without counts on either side. */
  readonly larger?: Share;
  /** "Halved faster than k of n". */
  readonly faster?: Share;
  readonly base?: BaseRate;
}

const REVERSED = ['reversed', 'partly_reversed'];
const PAID = ['fined', 'settlement', 'ordered'];

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1];
}

/** Days from the start of an incident to something; where both are intervals, between their middles. */
function daysTo(capsule: Capsule, when: Parameters<typeof daysOf>[0]): number | undefined {
  const start = beganOn(capsule);
  const end = daysOf(when);
  if (!start || !end) return undefined;
  const days = (daysBetween(start.first, end.first) + daysBetween(start.last, end.last)) / 2;
  return Math.max(0, Math.round(days));
}

const known = (values: readonly (number | undefined)[]) => values.filter((one) => one !== undefined);

/** What became of these incidents. */
export function baseRate(capsules: readonly Capsule[], theme?: ThemeCode): BaseRate {
  const has = (kinds: readonly string[]) => (capsule: Capsule) =>
    capsule.outcome.some(({ kind }) => kinds.includes(kind));
  const of = (kinds: readonly string[]) => shareOf(capsules.filter(has(kinds)).length, capsules.length);
  const reversals = capsules.map((capsule) => {
    const first = capsule.outcome.find(({ kind }) => REVERSED.includes(kind));
    return first && daysTo(capsule, first);
  });
  const answers = capsules.map((capsule) => {
    const given = capsule.answers.filter(({ kind }) => kind !== 'silence');
    const days = known(given.map((one) => daysTo(capsule, one)));
    return days.length === 0 ? undefined : Math.min(...days);
  });
  const toReversal = median(known(reversals));
  const toAnswer = median(known(answers));
  return {
    theme,
    reversed: of(REVERSED),
    fined: of(PAID),
    ...(toReversal === undefined ? {} : { medianDaysToReversal: toReversal }),
    ...(toAnswer === undefined ? {} : { medianDaysToAnswer: toAnswer }),
  };
}

function ranks(course: Measured | undefined, others: readonly Measured[]) {
  if (!course || others.length === 0) return {};
  const larger = rankOf(
    course.times,
    others.map(({ times }) => times),
  );
  const halved = known(others.map(({ halfLifeDays }) => halfLifeDays));
  if (course.halfLifeDays === undefined || halved.length === 0) return { larger };
  // Faster is a shorter time: the signs are turned.
  const faster = rankOf(
    -course.halfLifeDays,
    halved.map((days) => -days),
  );
  return { larger, faster };
}

/** `but`: slug of the capsule that is compared, which is left out. */
export function compareWithLibrary(
  profile: Profile,
  library: readonly Capsule[],
  but?: string,
): LibraryComparison {
  const others = library.filter(({ slug }) => slug !== but);
  const published = others.filter(({ course }) => course !== undefined && course.measure !== 'searches');
  const measured = published.flatMap((capsule) => measureCapsule(capsule) ?? []);
  const lead = profile.themes[0];
  const same = others.filter(({ themes }) => lead !== undefined && themes[0] === lead);
  return {
    nearest: nearest(profile, others),
    ...(profile.measure === 'searches' ? {} : ranks(profile.course, measured)),
    ...(same.length >= LEAST ? { base: baseRate(same, lead) } : {}),
  };
}
