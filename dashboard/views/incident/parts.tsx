/** Parts shared by the page and the report of an incident. */
import type { Alert, Incident, TimelineEntry } from '../../../src/domain/incident.ts';
import { DAY_MS } from '../../../src/domain/series.ts';
import type { ChartEvent } from '../../../src/chart/events.ts';
import { peakLabelOf } from '../../../src/report/incident/figures.ts';
import type { IncidentReport } from '../../../src/report/incident/report.ts';
import { momentText, reasonText, timeText } from '../../../src/report/text/labels.ts';
import type { OutboxRow } from '../../../src/store/outbox/port.ts';
import { CountFigure, type CountFigureProps } from '../chart.tsx';
import { DailySources, Empty, link, Table, Time } from '../parts.tsx';

/** The counts around the incident, with known events. */
export function IncidentChart(props: {
  report: IncidentReport;
  summary: string;
  events?: readonly ChartEvent[];
  total?: CountFigureProps['total'];
  zoom?: CountFigureProps['zoom'];
  note?: string;
  /** The stretch that is shown. */
  range?: string | undefined;
}) {
  const { window, incident, brandName, markers, spikes, size, series } = props.report;
  if (!window) return <Empty>The counts of this incident were deleted.</Empty>;
  const unit = window.widthMs >= DAY_MS ? 'day' : 'hour';
  const title = `${series === 'negative' ? 'Negative posts' : 'Posts'} about ${brandName} per ${unit}`;
  return (
    <section class="card" aria-labelledby="chart-heading">
      <h2 id="chart-heading">{title}</h2>
      <DailySources names={props.report.dailySources} hours={unit === 'hour'} />
      <CountFigure
        id="incident"
        brand={incident.brand}
        title={title}
        file={link(`/incidents/${incident.slug}/chart`, { range: props.range })}
        description={`${props.summary} The table below the chart has the numbers.`}
        window={window}
        series={series}
        markers={markers}
        events={props.events ?? []}
        spikes={spikes.map((spike) => ({ from: spike.onset, to: spike.end ?? window.to }))}
        peak={peakLabelOf(size, series)}
        {...(props.total ? { total: props.total } : {})}
        {...(props.zoom ? { zoom: props.zoom } : {})}
        {...(props.note === undefined ? {} : { note: props.note })}
      />
    </section>
  );
}

/** Where the outcry began, when the first alert went out, when somebody acknowledged it. */
export function chartEvents(
  incident: Incident,
  { size, spike }: IncidentReport,
  entries: readonly TimelineEntry[],
  alerts: readonly Alert[],
): ChartEvent[] {
  const precision = size?.unit ?? spike?.precision;
  const sent = alerts.find((alert) => alert.send);
  const acknowledged = entries.find(({ what }) => what === 'acknowledged');
  return [
    { at: incident.onset, name: 'began', label: `Began ${momentText(incident.onset, precision)}` },
    ...(sent ? [{ at: sent.decidedAt, name: 'alert', label: `Alert sent ${timeText(sent.decidedAt)}` }] : []),
    ...(acknowledged
      ? [
          {
            at: acknowledged.at,
            name: 'acknowledged',
            label: `Acknowledged by ${acknowledged.who}, ${timeText(acknowledged.at)}`,
          },
        ]
      : []),
  ];
}

/** What happened and who did it. */
export function Timeline(props: { entries: readonly TimelineEntry[] }) {
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

/** For print: which alerts were sent, without what the program needs to know of them. */
export function SentAlerts(props: { alerts: readonly Alert[] }) {
  const sent = props.alerts.filter((alert) => alert.send);
  return (
    <section class="card" aria-labelledby="alerts-heading">
      <h2 id="alerts-heading">Alerts</h2>
      {sent.length === 0 && <p class="muted">No alerts sent.</p>}
      <ul class="plain">
        {sent.map((alert) => (
          <li>
            <Time at={alert.decidedAt} /> {reasonText(alert.reason)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every alert decision, and the mails. */
export function Recipients(props: { alerts: readonly Alert[]; mails: readonly OutboxRow[] }) {
  return (
    <section class="card" aria-labelledby="alerts-heading">
      <h2 id="alerts-heading">Alerts</h2>
      {props.alerts.length === 0 ? <p class="muted">No decisions yet.</p> : null}
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
          caption="Mails about this incident"
          head={['Recipient', 'About', 'State', 'Attempts']}
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
