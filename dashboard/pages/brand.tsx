/** One brand: answer, four numbers, chart, drivers, posts. */
import { type BrandReport, loadBrandReport } from '../../src/report/brand-report.ts';
import { categoryTitles } from '../../src/report/drivers.ts';
import { sourceId } from '../../config/schema/sources.ts';
import { type SilentSource, silentSources } from '../../src/report/freshness.ts';
import { type FoldedPost, topPosts } from '../../src/report/posts.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { dayText, timeText } from '../../src/report/words.ts';
import type { BrandRow } from '../../src/store/ports/brands.ts';
import { type Ctx, param } from '../deps.ts';
import { BrandControls, FRESH_SECONDS } from '../views/brand-controls.tsx';
import { CountFigure } from '../views/chart.tsx';
import { DriversPanel } from '../views/drivers.tsx';
import { AnswerHead, FactCards } from '../views/answer.tsx';
import { notice, page } from '../views/layout.tsx';
import { Mention } from '../views/mention.tsx';
import { rescoreNotice } from '../views/rescore-notice.tsx';
import { Empty, link, mentionsLink, Simulated, SimulatedNotice } from '../views/parts.tsx';

const WIDTHS: Readonly<Record<string, number>> = { hour: HOUR_MS, day: DAY_MS };
const POSTS = 8;

function noMentions(c: Ctx, brand: BrandRow) {
  return page(
    c,
    { title: brand.name, current: '/brands' },
    <>
      <h1>{brand.name}</h1>
      <Empty>
        No mention of {brand.name} has been counted yet. Import some:{' '}
        <code>npx outcry import FILE --brand {brand.slug}</code>
      </Empty>
    </>,
  );
}

function Silence(props: { silent: readonly SilentSource[] }) {
  if (props.silent.length === 0) return null;
  return (
    <p class="banner">
      <strong>The numbers are incomplete.</strong>{' '}
      {props.silent
        .map((one) => `${one.source}: last read ${one.since === undefined ? 'never' : timeText(one.since)}. `)
        .join('')}
      <a href="/sources">Sources</a>
    </p>
  );
}

function ChartSection(props: { report: BrandReport; fresh: boolean }) {
  const { report } = props;
  const { window, brand } = report;
  const unit = window.widthMs >= DAY_MS ? 'day' : 'hour';
  const title = `Mentions of ${brand.name} per ${unit}`;
  const peak = report.facts.find((fact) => fact.label === 'Peak')?.value;
  const main = report.focus?.spike;
  return (
    <section class="card" aria-labelledby="chart-heading">
      <div class="row">
        <h2 id="chart-heading">{title}</h2>
        <BrandControls report={report} fresh={props.fresh} />
      </div>
      <p class="small muted">
        {dayText(window.from)} to {timeText(window.to)}. A bar leads to the posts of its {unit}.
        {window.unfinished ? ' The last day is not over.' : ''}
      </p>
      <CountFigure
        id="brand"
        brand={brand.slug}
        file={link(`/brands/${brand.slug}/chart`, {
          range: report.range.name,
          bucket: window.widthMs >= DAY_MS ? 'day' : 'hour',
        })}
        title={title}
        description={`${report.answer.sentence} The numbers stand in the table below the chart.`}
        window={window}
        markers={report.markers}
        spikes={report.spikes.map((spike) => ({
          from: spike.onset,
          to: spike.end ?? report.dataEnd,
          ...(spike.id === main?.id && peak ? { label: peak } : {}),
        }))}
      />
    </section>
  );
}

function Posts(props: { report: BrandReport; posts: readonly FoldedPost[]; c: Ctx }) {
  const { report, posts } = props;
  const { from, to } = report.stretch;
  const titles = categoryTitles(props.c.var.deps.config.packs);
  const only = report.focus?.spike?.kind === 'backlash' ? 'betrayal' : 'negative';
  return (
    <section aria-labelledby="posts-heading">
      <div class="row">
        <h2 id="posts-heading">Posts of greatest reach</h2>
        <a href={mentionsLink(report.brand.slug, from, to, { only })}>All posts of this stretch</a>
      </div>
      {posts.length === 0 ? <Empty>No such post in this stretch.</Empty> : null}
      {posts.map(({ mention, copies }) => (
        <Mention mention={mention} titles={titles} copies={copies} />
      ))}
    </section>
  );
}

export async function brandPage(c: Ctx) {
  const { ledger, clock, config } = c.var.deps;
  const brand = await ledger.read.brands.bySlug(param(c, 'slug'));
  if (!brand)
    return notice(
      c,
      404,
      'No such brand',
      <p>
        The list of brands is <a href="/brands">here</a>.
      </p>,
    );
  const report = await loadBrandReport(ledger.read, config, brand, clock(), {
    range: c.req.query('range'),
    widthMs: WIDTHS[c.req.query('bucket') ?? ''],
  });
  if (!report) return noMentions(c, brand);
  const only = report.focus?.spike?.kind === 'backlash' ? 'betrayal' : 'negative';
  const posts = await topPosts(ledger.read, { brandId: brand.id, ...report.stretch, only }, POSTS);
  const fresh = report.live && c.req.query('fresh') === '1';
  if (fresh) c.header('Refresh', String(FRESH_SECONDS));
  const watched = config.sources.map((source) => ({ ...source, id: sourceId(source) }));
  const silent = silentSources(watched, await ledger.read.sources.all(), brand.slug, clock());
  return page(
    c,
    { title: `${brand.name}: ${report.answer.sentence}`, current: '/brands' },
    <>
      <p class="eyebrow">
        <a href="/brands">Brands</a> / {brand.name} {brand.simulated && <Simulated />}
      </p>
      {brand.simulated && <SimulatedNotice />}
      {await rescoreNotice(c)}
      {report.live && <Silence silent={silent} />}
      <AnswerHead report={report} />
      <FactCards facts={report.facts} />
      <ChartSection report={report} fresh={fresh} />
      <DriversPanel
        brand={brand.slug}
        stretch={report.stretch}
        drivers={report.drivers}
        explanation={report.focus?.explanation}
      />
      <Posts report={report} posts={posts} c={c} />
    </>,
  );
}
