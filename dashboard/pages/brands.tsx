/** The list of brands. */
import { renderSparkline } from '../../src/chart/sparkline.ts';
import { type BrandSummary, loadBrandList } from '../../src/report/brand/list.ts';
import { countOf, dayText, formatCount } from '../../src/report/text/labels.ts';
import type { Ctx } from '../deps.ts';
import { AddButton } from '../views/configuration/frame.tsx';
import { page } from '../views/layout.tsx';
import { rescoreBanner } from '../views/rescore-banner.tsx';
import { Empty, Severity, Simulated, StatePill, Svg, Table } from '../views/parts.tsx';

function Sparkline(props: { summary: BrandSummary }) {
  const { brand, daily, incident } = props.summary;
  if (daily.length < 2) return <span class="muted">–</span>;
  const svg = renderSparkline({
    idPrefix: `spark-${brand.slug}`,
    title: `Mentions of ${brand.name} per day, last ${daily.length} days; ${formatCount(daily.at(-1) ?? 0)} on the last day`,
    values: daily,
    width: 140,
    height: 28,
    alarm: incident !== undefined && incident.state !== 'resolved',
  });
  return <Svg svg={svg} />;
}

function State(props: { summary: BrandSummary }) {
  const { incident, dataEnd, waiting } = props.summary;
  if (dataEnd === undefined) return <span class="muted">{waiting ?? 'No mentions yet'}</span>;
  if (!incident)
    return <span class="muted">{waiting === undefined ? 'Normal' : `Normal so far, ${waiting}`}</span>;
  return (
    <span class="pills">
      <StatePill state={incident.state} /> <Severity severity={incident.severity} />{' '}
      <a href={`/incidents/${incident.slug}`}>{incident.title}</a>{' '}
      {waiting !== undefined && <span class="muted small">{waiting}</span>}
    </span>
  );
}

export async function brandsPage(c: Ctx) {
  const { store, clock } = c.var.deps;
  const list = await loadBrandList(store.read, clock(), c.get('readCounts'));
  const rows = list.map((summary) => [
    <>
      <a class="strong" href={`/brands/${summary.brand.slug}`}>
        {summary.brand.name}
      </a>{' '}
      {summary.brand.simulated && <Simulated />}
    </>,
    <State summary={summary} />,
    <Sparkline summary={summary} />,
    formatCount(summary.week, 0),
    summary.dataEnd === undefined ? '–' : dayText(summary.dataEnd),
  ]);
  return page(
    c,
    { title: 'Brands', current: '/brands' },
    <>
      <div class="row">
        <h1>Brands</h1>
        <AddButton c={c} kind="brands" />
      </div>
      {await rescoreBanner(c)}
      <p class="lead">{countOf(list.length, 'brand')}, most urgent first.</p>
      {rows.length === 0 ? (
        <Empty>
          No brands yet. <a href="/setup">Set up a brand</a>
        </Empty>
      ) : (
        <Table
          caption="Brands, most urgent first"
          hideCaption
          head={['Brand', 'State', 'Mentions per day', 'Last 7 days', 'Data until']}
          rows={rows}
          numeric={[3]}
        />
      )}
    </>,
  );
}
