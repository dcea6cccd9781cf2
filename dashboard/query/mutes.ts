/** The target of a mute, and its effect. */
import { type Part, partReport, type PartReport } from '../../src/report/brand/what-if.ts';
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { MuteRow } from '../../src/store/triage/port.ts';
import type { Ctx } from '../deps.ts';
import { wholeNumber } from './numbers.ts';

export interface MuteTargetOf {
  readonly brand: BrandRow;
  readonly part: Part;
}

/** The target of an address or a form: a brand with a mention's author, an author, or a source. */
export async function muteTarget(
  c: Ctx,
  given: (name: string) => string | undefined,
): Promise<MuteTargetOf | undefined> {
  const { read } = c.var.deps.store;
  const brand = await read.brands.bySlug(given('brand') ?? '');
  if (!brand) return undefined;
  const id = wholeNumber(given('mention'));
  const mention = id === undefined ? undefined : await read.mentions.one(id);
  if (mention?.authorPseudonym !== undefined && mention.brandIds.includes(brand.id)) {
    return { brand, part: { source: mention.source, author: mention.authorPseudonym } };
  }
  const source = given('source')?.slice(0, 200);
  const author = given('author')?.slice(0, 200);
  return source ? { brand, part: { source, ...(author ? { author } : {}) } } : undefined;
}

export interface ShownMute {
  readonly mute: MuteRow;
  readonly brand: BrandRow;
  /** What the figure would be without the mute; undefined if not computed. */
  readonly effect?: PartReport | undefined;
}

/** The effect is computed for this many mutes at most: each one reads its mentions. */
const MOST_EFFECTS = 20;

/** Active and removed mutes of the brands that the reader may see. */
export async function loadMutes(c: Ctx): Promise<{ active: ShownMute[]; removed: ShownMute[] }> {
  const { store, clock } = c.var.deps;
  const brands = new Map((await store.read.brands.all()).map((brand) => [brand.id, brand]));
  const all = (await store.read.mutes.all()).flatMap((mute) => {
    const brand = brands.get(mute.brandId);
    return brand ? [{ mute, brand }] : [];
  });
  const active: ShownMute[] = [];
  for (const one of all.filter(({ mute }) => mute.undoneAt === undefined)) {
    const { mute, brand } = one;
    const known = mute.kind !== 'post' && mute.author !== '' && active.length < MOST_EFFECTS;
    active.push({ ...one, effect: known ? await partReport(store.read, brand, clock(), mute) : undefined });
  }
  return { active, removed: all.filter(({ mute }) => mute.undoneAt !== undefined) };
}
