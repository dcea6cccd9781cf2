/** Which incident a spike belongs to. */
import type { DeclaredIncident } from '../../domain/brand.ts';
import { DAY_MS } from '../../domain/series.ts';
import type { Spike } from '../../domain/spike.ts';

/** A spike this soon after an incident's end, or before its onset, is part of it. */
export const REOPEN_MS = 2 * DAY_MS;

interface KnownIncident {
  readonly slug: string;
  readonly title: string;
  readonly onset: number;
  readonly end?: number;
}

interface IncidentGroup<S extends Spike> {
  readonly slug: string;
  readonly title: string;
  readonly onset: number;
  /** Absent while one of its spikes is open. */
  readonly end?: number;
  readonly severity: number;
  readonly spikes: readonly S[];
}

interface Draft<S> {
  slug: string;
  title: string | undefined;
  spikes: S[];
}

function covers(incident: { onset: number; end?: number }, spike: Spike): boolean {
  return spike.onset >= incident.onset - REOPEN_MS && spike.onset <= (incident.end ?? Infinity) + REOPEN_MS;
}

function extent(spikes: readonly Spike[]): { onset: number; end?: number } {
  const onset = Math.min(...spikes.map((s) => s.onset));
  const ends = spikes.map((s) => s.end);
  if (ends.includes(undefined)) return { onset };
  return { onset, end: Math.max(...(ends as number[])) };
}

/** What a new incident is called; the onset is ms. */
export type TitleOf = (brandName: string, spikes: readonly Spike[], onset: number) => string;

function defaultTitle(name: string, spikes: readonly Spike[], onset: number): string {
  const kind = spikes.some((s) => s.kind === 'backlash') ? 'backlash' : 'burst of attention';
  return `${name}: ${kind} of ${new Date(onset).toISOString().slice(0, 10)}`;
}

/**
 * Groups spikes into incidents: a declared incident takes the spikes of its window, a known one those
 * near it, and the rest make new ones named after brand and day. `spikes` in any order; pure.
 */
export function groupIncidents<S extends Spike>(
  brand: { readonly slug: string; readonly name: string },
  spikes: readonly S[],
  known: readonly KnownIncident[],
  declared: readonly DeclaredIncident[],
  titleOf: TitleOf = defaultTitle,
): IncidentGroup<S>[] {
  const drafts: Draft<S>[] = [];
  const draftOf = (slug: string, title: string | undefined): Draft<S> => {
    const found = drafts.find((d) => d.slug === slug);
    if (found) return found;
    const draft: Draft<S> = { slug, title, spikes: [] };
    drafts.push(draft);
    return draft;
  };
  const taken = new Set([...known.map((k) => k.slug), ...declared.map((d) => d.slug)]);
  const declaredSlugs = new Set(declared.map((d) => d.slug));

  for (const spike of [...spikes].sort((a, b) => a.onset - b.onset)) {
    const named = declared.find((d) => d.brand === brand.slug && spike.onset >= d.from && spike.onset < d.to);
    if (named) {
      draftOf(named.slug, named.title).spikes.push(spike);
      continue;
    }
    const near = known.find((k) => !declaredSlugs.has(k.slug) && covers(k, spike));
    const joined = near ?? drafts.find((d) => !declaredSlugs.has(d.slug) && covers(extent(d.spikes), spike));
    if (joined) {
      draftOf(joined.slug, undefined).spikes.push(spike);
      continue;
    }
    const day = new Date(spike.onset).toISOString().slice(0, 10);
    let slug = `${brand.slug}-${day}`;
    for (let n = 2; taken.has(slug); n += 1) slug = `${brand.slug}-${day}-${n}`;
    taken.add(slug);
    draftOf(slug, undefined).spikes.push(spike);
  }
  return drafts.map((draft) => ({
    slug: draft.slug,
    title: draft.title ?? titleOf(brand.name, draft.spikes, extent(draft.spikes).onset),
    severity: Math.max(...draft.spikes.map((s) => s.severity)),
    spikes: draft.spikes,
    ...extent(draft.spikes),
  }));
}
