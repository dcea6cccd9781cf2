/** What drives a stretch of mentions: categories, sources, phrases. */
import { type BrandSeries, SUM_SERIES } from '../../domain/series.ts';
import type { TaxonomyPack } from '../../domain/taxonomy.ts';
import { sumOf } from './window.ts';

export interface CategoryDriver {
  readonly code: string;
  readonly title: string;
  readonly type: 'harm' | 'context';
  readonly count: number;
  /** Of all mentions in the stretch. */
  readonly share: number;
  /** Share before it; undefined without history. */
  readonly usualShare: number | undefined;
}

export interface SourceDriver {
  readonly source: string;
  readonly all: number;
  readonly negative: number;
  readonly betrayal: number;
}

export interface Drivers {
  readonly categories: readonly CategoryDriver[];
  readonly sources: readonly SourceDriver[];
  readonly phrases: readonly string[];
}

/** Titles of taxonomy codes, for those that a pack knows. */
export function categoryTitles(
  packs: readonly TaxonomyPack[],
): ReadonlyMap<string, { title: string; type: 'harm' | 'context' }> {
  return new Map(
    packs.flatMap((pack) => pack.categories.map(({ code, title, type }) => [code, { title, type }] as const)),
  );
}

/** Drivers of a stretch, most first; `sources` are those of the stretch. */
export function driversOf(
  packs: readonly TaxonomyPack[],
  history: BrandSeries,
  { from, to }: { readonly from: number; readonly to: number },
  sources: readonly SourceDriver[],
  phrases: readonly string[] = [],
): Drivers {
  const titles = categoryTitles(packs);
  const all = sumOf(history, 'all', from, to);
  const before = sumOf(history, 'all', history.start, from);
  const categories = Object.keys(history.series)
    .filter((code) => !SUM_SERIES.has(code))
    .map((code): CategoryDriver => {
      const count = sumOf(history, code, from, to);
      const usual = sumOf(history, code, history.start, from);
      const known = titles.get(code) ?? { title: code.replaceAll('_', ' '), type: 'harm' as const };
      return {
        code,
        ...known,
        count,
        share: all > 0 ? count / all : 0,
        usualShare: before > 0 ? usual / before : undefined,
      };
    })
    .filter((driver) => driver.count > 0)
    .toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  return { categories, sources, phrases };
}
