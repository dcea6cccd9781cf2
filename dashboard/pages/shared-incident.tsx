/** The incident of an alert, for whoever has the link in it: read-only, and nothing that leads on. */
import { renderCountChart } from '../../src/chart/count-chart.ts';
import type { IncidentContent, QuotedPost } from '../../src/domain/notification.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import { INCIDENT_LINK_MS } from '../../src/alert/incident-link.ts';
import { incidentContent } from '../../src/report/notification/incident.ts';
import { peakLabelOf } from '../../src/report/incident/figures.ts';
import { type IncidentReport, loadIncidentReport } from '../../src/report/incident/report.ts';
import { dayText } from '../../src/report/text/labels.ts';
import { incidentOfLink } from '../auth/incident-link.ts';
import type { Ctx } from '../deps.ts';
import { safeUrl } from '../security/safe-url.ts';
import { sharedPage } from '../views/shared.tsx';
import { SimulatedNote, Svg } from '../views/parts.tsx';

/** Of a link that never worked. */
export function unknownIncidentLink(c: Ctx) {
  return sharedPage(
    c,
    'Unknown link',
    <section class="notice">
      <h1>Unknown link</h1>
      <p>It may be incomplete. Open it from the alert again, or copy all of it.</p>
      <p>
        <a href="/login">Sign in to Outcry</a>
      </p>
    </section>,
    404,
  );
}

function endedLink(c: Ctx) {
  return sharedPage(
    c,
    'This link no longer opens',
    <section class="notice">
      <h1>This link no longer opens</h1>
      <p>
        Links in alerts open for {INCIDENT_LINK_MS / (24 * HOUR_MS)} days, and only for those who still get
        these alerts. Ask whoever forwarded it to you, or sign in.
      </p>
      <p>
        <a href="/login">Sign in to Outcry</a>
      </p>
    </section>,
    410,
  );
}

function Post({ text, origin, url }: QuotedPost) {
  const href = safeUrl(url);
  return (
    <li class="card">
      <p dir="auto">{text}</p>
      <p class="small muted">
        {href === undefined ? (
          origin
        ) : (
          <a href={href} rel="noopener noreferrer nofollow ugc" class="out">
            {origin}
          </a>
        )}
      </p>
    </li>
  );
}

/** Leads to the paragraph about its figure. */
function Label(props: { about: string; children: string }) {
  return <a href={`/method#${props.about}`}>{props.children}</a>;
}

function Chart(props: { report: IncidentReport; content: IncidentContent }) {
  const { window, incident, markers, brandName, series, size } = props.report;
  if (!window || window.buckets.length === 0) return null;
  const draw = (idPrefix: string, width: number, plotHeight: number) =>
    renderCountChart({
      idPrefix,
      title: `${series === 'negative' ? 'Negative posts' : 'Posts'} about ${brandName} per ${window.widthMs > HOUR_MS ? 'day' : 'hour'}`,
      description: props.content.chartAlt,
      width,
      plotHeight,
      widthMs: window.widthMs,
      buckets: window.buckets,
      main: series,
      interval: series === 'negative' ? window.negativeInterval : window.interval,
      peak: peakLabelOf(size, series),
      markers,
      spikes: [{ from: incident.onset, to: incident.end ?? window.to }],
    });
  return (
    <figure class="chart card">
      <div class="chart-wide">
        <Svg svg={draw('shared-w', 1060, 250)} />
      </div>
      <div class="chart-narrow">
        <Svg svg={draw('shared-n', 380, 200)} />
      </div>
    </figure>
  );
}

/** Checks the link itself: in the page thread nobody else has. */
export async function sharedIncidentPage(c: Ctx) {
  const { store, clock, config, publicUrl } = c.var.deps;
  const link = await incidentOfLink(c);
  if (link === 'ended') return endedLink(c);
  const brand = link && (await store.read.brands.bySlug(link.incident.brand));
  if (!link || !brand) return unknownIncidentLink(c);
  const { incident, message } = link;
  const now = clock();
  const report = await loadIncidentReport(store.read, config, incident, now);
  const stage = incident.end === undefined ? 'opened' : 'resolved';
  const content = await incidentContent(store.read, brand, report, { publicUrl, now, stage });
  return sharedPage(
    c,
    `${content.brand}: ${content.number}`,
    <>
      {content.simulated && <SimulatedNote />}
      <header class="summary">
        <p class="eyebrow">
          <Label about="kinds">{content.label}</Label>
        </p>
        <h1>
          {content.headline} {content.cause}
        </h1>
        <p class="lead">{content.meaning}</p>
        <dl class="about">
          {content.reasons.length > 0 && (
            <>
              <dt>
                <Label about="verdict">Why</Label>
              </dt>
              <dd>
                <ul class="reasons">
                  {content.reasons.map((reason) => (
                    <li>{reason}</li>
                  ))}
                </ul>
              </dd>
            </>
          )}
          <dt>
            <Label about="trend">Trend</Label>
          </dt>
          <dd>{content.trend}</dd>
          <dt>
            <Label about="severity">Severity</Label>
          </dt>
          <dd>{content.severityText}</dd>
          <dt>Status</dt>
          <dd>{content.who}</dd>
        </dl>
      </header>
      <Chart report={report} content={content} />
      {content.posts.length > 0 && (
        <section>
          <h2>What people say</h2>
          <ul class="plain">{content.posts.map(Post)}</ul>
        </section>
      )}
      <p class="small muted">
        This page was made for the recipient of an alert. It shows this one incident as it is now, opens until{' '}
        {dayText(message.createdAt + INCIDENT_LINK_MS)}, and each visit is noted.{' '}
        <a href={`/login?next=${encodeURIComponent(`/incidents/${incident.slug}`)}`}>
          Sign in for the whole incident
        </a>
      </p>
    </>,
  );
}
