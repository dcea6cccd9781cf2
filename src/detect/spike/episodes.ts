/** Groups the findings of several series: one outcry is one spike, its second wave another. */
import type { Finding } from './finding.ts';

export interface SeriesFinding {
  readonly series: string;
  readonly finding: Finding;
}

export interface Episode {
  readonly members: readonly SeriesFinding[];
  /** The most specific series of the members. */
  readonly series: string;
  /** Bucket of the onset, by the member that alarmed first, so that it never moves. */
  readonly onset: number;
  /** First bucket after the episode; absent while a member is open. */
  readonly end?: number;
}

/**
 * Groups findings in the order of their alarms. A finding joins the last episode where it overlaps it
 * and its series has not alarmed there yet: a series that alarms again starts the next episode.
 */
export function groupEpisodes(
  findings: readonly SeriesFinding[],
  mostSpecificFirst: readonly string[],
): Episode[] {
  const rank = (f: SeriesFinding) => mostSpecificFirst.indexOf(f.series);
  const sorted = [...findings].sort((a, b) => a.finding.alarm - b.finding.alarm || rank(a) - rank(b));
  const groups: SeriesFinding[][] = [];
  for (const found of sorted) {
    const last = groups.at(-1);
    const overlaps = last?.some((m) => isOpenAt(m.finding, found.finding)) ?? false;
    const again = last?.some((m) => m.series === found.series) ?? false;
    if (last && overlaps && !again) last.push(found);
    else groups.push([found]);
  }
  return groups.map((members, k) => episodeOf(members, rank, groups[k + 1]));
}

/** Judged by what was known when `later` alarmed, so that a longer series groups alike. */
function isOpenAt(finding: Finding, later: Finding): boolean {
  if (finding.end === undefined || finding.endKnown === undefined) return true;
  return finding.endKnown > later.alarm || later.onset < finding.end;
}

function episodeOf(
  members: readonly SeriesFinding[],
  rank: (f: SeriesFinding) => number,
  next: readonly SeriesFinding[] | undefined,
): Episode {
  const mostSpecific = members.reduce((a, b) => (rank(b) < rank(a) ? b : a));
  const onset = members[0]?.finding.onset ?? 0;
  const ends = members.map((m) => m.finding.end ?? Number.POSITIVE_INFINITY);
  const nextOnset = next?.[0]?.finding.onset ?? Number.POSITIVE_INFINITY;
  const end = Math.max(onset + 1, Math.min(Math.max(...ends), nextOnset));
  return { members, series: mostSpecific.series, onset, ...(Number.isFinite(end) ? { end } : {}) };
}
