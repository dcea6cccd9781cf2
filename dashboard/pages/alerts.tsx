/** Alerts: every decision with its reason, silences, and each route with what it would have sent. */
import { routeYaml } from '../../config/route-yaml.ts';
import { routeEntry, routeSchema } from '../../config/schema/route.ts';
import type { Route } from '../../src/domain/alert.ts';
import { allows } from '../../src/domain/user.ts';
import { BACKTEST_DAYS, backtest, loadPast, type Past } from '../../src/report/route/backtest.ts';
import { precisionOf, routeText } from '../../src/report/route/text.ts';
import { lasted, reasonText } from '../../src/report/text/labels.ts';
import type { AlertOfIncident } from '../../src/store/alerts/port.ts';
import type { SourceOutage } from '../../src/store/outages/port.ts';
import type { Ctx } from '../deps.ts';
import { AddButton } from '../views/configuration/frame.tsx';
import { page } from '../views/layout.tsx';
import { Empty, Pill, Severity, Simulated, Table, Time } from '../views/parts.tsx';
import { RouteCard, type RouteView, type Trial } from '../views/route-card.tsx';
import { Silences } from '../views/silences.tsx';

const MOST_DECISIONS = 100;
const MOST_EXPIRED = 20;
const MOST_OUTAGES = 10;

function Decisions(props: { all: readonly AlertOfIncident[] }) {
  const { all } = props;
  if (all.length === 0) {
    return <Empty>No decisions yet. There is one for each incident and route.</Empty>;
  }
  return (
    <Table
      caption={`The newest ${MOST_DECISIONS} decisions`}
      hideCaption
      head={['Incident', 'When', 'Stage', 'Decision', 'Severity', 'Route', 'Recipients']}
      rows={all.map((alert) => [
        <>
          <a href={`/incidents/${alert.incident.slug}`}>{alert.incident.title}</a>{' '}
          {alert.incident.simulated && <Simulated />}
        </>,
        <Time at={alert.decidedAt} />,
        alert.stage,
        <>
          <Pill kind={alert.send ? 'good' : 'muted'}>{alert.send ? 'sent' : alert.reason}</Pill>{' '}
          {reasonText(alert.reason)}
          {alert.until !== undefined && (
            <span class="small muted">
              {' '}
              Next decision <Time at={alert.until} />.
            </span>
          )}
        </>,
        <Severity severity={alert.severity} />,
        alert.route === '' ? '–' : alert.route,
        alert.recipients.length === 0 ? '–' : alert.recipients.join(', '),
      ])}
    />
  );
}

function Outages(props: { all: readonly SourceOutage[] }) {
  if (props.all.length === 0) return null;
  return (
    <section class="card" aria-labelledby="outages-heading">
      <h2 id="outages-heading">Source outages</h2>
      <p class="small muted">Operator routes get one alert per outage, and one when the source is back.</p>
      <ul class="plain">
        {props.all.map(({ source, since, at, recoveredAt }) => (
          <li>
            <a href="/sources">{source}</a>, detected <Time at={at} />:{' '}
            {recoveredAt === undefined ? (
              'still down'
            ) : (
              <>
                back <Time at={recoveredAt} />, after {lasted(since ?? at, recoveredAt)}
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The settings in the address, tried on the past; undefined where none are. */
function trialOf(c: Ctx, routes: readonly Route[], past: Past): Trial | undefined {
  const route = routes.find(({ name }) => name === c.req.query('try'));
  if (!route) return undefined;
  const number = (name: string) => {
    const text = c.req.query(name);
    return text === undefined || text === '' ? undefined : Number(text);
  };
  const given = {
    ...routeEntry(route),
    sensitivity: c.req.query('sensitivity') ?? route.sensitivity,
    minSeverity: number('minSeverity') ?? route.minSeverity,
    cooldownMinutes: number('cooldown') ?? route.cooldownMinutes,
  };
  const read = routeSchema.safeParse(given);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return { route, messages: [], yaml: '', problems };
  }
  const tried = read.data;
  return { route: tried, messages: backtest(tried, past), yaml: routeYaml(tried), problems: [] };
}

async function routeViews(c: Ctx, past: Past): Promise<RouteView[]> {
  const { store, config } = c.var.deps;
  const brands = await store.read.brands.all();
  const names = new Map(brands.map(({ slug, name }) => [slug, name]));
  const alerts = (await Promise.all(brands.map(({ id }) => store.read.alerts.ofBrand(id)))).flat();
  const incidents = await store.read.incidents.all();
  return config.routes.map((route) => ({
    route,
    words: routeText(route, (slug) => names.get(slug) ?? slug),
    messages: backtest(route, past),
    precision: precisionOf(route.name, incidents, alerts),
  }));
}

export async function alertsPage(c: Ctx) {
  const { store, config, clock } = c.var.deps;
  const { read } = store;
  const now = clock();
  const past = await loadPast(read, now);
  const [decisions, current, expired, outages, brands, views] = await Promise.all([
    read.alerts.recent({ limit: MOST_DECISIONS }),
    read.silences.current(now),
    read.silences.expired(now, MOST_EXPIRED),
    read.outages.recent(MOST_OUTAGES),
    read.brands.all(),
    routeViews(c, past),
  ]);
  const principal = c.get('principal');
  const mayChange = principal !== undefined && allows(principal.role, 'analyst');
  const trial = trialOf(c, config.routes, past);
  return page(
    c,
    { title: 'Alerts', current: '/alerts' },
    <>
      <h1>Alerts</h1>
      <p class="lead">
        For each incident, stage and route: whether an alert was sent, and why. See also{' '}
        <a href="#routes">routes</a> and <a href="#silences">silences</a>.
      </p>
      <Decisions all={decisions} />
      <Silences current={current} expired={expired} context={{ brands, now, mayChange }} />
      <Outages all={outages} />
      <section id="routes" aria-labelledby="routes-heading">
        <div class="row">
          <h2 id="routes-heading">Routes</h2>
          <AddButton c={c} kind="routes" />
        </div>
        <p class="muted">
          Admins change routes under <a href="/settings/routes">Alert routes</a>. “Would have sent” applies
          today’s rules to the real incidents of the last {BACKTEST_DAYS} days, without silences or what
          people did.
        </p>
        {views.length === 0 && (
          <Empty>
            No routes yet: no alerts will be sent. <a href="/settings/routes">Add one</a>
          </Empty>
        )}
        {views.map((view) => (
          <RouteCard
            view={view}
            days={BACKTEST_DAYS}
            trial={trial?.route.name === view.route.name ? trial : undefined}
          />
        ))}
      </section>
    </>,
  );
}
