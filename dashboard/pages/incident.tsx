/** One incident: its course, attribution, alerts, and what people did. */
import { allows } from '../../src/domain/user.ts';
import { loadIncidentReport } from '../../src/report/incident/report.ts';
import { incidentSummary } from '../../src/report/incident/summary.ts';
import { liveProfile } from '../../src/report/incident/live-profile.ts';
import { loadCoordination } from '../../src/report/incident/coordination.ts';
import { loadVoices } from '../../src/report/incident/voices.ts';
import { loadArguments } from '../../src/report/incident/arguments.ts';
import { compareWithLibrary } from '../../src/library/compare.ts';
import { stretchText } from '../../src/report/stretch.ts';
import { dayText, severityMeaning } from '../../src/report/text/labels.ts';
import { provisionalText } from '../../src/report/text/provisional.ts';
import { type Ctx, param } from '../deps.ts';
import { whoAsks } from '../query/form.ts';
import { peopleOf } from '../query/people.ts';
import { templatesFor } from '../query/response-drafts.ts';
import { DriversPanel } from '../views/brand/drivers.tsx';
import { FigureCards } from '../views/brand/summary.tsx';
import { CoordinationCard } from '../views/incident/coordination.tsx';
import { IncidentDrafts } from '../views/incident/drafts.tsx';
import { ShareMenu } from '../views/incident/share.tsx';
import { Ignored } from '../views/ignored.tsx';
import { Voices } from '../views/incident/voices.tsx';
import { Arguments } from '../views/incident/arguments.tsx';
import { LibraryPlace } from '../views/library/place.tsx';
import { messagePage, page } from '../views/layout.tsx';
import { IncidentActions } from '../views/incident/actions.tsx';
import { IncidentLinks } from '../views/incident/links.tsx';
import { chartEvents, IncidentChart, Timeline, Recipients } from '../views/incident/parts.tsx';
import { libraryOf } from './library/load.ts';
import { rescoreBanner } from '../views/rescore-banner.tsx';
import { link, Severity, Simulated, SimulatedBanner, StatePill } from '../views/parts.tsx';

export async function incidentPage(c: Ctx) {
  const { store, clock, config, publicUrl } = c.var.deps;
  const incident = await store.read.incidents.find(param(c, 'slug'));
  if (!incident) {
    return messagePage(
      c,
      404,
      'No such incident',
      <p>
        See <a href="/incidents">all incidents</a>.
      </p>,
    );
  }
  const range = c.req.query('range');
  const report = await loadIncidentReport(store.read, config, incident, clock(), range);
  const own = `/incidents/${incident.slug}`;
  const drafts = await store.read.drafts.list(incident.brand);
  const codes = report.drivers.categories.filter(({ type }) => type === 'harm').map(({ code }) => code);
  const [entries, alerts, mails] = await Promise.all([
    store.read.incidents.timeline(incident.id),
    store.read.incidents.alerts(incident.id),
    store.read.outbox.ofIncident(incident.id),
  ]);
  const opens = await store.read.alertLinks.opens(incident.id);
  const revocations = (await store.read.alertLinks.revocations()).filter(
    (one) => one.incidentId === 0 || one.incidentId === incident.id,
  );
  const brand = await store.read.brands.bySlug(incident.brand);
  const voices = brand ? await loadVoices(store.read, config, brand.id, report, clock()) : [];
  const whole = { from: incident.onset, to: incident.end ?? report.window?.to ?? clock() };
  const coordination = brand ? await loadCoordination(store.read, brand.id, whole) : undefined;
  const provisional = incident.end === undefined ? provisionalText(report.spike, clock()) : undefined;
  const argued = brand
    ? await loadArguments(store.read, config, brand, incident, {
        now: clock(),
        since: c.get('principal')?.lastVisit,
      })
    : undefined;
  const showTotal = c.req.query('all') === '1';
  const summary = incidentSummary(report);
  const may = allows(c.get('principal')?.role ?? 'viewer', 'analyst');
  const stretch = report.zoom ?? whole;
  return page(
    c,
    { title: incident.title, current: '/incidents' },
    <>
      <p class="eyebrow">
        <a href="/incidents">Incidents</a> / <a href={`/brands/${incident.brand}`}>{report.brandName}</a>{' '}
        {incident.simulated && <Simulated />}
      </p>
      {incident.simulated && <SimulatedBanner />}
      {await rescoreBanner(c)}
      <header class="summary">
        <h1>{incident.title}</h1>
        <p class="lead">{summary}</p>
        {provisional !== undefined && <p role="note">{provisional}</p>}
        <p class="pills">
          <StatePill state={incident.state} /> <Severity severity={incident.severity} />{' '}
          <span class="muted">{severityMeaning(incident.severity)}</span>
        </p>
        <div class="incident-head">
          {may ? (
            <IncidentActions
              incident={incident}
              now={clock()}
              people={await peopleOf(c, incident.brand)}
              me={whoAsks(c)}
              rising={incident.end === undefined && report.trend?.direction === 'rising'}
            />
          ) : (
            <p>{incident.assignee === undefined ? 'No owner yet.' : `Owner: ${incident.assignee}.`}</p>
          )}
          <ShareMenu incident={incident} publicUrl={publicUrl} />
        </div>
      </header>
      {report.figures.length > 0 && <FigureCards figures={report.figures} />}
      {report.zoom && (
        <p class="banner" role="status">
          Posts, chart and drivers from {stretchText(report.zoom)}. <a href={own}>Show the whole incident</a>
        </p>
      )}
      {range && !report.zoom && (
        <Ignored texts={[`“range” is no stretch of this incident’s data and was ignored.`]} />
      )}
      <Voices
        brand={incident.brand}
        stretch={stretch}
        voices={voices}
        count={report.stretchCount}
        only={report.series === 'negative' ? 'negative' : undefined}
      />
      {argued && <Arguments found={argued} open={incident.end === undefined} />}
      <IncidentChart
        report={report}
        summary={summary}
        events={chartEvents(incident, report, entries, alerts)}
        total={{
          shown: showTotal,
          href: `${link(own, { range: report.zoom && range, all: showTotal ? undefined : '1' })}#chart-heading`,
        }}
        zoom={{ into: own, back: own }}
        range={report.zoom && range}
        {...(may ? { note: link('/notes', { brand: incident.brand }) } : {})}
      />
      <DriversPanel
        brand={incident.brand}
        stretch={report.shares ?? stretch}
        drivers={report.drivers}
        explanation={report.explanation}
      />
      <CoordinationCard found={coordination} />
      <LibraryPlace
        comparison={compareWithLibrary(liveProfile(report), libraryOf(c).capsules)}
        title="Beside past incidents of other companies"
      />
      <IncidentDrafts
        report={report}
        drafts={drafts.filter((one) => one.incident === incident.slug)}
        templates={may ? templatesFor(config, codes) : []}
      />
      <div class="panels two">
        <Timeline entries={entries} />
        <Recipients alerts={alerts} mails={mails} />
      </div>
      {mails.length > 0 && (
        <IncidentLinks
          slug={incident.slug}
          opens={opens}
          revocations={revocations}
          may={allows(c.get('principal')?.role ?? 'viewer', 'admin')}
        />
      )}
      <p class="small muted">
        Opened {dayText(incident.openedAt)}, revision {incident.revision}.{' '}
        <a href={`/reports/incidents/${incident.slug}`}>Printable report</a>
        {may && incident.state === 'resolved' && !incident.simulated && (
          <>
            {' · '}
            <a href={`/incidents/${incident.slug}/capsule`}>Add to the library</a>
          </>
        )}
      </p>
    </>,
  );
}
