/** Tries an entry of a source again that was not understood before. */
import { type SourceConfig, sourceId } from '../src/domain/source.ts';
import { acceptPage } from '../src/ingest/accept.ts';
import type { DeadLetter } from '../src/store/dead-letters/port.ts';
import { connect } from '../src/collect/connect.ts';
import { sortEntries } from '../src/collect/ingest-page.ts';
import { definitionOf } from '../src/source/registry.ts';
import type { StageContext } from './context.ts';

/** A tracker reads its whole list while it has unknown entries, so a snapshot arrives by itself once it is understood. */
async function snapshotArrived(
  ctx: StageContext,
  source: SourceConfig,
  ref: string,
): Promise<string | undefined> {
  const { policies } = ctx.store.read;
  const id = sourceId(source);
  for (const { brand, document } of await policies.documents()) {
    if (!source.brands.includes(brand)) continue;
    const snapshots = await policies.snapshots(brand, document);
    if (snapshots.some((snapshot) => snapshot.source === id && snapshot.ref === ref)) return undefined;
  }
  return 'still not understood at the last read of the source; every read tries it again';
}

/** The function that replays a dead letter of a source: it returns what prevents it, or undefined on success. */
export function replayEntry(ctx: StageContext) {
  return async (letter: Pick<DeadLetter, 'source' | 'payload' | 'ref'>): Promise<string | undefined> => {
    const source = ctx.config.sources.find((one) => sourceId(one) === letter.source);
    if (!source) return `the source ${letter.source} is no longer configured`;
    if (definitionOf(source.type)?.brings === 'policy') return snapshotArrived(ctx, source, letter.ref);
    const connector = connect(ctx, source);
    if ('needs' in connector) return connector.needs;
    let entry: unknown;
    try {
      entry = JSON.parse(letter.payload);
    } catch {
      return 'only its beginning was kept; the next read of the source brings it again';
    }
    const { mentions, deletions, deadLetters, letterOf } = await sortEntries(connector, [entry], ctx.clock());
    const refused = deadLetters[0]?.reason;
    if (refused !== undefined) return `still refused: ${refused}`;
    if (mentions.length + deletions.length === 0) return 'it names no watched brand';
    const accepted = await acceptPage(ctx, {
      source: connector.id,
      mentions,
      deletions,
      letterOf,
      apart: true,
    });
    return accepted.refused[0] && `still refused: ${accepted.refused[0].reason}`;
  };
}
