/** Figures of release 0.1 that are measured in another way now. */

/**
 * Since 0.2 a course is fitted, and these figures are measured on the fit: in `trajectory` the multiple of the peak (not its
 * count nor its time), the excess, the half-life and the recovery; in comparisons `peakMultiple` and `excessPer1000`, and of
 * each difference value, limits and verdict. Whether they are cut off, and all else, is as it was; but for the half-life of a
 * course that is not over, where the highest hour came after 19 days, which is no fall yet to the fit.
 */
const FITTED: ReadonlySet<string> = new Set(['excess', 'halfLifeHours', 'recoveryHours']);
const COMPARED: ReadonlySet<string> = new Set(['peakMultiple', 'excessPer1000']);
export const FITTED_ROW =
  /^(?:measure,[^,]*,(?:peak_multiple|peak_multiple_interval|excess|excess_per_1000|half_life_hours|recovery_hours)|difference,[^,]*,[^,]*),/;

interface Limits {
  readonly lower: number;
  readonly upper: number;
  readonly censored?: boolean;
}

const onlyCut = (one: unknown) => (one === null ? null : { censored: (one as Limits).censored ?? false });

/** One field of a reply without the figures that are fitted now. */
export function withoutFitted(key: string, value: unknown): unknown {
  if (COMPARED.has(key)) return onlyCut(value);
  if (key === 'trajectory' && value) {
    const isOpen = (value as { excess: Limits }).excess.censored ?? false;
    const fields = Object.entries(value).map(([name, one]) => {
      if (name === 'halfLifeHours' && isOpen) return [name, {}] as const;
      if (FITTED.has(name)) return [name, onlyCut(one)] as const;
      if (name !== 'peak') return [name, one] as const;
      const { value: count, at } = one as { value: number; at: string };
      return [name, { value: count, at }] as const;
    });
    return Object.fromEntries(fields);
  }
  if (key !== 'differences' || !Array.isArray(value)) return value;
  return (value as Record<string, unknown>[]).map(({ measure, first, other, censored }) => ({
    measure,
    first,
    other,
    censored,
  }));
}

/** All intervals of a reply that are fitted now, in order. */
function fittedLimits(value: unknown, key = ''): Limits[] {
  if (typeof value !== 'object' || value === null) return [];
  if (COMPARED.has(key)) return [value as Limits];
  if (key === 'trajectory')
    return Object.entries(value).flatMap(([name, one]) => (FITTED.has(name) ? [one as Limits] : []));
  return Object.entries(value).flatMap(([name, one]) => fittedLimits(one, name));
}

/** What is fitted lies where 0.1 measured it: of each pair of intervals, whether they overlap. */
export function overlaps(now: unknown, then: unknown): boolean[] {
  const [fitted, before] = [fittedLimits(now), fittedLimits(then)];
  if (fitted.length !== before.length) return [false];
  return fitted.map(({ lower, upper }, i) => {
    const was = before[i];
    return was !== undefined && lower <= was.upper && was.lower <= upper;
  });
}
