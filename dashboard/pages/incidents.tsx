/** The list of incidents. */
import { byUrgency } from '../../src/report/brand/range.ts';
import { countOf, dayText, lasted } from '../../src/report/text/labels.ts';
import type { Ctx } from '../deps.ts';
import { page } from '../views/layout.tsx';
import { Empty, link, Severity, Simulated, StatePill, Table } from '../views/parts.tsx';

export async function incidentsPage(c: Ctx) {
  const { store } = c.var.deps;
  const incidents = (await store.read.incidents.all()).toSorted(
    (a, b) => Number(a.simulated) - Number(b.simulated) || byUrgency(a, b),
  );
  const names = new Map((await store.read.brands.all()).map((brand) => [brand.slug, brand.name]));
  const rows = incidents.map((incident) => [
    <>
      <a class="strong" href={`/incidents/${incident.slug}`}>
        {incident.title}
      </a>{' '}
      {incident.simulated && <Simulated />}
    </>,
    <a href={`/brands/${incident.brand}`}>{names.get(incident.brand) ?? incident.brand}</a>,
    <StatePill state={incident.state} />,
    <Severity severity={incident.severity} />,
    dayText(incident.onset),
    incident.end === undefined ? 'ongoing' : lasted(incident.onset, incident.end),
  ]);
  const [first, second] = incidents;
  return page(
    c,
    { title: 'Incidents', current: '/incidents' },
    <>
      <div class="row">
        <h1>Incidents</h1>
        {first && second && (
          <a href={`${link('/compare', { incident: first.slug })}&incident=${second.slug}`}>
            Compare the first two
          </a>
        )}
      </div>
      <p class="lead">{countOf(incidents.length, 'incident')}, open ones first, then by severity.</p>
      {rows.length === 0 ? (
        <Empty>
          No incidents yet. Outcry opens one when a brand’s mentions rise above their expected range.
        </Empty>
      ) : (
        <Table
          caption="Incidents"
          hideCaption
          head={['Incident', 'Brand', 'State', 'Severity', 'Onset', 'Duration']}
          rows={rows}
        />
      )}
    </>,
  );
}
