/** Charts as files to save. */
import { type BrandReport, loadBrandReport } from '../../src/report/brand/report.ts';
import {
  CHART_FORMATS,
  type ChartFile,
  isChartFormat,
  renderChartFile,
} from '../../src/report/export/chart-file.ts';
import { peakLabelOf } from '../../src/report/incident/figures.ts';
import { loadIncidentReport } from '../../src/report/incident/report.ts';
import { incidentSummary } from '../../src/report/incident/summary.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { dayText } from '../../src/report/text/labels.ts';
import { type Ctx, param } from '../deps.ts';
import { messagePage } from '../views/layout.tsx';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
} as const;

function attach(c: Ctx, type: string, name: string): void {
  c.header('Content-Type', type);
  c.header('Content-Disposition', `attachment; filename="${name.replace(/[^a-z0-9.-]/gi, '')}"`);
  c.header('Cache-Control', 'no-store');
}

function sendChart(c: Ctx, name: string, file: ChartFile) {
  const format = c.req.query('format') ?? '';
  if (!isChartFormat(format)) {
    return messagePage(c, 400, 'Unknown format', <p>Choose one of: {CHART_FORMATS.join(', ')}.</p>);
  }
  const body = renderChartFile(file, format);
  attach(c, TYPES[format], `${name}.${format}`);
  return c.body(typeof body === 'string' ? body : new Uint8Array(body));
}

function noCounts(c: Ctx) {
  return messagePage(c, 404, 'Nothing to download', <p>There are no counts for this address.</p>);
}

/** What the files of a brand and of an incident share. */
function partsOf(c: Ctx, { window, series, size }: Pick<BrandReport, 'window' | 'series' | 'size'>) {
  return {
    subtitle: `${dayText(window.from)} to ${dayText(window.to - 1)}`,
    series,
    peak: peakLabelOf(size, series),
    showTotal: c.req.query('all') === '1',
    theme: c.req.query('theme') === 'dark' ? ('dark' as const) : ('light' as const),
    madeAt: c.var.deps.clock(),
  };
}

const WIDTHS: Readonly<Record<string, number>> = { hour: HOUR_MS, day: DAY_MS };

/** The chart of a brand's page, with the same `range` and `bucket`. */
export async function brandChart(c: Ctx) {
  const { store, clock, config, scorerVersion = 'unknown' } = c.var.deps;
  const brand = await store.read.brands.bySlug(param(c, 'slug'));
  const widthMs = WIDTHS[c.req.query('bucket') ?? ''];
  const range = c.req.query('range');
  const choice = { ...(range === undefined ? {} : { range }), ...(widthMs === undefined ? {} : { widthMs }) };
  const report = brand && (await loadBrandReport(store.read, config, brand, clock(), choice));
  if (!brand || !report) return noCounts(c);
  const { window, markers, spikes, dataEnd } = report;
  return sendChart(c, `${brand.slug}-${new Date(window.from).toISOString().slice(0, 10)}`, {
    ...partsOf(c, report),
    title: `${brand.name}: ${report.answer.sentence}`,
    brand: brand.slug,
    simulated: brand.simulated,
    window,
    markers,
    spikes: spikes.map((spike) => ({ from: spike.onset, to: spike.end ?? dataEnd })),
    scorerVersion,
  });
}

export async function incidentChart(c: Ctx) {
  const { store, clock, config, scorerVersion = 'unknown' } = c.var.deps;
  const incident = await store.read.incidents.find(param(c, 'slug'));
  const report =
    incident && (await loadIncidentReport(store.read, config, incident, clock(), c.req.query('range')));
  if (!incident || !report?.window) return noCounts(c);
  const { window, markers, spikes } = report;
  return sendChart(c, incident.slug, {
    ...partsOf(c, { ...report, window }),
    title: `${report.brandName}: ${incidentSummary(report)}`,
    brand: incident.brand,
    simulated: incident.simulated,
    window,
    markers,
    spikes: spikes.map((spike) => ({ from: spike.onset, to: spike.end ?? window.to })),
    scorerVersion,
  });
}
