/** What of an incident's posts looks coordinated. */
import { type Coordination, coordinationOf } from '../../detect/coordination/coordination.ts';
import type { OneMention } from '../../store/mentions/port.ts';
import type { Reads } from '../../store/store.ts';

/** The newest posts that are looked at. */
const MOST_POSTS = 5_000;

export interface IncidentCoordination extends Coordination {
  /** Whether the incident has more posts than were looked at. */
  readonly cut: boolean;
  readonly posted: readonly OneMention[];
}

/** Undefined where too few posts name their author. */
export async function loadCoordination(
  { mentions }: Pick<Reads, 'mentions'>,
  brandId: number,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<IncidentCoordination | undefined> {
  const traces = await mentions.traces({ brandId, from, to, limit: MOST_POSTS });
  const found = coordinationOf(traces);
  if (!found) return undefined;
  const rows = await Promise.all(found.examples.map((id) => mentions.one(id)));
  const posted = rows.filter((row): row is OneMention => row !== undefined && row.deletedAt === undefined);
  return { ...found, cut: traces.length === MOST_POSTS, posted };
}
