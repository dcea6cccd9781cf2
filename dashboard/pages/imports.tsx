/** Imports of files: the list, a file before it is imported, and one import. */
import { allows } from '../../src/domain/user.ts';
import type { ImportJob } from '../../src/store/imports/port.ts';
import { formatCount } from '../../src/report/text/labels.ts';
import { type Ctx, param } from '../deps.ts';
import { importOf, importRefusal, wishOf } from '../query/imports.ts';
import { idOf } from '../query/numbers.ts';
import { whoAsks } from '../query/form.ts';
import { ChooseFile, FileOptions } from '../views/imports/forms.tsx';
import { PreviewReportView, ReportView } from '../views/imports/report.tsx';
import { ImportState, stateText } from '../views/imports/state.tsx';
import { messagePage, page } from '../views/layout.tsx';
import { Empty, Table, Time } from '../views/parts.tsx';
import { ImportsBusyError } from '../../src/import/runs.ts';
import { UserError } from '../../src/domain/result.ts';
import { withLabels } from '../../src/import/option-names.ts';

const MOST = 100;
/** A page of work that goes on is asked for again after so many seconds. */
const REFRESH_S = '2';
/** A small file is read before its page is sent. */
const WAIT_MS = 1_500;

const mayImport = (c: Ctx) => allows(c.get('principal')?.role ?? 'viewer', 'analyst');

export function noSuchFile(c: Ctx) {
  return messagePage(
    c,
    404,
    'No such import',
    <p>
      The file was imported, discarded or waited for more than a day. <a href="/imports">All imports</a>
    </p>,
  );
}

export async function importsPage(c: Ctx, problem?: string, status: 200 | 400 = 200) {
  const { store, imports, clock } = c.var.deps;
  const jobs = await store.read.imports.list(MOST);
  const brands = await store.read.brands.all();
  return page(
    c,
    { title: 'Imports', current: '/imports' },
    <>
      <h1>Imports</h1>
      <p class="lead">
        Exports of listening suites, app stores, help desks and spreadsheets: CSV, JSON, Excel, plain or
        packed. You see how a file is read before anything is stored, and can take each import back.
      </p>
      {problem !== undefined && (
        <p class="problems" role="alert">
          {problem}
        </p>
      )}
      {mayImport(c) && imports && imports.mostBytes > 0 && (
        <ChooseFile brands={brands} mostBytes={imports.mostBytes} />
      )}
      {jobs.length === 0 ? (
        <Empty>No imports yet.</Empty>
      ) : (
        <Table
          caption="Imports, newest first"
          hideCaption
          head={['File', 'Brand', 'Started', 'By', 'Read', 'New', 'Refused', 'State']}
          numeric={[4, 5, 6]}
          rows={jobs.map((job) => [
            <a href={`/imports/${job.id}`}>{job.file}</a>,
            job.brand,
            <Time at={job.startedAt} />,
            job.who,
            formatCount(job.read, 0),
            formatCount(job.accepted, 0),
            formatCount(job.rejected, 0),
            <ImportState job={job} here={imports?.progress(job.id) !== undefined} now={clock()} />,
          ])}
        />
      )}
    </>,
    status,
  );
}

/** An import whose turn has not come yet. It leads on to its own page by itself. */
function waitingPage(c: Ctx, name: string) {
  c.header('Refresh', REFRESH_S);
  return page(
    c,
    { title: name, current: '/imports' },
    <>
      <p class="eyebrow">
        <a href="/imports">Imports</a>
      </p>
      <h1>{name}</h1>
      <p class="banner" role="status">
        It is imported as soon as the import before it is over. This page reloads by itself; the work goes on
        when you leave.
      </p>
    </>,
  );
}

/** A file before it is imported: how it is read, and what can be changed. Once it is imported it leads to the import. */
export async function importFilePage(c: Ctx) {
  const { store, imports } = c.var.deps;
  const token = param(c, 'token');
  const asked = imports?.begun(token);
  const begun = asked?.who === whoAsks(c) ? asked : undefined;
  if (begun?.id !== undefined) return c.redirect(`/imports/${begun.id}`, 302);
  const upload = await imports?.upload(token);
  if (!imports || !upload || upload.who !== whoAsks(c)) return noSuchFile(c);
  if (begun && begun.failed === undefined) return waitingPage(c, upload.name);
  const wish = wishOf(c.req.query());
  const brands = await store.read.brands.all();
  let problem = begun?.failed === undefined ? undefined : withLabels(begun.failed);
  let state: Awaited<ReturnType<typeof imports.preview>> | undefined;
  try {
    const refusal = await importRefusal(c, wish);
    if (refusal === undefined) state = await imports.preview(upload, wish, WAIT_MS);
    problem = refusal ?? problem;
  } catch (error) {
    if (!(error instanceof UserError || error instanceof ImportsBusyError)) throw error;
    problem = withLabels(error.message);
  }
  if (state?.kind === 'refused') problem = withLabels(state.reason);
  if (state?.kind === 'reading') c.header('Refresh', REFRESH_S);
  const report = state?.kind === 'read' ? state.report : undefined;
  return page(
    c,
    { title: upload.name, current: '/imports' },
    <>
      <p class="eyebrow">
        <a href="/imports">Imports</a>
      </p>
      <h1>{upload.name}</h1>
      {state?.kind === 'reading' && (
        <p class="banner" role="status">
          Reading the file: {formatCount(state.progress.read, 0)} rows so far. This page reloads by itself;
          you can come back later.
          <progress
            value={String(state.progress.share)}
            max="1"
            aria-label="Share of the file that was read"
          />
        </p>
      )}
      {problem !== undefined && (
        <p class="problems" role="alert">
          {problem}
        </p>
      )}
      {report && <p class="lead">Nothing is stored yet. This is how the file would be read:</p>}
      <FileOptions upload={upload} wish={wish} report={report} brands={brands} />
      {report && <PreviewReportView report={report} />}
    </>,
    problem === undefined ? 200 : 400,
  );
}

function Undo(props: { job: ImportJob }) {
  const { id, state } = props.job;
  return (
    <form method="post" action={`/imports/${id}/undo`} class="card">
      <h2>{state === 'undoing' ? 'Finish taking this import back' : 'Take this import back'}</h2>
      <p>
        Its posts, counts, spikes and incidents go, as if it had never come. What a source or another import
        brought too stays, and so do alerts that were sent.
      </p>
      <div class="actions">
        <button type="submit" class="quiet">
          {state === 'undoing' ? 'Go on' : 'Take back'}
        </button>
      </div>
    </form>
  );
}

/** One import: progress while it runs, then its report. */
export async function importPage(c: Ctx) {
  const { imports, clock } = c.var.deps;
  const job = await importOf(c, idOf(c));
  if (!job) return noSuchFile(c);
  const progress = imports?.progress(job.id);
  if (progress) c.header('Refresh', REFRESH_S);
  const may = mayImport(c) && imports && !progress && job.state !== 'undone';
  return page(
    c,
    { title: job.file, current: '/imports' },
    <>
      <p class="eyebrow">
        <a href="/imports">Imports</a>
      </p>
      <h1>{job.file}</h1>
      <p class="lead">
        For <a href={`/brands/${job.brand}`}>{job.brand}</a>, by {job.who}, <Time at={job.startedAt} />:{' '}
        {stateText(job, progress !== undefined, clock())}
      </p>
      {progress && (
        <p class="banner" role="status">
          {formatCount(progress.read, 0)} rows so far. This page reloads by itself; the work goes on when you
          leave.
          {job.state === 'running' && (
            <progress value={String(progress.share)} max="1" aria-label="Share of the file" />
          )}
        </p>
      )}
      <ReportView job={job} />
      {may && <Undo job={job} />}
    </>,
  );
}
