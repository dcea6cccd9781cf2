/** Writes what detection found: spikes, and the incidents that hold them. */
import { groupIncidents, REOPEN_MS } from '../src/detect/spike/group-incidents.ts';
import { type Incident, REOPENED } from '../src/domain/incident.ts';
import type { Spike } from '../src/domain/spike.ts';
import type { Tx } from '../src/store/store.ts';
import type { BrandRow } from '../src/store/brands/port.ts';
import type { StageContext } from './context.ts';
import type { DescribedSpike } from './describe-spike.ts';

export interface Findings {
  readonly spikes: readonly DescribedSpike[];
  /** Older spikes stand as they are. */
  readonly from: number;
  /** Start of a re-score that was not looked at yet. */
  readonly rescoredAt: number | undefined;
}

/** A resolved incident that flares up within `REOPEN_MS` is the same one; nobody is told twice that it was opened. */
async function openAgain(
  tx: Tx,
  slug: string,
  before: Incident,
  members: readonly Spike[],
  now: number,
): Promise<void> {
  const { state, end: over } = before;
  if (state !== 'resolved' || over === undefined) return;
  const flared = ({ onset, end = Infinity }: Spike) => onset >= over && end > now - REOPEN_MS;
  const incident = members.some(flared) ? await tx.incidents.find(slug) : undefined;
  if (!incident) return;
  const entry = { at: now, who: 'outcry', what: REOPENED };
  await tx.incidents.setState(incident.id, incident.revision, 'open', entry);
}

/** What people were told of stays, and ends where corrections, mutes or another scorer left nothing of it. */
async function endThoseThatAreGone(
  tx: Tx,
  known: readonly Incident[],
  from: number,
  alive: ReadonlySet<number>,
  now: number,
): Promise<void> {
  for (const { id, onset, severity, title, end } of known) {
    if (end !== undefined || onset < from || alive.has(id)) continue;
    if (!(await tx.incidents.find(String(id)))) continue;
    await tx.incidents.update(id, { onset, severity, title, end: now });
    const what = 'its counts stand out no more (corrected, muted or scored again)';
    await tx.incidents.addEntry(id, { at: now, who: 'outcry', what });
  }
}

/** `spikes` are all that began at or after `from`. */
export async function keepSpikes(
  ctx: StageContext,
  tx: Tx,
  brand: BrandRow,
  { spikes, from, rescoredAt }: Findings,
): Promise<void> {
  const known = await tx.incidents.ofBrand(brand.id);
  const groups = groupIncidents(brand, spikes, known, ctx.config.incidents);
  const saved = [];
  for (const { spikes: members, ...group } of groups) {
    const existing = known.find((incident) => incident.slug === group.slug);
    const { slug, title, onset, end, severity } = group;
    const simulated = members.every((s) => s.simulated);
    const openedAt = ctx.clock();
    const incident =
      existing ??
      (await tx.incidents.open({
        slug,
        brandId: brand.id,
        title,
        onset,
        end,
        severity,
        simulated,
        openedAt,
        rescoredAt,
      }));
    await tx.incidents.update(incident.id, { onset, end, severity, title });
    if (existing) await openAgain(tx, slug, existing, members, openedAt);
    if (rescoredAt !== undefined) await tx.incidents.markRescored(incident.id, rescoredAt);
    saved.push(...members.map((spike) => ({ ...spike, incidentId: incident.id })));
  }
  await tx.spikes.replace(brand.id, from, saved);
  await tx.incidents.removeEmpty(brand.id);
  await endThoseThatAreGone(tx, known, from, new Set(saved.map((spike) => spike.incidentId)), ctx.clock());
}
