/** The cards of all types of sources, for a brand. */
import type { Brand } from '../domain/brand.ts';
import { SOURCE_TYPES, sourceProblem } from '../source/registry.ts';
import type { ShownCard } from './port.ts';
import { readSource } from './source-parts.ts';

/** Those that can be added as they are come first, then posts before figures and policies. */
const ORDER = { mentions: 0, control: 1, policy: 2 } as const;

/** `keys` are those that the installation has; `sites` replaces the addresses of sites, by type. */
export function sourceCards(
  brand: Brand | undefined,
  keys: Readonly<Record<string, string>>,
  sites: ReadonlyMap<string, string> = new Map(),
): ShownCard[] {
  const shown = SOURCE_TYPES.map(({ type, brings, card, keys: names }): ShownCard => {
    const site = sites.get(type);
    const guess = {
      ...(brand === undefined ? {} : card.guess?.(brand)),
      ...(site === undefined ? {} : { baseUrl: site }),
    };
    const read = readSource({ ...guess, type, slug: type, brands: [brand?.slug ?? 'brand'] });
    const works = 'source' in read && sourceProblem(read.source) === undefined;
    const { title, reads, needs, cost, delay, note, key, fields } = card;
    const hasKeys =
      key === undefined || key.optional === true || names.every((name) => keys[name] !== undefined);
    const ready = works && card.guess !== undefined && hasKeys;
    return {
      type,
      brings,
      title,
      reads,
      needs,
      cost,
      delay,
      ...(note === undefined ? {} : { note }),
      ...(key === undefined ? {} : { key }),
      fields,
      keys: names.map((name) => ({ name, set: keys[name] !== undefined })),
      guess,
      ready,
    };
  });
  return shown.sort((a, b) => Number(b.ready) - Number(a.ready) || ORDER[a.brings] - ORDER[b.brings]);
}
