import type { ReadingCheckQueries } from './port.ts';

/** The queries for somebody who may see the brands `ids` only. */
export function scopedReadingChecks(
  reads: ReadingCheckQueries,
  ids: ReadonlySet<number>,
): ReadingCheckQueries {
  const all = async () => (await reads.all()).filter((one) => ids.has(one.brandId));
  return {
    newest: async (id) => (ids.has(id) ? reads.newest(id) : undefined),
    all,
    posts: async (id) => ((await all()).some((one) => one.id === id) ? reads.posts(id) : []),
    frame: async (range) => (ids.has(range.brandId) ? reads.frame(range) : []),
  };
}
