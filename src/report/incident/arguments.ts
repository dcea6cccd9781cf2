/** What people argue in an incident: reads its posts, groups them, and says what is new since a person's last visit. */
import type { Brand } from '../../domain/brand.ts';
import { namesOf } from '../../domain/brand.ts';
import type { Incident } from '../../domain/incident.ts';
import type { SentimentLabel } from '../../domain/scoring.ts';
import { ownWords } from '../../domain/quotation/quotes.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { Argument, ArgumentPost } from '../../detect/arguments/argument.ts';
import { type Change, changeSince } from '../../detect/arguments/changes.ts';
import { findArguments, LEAST_POSTS } from '../../detect/arguments/find-arguments.ts';
import type { BrandRow } from '../../store/brands/port.ts';
import type { MentionRow } from '../../store/mentions/port.ts';
import type { Reads } from '../../store/store.ts';
import { categoryTitles } from '../brand/drivers.ts';
import type { ReportConfig } from './report.ts';

/** The newest posts of the incident, and of the time before it, that are read at most. */
const MOST_POSTS = 5_000;
const MOST_USUAL = 1_000;
const USUAL_MS = 28 * DAY_MS;

export interface ShownArgument extends Omit<Argument, 'members' | 'typical'> {
  /** The title of its category, or the phrase that its posts share. */
  readonly name: string;
  readonly posts: number;
  readonly typical: MentionRow;
  /** Since the last visit; absent where there was none during the incident. */
  readonly change?: Change | undefined;
}

interface Grouped {
  readonly state: 'grouped';
  /** Largest first. */
  readonly list: readonly ShownArgument[];
  /** What is in none of them, by mood, as shares of the excess, 0 to 1. */
  readonly rest: readonly { readonly mood: SentimentLabel; readonly share: number; readonly posts: number }[];
  /** Posts that were grouped. */
  readonly posts: number;
  /** The incident has more: only the newest were grouped. */
  readonly more: boolean;
  /** Posts in languages that are not read. */
  readonly unread: number;
  /** Posts whose texts retention has removed, at least. */
  readonly removed: number;
  /** ms; absent where there was no visit during the incident. */
  readonly since?: number | undefined;
}

export type IncidentArguments =
  | Grouped
  | { readonly state: 'few'; readonly posts: number; readonly needed: number }
  /** Retention has removed the texts of all posts. */
  | { readonly state: 'removed'; readonly removed: number };

interface Options {
  readonly now: number;
  /** The reader's last visit, ms. */
  readonly since?: number | undefined;
  /** Posts of the incident that are read at most. */
  readonly most?: number;
}

type Config = Pick<ReportConfig, 'packs'> & { readonly brands: readonly Brand[] };

function postOf(row: MentionRow): ArgumentPost {
  const { id, title, publishedAt, authorPseudonym, duplicateOf, sentiment, betrayal, simulated } = row;
  const own = ownWords(row.text);
  const text = title !== undefined && !own.startsWith(title) ? `${title}\n${own}` : own;
  const best = new Map<string, { p: number; place: number }>();
  for (const { code, p, span, polarity } of betrayal?.categories ?? []) {
    const counts = polarity === 'concern' && (betrayal?.label === true || code === 'service_failure');
    if (!counts || (best.get(code)?.p ?? 0) >= p) continue;
    best.set(code, { p, place: Math.min(1, span[0] / Math.max(1, row.text.length)) });
  }
  for (const { code } of betrayal?.context ?? []) if (!best.has(code)) best.set(code, { p: 0.5, place: 0 });
  return {
    id,
    text,
    at: publishedAt,
    cluster: duplicateOf ?? id,
    author: authorPseudonym,
    sentiment: row.state === 'scored' ? sentiment?.label : undefined,
    categories: [...best].map(([code, read]) => ({ code, ...read })),
    simulated,
  };
}

function nameOf(
  { code, phrase, key }: Pick<Argument, 'code' | 'phrase' | 'key'>,
  titles: ReturnType<typeof categoryTitles>,
) {
  if (code !== undefined) return titles.get(code)?.title ?? code.replaceAll('_', ' ');
  return phrase === undefined ? key : `“${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}”`;
}

/** Posts that were counted in a stretch, those included whose texts are gone. */
async function countedPosts(reads: Reads, brandId: number, from: number, to: number): Promise<number> {
  const range = { brandId, widthMs: HOUR_MS, from: Math.ceil(from / HOUR_MS) * HOUR_MS, to };
  const buckets = await reads.counts.buckets(range);
  return buckets.reduce((sum, { all }) => sum + all, 0);
}

export async function loadArguments(
  reads: Reads,
  config: Config,
  brand: BrandRow,
  incident: Pick<Incident, 'onset' | 'end'>,
  { now, since, most = MOST_POSTS }: Options,
): Promise<IncidentArguments> {
  const { id: brandId } = brand;
  const stretch = { from: incident.onset, to: (incident.end ?? now) + 1 };
  const scored = (rows: readonly MentionRow[]) =>
    rows.filter(({ state }) => state === 'scored' || state === 'not-scored').toReversed();
  const read = { brandId, order: 'newest' as const };
  const listed = await reads.mentions.list({ ...read, ...stretch, limit: most });
  const rows = scored(listed);
  const missing =
    listed.length < most ? (await countedPosts(reads, brandId, stretch.from, stretch.to)) - listed.length : 0;
  const removed = missing > listed.length / 2 && listed.length < LEAST_POSTS * 10 ? missing : 0;
  if (rows.length === 0 && missing >= LEAST_POSTS) return { state: 'removed', removed: missing };
  const before = stretch.from - USUAL_MS;
  const usual = scored(
    await reads.mentions.list({ ...read, from: before, to: stretch.from, limit: MOST_USUAL }),
  );
  const full = usual.length >= MOST_USUAL;
  const start = full
    ? usual[0]!.publishedAt
    : Math.max(before, (await reads.mentions.span(brandId))?.from ?? before);
  const posts = rows.map(postOf);
  const configured = config.brands.find(({ slug }) => slug === brand.slug);
  const found = findArguments({
    posts,
    usual: usual.map(postOf),
    usualHours: Math.max(0, stretch.from - start) / HOUR_MS,
    ...stretch,
    names: [brand.name, ...(configured ? namesOf(configured) : [])],
  });
  if (!found)
    return {
      state: 'few',
      posts: posts.filter(({ sentiment }) => sentiment !== undefined).length,
      needed: LEAST_POSTS,
    };
  const titles = categoryTitles(config.packs);
  const visited = since !== undefined && since > stretch.from ? since : undefined;
  return {
    state: 'grouped',
    list: found.list.map(({ members, typical, ...one }) => ({
      ...one,
      name: nameOf(one, titles),
      posts: members.length,
      typical: rows.find(({ id }) => id === typical)!,
      ...(visited === undefined ? {} : { change: changeSince({ ...one, members }, posts, visited) }),
    })),
    rest: found.rest.map(({ mood, share, members }) => ({ mood, share, posts: members.length })),
    posts: posts.length - found.unread,
    more: listed.length >= most,
    unread: found.unread,
    removed,
    since: visited,
  };
}
