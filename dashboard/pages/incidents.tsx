/** The list of incidents: open ones or all, the most urgent first. */
import type { Incident } from '../../src/domain/incident.ts';
import { byUrgency } from '../../src/report/brand/range.ts';
import { ownerOf } from '../../src/report/brand/watch.ts';
import { countOf, dayText, lasted, timesText } from '../../src/report/text/labels.ts';
import type { Ctx } from '../deps.ts';
import { wholeQuery } from '../query/numbers.ts';
import { viewsOfPage } from '../query/saved-views.ts';
import { ignoredPage, ignoredText } from '../query/ignored.ts';
import { Choices } from '../views/brand/controls.tsx';
import { Ignored } from '../views/ignored.tsx';
import { page } from '../views/layout.tsx';
import { Empty, link, Severity, Simulated, StatePill, Table } from '../views/parts.tsx';
import { PageViews } from '../views/saved-views.tsx';

const PAGE_SIZE = 50;
const TABS = ['open', 'all'] as const;

/** The cells of one incident. */
async function rowOf(c: Ctx, incident: Incident, brand: string, now: number) {
  const { store, config } = c.var.deps;
  const { size, subject } = await c.get('readListed')(store.read, config, incident, now);
  const owner = await ownerOf(store.read, incident);
  const duration =
    incident.end === undefined
      ? `ongoing, ${lasted(incident.onset, now, size?.unit)}`
      : lasted(incident.onset, incident.end, size?.unit);
  return [
    <>
      <a class="strong" href={`/incidents/${incident.slug}`}>
        {incident.title}
      </a>{' '}
      {incident.simulated && <Simulated />}
    </>,
    <a href={`/brands/${incident.brand}`}>{brand}</a>,
    <>
      <span class="state-and-severity">
        <StatePill state={incident.state} /> <Severity severity={incident.severity} />
      </span>
    </>,
    size?.peak ? timesText(size.peak) : '–',
    subject ?? <span class="muted">–</span>,
    owner ?? <span class="muted">{incident.state === 'resolved' ? '–' : 'no owner yet'}</span>,
    <>
      {dayText(incident.onset)} <span class="muted under">{duration}</span>
    </>,
  ];
}

export async function incidentsPage(c: Ctx) {
  const { store, clock } = c.var.deps;
  const now = clock();
  const all = (await store.read.incidents.all()).toSorted(byUrgency);
  const open = all.filter(({ state }) => state !== 'resolved');
  const asked = TABS.find((one) => one === c.req.query('show'));
  const tab = asked ?? (open.length > 0 ? 'open' : 'all');
  const chosen = tab === 'open' ? open : all;
  const pages = Math.max(1, Math.ceil(chosen.length / PAGE_SIZE));
  const number = wholeQuery(c, 'page', { from: 1, to: pages, otherwise: 1 });
  const names = new Map((await store.read.brands.all()).map(({ slug, name }) => [slug, name]));
  const rows: Awaited<ReturnType<typeof rowOf>>[] = [];
  for (const incident of chosen.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE)) {
    rows.push(await rowOf(c, incident, names.get(incident.brand) ?? incident.brand, now));
  }
  const [first, second] = chosen;
  const at = (show: string, to = 1) => link('/incidents', { show, page: to === 1 ? undefined : to });
  const here = { address: at(tab), name: tab === 'open' ? 'Open incidents' : 'All incidents' };
  return page(
    c,
    { title: 'Incidents', current: '/incidents', savable: here },
    <>
      <div class="row">
        <h1>Incidents</h1>
        <Choices
          label="Which incidents"
          choices={[
            { label: `Open ${open.length}`, href: at('open'), chosen: tab === 'open' },
            { label: `All ${all.length}`, href: at('all'), chosen: tab === 'all' },
          ]}
        />
        {first && second && (
          <a href={`${link('/compare', { incident: first.slug })}&incident=${second.slug}`}>
            Compare the first two
          </a>
        )}
        <PageViews views={await viewsOfPage(c, '/incidents')} here={here} />
      </div>
      <Ignored texts={[ignoredText(c, 'show', TABS), ignoredPage(c)]} />
      {rows.length === 0 ? (
        <Empty>
          {all.length > 0
            ? 'No open incidents.'
            : 'No incidents yet. Outcry opens one when a brand’s mentions rise above their expected range.'}
        </Empty>
      ) : (
        <div class="compact incident-list">
          <Table
            caption={`${countOf(chosen.length, 'incident')}, open before acknowledged before resolved, then real before simulated, then by severity, then the newest`}
            hideCaption
            head={['Incident', 'Brand', 'State', 'Peak', 'Mostly about', 'Owner', 'Since']}
            rows={rows}
            numeric={[3]}
          />
        </div>
      )}
      {pages > 1 && (
        <nav class="pages" aria-label="Pages">
          {number > 1 && <a href={at(tab, number - 1)}>Previous</a>}
          <span class="muted">
            Page {number} of {pages}
          </span>
          {number < pages && <a href={at(tab, number + 1)}>Next</a>}
        </nav>
      )}
    </>,
  );
}
