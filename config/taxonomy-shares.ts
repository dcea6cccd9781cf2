/** Puts the categories that a pack shares with another one in their place. */
import type { TaxonomyPack } from '../src/domain/taxonomy.ts';
import type { WrittenPack } from './schema/taxonomy.ts';

/** What a pack shares and the packs do not have, as `path: what is wrong`; empty when all is in order. */
export function shareProblems(pack: WrittenPack, all: readonly WrittenPack[]): string[] {
  if (!pack.shares) return [];
  const { from, codes } = pack.shares;
  const other = all.find((one) => one.name === from && one !== pack);
  if (!other) return [`"${from}" is no other pack`];
  return codes.flatMap((code) => {
    if (pack.categories.some((c) => c.code === code)) return [`"${code}" stands in this pack already`];
    return other.categories.some((c) => c.code === code)
      ? []
      : [`the pack ${from} has no category "${code}"`];
  });
}

/** The packs, complete. A share that cannot be found is left out: `shareProblems` tells of it. */
export function resolveShares(packs: readonly WrittenPack[]): TaxonomyPack[] {
  return packs.map(({ shares, ...pack }) => {
    const other = packs.find((one) => one.name === shares?.from);
    const taken = (shares?.codes ?? []).flatMap(
      (code) => other?.categories.filter((c) => c.code === code) ?? [],
    );
    return { ...pack, categories: [...pack.categories, ...taken] };
  });
}
