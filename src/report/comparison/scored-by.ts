/** The database as it read when an earlier version of the scorer was the current one. */
import { UserError } from '../../domain/result.ts';
import type { Reads } from '../../store/store.ts';

/**
 * Reads whose counts are those that `version` saw, and whose incidents and spikes are those that were found on them.
 * Names of brands, and the policy changes and titles of the configuration, are those of now. Throws UserError where
 * no mention has a score of that version.
 */
export async function readsScoredBy(reads: Reads, version: string): Promise<Reads> {
  const known = await reads.rescores.versions();
  if (!known.includes(version)) {
    throw new UserError(
      `Nothing was ever scored by "${version}". Known versions: ${known.join(', ') || 'none'}.`,
    );
  }
  const { counts } = reads;
  const seen: Reads = {
    ...reads,
    counts: {
      ...counts,
      buckets: (range) => counts.buckets({ ...range, scorerVersion: version }),
      categories: (range) => counts.categories({ ...range, scorerVersion: version }),
      bySource: (range) => counts.bySource({ ...range, scorerVersion: version }),
      span: (brandId, widthMs) => counts.span(brandId, widthMs, version),
    },
  };
  // Before the first re-score what was found still stands.
  const past = await reads.rescores.findings(version);
  if (!past) return seen;
  const brands = new Map((await reads.brands.all()).map((brand) => [brand.id, brand.slug]));
  return {
    ...seen,
    incidents: {
      ...reads.incidents,
      all: async () => [...past.incidents],
      ofBrand: async (id) => past.incidents.filter((one) => one.brand === brands.get(id)),
      find: async (name) =>
        past.incidents.find((one) => one.slug === name) ??
        past.incidents.find((one) => String(one.id) === name),
    },
    spikes: {
      list: async ({ brandId, incidentId } = {}) =>
        past.spikes.filter(
          (spike) =>
            (brandId === undefined || spike.brand === brands.get(brandId)) &&
            (incidentId === undefined || spike.incidentId === incidentId),
        ),
    },
  };
}
