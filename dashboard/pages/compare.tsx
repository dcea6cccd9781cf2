/** Incidents side by side. */
import type { Incident } from '../../src/domain/incident.ts';
import { UserError } from '../../src/domain/result.ts';
import {
  ALIGNMENTS,
  MULTIPLE_NOTE,
  type ComparisonReport,
  type Scale,
  SCALE_TEXT,
  SCALES,
} from '../../src/report/comparison/report.ts';
import { COMPARISON_FORMATS } from '../../src/report/comparison/render.ts';
import { comparisonSummary } from '../../src/report/comparison/summary.ts';
import { differenceSentences, responseSentences } from '../../src/report/comparison/differences.ts';
import { categoryRows, measureRows } from '../../src/report/comparison/table.ts';
import { percentText, timeText } from '../../src/report/text/labels.ts';
import type { Ctx } from '../deps.ts';
import { address, type CompareQuery, compareQuery, loadFor } from '../query/compare.ts';
import { CompareChooser } from '../views/compare/chooser.tsx';
import { Choices } from '../views/brand/controls.tsx';
import { ComparisonFigure } from '../views/compare/figure.tsx';
import { page } from '../views/layout.tsx';
import { Empty, SimulatedBanner, Table } from '../views/parts.tsx';

function Toggles(props: { query: CompareQuery }) {
  const { query } = props;
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
          chosen: align === query.align,
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

function Measures(props: { comparison: ComparisonReport }) {
  const rows = measureRows(props.comparison);
  return (
    <Table
      caption="Intervals are 95 %. A sign > means that the data end before."
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
  );
}

/** What can be told apart, and what the answers of the companies changed. */
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

function Body(props: { comparison: ComparisonReport; query: CompareQuery }) {
  const { comparison, query } = props;
  const categories = categoryRows(comparison).slice(0, 10);
  return (
    <>
      {comparison.incidents.some((one) => one.simulated) && <SimulatedBanner />}
      <header class="answer">
        <h1>{comparisonSummary(comparison)}</h1>
      </header>
      <Toggles query={query} />
      <section class="card" aria-labelledby="chart-heading">
        <h2 id="chart-heading">{SCALE_TEXT[comparison.scale]}</h2>
        <ComparisonFigure comparison={comparison} />
        <p class="small muted">
          {comparison.lines.map((line) => `${line.label}: day 0 is ${timeText(line.dayZero)}. `).join('')}
          {comparison.scale === 'multiple' ? MULTIPLE_NOTE : ''}
        </p>
      </section>
      {comparison.warnings.length > 0 && (
        <section class="banner" aria-labelledby="warnings-heading">
          <h2 id="warnings-heading">What to keep in mind</h2>
          <ul>
            {comparison.warnings.map((text) => (
              <li>{text}</li>
            ))}
          </ul>
        </section>
      )}
      <Sentences
        id="differences-heading"
        title="Differences, with 95 % intervals"
        sentences={differenceSentences(comparison)}
      />
      <Sentences
        id="responses-heading"
        title="Before and after the company answered"
        sentences={responseSentences(comparison)}
      />
      <section class="card" aria-labelledby="measures-heading">
        <h2 id="measures-heading">Measures</h2>
        <Measures comparison={comparison} />
      </section>
      {categories.length > 0 && (
        <section class="card" aria-labelledby="categories-heading">
          <h2 id="categories-heading">What the posts speak of</h2>
          <Table
            caption="Share of the mentions of the spike"
            head={['Category', ...comparison.measures.map((one) => one.label)]}
            numeric={comparison.incidents.map((_, i) => i + 1)}
            rows={categories.map(({ code, shares }) => [
              comparison.titles.get(code) ?? code.replaceAll('_', ' '),
              ...shares.map((share) => (share === undefined ? '–' : percentText(share))),
            ])}
          />
        </section>
      )}
      <section aria-labelledby="save-heading">
        <h2 id="save-heading">Save</h2>
        <p class="actions">
          {COMPARISON_FORMATS.map((format) => (
            <a class="button quiet" href={address('/compare/file', query, { format })}>
              {format === 'html' ? 'Printable page' : format.toUpperCase()}
            </a>
          ))}
        </p>
        <p class="small muted">
          Two downloads of the same comparison are the same byte for byte. Input{' '}
          <code>{comparison.provenance.inputHash.slice(0, 16)}</code>, {comparison.provenance.code}, taxonomy{' '}
          {comparison.provenance.taxonomy}.
        </p>
      </section>
    </>
  );
}

/** Nobody asked for any: the two newest, the older one first. */
function newestTwo(incidents: readonly Incident[]): readonly string[] {
  return incidents.length < 2 ? [] : [incidents[1]!.slug, incidents[0]!.slug];
}

export async function comparePage(c: Ctx) {
  const { store } = c.var.deps;
  const incidents = await store.read.incidents.all();
  const asked = compareQuery(c);
  const query = asked.incidents.length > 0 ? asked : { ...asked, incidents: newestTwo(incidents) };
  const chooser = <CompareChooser incidents={incidents} query={query} />;
  let comparison: ComparisonReport | undefined;
  let problem: string | undefined;
  try {
    if (query.incidents.length >= 2) comparison = await loadFor(c, query);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    problem = error.message;
  }
  return page(
    c,
    { title: 'Compare', current: '/compare' },
    comparison ? (
      <>
        <Body comparison={comparison} query={query} />
        {chooser}
      </>
    ) : (
      <>
        <h1>Compare incidents</h1>
        <p class="lead">Two incidents or more on one clock: day 0 is the same step of each story.</p>
        {problem && <p class="banner">{problem}</p>}
        {incidents.length < 2 ? <Empty>There are fewer than two incidents so far.</Empty> : chooser}
      </>
    ),
    problem ? 400 : 200,
  );
}
