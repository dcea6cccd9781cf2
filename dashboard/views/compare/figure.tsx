/** The aligned chart with its numbers. */
import { comparisonChart } from '../../../src/report/comparison/svg.ts';
import type { ComparisonReport } from '../../../src/report/comparison/report.ts';
import { formatCount } from '../../../src/report/text/labels.ts';
import { Svg, Table } from '../parts.tsx';

/** The table has every third hour; the files have all. */
const EVERY_HOURS = 3;

export function ComparisonFigure(props: { comparison: ComparisonReport }) {
  const { comparison } = props;
  const hours = (comparison.lines[0]?.points ?? []).map((point) => point.hours);
  const valueAt = comparison.lines.map(
    (line) => new Map(line.points.map((point) => [Math.round(point.hours), point.value])),
  );
  const rows = hours
    .map((hour) => Math.round(hour))
    .filter((hour) => hour % EVERY_HOURS === 0)
    .map((hour) => [
      `${hour > 0 ? '+' : ''}${hour} h`,
      ...valueAt.map((values) => {
        const value = values.get(hour);
        return value === null || value === undefined ? 'no data' : formatCount(value, 2);
      }),
    ]);
  return (
    <figure class="chart">
      <div class="chart-wide">
        <Svg svg={comparisonChart(comparison, { idPrefix: 'compare-w', theme: 'page', width: 1060 })} />
      </div>
      <div class="chart-narrow">
        <Svg
          svg={comparisonChart(comparison, {
            idPrefix: 'compare-n',
            theme: 'page',
            width: 380,
            plotHeight: 220,
          })}
        />
      </div>
      <details>
        <summary>Show as table</summary>
        <Table
          caption={`Value by hours from day 0, every ${EVERY_HOURS} hours`}
          head={['From day 0', ...comparison.lines.map((line) => line.label)]}
          rows={rows}
          numeric={comparison.lines.map((_, i) => i + 1)}
        />
      </details>
    </figure>
  );
}
