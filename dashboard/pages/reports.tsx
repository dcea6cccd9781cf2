/** Everything that can be printed or downloaded. */
import { byUrgency } from '../../src/report/brand/range.ts';
import { lastWeek, weekStart } from '../../src/report/week/week.ts';
import { dayText } from '../../src/report/text/labels.ts';
import type { Ctx } from '../deps.ts';
import { page } from '../views/layout.tsx';
import { Empty, link, Simulated, Table } from '../views/parts.tsx';
import { weekLink } from './report-week.tsx';

const FORMATS = ['html', 'csv', 'json', 'svg', 'png'];

export async function reportsPage(c: Ctx) {
  const { store, clock } = c.var.deps;
  const incidents = (await store.read.incidents.all()).toSorted(
    (a, b) => Number(a.simulated) - Number(b.simulated) || byUrgency(a, b),
  );
  const brands = await store.read.brands.all();
  const names = new Map(brands.map(({ slug, name }) => [slug, name]));
  const [first, second] = incidents;
  const week = lastWeek(clock());
  return page(
    c,
    { title: 'Reports', current: '/reports' },
    <>
      <h1>Reports</h1>
      <p class="lead">Reports to print or save as PDF, and files for other tools.</p>
      <section class="card" aria-labelledby="weeks-heading">
        <h2 id="weeks-heading">Weeks</h2>
        <p>
          <a href={weekLink(week)}>Last week, all brands</a> <span class="muted">from {dayText(week)}</span> ·{' '}
          <a href={weekLink(weekStart(clock()))}>This week so far</a>
        </p>
        <form method="get" action="/reports/week" class="filters">
          <label>
            Week of <input type="date" name="from" required />
          </label>
          <label>
            Brand{' '}
            <select name="brand">
              <option value="">All brands</option>
              {brands.map(({ slug, name }) => (
                <option value={slug}>{name}</option>
              ))}
            </select>
          </label>
          <button type="submit">Show</button>
        </form>
      </section>
      <section aria-labelledby="incident-reports-heading">
        <h2 id="incident-reports-heading">Incidents</h2>
        {incidents.length === 0 ? (
          <Empty>No incidents yet. Each incident gets a report here.</Empty>
        ) : (
          <Table
            caption="Reports of incidents"
            hideCaption
            head={['Report', 'Brand', 'Onset', 'Week', 'Chart and data']}
            rows={incidents.map((incident) => [
              <>
                <a class="strong" href={`/reports/incidents/${incident.slug}`}>
                  {incident.title}
                </a>{' '}
                {incident.simulated && <Simulated />}
              </>,
              names.get(incident.brand) ?? incident.brand,
              dayText(incident.onset),
              <a href={weekLink(weekStart(incident.onset))}>{dayText(weekStart(incident.onset))}</a>,
              ['csv', 'json', 'svg', 'png'].map((format) => (
                <>
                  <a href={`/incidents/${incident.slug}/chart?format=${format}`} download>
                    {format.toUpperCase()}
                  </a>{' '}
                </>
              )),
            ])}
          />
        )}
      </section>
      {first && second && (
        <section class="card" aria-labelledby="compare-heading">
          <h2 id="compare-heading">Comparison</h2>
          <p>
            <a href={`${link('/compare', { incident: first.slug })}&incident=${second.slug}`}>
              {first.title} and {second.title}
            </a>
            , or choose others on that page. Download:{' '}
            {FORMATS.map((format) => (
              <>
                <a
                  href={`${link('/compare/file', { incident: first.slug })}&incident=${second.slug}&format=${format}`}
                  download
                >
                  {format.toUpperCase()}
                </a>{' '}
              </>
            ))}
          </p>
        </section>
      )}
      <section class="card" aria-labelledby="data-heading">
        <h2 id="data-heading">Mentions</h2>
        <p>
          From the <a href="/mentions">list of mentions</a> you can download all that match the filters as CSV
          or JSON Lines, with corrections as labelled data.
        </p>
      </section>
    </>,
  );
}
