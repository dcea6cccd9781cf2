/** The facts of a notice about a silent collector, read when it is sent. */
import type { SourceConfig } from '../../domain/source.ts';
import type { SourceHealthAlertContent } from '../../alert/source-health.ts';
import type { Reads } from '../../store/store.ts';
import type { SourceOutage } from '../../store/outages/port.ts';
import { sourceHealth } from './health.ts';
import { lasted, timeText } from '../text/labels.ts';

/** `back` says which of the two messages of a notice is meant. */
export async function sourceHealthAlertContent(
  reads: Reads,
  outage: SourceOutage,
  options: {
    readonly sources: readonly SourceConfig[];
    readonly publicUrl: string;
    readonly now: number;
    readonly back: boolean;
  },
): Promise<SourceHealthAlertContent> {
  const { sources, publicUrl, now, back } = options;
  const states = await reads.sources.all();
  const nothing = { gaps: [], backfills: [], others: [] };
  const health = sourceHealth({ sources, states, now, ...nothing }).find((one) => one.id === outage.source);
  const brands = await reads.brands.all();
  const slugs = health?.brands ?? [];
  const named = brands.filter(({ slug }) => slugs.includes('*') || slugs.includes(slug));
  return {
    source: outage.source,
    ...(outage.since === undefined
      ? {}
      : { since: timeText(outage.since), lasted: lasted(outage.since, outage.backAt ?? now) }),
    ...(health?.advice === undefined ? {} : { advice: health.advice }),
    brands: named.map(({ name }) => name),
    back,
    link: `${publicUrl}/sources`,
  };
}
