/** Saves what detection found: spikes, and the incidents that hold them. */
import { incidentTitle, saysKindOnly } from '../report/text/incident-title.ts';
import { groupIncidents, REOPEN_MS } from '../detect/spike/group-incidents.ts';
import { type Incident, REOPENED } from '../domain/incident.ts';
import type { Spike } from '../domain/spike.ts';
import type { Tx } from '../store/store.ts';
import type { BrandRow } from '../store/brands/port.ts';
import type { DetectionContext } from './context.ts';
import type { DescribedSpike } from './describe-spike.ts';

interface Findings {
  readonly spikes: readonly DescribedSpike[];
  /** Spikes that began earlier are left as they are. */
  readonly from: number;
  /** Start of a re-score since the last scan. */
  readonly rescoredAt: number | undefined;
}

/** A resolved incident that flares up within `REOPEN_MS` is the same incident and opens again, without a second "opened" alert. */
async function reopen(
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

/**
 * An incident that people were notified of stays in the list. It ends where corrections, mutes or another scorer left
 * none of its spikes, and opens again when that is undone.
 */
async function endIncidentsWithoutSpikes(
  tx: Tx,
  incidents: readonly Incident[],
  from: number,
  alive: ReadonlySet<number>,
  now: number,
): Promise<void> {
  for (const { id, onset, severity, title, end } of incidents) {
    if (end !== undefined || onset < from || alive.has(id)) continue;
    if (!(await tx.incidents.find(String(id)))) continue;
    await tx.incidents.update(id, { onset, severity, title, end: now });
    const what = 'its counts stand out no more (corrected, muted or scored again)';
    await tx.incidents.addEntry(id, { at: now, who: 'outcry', what });
  }
}

/** `spikes` are all that began at or after `from`. */
export async function saveSpikes(
  ctx: Pick<DetectionContext, 'config' | 'clock'>,
  tx: Tx,
  brand: BrandRow,
  { spikes, from, rescoredAt }: Findings,
): Promise<void> {
  const known = await tx.incidents.ofBrand(brand.id);
  const { packs, incidents } = ctx.config;
  const groups = groupIncidents(brand, spikes, known, incidents, (name, members, onset) => {
    return incidentTitle(name, members, onset, { packs, now: ctx.clock() });
  });
  const saved = [];
  for (const { spikes: members, ...group } of groups) {
    const existing = known.find((incident) => incident.slug === group.slug);
    const { slug, onset, end, severity } = group;
    // A name that people have read stays the same while the counts change.
    const declared = incidents.some((one) => one.slug === slug);
    const kept = existing && existing.named === undefined && !saysKindOnly(existing.title);
    const title = kept && !declared ? existing.title : group.title;
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
    if (existing) await reopen(tx, slug, existing, members, openedAt);
    if (rescoredAt !== undefined) await tx.incidents.markRescored(incident.id, rescoredAt);
    saved.push(...members.map((spike) => ({ ...spike, incidentId: incident.id })));
  }
  await tx.spikes.replace(brand.id, from, saved);
  await tx.incidents.removeEmpty(brand.id);
  await endIncidentsWithoutSpikes(
    tx,
    known,
    from,
    new Set(saved.map((spike) => spike.incidentId)),
    ctx.clock(),
  );
}
