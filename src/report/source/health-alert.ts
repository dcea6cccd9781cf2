/** The facts of a notice about a silent collector, read when it is sent. */
import type { SourceConfig } from '../../../config/schema/sources.ts';
import type { SourceNoticeFacts } from '../../alert/source-health.ts';
import type { Reads } from '../../store/store.ts';
import type { SourceNotice } from '../../store/source-alerts/port.ts';
import { sourceHealth } from './health.ts';
import { lasted, timeText } from '../text/labels.ts';

/** `back` says which of the two messages of a notice is meant. */
export async function sourceNoticeFacts(
  reads: Reads,
  notice: SourceNotice,
  options: {
    readonly sources: readonly SourceConfig[];
    readonly publicUrl: string;
    readonly now: number;
    readonly back: boolean;
  },
): Promise<SourceNoticeFacts> {
  const { sources, publicUrl, now, back } = options;
  const states = await reads.sources.all();
  const nothing = { gaps: [], backfills: [], others: [] };
  const health = sourceHealth({ sources, states, now, ...nothing }).find((one) => one.id === notice.source);
  const brands = await reads.brands.all();
  const slugs = health?.brands ?? [];
  const named = brands.filter(({ slug }) => slugs.includes('*') || slugs.includes(slug));
  return {
    source: notice.source,
    ...(notice.since === undefined
      ? {}
      : { since: timeText(notice.since), lasted: lasted(notice.since, notice.backAt ?? now) }),
    ...(health?.advice === undefined ? {} : { advice: health.advice }),
    brands: named.map(({ name }) => name),
    back,
    link: `${publicUrl}/sources`,
  };
}
