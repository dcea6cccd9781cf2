/** The comparison as one chart. */
import { renderAlignedChart } from '../../chart/aligned-chart.ts';
import type { ChartTheme } from '../../chart/theme.ts';
import { type ComparisonReport, scaleText } from './report.ts';
import { comparisonSummary } from './summary.ts';
import { provenanceLine } from '../export/provenance.ts';
import { listText } from '../text/labels.ts';

interface ComparisonChartOptions {
  readonly idPrefix: string;
  readonly theme: ChartTheme;
  readonly width?: number;
  readonly plotHeight?: number;
  /** Title and small print inside the picture. */
  readonly alone?: boolean;
}

/** Draws the lines on one clock. */
export function comparisonChart(comparison: ComparisonReport, options: ComparisonChartOptions): string {
  const title = listText(comparison.measures.map((one) => one.label));
  return renderAlignedChart({
    idPrefix: options.idPrefix,
    title,
    description: comparisonSummary(comparison),
    width: options.width ?? 1060,
    plotHeight: options.plotHeight ?? 280,
    theme: options.theme,
    unit: comparison.byDay ? 'days' : 'hours',
    lines: comparison.lines.map((line, i) => ({
      label: line.label,
      firstAt: (line.points[0]?.hours ?? 0) / (comparison.byDay ? 24 : 1),
      values: comparison.smooth[i] ?? [],
    })),
    yLabel: `${scaleText(comparison)}${comparison.byDay ? '' : ', over 3 hours'}`,
    ...(comparison.scale === 'multiple' ? { ySuffix: '×' } : {}),
    zeroLabel: comparison.align,
    ...(options.alone
      ? { showTitle: true, subtitle: comparisonSummary(comparison), note: noteOf(comparison) }
      : {}),
  });
}

function noteOf(comparison: ComparisonReport): string {
  const simulated = comparison.incidents.some((one) => one.simulated) ? 'Simulated data. ' : '';
  return `${simulated}${provenanceLine(comparison.provenance)}`;
}
