/** The comparison as one chart. */
import { renderAlignedChart } from '../../chart/aligned-chart.ts';
import { HOUR_MS } from '../../domain/series.ts';
import type { ChartTheme } from '../../chart/theme.ts';
import { ALIGNMENT_WORDS } from './alignment.ts';
import { type ComparisonReport, scaleText } from './report.ts';
import { comparisonSummary } from './summary.ts';
import { provenanceLine } from '../export/provenance.ts';
import { dayText, listText } from '../text/labels.ts';

interface ComparisonChartOptions {
  readonly idPrefix: string;
  readonly theme: ChartTheme;
  readonly width?: number;
  readonly plotHeight?: number;
  /** A picture of its own, 16 to 9, with the headline as its title and the source below. */
  readonly alone?: boolean;
}

export const PICTURE_WIDTH = 1_120;
const PICTURE_HEIGHT = 630;

/** What the lines count, and over how long. */
export function lineText(comparison: ComparisonReport): string {
  return `${scaleText(comparison)}${comparison.byDay ? '' : ', means of 3 hours'}`;
}

/** Draws the lines on one clock. */
export function comparisonChart(comparison: ComparisonReport, options: ComparisonChartOptions): string {
  const summary = comparisonSummary(comparison);
  const { width = 1060, plotHeight = 280 } = options;
  return renderAlignedChart({
    idPrefix: options.idPrefix,
    title: options.alone ? summary : listText(comparison.measures.map((one) => one.label)),
    description: summary,
    width,
    plotHeight,
    theme: options.theme,
    unit: comparison.byDay ? 'days' : 'hours',
    lines: comparison.lines.map((line, i) => ({
      label: line.label,
      firstAt: (line.points[0]?.hours ?? 0) / (comparison.byDay ? 24 : 1),
      values: (comparison.drawn[i] ?? []).map((point) => point?.value ?? null),
      interval: comparison.drawn[i] ?? [],
    })),
    ...(comparison.scale === 'multiple' ? { ySuffix: '×' } : {}),
    zeroLabel: ALIGNMENT_WORDS[comparison.align].name,
    ...(options.alone
      ? {
          width: PICTURE_WIDTH,
          height: PICTURE_HEIGHT,
          showTitle: true,
          subtitle: `${lineText(comparison)}. Shaded: 95% range of chance.`,
          note: noteOf(comparison),
          metadata: provenanceLine(comparison.provenance),
        }
      : {}),
  });
}

/** Where it comes from; without the day of today, since the same comparison gives the same bytes. */
function noteOf(comparison: ComparisonReport): string {
  const simulated = comparison.incidents.some((one) => one.simulated) ? 'Simulated. ' : '';
  const ends = comparison.lines.map(
    ({ dayZero, points }) => dayZero + (points.findLast((one) => one.value !== null)?.hours ?? 0) * HOUR_MS,
  );
  return `${simulated}Source: Outcry, counts until ${dayText(Math.max(...ends))}. Times in UTC.`;
}
