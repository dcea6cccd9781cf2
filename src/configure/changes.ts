/** Which brands a change of the configuration concerns. */
import type { Config } from '../../config/load.ts';

type Named = Readonly<Record<string, unknown>>;

/** Entries of one list that the other does not have just so. */
function differing<T extends object>(before: readonly T[], after: readonly T[]): T[] {
  if (before === after) return [];
  const text = (list: readonly T[]) => new Set(list.map((one) => JSON.stringify(one)));
  const [had, has] = [text(before), text(after)];
  return [
    ...before.filter((one) => !has.has(JSON.stringify(one))),
    ...after.filter((one) => !had.has(JSON.stringify(one))),
  ];
}

/** Slugs of the brands whose detection may come to another result: terms, dated events and sources count. */
export function changedBrands(before: Config, after: Config): Set<string> {
  const slugs = new Set<string>();
  for (const { slug } of differing(before.brands, after.brands)) slugs.add(slug);
  const dated = ['policyChanges', 'responses', 'incidents'] as const;
  for (const list of dated) {
    for (const { brand } of differing<Named>(before[list] as never, after[list] as never))
      slugs.add(String(brand));
  }
  for (const { brands } of differing(before.sources, after.sources)) {
    const all = brands.includes('*');
    for (const slug of all ? after.brands.map((brand) => brand.slug) : brands) slugs.add(slug);
  }
  return slugs;
}
