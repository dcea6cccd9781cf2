/** Measures and categories of compared incidents, side by side. */
import type { ComparisonReport } from '../../../src/report/comparison/report.ts';
import { categoryRows, measureRows, SHARES_OF } from '../../../src/report/comparison/table.ts';
import { percentText } from '../../../src/report/text/labels.ts';
import { Table } from '../parts.tsx';

const MOST_CATEGORIES = 10;

export function Measures(props: { comparison: ComparisonReport }) {
  const rows = measureRows(props.comparison);
  return (
    <section class="card" aria-labelledby="measures-heading">
      <h2 id="measures-heading">Measures</h2>
      <Table
        caption="95% intervals. “>” means that the data ends first."
        head={[
          'Measure',
          ...props.comparison.incidents.map((one, i) => (
            <a href={`/incidents/${one.slug}`} title={one.title}>
              {props.comparison.measures[i]?.label}
            </a>
          )),
        ]}
        rows={rows.map((row) => [
          row.name,
          ...row.cells.map((cell) => (
            <>
              {cell.text}
              {cell.interval !== undefined && <span class="interval">{cell.interval}</span>}
            </>
          )),
        ])}
      />
    </section>
  );
}

export function CategoryShares(props: { comparison: ComparisonReport }) {
  const { comparison } = props;
  const categories = categoryRows(comparison).slice(0, MOST_CATEGORIES);
  if (categories.length === 0) return null;
  return (
    <section class="card" aria-labelledby="categories-heading">
      <h2 id="categories-heading">What people say</h2>
      <Table
        caption={SHARES_OF}
        head={['Category', ...comparison.measures.map((one) => one.label)]}
        numeric={comparison.incidents.map((_, i) => i + 1)}
        rows={categories.map(({ code, shares }) => [
          comparison.titles.get(code) ?? code.replaceAll('_', ' '),
          ...shares.map((share) => (share === undefined ? '–' : percentText(share))),
        ])}
      />
    </section>
  );
}
