/** The week of every brand, to print. */
import { renderSparkline } from '../../src/chart/sparkline.ts';
import {
  type BrandWeek,
  lastWeek,
  loadWeek,
  type Week,
  WEEK_MS,
  weekStart,
} from '../../src/report/week/week.ts';
import { noChangeText, weekNumbers } from '../../src/report/week/line.ts';
import { changeDate } from '../../src/domain/dated-events.ts';
import { countOf, dayText, formatCount, listText, momentText } from '../../src/report/text/labels.ts';
import { DAY_MS } from '../../src/domain/series.ts';
import type { Ctx } from '../deps.ts';
import { page } from '../views/layout.tsx';
import { Empty, link, mentionsLink, Severity, Simulated, StatePill, Svg } from '../views/parts.tsx';
import { readMoment } from '../query/form.ts';
import { ignoredMoment } from '../query/ignored.ts';
import { Ignored } from '../views/ignored.tsx';

/** The address of a week's report. */
export function weekLink(from: number, brand?: string): string {
  return link('/reports/week', { from: new Date(from).toISOString().slice(0, 10), brand });
}

/** `No incidents and 120 mentions in 2 brands.` */
function summary(week: Week): string {
  const slugs = new Set(week.brands.flatMap(({ incidents }) => incidents.map(({ slug }) => slug)));
  const all = week.brands.reduce((sum, { counts }) => sum + counts.all, 0);
  const incidents = slugs.size === 0 ? 'No incidents' : countOf(slugs.size, 'incident');
  return `${incidents} and ${countOf(all, 'mention')} in ${countOf(week.brands.length, 'brand')}.`;
}

function Events(props: { one: BrandWeek }) {
  const { incidents, changes, responses, notified } = props.one;
  return (
    <ul class="plain">
      {incidents.map((incident) => (
        <li>
          <a href={`/reports/incidents/${incident.slug}`}>{incident.title}</a>{' '}
          <StatePill state={incident.state} /> <Severity severity={incident.severity} /> from{' '}
          {momentText(incident.onset, incident.precision)}
          {incident.end === undefined ? '' : ` to ${momentText(incident.end, incident.precision)}`}
        </li>
      ))}
      {incidents.length === 0 && <li>No incidents.</li>}
      {changes.map((change) => (
        <li>
          Policy change: {change.title}
          {changeDate(change) === undefined ? '' : `, ${dayText(changeDate(change) ?? 0)}`}
        </li>
      ))}
      {responses.map((response) => (
        <li>
          Company response: {response.title} ({response.kind}), {dayText(response.at)}
        </li>
      ))}
      <li>{notified.length === 0 ? 'No alerts sent.' : `${countOf(notified.length, 'alert')} sent.`}</li>
    </ul>
  );
}

const ONLY = { negative: { only: 'negative' }, betrayal: { only: 'betrayal' }, all: {} } as const;
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

function Numbers(props: { one: BrandWeek; week: Week }) {
  const { one, week } = props;
  const { brand, counts } = one;
  const none = noChangeText(one);
  return (
    <>
      <p class="week-line">
        {weekNumbers(one).map(({ name, count, rest }, i) => (
          <>
            {i > 0 && <span class="muted"> · </span>}
            <a href={mentionsLink(brand.slug, week.from, week.to, ONLY[name])}>{count}</a>
            {rest !== '' && `, ${rest}`}
          </>
        ))}
      </p>
      {(none !== undefined || counts.missingHours > 0) && (
        <p class="small muted">
          {none}
          {counts.missingHours > 0 && ` No data for ${countOf(counts.missingHours, 'hour')}.`}
        </p>
      )}
    </>
  );
}

function BrandSection(props: { one: BrandWeek; week: Week }) {
  const { one, week } = props;
  const { brand } = one;
  const days = one.daily.map(
    (day, i) => `${DAYS[i] ?? ''} ${day === null ? 'no data' : formatCount(day, 0)}`,
  );
  const line = (id: string, width: number, labels: readonly string[]) =>
    renderSparkline({
      idPrefix: `week-${id}-${brand.slug}`,
      title: `Negative posts about ${brand.name} per day: ${days.join(', ')}`,
      values: one.daily,
      labels,
      width,
      height: 56,
      alarm: one.incidents.length > 0,
    });
  return (
    <section class="card week" aria-labelledby={`week-${brand.slug}`}>
      <h2 id={`week-${brand.slug}`}>
        {brand.name} {brand.simulated && <Simulated />}
      </h2>
      <Numbers one={one} week={week} />
      <div class="chart-wide">
        <Svg
          svg={line(
            'w',
            760,
            one.daily.map((day, i) => `${DAYS[i] ?? ''} ${day === null ? '–' : formatCount(day, 0)}`),
          )}
        />
      </div>
      <div class="chart-narrow">
        <Svg svg={line('n', 320, DAYS)} />
      </div>
      <Events one={one} />
    </section>
  );
}

export async function weekPage(c: Ctx) {
  const { store, config, clock } = c.var.deps;
  const now = clock();
  const asked = readMoment(c.req.query('from'));
  const from = asked === undefined ? lastWeek(now) : weekStart(asked);
  const brand = c.req.query('brand') || undefined;
  const week = await loadWeek(store.read, config, from, now, brand);
  const days = `${dayText(week.from)} to ${dayText(week.to - DAY_MS)}`;
  return page(
    c,
    { title: `Week of ${dayText(week.from)}`, current: '/reports' },
    <article class="report">
      <p class="eyebrow">
        <a href="/reports">Reports</a>
      </p>
      <header>
        <h1>Week of {days}</h1>
        <p class="lead">{summary(week)}</p>
        <p class="small muted">
          Shares of all posts with their 95% interval (±), and the change against the week before.
        </p>
        <p class="no-print">
          <a href={weekLink(from - WEEK_MS, brand)}>Previous week</a>
          {week.to <= now && (
            <>
              {' '}
              · <a href={weekLink(from + WEEK_MS, brand)}>Next week</a>
            </>
          )}{' '}
          <span class="small muted">To print or save as PDF, use your browser’s print command.</span>
        </p>
        <Ignored texts={[ignoredMoment(c, 'from')]} />
        {week.to > now && <p class="muted">This week is not over yet.</p>}
      </header>
      {week.brands.length === 0 && <Empty>No brand has data for this week. Choose another week.</Empty>}
      {week.brands.map((one) => (
        <BrandSection one={one} week={week} />
      ))}
      {week.brands.length > 0 && week.down.length > 0 && (
        <details class="small muted">
          <summary>{countOf(week.down.length, 'brand')} without data this week</summary>
          <p>{listText(week.down)}</p>
        </details>
      )}
    </article>,
  );
}
