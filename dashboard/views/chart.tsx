/** The chart of a window for wide and narrow screens, with its numbers as a table. */
import type { ChartMarker } from '../../src/chart/markers.ts';
import { CHART_FORMATS } from '../../src/report/export/chart-file.ts';
import { renderCountChart, type SpikeWindow } from '../../src/chart/count-chart.ts';
import { DAY_MS } from '../../src/domain/series.ts';
import type { ReportWindow } from '../../src/report/brand/window.ts';
import { dayText, formatCount, timeText } from '../../src/report/text/labels.ts';
import { mentionsLink, Svg, Table } from './parts.tsx';

export interface CountFigureProps {
  readonly id: string;
  readonly brand: string;
  readonly title: string;
  readonly description: string;
  readonly window: ReportWindow;
  readonly markers: readonly ChartMarker[];
  readonly spikes: readonly SpikeWindow[];
  /** Address of the chart as a file, e.g. `/brands/acme/chart`, with its query. */
  readonly file?: string;
  /** Of the wide drawing, in pixels; it is scaled to the width of its parent. */
  readonly size?: { readonly width: number; readonly plotHeight: number };
}

export function CountFigure(props: CountFigureProps) {
  const { window, brand } = props;
  const { width, plotHeight } = props.size ?? { width: 1060, plotHeight: 250 };
  const { widthMs } = window;
  const draw = (idPrefix: string, width: number, plotHeight: number) =>
    renderCountChart({
      idPrefix,
      title: props.title,
      description: props.description,
      width,
      plotHeight,
      widthMs,
      buckets: window.buckets,
      interval: window.interval,
      markers: props.markers,
      spikes: props.spikes,
      hrefFor: (start) => mentionsLink(brand, start, start + widthMs),
    });
  return (
    <figure class="chart">
      <a class="skip" href={`#${props.id}-after`}>
        Skip chart
      </a>
      <div class="chart-wide">
        <Svg svg={draw(`${props.id}-w`, width, plotHeight)} />
      </div>
      <div class="chart-narrow">
        <Svg svg={draw(`${props.id}-n`, 380, 200)} />
      </div>
      <details id={`${props.id}-after`}>
        <summary>Show the numbers</summary>
        <CountTable window={window} brand={brand} title={props.title} />
      </details>
      {props.file !== undefined && <SaveAs file={props.file} />}
    </figure>
  );
}

function SaveAs(props: { file: string }) {
  const join = props.file.includes('?') ? '&' : '?';
  return (
    <p class="small save">
      Download{' '}
      {CHART_FORMATS.map((format) => (
        <>
          <a href={`${props.file}${join}format=${format}`} download>
            {format.toUpperCase()}
          </a>{' '}
        </>
      ))}
    </p>
  );
}

function CountTable(props: { window: ReportWindow; brand: string; title: string }) {
  const { buckets, interval, widthMs, unfinished, open = unfinished ? 1 : 0 } = props.window;
  const rows = buckets.map((bucket, i) => {
    const point = interval[i];
    return [
      <a href={mentionsLink(props.brand, bucket.start, bucket.start + widthMs)}>
        {widthMs >= DAY_MS ? dayText(bucket.start) : timeText(bucket.start)}
        {i >= buckets.length - open ? ' (so far)' : ''}
      </a>,
      bucket.total === null ? 'no data' : formatCount(bucket.total, 0),
      formatCount(bucket.negative, 0),
      formatCount(bucket.betrayal, 0),
      point ? formatCount(point.expected) : '–',
      point ? `${formatCount(point.lower, 0)} to ${formatCount(point.upper, 0)}` : '–',
    ];
  });
  return (
    <Table
      caption={props.title}
      head={['From', 'Mentions', 'Negative', 'Broken trust', 'Expected', 'Expected range']}
      rows={rows}
      numeric={[1, 2, 3, 4, 5]}
      hideCaption
    />
  );
}
