/** The brands that a person said a post is not about. */
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { Reads } from '../../src/store/store.ts';

export interface LeftOutBrand {
  readonly brand: BrandRow;
  /** Id of the mute that leaves it out. */
  readonly mute: number;
}

/** Those of `brands` that the mention is left out of. */
export async function leftOutOf(
  reads: Reads,
  brands: readonly BrandRow[],
  mentionId: number,
): Promise<LeftOutBrand[]> {
  const mutes = await Promise.all(brands.map(async (brand) => reads.mutes.ofPost(brand.id, mentionId)));
  return brands.flatMap((brand, i) => (mutes[i] ? [{ brand, mute: mutes[i].id }] : []));
}
