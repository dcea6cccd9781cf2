/** JSON about spikes and incidents. */
import { UserError } from '../../src/domain/result.ts';
import { comparisonData } from '../../src/report/comparison/json.ts';
import { incidentSummary } from '../../src/report/incident/summary.ts';
import { type IncidentCoordination, loadCoordination } from '../../src/report/incident/coordination.ts';
import { loadArguments } from '../../src/report/incident/arguments.ts';
import { loadIncidentReport } from '../../src/report/incident/report.ts';
import { isoSecond } from '../../src/report/text/labels.ts';
import { argumentsData } from '../../src/report/export/arguments-data.ts';
import { incidentData, sizeData, spikeData } from '../../src/report/export/json-data.ts';
import { type Ctx, param } from '../deps.ts';
import { compareQuery, loadFor } from '../query/compare.ts';
import { unknown, wrong } from './brands.ts';
import type { Comparison } from './schemas/comparison.ts';
import type { IncidentArgumentList } from './schemas/arguments.ts';
import type { IncidentDetail, IncidentList, SpikeList } from './schemas/incidents.ts';

export async function apiSpikes(c: Ctx) {
  const { read } = c.var.deps.store;
  const slug = c.req.query('brand');
  const brand = slug ? await read.brands.bySlug(slug) : undefined;
  if (slug && !brand) return unknown(c, 'brand');
  const spikes = await read.spikes.list(brand ? { brandId: brand.id } : {});
  return c.json({ spikes: spikes.map(spikeData) } satisfies SpikeList);
}

export async function apiIncidents(c: Ctx) {
  const incidents = await c.var.deps.store.read.incidents.all();
  return c.json({ incidents: incidents.map(incidentData) } satisfies IncidentList);
}

export async function apiIncident(c: Ctx) {
  const { store, config, clock } = c.var.deps;
  const incident = await store.read.incidents.find(param(c, 'slug'));
  if (!incident) return unknown(c, 'incident');
  // Drivers of the whole incident, as since release 0.1; pages show those of its most severe spike.
  const report = await loadIncidentReport(store.read, config, incident, clock(), undefined, 'incident');
  const [timeline, alerts] = await Promise.all([
    store.read.incidents.timeline(incident.id),
    store.read.incidents.alerts(incident.id),
  ]);
  const { trajectory, size } = report;
  const brand = await store.read.brands.bySlug(incident.brand);
  const whole = { from: incident.onset, to: incident.end ?? report.window?.to ?? clock() };
  const coordination = brand ? await loadCoordination(store.read, brand.id, whole) : undefined;
  return c.json({
    ...incidentData(incident),
    answer: incidentSummary(report),
    series: report.series,
    size: size ? sizeData(size) : null,
    trajectory: trajectory
      ? {
          ...trajectory,
          precision: trajectory.precision ?? 'hour',
          onset: isoSecond(trajectory.onset),
          peak: { ...trajectory.peak, at: isoSecond(trajectory.peak.at) },
        }
      : null,
    spikes: report.spikes.map(spikeData),
    drivers: report.drivers,
    coordination: coordination ? coordinationData(coordination) : null,
    timeline: timeline.map((entry) => ({ ...entry, at: isoSecond(entry.at) })),
    alerts: alerts.map(({ stage, send, reason, decidedAt }) => ({
      stage,
      send,
      reason,
      decidedAt: isoSecond(decidedAt),
    })),
  } satisfies IncidentDetail);
}

function coordinationData(found: IncidentCoordination) {
  const { judged, posts, share, accounts, effectiveAuthors, reasons, flagged } = found;
  return { judged, posts, share, accounts, effectiveAuthors, reasons: [...reasons], flagged };
}

/** What its posts argue. The same for everybody who may see the brand: what is new depends on `since`. */
export async function apiIncidentArguments(c: Ctx) {
  const { store, config, clock } = c.var.deps;
  const incident = await store.read.incidents.find(param(c, 'slug'));
  const brand = incident && (await store.read.brands.bySlug(incident.brand));
  if (!incident || !brand) return unknown(c, 'incident');
  const given = c.req.query('since');
  const since = given === undefined ? undefined : Date.parse(given);
  if (since !== undefined && !Number.isFinite(since))
    return wrong(c, 'since is no time, e.g. 2015-08-20T14:00:00Z');
  const found = await loadArguments(store.read, config, brand, incident, { now: clock(), since });
  return c.json(argumentsData(incident.slug, found) satisfies IncidentArgumentList);
}

export async function apiCompare(c: Ctx) {
  try {
    return c.json(comparisonData(await loadFor(c, compareQuery(c))) satisfies Comparison);
  } catch (error) {
    if (error instanceof UserError) return wrong(c, error.message);
    throw error;
  }
}
