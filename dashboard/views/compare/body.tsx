/** A comparison: summary, chooser, chart, warnings, differences, tables, files. */
import type { Child } from 'hono/jsx';
import { ALIGNMENT_WORDS, ALIGNMENTS } from '../../../src/report/comparison/alignment.ts';
import {
  RANGE_NOTE,
  multipleNote,
  type ComparisonReport,
  type Scale,
  SCALES,
} from '../../../src/report/comparison/report.ts';
import { COMPARISON_FORMATS } from '../../../src/report/comparison/render.ts';
import { lineText } from '../../../src/report/comparison/svg.ts';
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
    'excess-per-1000': 'Extra per 1,000 usual posts',
  };
  return (
    <div class="controls">
      <Choices
        label="Day 0"
        choices={ALIGNMENTS.map((align) => ({
          label: ALIGNMENT_WORDS[align].name,
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

/** What each day 0 means. */
function Definitions() {
  return (
    <details>
      <summary>What day 0 can be</summary>
      <ul class="small">
        {ALIGNMENTS.map((align) => (
          <li>
            <strong>{ALIGNMENT_WORDS[align].name}</strong>: {ALIGNMENT_WORDS[align].meaning}
          </li>
        ))}
      </ul>
    </details>
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
        <a class="button quiet" href={address('/compare/file', query, { format: 'png', theme: 'dark' })}>
          Dark PNG
        </a>
      </p>
      <p class="small muted">
        Downloads of the same comparison are identical byte for byte. Input{' '}
        <code>{comparison.provenance.inputHash.slice(0, 16)}</code>, {comparison.provenance.code}, taxonomy{' '}
        {comparison.provenance.taxonomy}.
      </p>
    </section>
  );
}

export function ComparisonBody(props: {
  comparison: ComparisonReport;
  query: CompareQuery;
  /** Stands under the headline. */
  chooser: Child;
}) {
  const { comparison, query } = props;
  return (
    <>
      {comparison.incidents.some((one) => one.simulated) && <SimulatedBanner />}
      <header class="summary">
        <h1>{comparisonSummary(comparison)}</h1>
      </header>
      {props.chooser}
      <Toggles comparison={comparison} query={query} />
      <section class="card" aria-labelledby="chart-heading">
        <h2 id="chart-heading">{lineText(comparison)}</h2>
        <ComparisonFigure comparison={comparison} />
        <p class="small muted">
          Day 0 is {ALIGNMENT_WORDS[comparison.align].meaning}.{' '}
          {comparison.lines
            .map(
              (line) => `${line.label}: ${momentText(line.dayZero, comparison.byDay ? 'day' : undefined)}. `,
            )
            .join('')}
          {comparison.scale === 'multiple' ? `${multipleNote(comparison)} ` : ''}
          {comparison.scale === 'excess-per-1000' ? 'Fewer posts than usual are drawn as 0. ' : ''}
          {RANGE_NOTE} <a href="/method#comparison">How this is measured</a>
        </p>
        <Definitions />
      </section>
      <Warnings warnings={comparison.warnings} />
      <Sentences
        id="differences-heading"
        title="Differences, judged together at 95%"
        sentences={differenceSentences(comparison)}
      />
      <Sentences
        id="responses-heading"
        title="After the company response"
        sentences={responseSentences(comparison)}
      />
      <Measures comparison={comparison} />
      <CategoryShares comparison={comparison} />
      <SaveComparison comparison={comparison} query={query} />
    </>
  );
}
