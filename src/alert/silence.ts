/** Silences: stretches in which a person wants no message. Vocabulary of Alertmanager's silences. */
import type { Silence } from '../domain/alert.ts';
import type { SpikeKind } from '../domain/spike.ts';

export interface SilencedIncident {
  readonly brand: string;
  readonly severity: number;
  readonly kinds: readonly SpikeKind[];
}

/** End of a silence: its own, or when somebody ended it early. */
export function silenceEnd({ until, expiredAt }: Pick<Silence, 'until' | 'expiredAt'>): number {
  return Math.min(until, expiredAt ?? until);
}

export function silenceState(silence: Silence, now: number): 'active' | 'pending' | 'expired' {
  if (silenceEnd(silence) <= now) return 'expired';
  return silence.from > now ? 'pending' : 'active';
}

/** Every kind of the incident must be silenced: a backlash is not hidden by a silence about attention. */
function covers(silence: Silence, incident: SilencedIncident): boolean {
  return (
    (silence.brands.includes('*') || silence.brands.includes(incident.brand)) &&
    incident.severity <= silence.maxSeverity &&
    (silence.kinds.length === 0 || incident.kinds.every((kind) => silence.kinds.includes(kind)))
  );
}

/**
 * The silence that holds an incident back longest at `now`; undefined where none does. One whose times cannot be
 * compared holds nothing back.
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
