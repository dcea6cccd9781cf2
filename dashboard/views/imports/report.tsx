/** How a file was read: counts, columns, refused rows, and the first rows. */
import type { Child } from 'hono/jsx';
import type { PreviewReport } from '../../../src/import/runs.ts';
import type { Refusal } from '../../../src/import/refusals.ts';
import { withLabels } from '../../../src/import/option-names.ts';
import type { ImportJob } from '../../../src/store/imports/port.ts';
import { formatCount } from '../../../src/report/text/labels.ts';
import { Table } from '../parts.tsx';

const MOST_REFUSALS = 20;
const ORDER = { dmy: 'day first', mdy: 'month first', ymd: 'year first' } as const;

/** The part of both reports that says how the file was read. */
type Form = Pick<
  PreviewReport,
  'container' | 'encoding' | 'preset' | 'columns' | 'dateOrder' | 'timezone' | 'filled' | 'notes'
>;

function Counts(props: { counts: readonly (readonly [string, number])[] }) {
  return (
    <dl class="about">
      {props.counts.map(([name, count]) => (
        <>
          <dt>{name}</dt>
          <dd>{formatCount(count, 0)}</dd>
        </>
      ))}
    </dl>
  );
}

function Row(props: { name: string; children: Child }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}

function FormView(props: { form: Form }) {
  const { container, encoding, preset, columns, dateOrder, timezone, notes } = props.form;
  const used = Object.entries(columns.used).map(([field, column]) => `${field}: ${column}`);
  return (
    <section class="card">
      <h2>How it was read</h2>
      <dl class="about">
        <Row name="File">
          {container.format.toUpperCase()}
          {container.compression ? `, packed (${container.compression})` : ''}, {encoding}
          {preset === null ? '' : `, recognised as an export of ${preset}`}
        </Row>
        <Row name="Columns">{used.join(' · ') || 'none'}</Row>
        {columns.left.length > 0 && <Row name="Not used">{columns.left.slice(0, 40).join(', ')}</Row>}
        <Row name="Times">
          {dateOrder === null ? '' : `${ORDER[dateOrder]}, `}
          {timezone} where no zone is named
        </Row>
      </dl>
      {notes.length > 0 && (
        <ul>
          {notes.map((note) => (
            <li>{withLabels(note)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Refusals(props: { refusals: readonly Refusal[] }) {
  const { refusals } = props;
  if (refusals.length === 0) return null;
  return (
    <section>
      <h2>Refused rows</h2>
      <Table
        caption="Refused rows by reason"
        hideCaption
        head={['Reason', 'Rows', 'First lines', 'What to try']}
        numeric={[1]}
        rows={refusals
          .slice(0, MOST_REFUSALS)
          .map(({ example, count, lines, hint }) => [
            withLabels(example),
            formatCount(count, 0),
            lines.join(', '),
            hint === undefined ? '' : withLabels(hint),
          ])}
      />
      {refusals.length > MOST_REFUSALS && (
        <p class="muted">And {refusals.length - MOST_REFUSALS} other reasons.</p>
      )}
      <p class="muted small">
        Refused rows of an import are also listed under <a href="/dead-letters">failed items</a>, where single
        lines can be fixed and tried again.
      </p>
    </section>
  );
}

export function PreviewReportView(props: { report: PreviewReport }) {
  const { report } = props;
  return (
    <>
      <section class="card">
        <Counts
          counts={[
            ['Rows', report.read],
            ['Would be taken', report.accepted],
            ['Left out, no posts', report.leftOut],
            ['Refused', report.rejected],
          ]}
        />
      </section>
      <section>
        <h2>The first rows, as they would be stored</h2>
        <Table
          caption="The first rows, as they would be stored"
          hideCaption
          head={['Line', 'Published (UTC)', 'Text', 'Source', 'Author', 'Stars']}
          rows={report.rows.map((row) => [
            String(row.line),
            row.precision === 'day'
              ? row.publishedAt.slice(0, 10)
              : row.publishedAt.slice(0, 16).replace('T', ' '),
            <span dir="auto">{row.text.slice(0, 300)}</span>,
            row.source,
            row.author ?? '',
            row.rating === undefined ? '' : String(row.rating),
          ])}
        />
      </section>
      <Refusals refusals={report.refusals} />
      <FormView form={report} />
    </>
  );
}

/** What the import said at its end; before that, and of older imports, the counts alone. */
export function ReportView(props: { job: ImportJob }) {
  const { job } = props;
  const report = job.report as (Form & { readonly refusals: readonly Refusal[] }) | undefined;
  return (
    <>
      <section class="card">
        <Counts
          counts={[
            ['Rows', job.read],
            ['New posts', job.accepted],
            ['Known before', job.duplicates],
            ['Corrected', job.replaced],
            ['With an id that another post has', job.conflicts],
            ['Left out, no posts', job.leftOut],
            ['Refused', job.rejected],
          ]}
        />
      </section>
      {report && <Refusals refusals={report.refusals} />}
      {report && <FormView form={report} />}
    </>
  );
}
