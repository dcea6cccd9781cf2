/** Everything that the list of mentions shows, loaded once. */
import { HOUR_MS } from '../../src/domain/series.ts';
import { categoryTitles } from '../../src/report/brand/drivers.ts';
import { groupDuplicates, type PostGroup } from '../../src/report/brand/posts.ts';
import type { PartReport } from '../../src/report/brand/what-if.ts';
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { Ctx } from '../deps.ts';
import { whoAsks } from './form.ts';
import { loadTriage, type Triage } from './mention-annotations.ts';
import { filterOf, mentionQuery, type MentionQuery, PAGE_SIZE } from './mentions.ts';
import { whatIfReport } from './what-if.ts';

export interface MentionList {
  readonly query: MentionQuery;
  /** Near-duplicates are one group. */
  readonly posts: readonly PostGroup[];
  /** Mentions on this page, duplicates included. */
  readonly shown: number;
  /** Whether there is another page. */
  readonly more: boolean;
  /** Mentions of the stretch that count and have no text any more. */
  readonly deleted: number;
  readonly titles: ReturnType<typeof categoryTitles>;
  readonly triage: ReadonlyMap<number, Triage>;
  readonly tags: readonly string[];
  readonly sources: readonly string[];
  readonly whatIf: PartReport | undefined;
}

/** Reads the filters in the address, and what they select. */
export async function loadMentionList(c: Ctx, brand: BrandRow): Promise<MentionList> {
  const { store, config } = c.var.deps;
  const { read } = store;
  const query = await mentionQuery(c, brand, { newest: true });
  const who = whoAsks(c);
  const found = await read.mentions.list({ ...filterOf(query, PAGE_SIZE + 1, who), grouped: true });
  const posts = groupDuplicates(found.slice(0, PAGE_SIZE));
  const ids = posts.map(({ mention }) => mention.id);
  const range = { brandId: brand.id, widthMs: HOUR_MS, from: query.from - HOUR_MS, to: query.to };
  return {
    query,
    posts,
    shown: Math.min(found.length, PAGE_SIZE),
    more: found.length > PAGE_SIZE,
    deleted: (await read.mentions.shares(brand.id, query.from, query.to)).deleted,
    titles: categoryTitles(config.packs),
    triage: await loadTriage(read, ids, who),
    tags: await read.annotations.tags(),
    sources: (await read.counts.bySource(range)).map((one) => one.source).sort(),
    whatIf: await whatIfReport(c, brand),
  };
}
