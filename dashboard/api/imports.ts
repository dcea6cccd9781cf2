/** Imports by HTTP: sending a file, what became of it, and taking it back. */
import { allows } from '../../src/domain/user.ts';
import { reportWithFields, withFields } from '../../src/import/option-names.ts';
import { ImportsBusyError } from '../../src/import/runs.ts';
import { UploadError } from '../../src/import/uploads.ts';
import type { ImportJob } from '../../src/store/imports/port.ts';
import { stateAt } from '../../src/store/imports/state.ts';
import { isoSecond } from '../../src/report/text/labels.ts';
import { UserError } from '../../src/domain/result.ts';
import { HTTPException } from 'hono/http-exception';
import { noteAudit } from '../auth/audit.ts';
import type { Ctx } from '../deps.ts';
import { whoAsks } from '../query/form.ts';
import { importOf, importRefusal, wishOf } from '../query/imports.ts';
import { readFileForm } from '../query/multipart.ts';
import { idOf } from '../query/numbers.ts';
import { unknown, wrong } from './brands.ts';
import type { ImportDetail, ImportList, ImportStarted } from './schemas/imports.ts';
import type { Failure } from './schemas/shared.ts';

/** Imports in a list. */
const MOST = 1_000;
/** A preview is waited for as long as the connection lasts, in steps. */
const STEP_MS = 5_000;

const moment = (at: number | undefined) => (at === undefined ? null : isoSecond(at));

function jobData(job: ImportJob, now: number) {
  const {
    report: _,
    settings: __,
    hash,
    startedAt,
    updatedAt,
    finishedAt,
    undoneAt,
    undoneBy,
    error,
    ...rest
  } = job;
  return {
    ...rest,
    state: stateAt(job, now),
    hash: hash ?? null,
    error: error === undefined ? null : withFields(error),
    startedAt: isoSecond(startedAt),
    updatedAt: isoSecond(updatedAt),
    finishedAt: moment(finishedAt),
    undoneAt: moment(undoneAt),
    undoneBy: undoneBy ?? null,
  };
}

function refusedFor(c: Ctx, error: unknown) {
  const fail = (code: string, message: string, status: 400 | 413 | 503) =>
    c.json({ error: code, message } satisfies Failure, status);
  if (error instanceof UploadError) return fail('too-large', error.message, 413);
  if (error instanceof ImportsBusyError) return fail('busy', error.message, 503);
  if (error instanceof UserError) return fail('bad-request', withFields(error.message), 400);
  if (error instanceof HTTPException && error.status < 500) return fail('bad-request', error.message, 400);
  throw error;
}

export async function apiImports(c: Ctx) {
  const { store, clock } = c.var.deps;
  const jobs = await store.read.imports.list(MOST);
  return c.json({ imports: jobs.map((job) => jobData(job, clock())) } satisfies ImportList);
}

export async function apiImportAdd(c: Ctx) {
  const { imports } = c.var.deps;
  if (!imports || imports.mostBytes === 0) return wrong(c, 'No files are imported over HTTP here.');
  try {
    const { fields, file } = await readFileForm(
      c,
      (stream, name) => imports.receive(stream, { name, who: whoAsks(c) }),
      (upload) => imports.discard(upload),
    );
    if (!file) return wrong(c, 'Send the file as the part named "file".');
    let kept = false;
    try {
      const wish = wishOf(fields);
      if (wish.brand === '') return wrong(c, 'Send the slug of the brand as the part named "brand".');
      const refused = await importRefusal(c, wish);
      if (refused !== undefined)
        return c.json({ error: 'forbidden', message: refused } satisfies Failure, 403);
      if (/^(?:1|true)$/.test(fields.preview ?? '')) {
        let state = await imports.preview(file, wish, STEP_MS);
        while (state.kind === 'reading' && !c.req.raw.signal.aborted)
          state = await imports.preview(file, wish, STEP_MS);
        if (state.kind === 'read') return c.json(reportWithFields(state.report));
        return wrong(c, state.kind === 'refused' ? withFields(state.reason) : 'The request was broken off.');
      }
      const id = await imports.start(file, wish, whoAsks(c));
      kept = true;
      void imports.over(id).then(() => imports.discard(file));
      c.header('Location', `/api/v1/imports/${id}`);
      return c.json({ import: id, state: 'running' } satisfies ImportStarted, 202);
    } finally {
      if (!kept) await imports.discard(file);
    }
  } catch (error) {
    return refusedFor(c, error);
  }
}

export async function apiImport(c: Ctx) {
  const job = await importOf(c, idOf(c));
  if (!job) return unknown(c, 'import');
  const progress = c.var.deps.imports?.progress(job.id);
  return c.json({
    ...jobData(job, c.var.deps.clock()),
    progress: progress ? { read: progress.read, share: Math.min(1, Math.max(0, progress.share)) } : null,
    report: job.report ? reportWithFields(job.report) : null,
  } satisfies ImportDetail);
}

export async function apiImportUndo(c: Ctx) {
  const { imports } = c.var.deps;
  const id = idOf(c);
  const job = await importOf(c, id);
  if (!job || id === undefined || !allows(c.get('principal')?.role ?? 'viewer', 'analyst'))
    return unknown(c, 'import');
  if (!imports) return wrong(c, 'Imports are not taken back here.');
  if (job.state === 'undone') return c.json({ import: id, state: 'undone' } satisfies ImportStarted);
  try {
    await imports.undo(id, whoAsks(c));
    await noteAudit(c, 'asked to take an import back', `${id} (${job.file} for ${job.brand})`);
    return c.json({ import: id, state: 'undoing' } satisfies ImportStarted, 202);
  } catch (error) {
    return refusedFor(c, error);
  }
}
