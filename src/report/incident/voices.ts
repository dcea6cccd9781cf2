/** What people say in an incident: a few posts, grouped by what they criticise, near-duplicates once. */
import type { Reads } from '../../store/store.ts';
import { categoryTitles } from '../brand/drivers.ts';
import { type PostGroup, topPosts } from '../brand/posts.ts';
import type { IncidentReport, ReportConfig } from './report.ts';

export interface Voice {
  /** Code and title of a category; absent where the posts have none in common. */
  readonly category?: { readonly code: string; readonly title: string };
  readonly posts: readonly PostGroup[];
}

const MOST_POSTS = 5;
const OF_ONE_KIND = 2;
/** Posts of the first of these that holds any. */
const OF_KIND = {
  backlash: ['betrayal', 'negative', undefined],
  complaints: ['negative', undefined],
  attention: [undefined],
} as const;
/** Looked through for posts of every kind. */
const CANDIDATES = 25;

/**
 * At most five posts of greatest reach: up to two of each category that drives the incident, most frequent first, then
 * what is left. Each post stands once.
 */
export function voicesOf(
  posts: readonly PostGroup[],
  drivers: IncidentReport['drivers'],
  titles: ReadonlyMap<string, { readonly title: string }>,
): Voice[] {
  const left = new Set(posts);
  const voices: Voice[] = [];
  let room = MOST_POSTS;
  const take = (wanted: (group: PostGroup) => boolean, most: number): PostGroup[] => {
    const found = [...left].filter(wanted).slice(0, Math.min(most, room));
    for (const one of found) left.delete(one);
    room -= found.length;
    return found;
  };
  for (const { code, type } of drivers.categories) {
    if (type !== 'harm') continue;
    const of = take(
      ({ mention }) => mention.betrayal?.categories.some((one) => one.code === code) === true,
      OF_ONE_KIND,
    );
    if (of.length > 0) voices.push({ category: { code, title: titles.get(code)?.title ?? code }, posts: of });
  }
  const others = take(() => true, room);
  if (others.length > 0) voices.push({ posts: others });
  return voices;
}

/** Of a backlash the posts of broken trust, or else the negative ones, as of complaints; of attention all. */
export async function loadVoices(
  reads: Reads,
  config: ReportConfig,
  brandId: number,
  { incident, drivers, spike, zoom }: IncidentReport,
  now: number,
): Promise<Voice[]> {
  const whole = { from: incident.onset, to: (incident.end ?? now) + 1 };
  const stretch = { brandId, ...(zoom ?? whole) };
  const kinds = spike ? OF_KIND[spike.kind] : OF_KIND.backlash;
  for (const only of kinds) {
    const posts = await topPosts(reads, { ...stretch, only }, CANDIDATES);
    if (posts.length > 0) return voicesOf(posts, drivers, categoryTitles(config.packs));
  }
  return [];
}
