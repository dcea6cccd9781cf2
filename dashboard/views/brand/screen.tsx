/** The first screen of a brand: state, summary, figures, chart, topics, top posts. */
import { DAY_MS } from '../../../src/domain/series.ts';
import { peakLabelOf } from '../../../src/report/incident/figures.ts';
import { noAlarmSentences } from '../../../src/report/text/no-alarm.ts';
import type { Watch } from '../../query/watch.ts';
import { SummaryHead, FigureCards } from './summary.tsx';
import { BrandControls } from './controls.tsx';
import { CountFigure } from '../chart.tsx';
import { Freshness, TopPosts } from './glance.tsx';
import { DailySources, link, mentionsLink } from '../parts.tsx';
import { Themes } from './themes.tsx';

const TOP_POSTS = 5;
/** With more bars than this, the chart gets the full width, so that bars stay wide enough to click. */
const MOST_BARS = 200;

export function ChartSection(props: { watch: Watch; fresh: boolean; beside: boolean; mayNote: boolean }) {
  const { report, showTotal } = props.watch;
  const { window, brand } = report;
  const unit = window.widthMs >= DAY_MS ? 'day' : 'hour';
  const { series } = report;
  const asked = { range: report.range.name, bucket: unit };
  const title = `${series === 'negative' ? 'Negative posts' : 'Posts'} about ${brand.name} per ${unit}`;
  return (
    <section class="card" aria-labelledby="chart-heading" data-live="chart">
      <div class="row">
        <h2 id="chart-heading">{title}</h2>
        <BrandControls report={report} fresh={props.fresh} />
      </div>
      <DailySources names={report.dailySources} hours={unit === 'hour'} />
      <CountFigure
        id="brand"
        brand={brand.slug}
        file={link(`/brands/${brand.slug}/chart`, asked)}
        title={title}
        description={`${report.answer.sentence} The table below the chart has the numbers.`}
        window={window}
        markers={report.markers}
        series={series}
        total={{
          shown: showTotal,
          href: `${link(`/brands/${brand.slug}`, { ...asked, all: showTotal ? undefined : '1' })}#chart-heading`,
        }}
        size={props.beside ? { width: 780, plotHeight: 165 } : { width: 1160, plotHeight: 240 }}
        spikes={report.spikes.map((spike) => ({
          from: spike.onset,
          to: spike.end ?? (report.live ? window.to : report.dataEnd),
        }))}
        peak={peakLabelOf(report.size, series)}
        zoom={{ into: `/brands/${brand.slug}`, back: `/brands/${brand.slug}` }}
        {...(props.mayNote ? { note: link('/notes', { brand: brand.slug }) } : {})}
      />
    </section>
  );
}

export function Screen(props: { watch: Watch; fresh: boolean; back: string | undefined }) {
  const { watch } = props;
  const { report, ages } = watch;
  const beside = report.window.buckets.length <= MOST_BARS;
  const all = mentionsLink(report.brand.slug, watch.stretch.from, watch.stretch.to, { only: watch.only });
  return (
    <>
      <SummaryHead
        report={report}
        owner={watch.owner}
        down={ages.some((one) => one.down)}
        back={props.back}
      />
      <FigureCards figures={report.figures} />
      <div data-live="fresh">
        <Freshness
          ages={ages}
          newest={watch.newest}
          now={watch.now}
          live={report.live}
          dated={report.dailySources.length > 0}
          waiting={watch.waiting}
        />
        {report.noAlarm && <p class="small muted no-alarm">{noAlarmSentences(report.noAlarm).join(' ')}</p>}
      </div>
      <div class={beside ? 'screen' : 'screen full'}>
        <ChartSection watch={watch} fresh={props.fresh} beside={beside} mayNote={props.back !== undefined} />
        <div data-live="themes" class="aside">
          <Themes report={report} />
        </div>
        <div data-live="top-posts" class="top">
          <TopPosts posts={watch.posts.slice(0, TOP_POSTS)} all={all} />
        </div>
      </div>
    </>
  );
}
