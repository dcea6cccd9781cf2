/** The chart of a window for wide and narrow screens, with its numbers as a table. */
import { renderCountChart, type CountChartInput } from '../../src/chart/count-chart.ts';
import { legendNames } from '../../src/chart/legend.ts';
import { DAY_MS } from '../../src/domain/series.ts';
import { CHART_FORMATS } from '../../src/report/export/chart-file.ts';
import type { ReportWindow } from '../../src/report/brand/window.ts';
import { dayText, formatCount, timeText } from '../../src/report/text/labels.ts';
import { mentionsLink, Svg, Table } from './parts.tsx';

export interface CountFigureProps extends Pick<CountChartInput, 'markers' | 'events' | 'spikes' | 'peak'> {
  readonly id: string;
  readonly brand: string;
  readonly title: string;
  readonly description: string;
  readonly window: ReportWindow;
  /** What the bars count: what the headline is about. */
  readonly series: 'negative' | 'all';
  /** Whether all posts are drawn as a line, and the address of the page with the opposite. */
  readonly total?: { readonly shown: boolean; readonly href: string };
  /** Address of the page with another stretch, and of the page as it is by default. */
  readonly zoom?: { readonly into: string; readonly back: string };
  /** Address of a new note of the brand, for those who may write one. */
  readonly note?: string;
  /** Address of the chart as a file, e.g. `/brands/acme/chart`, with its query. */
  readonly file?: string;
  /** Of the wide drawing, in pixels; it is scaled to the width of its parent. */
  readonly size?: { readonly width: number; readonly plotHeight: number };
}

/** How many of the last buckets are still being counted. */
function openOf({ unfinished, open = unfinished ? 1 : 0 }: ReportWindow): number {
  return open;
}

export function CountFigure(props: CountFigureProps) {
  const { window, brand, series, total } = props;
  const { width, plotHeight } = props.size ?? { width: 1060, plotHeight: 240 };
  const { widthMs } = window;
  const drawn = {
    widthMs,
    buckets: window.buckets,
    main: series,
    interval: series === 'negative' ? window.negativeInterval : window.interval,
    showTotal: total?.shown === true,
    open: openOf(window),
  } as const;
  const only = series === 'negative' ? { only: 'negative' } : {};
  const hrefFor = (start: number) => mentionsLink(brand, start, start + widthMs, only);
  const draw = (idPrefix: string, width: number, plotHeight: number) =>
    renderCountChart({
      idPrefix,
      title: props.title,
      description: props.description,
      width,
      plotHeight,
      ...drawn,
      markers: props.markers ?? [],
      events: props.events ?? [],
      spikes: props.spikes ?? [],
      peak: props.peak,
      showLegend: false,
      hrefFor,
    });
  return (
    <figure
      class="chart"
      data-chart
      data-brand={brand}
      data-only={only.only ?? ''}
      data-width={String(widthMs)}
      data-zoom={props.zoom?.into}
      data-back={props.zoom?.back}
      data-note={props.note}
    >
      <div class="chart-bar">
        <ul class="legend">
          {legendNames(drawn).map(([kind, name]) => (
            <li>
              <span class={`swatch ${kind}`} aria-hidden="true" />
              {name}
            </li>
          ))}
        </ul>
        <span class="chart-tools">
          <span data-without-script>Click a bar to read its posts</span>
          {total && series === 'negative' && (
            <a href={total.href} class="chip">
              {total.shown ? 'Hide all posts' : 'Show all posts'}
            </a>
          )}
          {props.file !== undefined && <SaveAs file={props.file} />}
        </span>
      </div>
      <a class="skip" href={`#${props.id}-after`}>
        Skip chart
      </a>
      <div class="chart-plot">
        <div class="chart-wide">
          <Svg svg={draw(`${props.id}-w`, width, plotHeight)} />
        </div>
        <div class="chart-narrow">
          <Svg svg={draw(`${props.id}-n`, 380, 200)} />
        </div>
      </div>
      <details id={`${props.id}-after`} class="chart-table">
        <summary>Show as table</summary>
        <CountTable window={window} href={hrefFor} title={props.title} />
      </details>
    </figure>
  );
}

const FILE_NAMES: Readonly<Record<string, string>> = {
  png: 'Picture (PNG)',
  svg: 'Drawing (SVG)',
  csv: 'Table (CSV)',
  json: 'Data (JSON)',
};

function SaveAs(props: { file: string }) {
  const join = props.file.includes('?') ? '&' : '?';
  const address = (query: string) => `${props.file}${join}${query}`;
  return (
    <details class="menu chart-save">
      <summary>Download</summary>
      <ul class="menu-list">
        {CHART_FORMATS.toReversed().map((format) => (
          <li>
            <a href={address(`format=${format}`)} download>
              {FILE_NAMES[format] ?? format.toUpperCase()}
            </a>
          </li>
        ))}
        <li>
          <a href={address('format=png&theme=dark')} download>
            Dark picture (PNG)
          </a>
        </li>
      </ul>
    </details>
  );
}

function CountTable(props: { window: ReportWindow; href: (start: number) => string; title: string }) {
  const { buckets, negativeInterval, widthMs } = props.window;
  const open = openOf(props.window);
  const rows = buckets.map((bucket, i) => {
    const point = negativeInterval[i];
    return [
      <a href={props.href(bucket.start)} data-at={String(bucket.start)}>
        {widthMs >= DAY_MS ? dayText(bucket.start) : timeText(bucket.start)}
        {i >= buckets.length - open ? ' (incomplete)' : ''}
      </a>,
      bucket.total === null ? 'no data' : formatCount(bucket.negative, 0),
      point ? `${formatCount(point.expected)}, at most ${formatCount(point.upper, 0)}` : '–',
      bucket.total === null ? '–' : formatCount(bucket.betrayal, 0),
      bucket.total === null ? '–' : formatCount(bucket.total, 0),
    ];
  });
  return (
    <Table
      caption={props.title}
      head={['From', 'Negative', 'Usual negative', 'Broken trust', 'All posts']}
      rows={rows}
      numeric={[1, 2, 3, 4]}
      hideCaption
    />
  );
}
