/** Everything that the list of mentions shows, loaded once. */
import { HOUR_MS } from '../../src/domain/series.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { categoryTitles } from '../../src/report/brand/drivers.ts';
import { groupDuplicates, type PostGroup } from '../../src/report/brand/posts.ts';
import type { PartReport } from '../../src/report/brand/what-if.ts';
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { Ctx } from '../deps.ts';
import { whoAsks } from './form.ts';
import { loadTriage, type Triage } from './mention-annotations.ts';
import type { ChosenBrands } from './mention-brands.ts';
import { filterOf, mentionQuery, type MentionQuery, PAGE_SIZE } from './mentions.ts';
import { whatIfReport } from './what-if.ts';

export interface MentionList {
  readonly query: MentionQuery;
  /** Near-duplicates are one group. */
  readonly posts: readonly PostGroup[];
  /** Mentions of the whole list, and groups of near-duplicates. */
  readonly all: number;
  readonly different: number;
  /** Whether there is another page. */
  readonly more: boolean;
  /** Mentions of the stretch that count and have no text any more. */
  readonly deleted: number;
  /** The brands of each post, where the list is about several. */
  readonly brandsOf: ReadonlyMap<number, readonly BrandRow[]>;
  readonly titles: ReturnType<typeof categoryTitles>;
  readonly triage: ReadonlyMap<number, Triage>;
  readonly tags: readonly string[];
  readonly sources: readonly string[];
  /** The newest incident of the brand. */
  readonly incident: Incident | undefined;
  readonly whatIf: PartReport | undefined;
  /** When the reader was here before, ms, UTC. */
  readonly lastVisit: number | undefined;
}

async function sourcesOf(c: Ctx, { brands, from, to }: MentionQuery): Promise<string[]> {
  const found = new Set<string>();
  for (const { id: brandId } of brands) {
    const range = { brandId, widthMs: HOUR_MS, from: from - HOUR_MS, to };
    for (const { source } of await c.var.deps.store.read.counts.bySource(range)) found.add(source);
  }
  return [...found].sort();
}

async function deletedOf(c: Ctx, { brands, from, to }: MentionQuery): Promise<number> {
  let sum = 0;
  for (const { id } of brands) sum += (await c.var.deps.store.read.mentions.shares(id, from, to)).deleted;
  return sum;
}

async function brandsOf(c: Ctx, { brands }: MentionQuery, ids: readonly number[]) {
  if (brands.length === 1) return new Map<number, BrandRow[]>();
  const of = await c.var.deps.store.read.mentions.brandsOf(ids);
  return new Map([...of].map(([id, own]) => [id, brands.filter((brand) => own.includes(brand.id))]));
}

/** Reads the filters in the address, and what they select. */
export async function loadMentionList(c: Ctx, chosen: ChosenBrands): Promise<MentionList> {
  const { store, config } = c.var.deps;
  const { read } = store;
  const query = await mentionQuery(c, chosen, { newest: true });
  const who = whoAsks(c);
  const { rows, all, different } = await read.mentions.page(filterOf(query, PAGE_SIZE + 1, who));
  const posts = groupDuplicates(rows.slice(0, PAGE_SIZE));
  const ids = posts.map(({ mention }) => mention.id);
  const [only, ...others] = query.brands;
  const one = others.length === 0 ? only : undefined;
  const incidents = one ? await read.incidents.ofBrand(one.id) : [];
  const filtered =
    query.search ?? query.only ?? query.category ?? query.source ?? query.show ?? query.tag ?? query.author;
  return {
    query,
    posts,
    all,
    different,
    more: rows.length > PAGE_SIZE,
    // With filters nobody can say how many of them would be in the list.
    deleted: filtered === undefined ? await deletedOf(c, query) : 0,
    brandsOf: await brandsOf(c, query, ids),
    titles: categoryTitles(config.packs),
    triage: await loadTriage(read, ids, who),
    tags: await read.annotations.tags(),
    sources: await sourcesOf(c, query),
    incident: incidents.toSorted((a, b) => b.onset - a.onset)[0],
    whatIf: one && (await whatIfReport(c, one)),
    lastVisit: c.get('principal')?.lastVisit,
  };
}
