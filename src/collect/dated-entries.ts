/**
 * Sources that give dates without times and write them as moments: every entry of a page has the same time of day, such as
 * 00:00 or noon, or midnight somewhere with and without summer time. Such a time says only the day.
 */
import type { NewMention } from '../domain/mention.ts';
import { bucketStart, DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/series.ts';

/** With fewer entries, or fewer days, the same time of day may be chance. */
const LEAST_ENTRIES = 5;
const LEAST_DAYS = 3;
/** Midnights of all zones lie on such a grid. */
const GRID_MS = 15 * MINUTE_MS;

/** Start of the day (UTC) that was meant: midnight east of Greenwich is the afternoon or evening of the day before in UTC. */
function dayMeant(at: number): number {
  const start = bucketStart(at, DAY_MS);
  return at - start > DAY_MS / 2 ? start + DAY_MS : start;
}

/** The mentions of a page, with their days where their times say no more. Those with a precision of their own are left. */
export function withDatedEntries(mentions: readonly NewMention[]): readonly NewMention[] {
  const open = mentions.filter(({ precision }) => precision === undefined);
  const days = new Set(open.map(({ publishedAt }) => bucketStart(publishedAt, DAY_MS)));
  if (open.length < LEAST_ENTRIES || days.size < LEAST_DAYS) return mentions;
  const times = open.map(({ publishedAt }) => publishedAt % DAY_MS);
  const first = times.reduce((a, b) => Math.min(a, b));
  const last = times.reduce((a, b) => Math.max(a, b));
  if (last - first > HOUR_MS || times.some((time) => time % GRID_MS !== 0 || (time - first) % HOUR_MS !== 0))
    return mentions;
  return mentions.map((mention) =>
    mention.precision === undefined
      ? { ...mention, publishedAt: dayMeant(mention.publishedAt), precision: 'day' as const }
      : mention,
  );
}
