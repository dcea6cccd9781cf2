/** One incident: how it ran, what explains it, who was told, and what people did. */
import { severityMeaning } from '../../src/detect/severity.ts';
import type { Answer, AnswerTemplate } from '../../src/domain/answer.ts';
import type { Alert, TimelineEntry } from '../../src/domain/incident.ts';
import { allows } from '../../src/domain/user.ts';
import { type IncidentReport, loadIncidentReport } from '../../src/report/incident-report.ts';
import { incidentAnswer } from '../../src/report/incident-answer.ts';
import { DAY_MS } from '../../src/domain/series.ts';
import { responseSentence } from '../../src/report/comparison-differences.ts';
import { dayText, reasonText } from '../../src/report/words.ts';
import type { OutboxRow } from '../../src/store/ports/outbox.ts';
import { type Ctx, param } from '../deps.ts';
import { AnswerLine } from '../views/answers.tsx';
import { CountFigure } from '../views/chart.tsx';
import { DriversPanel } from '../views/drivers.tsx';
import { CourseCards } from '../views/course.tsx';
import { beginLink, templatesFor } from './answers.tsx';
import { notice, page } from '../views/layout.tsx';
import { IncidentActions } from '../views/incident-actions.tsx';
import { rescoreNotice } from '../views/rescore-notice.tsx';
import { Empty, Severity, Simulated, SimulatedNotice, StatePill, Table, Time } from '../views/parts.tsx';

function Chart(props: { report: IncidentReport; answer: string }) {
  const { window, incident, brandName, markers, spikes, trajectory } = props.report;
  if (!window) return <Empty>The counts behind this incident are gone.</Empty>;
  const unit = window.widthMs >= DAY_MS ? 'day' : 'hour';
  const title = `Mentions of ${brandName} per ${unit}`;
  const main = props.report.spike;
  return (
    <section class="card" aria-labelledby="chart-heading">
      <h2 id="chart-heading">{title}</h2>
      <CountFigure
        id="incident"
        brand={incident.brand}
        title={title}
        file={`/incidents/${incident.slug}/chart`}
        description={`${props.answer} The numbers stand in the table below the chart.`}
        window={window}
        markers={markers}
        spikes={spikes.map((spike) => ({
          from: spike.onset,
          to: spike.end ?? window.to,
          ...(spike.id === main?.id && trajectory ? { label: peakLabel(trajectory.peak.multiple) } : {}),
        }))}
      />
    </section>
  );
}

function peakLabel(multiple: number): string {
  return `${multiple >= 20 ? Math.round(multiple) : Math.round(multiple * 10) / 10}× normal`;
}

function Timeline(props: { entries: readonly TimelineEntry[] }) {
  return (
    <section class="card" aria-labelledby="timeline-heading">
      <h2 id="timeline-heading">Timeline</h2>
      <ol class="timeline">
        {props.entries.map((entry) => (
          <li>
            <Time at={entry.at} />
            <span>
              {entry.what} <span class="muted">by {entry.who}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Alerts(props: { alerts: readonly Alert[]; mails: readonly OutboxRow[] }) {
  return (
    <section class="card" aria-labelledby="alerts-heading">
      <h2 id="alerts-heading">Who was told</h2>
      {props.alerts.length === 0 ? <p class="muted">Nothing has been decided yet.</p> : null}
      <ul class="plain">
        {props.alerts.map((alert) => (
          <li>
            <strong>{alert.stage}</strong>
            {alert.route === '' ? '' : ` (${alert.route})`}: {alert.send ? 'sent' : 'not sent'},{' '}
            {reasonText(alert.reason)}{' '}
            <span class="small muted">
              <code>{alert.reason}</code>, <Time at={alert.decidedAt} />
            </span>
          </li>
        ))}
      </ul>
      {props.mails.length > 0 && (
        <Table
          caption="Mails of this incident"
          head={['Recipient', 'About', 'State', 'Tries']}
          numeric={[3]}
          rows={props.mails.map((mail) => [
            mail.file === undefined ? mail.recipient : <a href={`/mail/${mail.id}`}>{mail.recipient}</a>,
            mail.stage,
            mail.state,
            mail.attempts,
          ])}
        />
      )}
    </section>
  );
}

/** What the company says about it, and how the decay was before and after it said so. */
function Answers(props: {
  report: IncidentReport;
  answers: readonly Answer[];
  templates: readonly AnswerTemplate[];
}) {
  const { report, answers, templates } = props;
  const { slug } = report.incident;
  return (
    <section class="card" aria-labelledby="answers-heading">
      <h2 id="answers-heading">What the company says</h2>
      {report.response && <p>{responseSentence(report.response)}</p>}
      {answers.length > 0 && (
        <ul class="plain">
          {answers.map((answer) => (
            <AnswerLine answer={answer} />
          ))}
        </ul>
      )}
      {templates.length > 0 && (
        <details>
          <summary>Begin an answer</summary>
          <ul>
            {templates.map((one) => (
              <li>
                <a href={beginLink(slug, one.slug)}>{one.title}</a> <span class="muted">{one.kind}</span>
              </li>
            ))}
            <li>
              <a href={beginLink(slug)}>An empty page</a>
            </li>
          </ul>
        </details>
      )}
      {answers.length === 0 && templates.length === 0 && <p class="muted">Nothing so far.</p>}
    </section>
  );
}

export async function incidentPage(c: Ctx) {
  const { ledger, clock, config } = c.var.deps;
  const incident = await ledger.read.incidents.find(param(c, 'slug'));
  if (!incident) {
    return notice(
      c,
      404,
      'No such incident',
      <p>
        The list of incidents is <a href="/incidents">here</a>.
      </p>,
    );
  }
  const report = await loadIncidentReport(ledger.read, config, incident, clock());
  const answers = await ledger.read.answers.list(incident.brand);
  const codes = report.drivers.categories.filter(({ type }) => type === 'harm').map(({ code }) => code);
  const [entries, alerts, mails] = await Promise.all([
    ledger.read.incidents.timeline(incident.id),
    ledger.read.incidents.alerts(incident.id),
    ledger.read.outbox.ofIncident(incident.id),
  ]);
  const answer = incidentAnswer(report);
  const may = allows(c.get('principal')?.role ?? 'viewer', 'analyst');
  const stretch = { from: incident.onset, to: incident.end ?? report.window?.to ?? clock() };
  return page(
    c,
    { title: incident.title, current: '/incidents' },
    <>
      <p class="eyebrow">
        <a href="/incidents">Incidents</a> / <a href={`/brands/${incident.brand}`}>{report.brandName}</a>{' '}
        {incident.simulated && <Simulated />}
      </p>
      {incident.simulated && <SimulatedNotice />}
      {await rescoreNotice(c)}
      <header class="answer">
        <h1>{incident.title}</h1>
        <p class="lead">{answer}</p>
        <p class="pills">
          <StatePill state={incident.state} /> <Severity severity={incident.severity} />{' '}
          <span class="muted">{severityMeaning(incident.severity)}</span>
        </p>
        {incident.assignee !== undefined && <p>{incident.assignee} is on it.</p>}
        {may && <IncidentActions incident={incident} now={clock()} />}
      </header>
      {report.trajectory && <CourseCards trajectory={report.trajectory} series={report.series} />}
      <Chart report={report} answer={answer} />
      <DriversPanel
        brand={incident.brand}
        stretch={stretch}
        drivers={report.drivers}
        explanation={report.explanation}
      />
      <Answers
        report={report}
        answers={answers.filter((one) => one.incident === incident.slug)}
        templates={may ? templatesFor(config, codes) : []}
      />
      <div class="panels two">
        <Timeline entries={entries} />
        <Alerts alerts={alerts} mails={mails} />
      </div>
      <p class="small muted">
        Opened {dayText(incident.openedAt)}, revision {incident.revision}.
      </p>
    </>,
  );
}
