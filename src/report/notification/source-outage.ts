/** What a source health alert says, loaded when it is sent. */
import type { SourceConfig } from '../../domain/source.ts';
import type { SourceOutageContent } from '../../domain/notification.ts';
import type { SourceOutageSubject } from '../../store/outbox/port.ts';
import type { Reads } from '../../store/store.ts';
import { sourceHealth } from '../sources/health.ts';
import { lasted, timeText } from '../text/labels.ts';

/** Undefined where the outage no longer exists. */
export async function sourceOutageContent(
  reads: Reads,
  { outageId, stage }: SourceOutageSubject,
  options: {
    readonly sources: readonly SourceConfig[];
    readonly publicUrl: string;
    readonly now: number;
  },
): Promise<SourceOutageContent | undefined> {
  const { sources, publicUrl, now } = options;
  const outage = await reads.outages.find(outageId);
  if (!outage) return undefined;
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
      : { since: timeText(outage.since), lasted: lasted(outage.since, outage.recoveredAt ?? now) }),
    ...(health?.advice === undefined ? {} : { advice: health.advice }),
    brands: named.map(({ name }) => name),
    back: stage === 'source-recovered',
    link: `${publicUrl}/sources`,
  };
}
