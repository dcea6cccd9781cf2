import type { Reads } from '../store.ts';

/** Saved views and notes on charts for somebody who may see the brands `slugs` only. */
export function scopedViews(
  reads: Pick<Reads, 'views' | 'chartNotes'>,
  slugs: ReadonlySet<string>,
): Pick<Reads, 'views' | 'chartNotes'> {
  return {
    views: {
      // One of all brands shows each reader what that reader may see.
      list: async (who) =>
        (await reads.views.list(who)).filter((view) => view.brands.every((brand) => slugs.has(brand))),
      async one(id) {
        const view = await reads.views.one(id);
        return view?.brands.every((brand) => slugs.has(brand)) ? view : undefined;
      },
    },
    chartNotes: {
      ofBrand: async (brand, from, to) => (slugs.has(brand) ? reads.chartNotes.ofBrand(brand, from, to) : []),
      list: (brands, limit) =>
        reads.chartNotes.list(
          brands.filter((brand) => slugs.has(brand)),
          limit,
        ),
      async one(id) {
        const note = await reads.chartNotes.one(id);
        return note && slugs.has(note.brand) ? note : undefined;
      },
    },
  };
}
