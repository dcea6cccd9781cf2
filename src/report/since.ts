/** What happened since a person was here: incidents that are new, worse, over or acknowledged, and posts of great reach. */
import type { Incident } from '../domain/incident.ts';
import { DAY_MS } from '../domain/series.ts';
import type { BrandRow } from '../store/brands/port.ts';
import type { Reads } from '../store/store.ts';
import { byUrgency } from './brand/range.ts';
import { type PostGroup, topPosts } from './brand/posts.ts';

export interface SinceThen {
  /** ms, UTC. */
  readonly since: number;
  readonly opened: readonly Incident[];
  /** Known before, and more severe now: an escalation was decided. */
  readonly worse: readonly Incident[];
  readonly over: readonly Incident[];
  readonly acknowledged: readonly { readonly incident: Incident; readonly who: string }[];
  /** Of greatest reach among those published since; near-duplicates grouped. */
  readonly posts: readonly PostGroup[];
}

const POSTS = 3;
const ACKNOWLEDGED = /^acknowledged/i;
const RESOLVED = /^resolved/i;

/** Posts of broken trust of these brands, else negative ones. */
async function postsSince(
  reads: Reads,
  brands: readonly BrandRow[],
  since: number,
  now: number,
): Promise<PostGroup[]> {
  const found: PostGroup[] = [];
  for (const { id: brandId } of brands) {
    const range = { brandId, from: since, to: now + 1 };
    const posts = await topPosts(reads, { ...range, only: 'betrayal' }, POSTS);
    found.push(...(posts.length > 0 ? posts : await topPosts(reads, { ...range, only: 'negative' }, POSTS)));
  }
  const sorted = found.toSorted((a, b) => b.mention.reach - a.mention.reach);
  // A post may be about two brands.
  return sorted
    .filter(({ mention }, i) => sorted.findIndex((one) => one.mention.text === mention.text) === i)
    .slice(0, POSTS);
}

/** An incident that ended longer before is not looked at: nobody works on it any more. */
const LATE_MS = 14 * DAY_MS;

/** What happened to one incident that can be of interest. */
async function changesOf(reads: Reads, incident: Incident, since: number) {
  const timeline = (await reads.incidents.timeline(incident.id)).filter(({ at }) => at > since);
  const alerts = await reads.incidents.alerts(incident.id);
  const ended = incident.end !== undefined && incident.end > since;
  const resolved = incident.state === 'resolved' && timeline.some(({ what }) => RESOLVED.test(what));
  const who = timeline.findLast(({ what }) => ACKNOWLEDGED.test(what))?.who;
  return {
    incident,
    isNew: incident.openedAt > since,
    worse: alerts.some(({ stage, decidedAt }) => stage === 'escalated' && decidedAt > since),
    over: ended || resolved,
    who: incident.state === 'open' ? undefined : who,
  };
}

/** `brands`: those whose posts are looked at, the most urgent few. Simulated incidents are no news. */
export async function loadSince(
  reads: Reads,
  brands: readonly BrandRow[],
  since: number,
  now: number,
): Promise<SinceThen> {
  const changes: Awaited<ReturnType<typeof changesOf>>[] = [];
  for (const incident of (await reads.incidents.all()).toSorted(byUrgency)) {
    const old = incident.state === 'resolved' && (incident.end ?? now) < since - LATE_MS;
    if (!incident.simulated && !old) changes.push(await changesOf(reads, incident, since));
  }
  const those = (which: (one: (typeof changes)[number]) => boolean) =>
    changes.filter(which).map(({ incident }) => incident);
  return {
    since,
    opened: those(({ isNew }) => isNew),
    worse: those(({ isNew, worse, over }) => worse && !isNew && !over),
    over: those(({ over }) => over),
    acknowledged: changes.flatMap(({ incident, who }) => (who === undefined ? [] : [{ incident, who }])),
    posts: await postsSince(reads, brands, since, now),
  };
}
