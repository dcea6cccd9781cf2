/** The start page and the list of brands. */
import { renderSparkline } from '../../src/chart/sparkline.ts';
import { type BrandSummary, loadBrandList } from '../../src/report/brand-list.ts';
import { countOf, dayText, formatCount } from '../../src/report/words.ts';
import type { Ctx } from '../deps.ts';
import { page } from '../views/layout.tsx';
import { rescoreNotice } from '../views/rescore-notice.tsx';
import { Empty, Severity, Simulated, StatePill, Svg, Table } from '../views/parts.tsx';

/** Sends the reader to the brand that needs them most. */
export async function home(c: Ctx) {
  const { ledger, clock } = c.var.deps;
  const worst = (await loadBrandList(ledger.read, clock())).find((one) => one.dataEnd !== undefined);
  if (worst) return c.redirect(`/brands/${worst.brand.slug}`, 302);
  return page(
    c,
    { title: 'Welcome' },
    <section class="notice">
      <h1>Nothing to show yet</h1>
      <p>Outcry has not counted a mention so far. Three ways to begin:</p>
      <ol class="steps">
        <li>
          <strong>Import posts you have.</strong> CSV, JSON Lines or NDJSON, plain or gzip:
          <pre>
            <code>npx outcry import posts.csv --brand your-brand --wait</code>
          </pre>
        </li>
        <li>
          <strong>Watch a brand.</strong> Write <code>config/brands/your-brand.yaml</code> with its slug, name
          and terms, name a feed in <code>config/sources/</code>, and start Outcry again.
        </li>
        <li>
          <strong>Look at an example.</strong> Start with <code>OUTCRY_DEMO=1</code> to load two simulated
          incidents.
        </li>
      </ol>
    </section>,
  );
}

function Sparkline(props: { summary: BrandSummary }) {
  const { brand, daily, incident } = props.summary;
  if (daily.length < 2) return <span class="muted">–</span>;
  const svg = renderSparkline({
    idPrefix: `spark-${brand.slug}`,
    title: `Mentions a day of ${brand.name}, last ${daily.length} days, ${formatCount(daily.at(-1) ?? 0)} on the last`,
    values: daily,
    width: 140,
    height: 28,
    alarm: incident !== undefined && incident.state !== 'resolved',
  });
  return <Svg svg={svg} />;
}

function State(props: { summary: BrandSummary }) {
  const { incident, dataEnd } = props.summary;
  if (dataEnd === undefined) return <span class="muted">No mention yet</span>;
  if (!incident) return <span class="muted">Calm</span>;
  return (
    <span class="pills">
      <StatePill state={incident.state} /> <Severity severity={incident.severity} />{' '}
      <a href={`/incidents/${incident.slug}`}>{incident.title}</a>
    </span>
  );
}

export async function brandsPage(c: Ctx) {
  const { ledger, clock } = c.var.deps;
  const list = await loadBrandList(ledger.read, clock());
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
      <h1>Brands</h1>
      {await rescoreNotice(c)}
      <p class="lead">{countOf(list.length, 'brand')}, the most urgent first.</p>
      {rows.length === 0 ? (
        <Empty>
          No brand is watched. Write one in <code>config/brands/</code> or import posts with{' '}
          <code>npx outcry import FILE --brand SLUG</code>.
        </Empty>
      ) : (
        <Table
          caption="Brands, the most urgent first"
          hideCaption
          head={['Brand', 'State', 'Mentions a day', 'Last 7 days', 'Data until']}
          rows={rows}
          numeric={[3]}
        />
      )}
    </>,
  );
}
