/** What a route can ask for: the kind of a spike, and outages among the complaints. */
import type { AlertKind } from '../domain/alert.ts';
import type { Spike } from '../domain/spike.ts';
import { SERVICE } from '../domain/kind/theme.ts';

/** `outage` where a failing service is the first theme of complaints; otherwise the spike's own kind. */
export function alertKind({ kind, themes = [] }: Pick<Spike, 'kind' | 'themes'>): AlertKind {
  return kind === 'complaints' && themes[0]?.code === SERVICE ? 'outage' : kind;
}

/** Whether a route asks for a spike: for its kind, where complaints hold outages, and for one of its themes. */
export function isAskedFor(
  spike: Pick<Spike, 'kind' | 'themes'>,
  {
    kinds,
    themes = [],
  }: { readonly kinds: readonly AlertKind[]; readonly themes?: readonly string[] | undefined },
): boolean {
  if (!kinds.includes(alertKind(spike)) && !kinds.includes(spike.kind)) return false;
  return themes.length === 0 || (spike.themes ?? []).some(({ code }) => themes.includes(code));
}
