/** Silences, as in Alertmanager: periods in which somebody wants no alerts. */
import type { Silence } from '../domain/alert.ts';
import type { SpikeKind } from '../domain/spike.ts';

export interface SilencedIncident {
  readonly brand: string;
  readonly severity: number;
  readonly kinds: readonly SpikeKind[];
}

/** When a silence ends (ms): as planned, or when somebody expired it early. */
export function silenceEnd({ until, expiredAt }: Pick<Silence, 'until' | 'expiredAt'>): number {
  return Math.min(until, expiredAt ?? until);
}

export function silenceState(silence: Silence, now: number): 'active' | 'pending' | 'expired' {
  if (silenceEnd(silence) <= now) return 'expired';
  return silence.from > now ? 'pending' : 'active';
}

/** All kinds of the incident must be silenced, so a silence for attention does not hide a backlash. */
function covers(silence: Silence, incident: SilencedIncident): boolean {
  return (
    (silence.brands.includes('*') || silence.brands.includes(incident.brand)) &&
    incident.severity <= silence.maxSeverity &&
    (silence.kinds.length === 0 || incident.kinds.every((kind) => silence.kinds.includes(kind)))
  );
}

/**
 * Of the silences that match an incident at `now`, the one that ends last; undefined if none matches. A silence with
 * invalid times matches nothing.
 */
export function silencedBy(
  silences: readonly Silence[],
  incident: SilencedIncident,
  now: number,
): Silence | undefined {
  return silences
    .filter((one) => one.from <= now && now < silenceEnd(one) && covers(one, incident))
    .reduce<Silence | undefined>(
      (best, one) => (best && silenceEnd(best) >= silenceEnd(one) ? best : one),
      undefined,
    );
}
