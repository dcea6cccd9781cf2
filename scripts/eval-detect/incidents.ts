/**
 * Backlashes and launches told apart on real headlines, online: at the end of each hour with a headline
 * the product's own detection sees the counts up to then and nothing later.
 */
import { findSpikes } from '../../src/detect/spike/find-spikes.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import type { Spike, SpikeKind } from '../../src/domain/spike.ts';
import { scanSeries } from '../../src/detect/spike/scan-series.ts';
import { type Incident, readHourly, readIncidents, seriesOf } from './incident-titles.ts';
import type { TableRow } from './table-row.ts';

/** Days around an event's date in which a spike belongs to it. */
const EVENT_DAYS = { before: 2, after: 14 };
/** Days on both sides of an event within which an alarm is not counted as stray. */
const STRAY_DAYS = 14;
/** Days after a launch in which nothing may be called a backlash. */
const LAUNCH_DAYS = 7;

/** What was first known of a spike, and first as a backlash. Times are ms. */
interface Known {
  readonly onset: number;
  readonly at: number;
  readonly first: Spike;
  readonly last: Spike;
  readonly backlash?: { readonly at: number; readonly spike: Spike };
}

/** Every spike of the window with the moments at which it was first seen and first called a backlash. */
export function replay(incident: Incident, widthMs = HOUR_MS): Known[] {
  const series = seriesOf(incident, widthMs);
  const known = new Map<number, Known>();
  const seen = series.series['all'] ?? [];
  for (let i = 0; i < series.length; i++) {
    if (!seen[i]) continue;
    const now = series.start + (i + 1) * widthMs;
    for (const spike of findSpikes(series, { now })) {
      const old = known.get(spike.onset);
      // What ended long ago keeps the kind it was reported with.
      if (old && spike.end !== undefined && spike.end < now - 2 * DAY_MS) continue;
      const backlash = old?.backlash ?? (spike.kind === 'backlash' ? { at: now, spike } : undefined);
      const { at, first } = old ?? { at: now, first: spike };
      known.set(spike.onset, {
        onset: spike.onset,
        at,
        first,
        last: spike,
        ...(backlash ? { backlash } : {}),
      });
    }
  }
  return [...known.values()];
}

export interface Judged {
  readonly incident: Incident;
  /** Hours from the first headline of the event's date to the first spike and to the first backlash. */
  readonly anyHours: number;
  readonly backlashHours: number;
  /** The spike that decided, or the first that was seen. */
  readonly deciding?: Spike;
  /** Backlashes of a launch's own days. */
  readonly wrong: readonly Known[];
  /** Backlash alarms far from every event of the brand. */
  readonly stray: readonly Known[];
}

export function judge(incident: Incident, all: readonly Incident[], widthMs = HOUR_MS): Judged {
  const found = replay(incident, widthMs);
  const first = incident.titles.find((title) => title.at >= incident.at)?.at ?? incident.at;
  const near = found.filter((k) => isNear(k.last, incident, first));
  const any = near.reduce<Known | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined);
  const called = near.filter((k) => k.backlash);
  const soonest = called.reduce<Known | undefined>(
    (a, b) => (a && (a.backlash?.at ?? 0) <= (b.backlash?.at ?? 0) ? a : b),
    undefined,
  );
  const late = incident.at + LAUNCH_DAYS * DAY_MS;
  const deciding = soonest?.backlash?.spike ?? any?.first;
  return {
    incident,
    anyHours: any ? (any.at - first) / HOUR_MS : Number.POSITIVE_INFINITY,
    backlashHours: soonest?.backlash ? (soonest.backlash.at - first) / HOUR_MS : Number.POSITIVE_INFINITY,
    ...(deciding ? { deciding } : {}),
    wrong: incident.kind === 'benign' ? called.filter((k) => (k.backlash?.at ?? 0) < late) : [],
    stray: found.filter((k) => k.backlash && isFar(k.onset, incident.brand, all)),
  };
}

/** A spike that began with the event, or that was still open when its first headline came. */
function isNear(spike: Spike, incident: Incident, first: number): boolean {
  return (
    spike.onset < incident.at + EVENT_DAYS.after * DAY_MS &&
    (spike.end === undefined || spike.end > first) &&
    spike.onset >= incident.at - EVENT_DAYS.before * DAY_MS
  );
}

export interface IncidentReport {
  readonly rows: readonly TableRow[];
  /** A line per incident and per stray alarm: what decided. */
  readonly details: readonly string[];
}

/** The table's rows for the bench folder; `widthMs` is the width of the buckets. */
export function incidentReport(bench: string, widthMs = HOUR_MS): IncidentReport {
  const all = readIncidents(bench);
  const judged = all.map((incident) => judge(incident, all, widthMs));
  const backlashes = judged.filter((j) => j.incident.kind === 'backlash');
  const benign = judged.filter((j) => j.incident.kind === 'benign');
  const by = (list: readonly Judged[], hours: (j: Judged) => number) =>
    `${list.filter((j) => hours(j) <= 24).length} of ${list.length}`;
  // Windows of one brand overlap: an hour or an alarm of both is taken once.
  const strays = new Set(
    judged.flatMap((j) => j.stray.map((k) => `${j.incident.brand} ${Math.round(k.onset / DAY_MS)}`)),
  );
  const years = strayYears(all);
  const rows: TableRow[] = [
    {
      measure: 'backlashes reported as backlash within 24 h of the first headline',
      value: by(backlashes, (j) => j.backlashHours),
      goal: '≥ 90%',
    },
    {
      measure: 'the same: any spike',
      value: by(backlashes, (j) => j.anyHours),
      goal: '—',
      rivals: 'volume rules tried: 11 to 16 of 19',
    },
    {
      measure: 'launches called backlash',
      value: `${benign.filter((j) => j.wrong.length > 0).length} of ${benign.length}`,
      goal: '≤ 1 of 8',
      rivals: 'volume rules tried: 7 of 7',
    },
    {
      measure: `backlash alarms per brand and year more than ${STRAY_DAYS} days from a known event`,
      value: `${(strays.size / years).toFixed(1)} (${strays.size} in ${years.toFixed(2)} years)`,
      goal: '≤ 1',
    },
    volumeRow(bench),
  ];
  return { rows, details: judged.flatMap(detailsOf) };
}

/** True far from every known event of the brand. */
function isFar(at: number, brand: string, events: readonly Pick<Incident, 'brand' | 'at'>[]): boolean {
  return events.every((e) => e.brand !== brand || Math.abs(at - e.at) > STRAY_DAYS * DAY_MS);
}

/** Brand-years in which an alarm would be stray; days of overlapping windows once, first weeks left out. */
function strayYears(all: readonly Incident[]): number {
  const days = new Set<string>();
  for (const { brand, start, end } of all)
    for (let at = start + 7 * DAY_MS; at < end; at += DAY_MS)
      if (isFar(at, brand, all)) days.add(`${brand} ${at}`);
  return days.size / 365.25;
}

/** Alarms of volume alone over the sixteen months of hourly counts, per brand and year, away from events. */
export function volumeRow(bench: string): TableRow {
  const events = readIncidents(bench);
  const { start, brands } = readHourly(bench);
  let alarms = 0;
  let hours = 0;
  for (const [brand, counts] of brands) {
    const { findings } = scanSeries({ start, widthMs: HOUR_MS, counts });
    alarms += findings.filter(({ onset }) => isFar(start + onset * HOUR_MS, brand, events)).length;
    hours += counts.filter((c, i) => c !== null && isFar(start + i * HOUR_MS, brand, events)).length;
  }
  const years = hours / (365.25 * 24);
  return {
    measure: `volume alarms per brand and year, hourly counts, more than ${STRAY_DAYS} days from a known event`,
    value: `${(alarms / years).toFixed(1)} (${alarms} in ${years.toFixed(1)} years)`,
    goal: '—',
  };
}

function detailsOf({ incident, anyHours, backlashHours, deciding, wrong, stray }: Judged): string[] {
  const hours = (h: number) => (Number.isFinite(h) ? `${h.toFixed(1)} h` : 'never');
  const lines = [
    `${incident.name} (${incident.kind}): spike after ${hours(anyHours)}, backlash after ${hours(backlashHours)}` +
      (deciding ? `; ${describeSpike(deciding)}` : ''),
  ];
  for (const k of wrong) if (k.backlash) lines.push(`  WRONG: ${describeSpike(k.backlash.spike)}`);
  for (const k of stray) if (k.backlash) lines.push(`  stray: ${describeSpike(k.backlash.spike)}`);
  return lines;
}

function describeSpike(spike: Spike): string {
  const kind: SpikeKind = spike.kind;
  const percent = (share: number) => `${Math.round(100 * share)}%`;
  const onset = new Date(spike.onset).toISOString().slice(0, 13);
  return `${kind} on ${spike.series} from ${onset}: ${spike.observed} counted, ${spike.expected.toFixed(1)} usual, betrayal ${percent(spike.betrayalShare)}, negative ${percent(spike.negativeShare)}`;
}
