/**
 * The database as seen by somebody who may see some brands only: nothing of other brands is returned. Every query of every
 * port is listed, so that a new one does not compile until it is decided here.
 */
import { scopedReadingChecks } from './reading-checks/scoped.ts';
import { scopedCorrections } from './scoped-corrections.ts';
import { scopedViews } from './views/scoped.ts';
import type { Store, Reads, Tx } from './store.ts';
import type { MentionFilter } from './mentions/port.ts';
import type { Incident } from '../domain/incident.ts';

export interface BrandScope {
  readonly slugs: ReadonlySet<string>;
  readonly ids: ReadonlySet<number>;
  /** Sources that are read for these brands alone. */
  readonly sources: ReadonlySet<string>;
}

type BrandsOfFilter = Pick<MentionFilter, 'brandId' | 'brandIds'>;

/** The scope of `brands`; unknown names are nothing. */
export async function scopeOf(
  reads: Pick<Reads, 'brands'>,
  brands: readonly string[],
  sources: ReadonlySet<string>,
): Promise<BrandScope> {
  const slugs = new Set(brands);
  const own = (await reads.brands.all()).filter((brand) => slugs.has(brand.slug));
  return { slugs, ids: new Set(own.map((brand) => brand.id)), sources };
}

/** For queries about the whole installation: people with limited brands get nothing. */
const NOTHING = async (): Promise<never[]> => [];
const ABSENT = async (): Promise<undefined> => undefined;
const NONE = async (): Promise<number> => 0;

/** The queries of `reads`, narrowed. */
export function scopedReads(reads: Reads, { slugs, ids, sources }: BrandScope): Reads {
  const ofBrand = <T extends { readonly brand: string }>(list: readonly T[]) =>
    list.filter((one) => slugs.has(one.brand));
  const whole = <T extends { readonly brand: string }>(one: T | undefined) =>
    one && slugs.has(one.brand) ? one : undefined;
  const incident = async (slugOrId: string): Promise<Incident | undefined> =>
    whole(await reads.incidents.find(slugOrId));
  const ofIncident = async <T>(id: number, read: () => Promise<T[]>): Promise<T[]> =>
    (await incident(String(id))) ? read() : [];
  const byBrandId = async <T>(id: number, read: () => Promise<T>, nothing: T): Promise<T> =>
    ids.has(id) ? read() : nothing;
  const theirPart = <T extends BrandsOfFilter>(filter: T): T =>
    filter.brandIds ? { ...filter, brandIds: filter.brandIds.filter((id) => ids.has(id)) } : filter;
  const inBrands = (filter: BrandsOfFilter): boolean =>
    (filter.brandIds ?? [filter.brandId]).some((id) => ids.has(id));
  const ofTheirs = ({ brands }: { readonly brands: readonly string[] }) =>
    brands.every((brand) => brand === '*' || slugs.has(brand));
  const theirs = async (mentionIds: readonly number[]): Promise<number[]> => {
    const found: number[] = [];
    for (const id of mentionIds) {
      const mention = await reads.mentions.one(id);
      if (mention?.brandIds.some((brand) => ids.has(brand))) found.push(id);
    }
    return found;
  };
  const incidentIds = async () => new Set(ofBrand(await reads.incidents.all()).map((one) => one.id));
  return {
    alerts: {
      recent: ({ limit, brandIds }) =>
        reads.alerts.recent({ limit, brandIds: (brandIds ?? [...ids]).filter((id) => ids.has(id)) }),
      ofBrand: (id) => byBrandId(id, () => reads.alerts.ofBrand(id), []),
    },
    alertLinks: {
      opens: (id) => ofIncident(id, () => reads.alertLinks.opens(id)),
      recent: NOTHING,
      revocations: async () => {
        const own = await incidentIds();
        return (await reads.alertLinks.revocations()).filter((one) => own.has(one.incidentId));
      },
      revoked: reads.alertLinks.revoked,
    },
    drafts: {
      list: async (brand) => ofBrand(await reads.drafts.list(brand)),
      byId: async (id) => whole(await reads.drafts.byId(id)),
    },
    audit: { list: NOTHING },
    backfills: { list: NOTHING, unfinished: ABSENT, ofGap: ABSENT },
    brands: {
      all: async () => (await reads.brands.all()).filter((brand) => slugs.has(brand.slug)),
      bySlug: async (slug) => (slugs.has(slug) ? reads.brands.bySlug(slug) : undefined),
      dirty: async () => (await reads.brands.dirty()).filter((brand) => slugs.has(brand.slug)),
      dirtyOne: async (slug) => (slugs.has(slug) ? reads.brands.dirtyOne(slug) : undefined),
    },
    // Whoever may see some brands only goes through the editor, which is limited to them.
    configuration: {
      revision: reads.configuration.revision,
      entries: NOTHING,
      history: NOTHING,
      keys: NOTHING,
    },
    controls: {
      points: (range) => byBrandId(range.brandId, () => reads.controls.points(range), []),
      list: (id) => byBrandId(id, () => reads.controls.list(id), []),
    },
    corrections: {
      ofMentions: async (of) => reads.corrections.ofMentions(await theirs(of)),
      revision: async (id) => ((await theirs([id])).length > 0 ? reads.corrections.revision(id) : 0),
      revisions: async (of) => reads.corrections.revisions(await theirs(of)),
    },
    counts: {
      buckets: (range) => byBrandId(range.brandId, () => reads.counts.buckets(range), []),
      categories: (range) => byBrandId(range.brandId, () => reads.counts.categories(range), []),
      bySource: (range) => byBrandId(range.brandId, () => reads.counts.bySource(range), []),
      datesOnly: (range) => byBrandId(range.brandId, () => reads.counts.datesOnly(range), []),
      brandsWithDatesOnly: async (from) =>
        (await reads.counts.brandsWithDatesOnly(from)).filter((id) => ids.has(id)),
      span: (id, width, version) => byBrandId(id, () => reads.counts.span(id, width, version), undefined),
      audit: NOTHING,
    },
    deadLetters: { list: NOTHING, byId: ABSENT, waiting: NONE },
    imports: {
      list: async (limit) => ofBrand(await reads.imports.list(limit)),
      one: async (id) => whole(await reads.imports.one(id)),
      ofBytes: ABSENT,
    },
    incidents: {
      all: async () => ofBrand(await reads.incidents.all()),
      ofBrand: (id) => byBrandId(id, () => reads.incidents.ofBrand(id), []),
      find: incident,
      timeline: (id) => ofIncident(id, () => reads.incidents.timeline(id)),
      alerts: (id) => ofIncident(id, () => reads.incidents.alerts(id)),
      undecided: async (now) => ofBrand(await reads.incidents.undecided(now)),
      ended: async (before) => ofBrand(await reads.incidents.ended(before)),
      reopened: async (id, since) => ((await incident(String(id))) ? reads.incidents.reopened(id, since) : 0),
    },
    live: {
      versions: async () => (await reads.live.versions()).filter((brand) => slugs.has(brand.slug)),
      incidentRevisions: async () =>
        (await reads.live.incidentRevisions()).filter((one) => ids.has(one.brandId)),
      newestMention: NONE,
      mentionsAfter: async (id, limit) =>
        (await reads.live.mentionsAfter(id, limit)).filter((one) => ids.has(one.brandId)),
    },
    annotations: {
      ofMentions: async (of, who) => reads.annotations.ofMentions(await theirs(of), who),
      // The list of tags is shared by all brands.
      tags: NOTHING,
    },
    mentions: {
      part: (range) => byBrandId(range.brandId, () => reads.mentions.part(range), []),
      list: (filter) => (inBrands(filter) ? reads.mentions.list(theirPart(filter)) : Promise.resolve([])),
      page: async (filter) =>
        inBrands(filter) ? reads.mentions.page(theirPart(filter)) : { rows: [], all: 0, different: 0 },
      async one(id) {
        const mention = await reads.mentions.one(id);
        const brandIds = mention?.brandIds.filter((brand) => ids.has(brand)) ?? [];
        return mention && brandIds.length > 0 ? { ...mention, brandIds } : undefined;
      },
      brandsOf: async (of) =>
        new Map(
          [...(await reads.mentions.brandsOf(of))].map(([id, all]) => [
            id,
            all.filter((brand) => ids.has(brand)),
          ]),
        ),
      pending: NOTHING,
      pendingIds: NOTHING,
      countByState: async () => ({ pending: 0, scored: 0, 'not-scored': 0, dead: 0 }),
      unscored: async () => ({ pending: 0, dead: 0 }),
      async waitingByBrand() {
        const { byBrand, more } = await reads.mentions.waitingByBrand();
        return { byBrand: new Map([...byBrand].filter(([id]) => ids.has(id))), more };
      },
      span: (id) => byBrandId(id, () => reads.mentions.span(id), undefined),
      duplicates: async (id, limit) => theirs(await reads.mentions.duplicates(id, limit)),
      revisions: async (id) => {
        const mention = await reads.mentions.one(id);
        return mention?.brandIds.some((brand) => ids.has(brand)) ? reads.mentions.revisions(id) : [];
      },
      voices: (range) => byBrandId(range.brandId, () => reads.mentions.voices(range), []),
      traces: (range) => byBrandId(range.brandId, () => reads.mentions.traces(range), []),
      shares: (id, from, to) =>
        byBrandId(id, () => reads.mentions.shares(id, from, to), { all: 0, deleted: 0, backfilled: 0 }),
    },
    outbox: {
      due: NOTHING,
      async list(limit) {
        const own = await incidentIds();
        return (await reads.outbox.list(limit)).filter(
          (row) => row.kind === 'incident' && own.has(row.incidentId),
        );
      },
      async byId(id) {
        const row = await reads.outbox.byId(id);
        // A source outage is for operators; a digest may hold other brands too.
        if (row?.kind !== 'incident' || row.digest !== undefined) return undefined;
        return (await incident(String(row.incidentId))) ? row : undefined;
      },
      ofIncident: (id) => ofIncident(id, () => reads.outbox.ofIncident(id)),
      waiting: NONE,
      sentTimes: NOTHING,
      ofDigest: NOTHING,
      openDigest: ABSENT,
      optOuts: NOTHING,
      optedOut: reads.outbox.optedOut,
    },
    mutes: {
      all: async () => (await reads.mutes.all()).filter((mute) => ids.has(mute.brandId)),
      async one(id) {
        const mute = await reads.mutes.one(id);
        return mute && ids.has(mute.brandId) ? mute : undefined;
      },
      ofPost: async (brandId, mentionId) =>
        byBrandId(brandId, () => reads.mutes.ofPost(brandId, mentionId), undefined),
      active: async (target) => byBrandId(target.brandId, () => reads.mutes.active(target), undefined),
    },
    settings: { get: ABSENT },
    outages: { find: ABSENT, open: NOTHING, recent: NOTHING },
    people: reads.people,
    policies: {
      snapshots: async (brand, document) =>
        slugs.has(brand) ? reads.policies.snapshots(brand, document) : [],
      text: async (brand, document, hash) =>
        slugs.has(brand) ? reads.policies.text(brand, document, hash) : undefined,
      documents: async () => ofBrand(await reads.policies.documents()),
      candidates: async () => ofBrand(await reads.policies.candidates()),
      candidate: async (slug) => whole(await reads.policies.candidate(slug)),
    },
    readingChecks: scopedReadingChecks(reads.readingChecks, ids),
    rescores: reads.rescores,
    search: {
      find: (search) =>
        reads.search.find({ ...search, brandIds: search.brandIds.filter((id) => ids.has(id)) }),
      due: ABSENT,
      mentionsOf: NOTHING,
    },
    openReadings: {
      some: NOTHING,
      count: reads.openReadings.count,
      anyLate: reads.openReadings.anyLate,
    },
    // A silence for all brands applies to them too; one for another brand does not.
    silences: {
      current: async (now) => (await reads.silences.current(now)).filter(ofTheirs),
      expired: async (now, limit) => (await reads.silences.expired(now, limit)).filter(ofTheirs),
    },
    sources: {
      state: async (source) => (sources.has(source) ? reads.sources.state(source) : undefined),
      all: async () => (await reads.sources.all()).filter((state) => sources.has(state.source)),
      gaps: async (filter) => (await reads.sources.gaps(filter)).filter((gap) => sources.has(gap.source)),
    },
    spikes: {
      list: async (filter) => ofBrand(await reads.spikes.list(filter)),
    },
    ...scopedViews(reads, slugs),
  };
}

/** Writes look up what they change through the narrowed queries too. */
function scopedTx(tx: Tx, scope: BrandScope): Tx {
  const narrow = scopedReads(tx, scope);
  return {
    ...tx,
    drafts: { ...tx.drafts, ...narrow.drafts },
    brands: { ...tx.brands, ...narrow.brands },
    corrections: { ...tx.corrections, ...narrow.corrections, ...scopedCorrections(tx, scope.ids) },
    deadLetters: { ...tx.deadLetters, ...narrow.deadLetters },
    incidents: { ...tx.incidents, ...narrow.incidents },
    annotations: { ...tx.annotations, ...narrow.annotations },
    mentions: { ...tx.mentions, ...narrow.mentions },
    mutes: { ...tx.mutes, ...narrow.mutes },
    outbox: { ...tx.outbox, ...narrow.outbox },
    policies: { ...tx.policies, ...narrow.policies },
    readingChecks: { ...tx.readingChecks, ...narrow.readingChecks },
    search: { ...tx.search, ...narrow.search },
    sources: { ...tx.sources, ...narrow.sources },
    spikes: { ...tx.spikes, ...narrow.spikes },
    views: { ...tx.views, ...narrow.views },
    chartNotes: { ...tx.chartNotes, ...narrow.chartNotes },
  };
}

export function scopedStore(store: Store, scope: BrandScope): Store {
  return {
    ...store,
    read: scopedReads(store.read, scope),
    tx: (work) => store.tx((tx) => work(scopedTx(tx, scope))),
  };
}
