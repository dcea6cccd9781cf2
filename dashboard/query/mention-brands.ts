/** The brands of a list of mentions: those of its address, else that of the page before, else the first. */
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { Ctx } from '../deps.ts';

/** In place of a brand: all of them. */
export const EVERY = '*';
/** Brands of one list; with more, all are meant. */
const MOST_BRANDS = 50;

export interface ChosenBrands {
  /** At least one. */
  readonly brands: readonly BrandRow[];
  readonly every: boolean;
}

/** The slug of the brand that a page of ours is about. */
async function brandOfPage(c: Ctx): Promise<string | undefined> {
  const referer = c.req.header('referer');
  if (referer === undefined || !URL.canParse(referer)) return undefined;
  const { pathname, searchParams } = new URL(referer);
  const [, brand] = /^\/brands\/([^/]+)/.exec(pathname) ?? [];
  if (brand !== undefined) return decodeURI(brand);
  const [, incident] = /^\/(?:reports\/)?incidents\/([^/]+)/.exec(pathname) ?? [];
  if (incident !== undefined) return (await c.var.deps.store.read.incidents.find(decodeURI(incident)))?.brand;
  return searchParams.get('brand') ?? undefined;
}

/** Undefined where the address names a brand that is not there, or where there are none. */
export async function chosenBrands(c: Ctx, all: readonly BrandRow[]): Promise<ChosenBrands | undefined> {
  const slugs = (c.req.queries('brand') ?? []).filter((slug) => slug !== '');
  if (slugs.includes(EVERY) || slugs.length > MOST_BRANDS)
    return all.length > 0 ? { brands: all, every: true } : undefined;
  if (slugs.length > 0) {
    const brands = all.filter(({ slug }) => slugs.includes(slug));
    return brands.length === new Set(slugs).size ? { brands, every: false } : undefined;
  }
  const incident = c.req.query('incident');
  const named =
    incident === undefined ? undefined : (await c.var.deps.store.read.incidents.find(incident))?.brand;
  const before = named ?? (await brandOfPage(c).catch(() => undefined));
  const one = all.find(({ slug }) => slug === before) ?? all.find(({ simulated }) => !simulated) ?? all[0];
  return one && { brands: [one], every: false };
}
