/** What incidents are compared by; from a capsule, or of a live incident. */
import type { Capsule } from '../domain/capsule.ts';
import type { ChangeKind, CourseMeasure, Sector } from '../domain/capsule-words.ts';
import { THEME_OF, type ThemeCode } from '../domain/kind/theme.ts';
import { type Measured, measureCapsule } from './measure.ts';

export interface Profile {
  /** The first one leads. */
  readonly themes: readonly ThemeCode[];
  readonly kind?: 'backlash' | 'complaints' | undefined;
  readonly change?: ChangeKind | undefined;
  readonly sector?: Sector | undefined;
  readonly company?: string | undefined;
  readonly course?: Measured | undefined;
  readonly measure?: CourseMeasure | undefined;
}

export function profileOf(capsule: Capsule): Profile {
  const { themes, kind, change, sector, company } = capsule;
  const measure = capsule.course?.measure;
  return { themes, kind, change, sector, company, course: measureCapsule(capsule), measure };
}

/** Themes of categories with a weight each (a share of posts), the heaviest first; those of a tenth of it are left out. */
export function themesOf(
  categories: readonly { readonly code: string; readonly weight: number }[],
): ThemeCode[] {
  const weights = new Map<ThemeCode, number>();
  for (const { code, weight } of categories) {
    const theme = THEME_OF.get(code);
    if (theme !== undefined && weight > 0) weights.set(theme, Math.max(weights.get(theme) ?? 0, weight));
  }
  const sorted = [...weights].toSorted((a, b) => b[1] - a[1]);
  const least = (sorted[0]?.[1] ?? 0) / 10;
  return sorted.filter(([, weight]) => weight > least).map(([theme]) => theme);
}
