/** What is said of an alarm that may be taken back. */
import { HOUR_MS } from '../../domain/series.ts';
import type { Spike } from '../../domain/spike.ts';

/** Undefined where the alarm is certain enough. `now` and the onset are ms; an alarm of minutes is provisional while its hour runs. */
export function provisionalText(
  spike: Pick<Spike, 'provisional' | 'onset'> | undefined,
  now: number,
): string | undefined {
  if (!spike?.provisional) return undefined;
  return now - spike.onset < 2 * HOUR_MS
    ? 'Provisional: it began minutes ago, and its first hour is not over. It may be taken back.'
    : 'Provisional: this brand has been watched for less than a week, so what is usual is a guess.';
}
