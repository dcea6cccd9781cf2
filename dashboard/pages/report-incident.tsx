/** A report of an incident, to print or save as PDF. */
import { DAY_MS } from '../../src/domain/series.ts';
import type { ResponseDraft } from '../../src/domain/response-draft.ts';
import { responseText } from '../../src/report/text/response.ts';
import { incidentSummary } from '../../src/report/incident/summary.ts';
import { type IncidentReport, loadIncidentReport } from '../../src/report/incident/report.ts';
import { knownChanges } from '../../src/series/known-events.ts';
import { type PostGroup, topPosts } from '../../src/report/brand/posts.ts';
import { provenanceLine, provenanceOf } from '../../src/report/export/provenance.ts';
import {
  dayText,
  formatCount,
  momentText,
  stateText,
  timeText,
  severityMeaning,
} from '../../src/report/text/labels.ts';
import { categoryTitles } from '../../src/report/brand/drivers.ts';
import { type Ctx, param } from '../deps.ts';
import { FigureCards } from '../views/brand/summary.tsx';
import { DriversPanel } from '../views/brand/drivers.tsx';
import { IncidentChart, SentAlerts, Timeline } from '../views/incident/parts.tsx';
import { messagePage, page } from '../views/layout.tsx';
import { Mention } from '../views/mention/mention.tsx';
import { SimulatedBanner, Table } from '../views/parts.tsx';

const QUOTED = 5;

/** Every policy change that was tested, not only the most likely. */
function Weighed(props: { report: IncidentReport; titles: ReadonlyMap<string, string> }) {
  const tried = props.report.spike?.attribution ?? [];
  if (tried.length === 0) return null;
  return (
    <section class="card">
      <h2>Policy changes tested</h2>
      <Table
        caption="Policy changes tested"
        hideCaption
        head={['Policy change', 'Verdict', 'Lag of the onset', 'Placebo p-value']}
        numeric={[2, 3]}
        rows={tried.map((one) => [
          props.titles.get(one.policyChange) ?? one.policyChange,
          one.verdict,
          `${formatCount(one.lagHours, 0)} h`,
          formatCount(one.pValue, 3),
        ])}
      />
    </section>
  );
}

function Quoted(props: { posts: readonly PostGroup[]; titles: ReadonlyMap<string, { title: string }> }) {
  if (props.posts.length === 0) return null;
  return (
    <section aria-labelledby="quoted-heading">
      <h2 id="quoted-heading">Posts with the most reach</h2>
      {props.posts.map(({ mention, duplicates }) => (
        <Mention mention={mention} duplicates={duplicates} titles={props.titles} />
      ))}
    </section>
  );
}

function Said(props: { report: IncidentReport; drafts: readonly ResponseDraft[] }) {
  const said = props.drafts.filter((one) => one.answeredAt !== undefined);
  const { response } = props.report;
  if (!response && said.length === 0) return null;
  return (
    <section class="card">
      <h2>Company response</h2>
      {response && <p>{responseText(response)}</p>}
      <ul class="plain">
        {said.map((one) => (
          <li>
            <strong>{one.title}</strong>, {one.kind}, {timeText(one.answeredAt ?? 0)}
          </li>
        ))}
      </ul>
    </section>
  );
}

export async function incidentReportPage(c: Ctx) {
  const { store, clock, config, scorerVersion } = c.var.deps;
  const { read } = store;
  const incident = await read.incidents.find(param(c, 'slug'));
  const brand = incident && (await read.brands.bySlug(incident.brand));
  if (!incident || !brand) {
    return messagePage(
      c,
      404,
      'No such incident',
      <p>
        See <a href="/reports">all reports</a>.
      </p>,
    );
  }
  const report = await loadIncidentReport(read, config, incident, clock());
  const stretch = { from: incident.onset, to: incident.end ?? report.window?.to ?? clock() };
  const [entries, alerts, drafts, posts] = await Promise.all([
    read.incidents.timeline(incident.id),
    read.incidents.alerts(incident.id),
    read.drafts.list(incident.brand),
    topPosts(
      read,
      {
        brandId: brand.id,
        from: stretch.from,
        to: Math.min(stretch.to, stretch.from + 14 * DAY_MS),
        only: 'betrayal',
      },
      QUOTED,
    ),
  ]);
  const summary = incidentSummary(report);
  const { window, spikes, trajectory } = report;
  const made = provenanceOf({ window, spikes, trajectory }, config.packs, scorerVersion);
  const known = await knownChanges(read, config, clock(), brand.slug);
  const changes = new Map(known.map(({ slug, title }) => [slug, title]));
  return page(
    c,
    { title: `Report: ${incident.title}`, current: '/reports' },
    <article class="report">
      <p class="eyebrow">
        <a href="/reports">Reports</a> / <a href={`/incidents/${incident.slug}`}>{report.brandName}</a>
      </p>
      {incident.simulated && <SimulatedBanner />}
      <header>
        <h1>{incident.title}</h1>
        <p class="lead">{summary}</p>
        <p>
          {stateText(incident)}. {severityMeaning(incident.severity)} From{' '}
          {momentText(incident.onset, report.spike?.precision)}
          {incident.end === undefined
            ? ', ongoing.'
            : ` to ${momentText(incident.end, report.spike?.precision)}.`}
          {incident.assignee !== undefined && ` Assigned to ${incident.assignee}.`}
          {incident.verdict !== undefined &&
            ` The team rated the alert as ${incident.verdict === 'right' ? 'justified' : 'a false alarm'}.`}
        </p>
        <p class="small muted no-print">To print or save as PDF, use your browser’s print command.</p>
      </header>
      {report.figures.length > 0 && <FigureCards figures={report.figures} />}
      <IncidentChart report={report} summary={summary} />
      <DriversPanel
        brand={incident.brand}
        stretch={stretch}
        drivers={report.drivers}
        explanation={report.explanation}
      />
      <Weighed report={report} titles={changes} />
      <Quoted posts={posts} titles={categoryTitles(config.packs)} />
      <Said report={report} drafts={drafts.filter((one) => one.incident === incident.slug)} />
      <Timeline entries={entries} />
      <SentAlerts alerts={alerts} />
      <p class="small muted provenance">
        Created {dayText(clock())}. {provenanceLine(made)}
      </p>
    </article>,
  );
}
