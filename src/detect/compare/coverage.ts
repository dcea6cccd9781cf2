/** What was listened to in one incident and not in another: why counts of the two may not mean the same. */
import type { ComparedIncident } from './comparison.ts';

/** Shares of a source that differ by more than this are told. */
const MOST_APART = 0.2;
const MOST_OUTAGES = 3;

/** `app reviews`, `news`: the sort of a source by its name, where the name says it. */
function wordsFor(name: string): string {
  const own = name.replace(/^sim:/, '');
  if (/review|appstore|app-store|play-?store|trustpilot/i.test(own)) return `app reviews (${name})`;
  if (/news|press|headline/i.test(own)) return `news (${name})`;
  if (/forum|reddit|hackernews|^hn\b/i.test(own)) return `forum posts (${name})`;
  return `source ${name}`;
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

/** In plain words; empty where all incidents were heard from the same sources alike. */
export function coverageWarnings(incidents: readonly ComparedIncident[]): string[] {
  return [...sourceWarnings(incidents), ...incidents.flatMap(outageWarnings)];
}

/** Silences are told by source, the longest first. */
function outageWarnings({ label, outages = [] }: ComparedIncident): string[] {
  const ordered = outages.toSorted((a, b) => b.hours - a.hours || a.from - b.from);
  const lines = ordered.slice(0, MOST_OUTAGES).map(({ source, from, hours }) => {
    const since = new Date(from).toISOString().slice(0, 16).replace('T', ' ');
    return `${label}: nothing from ${wordsFor(source)} for ${Math.round(hours)} h from ${since} UTC; counts are too low there.`;
  });
  const rest = ordered.length - lines.length;
  return rest > 0 ? [...lines, `${label}: ${rest} more of such gaps.`] : lines;
}

function sourceWarnings(incidents: readonly ComparedIncident[]): string[] {
  const known = incidents.flatMap(({ label, sources }) =>
    sources === undefined ? [] : [{ label, shares: new Map(sources.map((one) => [one.name, one.share])) }],
  );
  const names = [...new Set(known.flatMap(({ shares }) => [...shares.keys()]))].sort();
  const common = names.filter((name) => known.every(({ shares }) => shares.has(name)));
  if (known.length > 1 && names.length > 0 && common.length === 0)
    return [
      `No source is common to all: ${known
        .map(
          ({ label, shares }) =>
            `${label} has ${[...shares.keys()].sort().map(wordsFor).join(', ') || 'none'}`,
        )
        .join('; ')}. Counts of different sources are no measure of each other.`,
    ];
  return names.flatMap((name) => {
    const having = known.filter(({ shares }) => shares.has(name));
    if (having.length < known.length)
      return [
        `${wordsFor(name)} only in ${having.map(({ label }) => label).join(', ')}.`.replace(/^[a-z]/, (c) =>
          c.toUpperCase(),
        ),
      ];
    const ordered = having.toSorted((a, b) => (b.shares.get(name) ?? 0) - (a.shares.get(name) ?? 0));
    const [most, least] = [ordered[0], ordered.at(-1)];
    const [high, low] = [most?.shares.get(name) ?? 0, least?.shares.get(name) ?? 0];
    if (!most || !least || high - low <= MOST_APART) return [];
    return [
      `The mix of sources differs: ${wordsFor(name)} gave ${percent(high)} of the mentions in ${most.label}, ${percent(low)} in ${least.label}.`,
    ];
  });
}
