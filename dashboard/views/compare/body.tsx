/** A comparison: summary, chart, warnings, differences, tables, files. */
import {
  ALIGNMENTS,
  multipleNote,
  type ComparisonReport,
  type Scale,
  scaleText,
  SCALES,
} from '../../../src/report/comparison/report.ts';
import { COMPARISON_FORMATS } from '../../../src/report/comparison/render.ts';
import { comparisonSummary } from '../../../src/report/comparison/summary.ts';
import { differenceSentences, responseSentences } from '../../../src/report/comparison/differences.ts';
import { momentText } from '../../../src/report/text/labels.ts';
import { address, type CompareQuery } from '../../query/compare.ts';
import { Choices } from '../brand/controls.tsx';
import { SimulatedBanner } from '../parts.tsx';
import { ComparisonFigure } from './figure.tsx';
import { CategoryShares, Measures } from './tables.tsx';

function Toggles(props: { comparison: ComparisonReport; query: CompareQuery }) {
  const { comparison, query } = props;
  const scales: Record<Scale, string> = {
    count: 'Count',
    multiple: '× normal',
    'excess-per-1000': 'Excess per 1,000',
  };
  return (
    <div class="controls">
      <Choices
        label="Day 0"
        choices={ALIGNMENTS.map((align) => ({
          label: align,
          href: address('/compare', { ...query, align }),
          chosen: align === comparison.align,
        }))}
      />
      <Choices
        label="Scale"
        choices={SCALES.map((scale) => ({
          label: scales[scale],
          href: address('/compare', { ...query, scale }),
          chosen: scale === query.scale,
        }))}
      />
    </div>
  );
}

/** A card of sentences. */
function Sentences(props: { id: string; title: string; sentences: readonly string[] }) {
  if (props.sentences.length === 0) return null;
  return (
    <section class="card" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      <ul>
        {props.sentences.map((text) => (
          <li>{text}</li>
        ))}
      </ul>
    </section>
  );
}

function Warnings(props: { warnings: readonly string[] }) {
  if (props.warnings.length === 0) return null;
  return (
    <section class="banner" aria-labelledby="warnings-heading">
      <h2 id="warnings-heading">Limitations</h2>
      <ul>
        {props.warnings.map((text) => (
          <li>{text}</li>
        ))}
      </ul>
    </section>
  );
}

function SaveComparison(props: { comparison: ComparisonReport; query: CompareQuery }) {
  const { comparison, query } = props;
  return (
    <section aria-labelledby="save-heading">
      <h2 id="save-heading">Download</h2>
      <p class="actions">
        {COMPARISON_FORMATS.map((format) => (
          <a class="button quiet" href={address('/compare/file', query, { format })}>
            {format === 'html' ? 'Printable page' : format.toUpperCase()}
          </a>
        ))}
      </p>
      <p class="small muted">
        Downloads of the same comparison are identical byte for byte. Input{' '}
        <code>{comparison.provenance.inputHash.slice(0, 16)}</code>, {comparison.provenance.code}, taxonomy{' '}
        {comparison.provenance.taxonomy}.
      </p>
    </section>
  );
}

export function ComparisonBody(props: { comparison: ComparisonReport; query: CompareQuery }) {
  const { comparison, query } = props;
  return (
    <>
      {comparison.incidents.some((one) => one.simulated) && <SimulatedBanner />}
      <header class="summary">
        <h1>{comparisonSummary(comparison)}</h1>
      </header>
      <Toggles comparison={comparison} query={query} />
      <section class="card" aria-labelledby="chart-heading">
        <h2 id="chart-heading">{scaleText(comparison)}</h2>
        <ComparisonFigure comparison={comparison} />
        <p class="small muted">
          {comparison.lines
            .map(
              (line) =>
                `${line.label}: day 0 is ${momentText(line.dayZero, comparison.byDay ? 'day' : undefined)}. `,
            )
            .join('')}
          {comparison.scale === 'multiple' ? multipleNote(comparison) : ''}
        </p>
      </section>
      <Warnings warnings={comparison.warnings} />
      <Sentences
        id="differences-heading"
        title="Differences, with 95% intervals"
        sentences={differenceSentences(comparison)}
      />
      <Sentences
        id="responses-heading"
        title="Before and after the company response"
        sentences={responseSentences(comparison)}
      />
      <Measures comparison={comparison} />
      <CategoryShares comparison={comparison} />
      <SaveComparison comparison={comparison} query={query} />
    </>
  );
}
