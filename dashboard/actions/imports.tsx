/** Takes files in, imports them, and takes imports back. */
import { setTimeout } from 'node:timers/promises';
import { HTTPException } from 'hono/http-exception';
import { allows } from '../../src/domain/user.ts';
import { UserError } from '../../src/domain/result.ts';
import { ImportsBusyError } from '../../src/import/runs.ts';
import { UploadError } from '../../src/import/uploads.ts';
import { withLabels } from '../../src/import/option-names.ts';
import { noteAudit } from '../auth/audit.ts';
import { type Ctx, param } from '../deps.ts';
import { formOf, rawOf, whoAsks } from '../query/form.ts';
import { importOf, importRefusal, wishFields, wishOf } from '../query/imports.ts';
import { readFileForm } from '../query/multipart.ts';
import { idOf } from '../query/numbers.ts';
import { importsPage, noSuchFile } from '../pages/imports.tsx';
import { messagePage } from '../views/layout.tsx';

/** A sentence about what is the sender's to mend; anything else is thrown on. */
export function reasonFor(error: unknown): string {
  if (error instanceof HTTPException && error.status < 500) return error.message;
  if (error instanceof UserError) return withLabels(error.message);
  if (error instanceof UploadError || error instanceof ImportsBusyError) return error.message;
  throw error;
}

/** The file's page, with what was said about it. */
export function fileAddress(token: string, fields: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(fields).toString();
  return `/imports/files/${token}${query === '' ? '' : `?${query}`}`;
}

/** Takes a file; what it holds is shown before anything is stored. */
export async function importReceive(c: Ctx) {
  const { imports } = c.var.deps;
  if (!imports || imports.mostBytes === 0)
    return importsPage(c, 'No files are imported in the browser here.', 400);
  try {
    const form = await readFileForm(
      c,
      (file, name) => imports.receive(file, { name, who: whoAsks(c) }),
      (upload) => imports.discard(upload),
    );
    if (!form.file || form.file.bytes === 0) {
      if (form.file) await imports.discard(form.file);
      return await importsPage(c, 'Choose a file that is not empty.', 400);
    }
    const { token } = form.file;
    return c.redirect(fileAddress(token, wishFields(wishOf(form.fields))), 303);
  } catch (error) {
    return importsPage(c, reasonFor(error), 400);
  }
}

/** An import that waits for others is answered after so long: its file's page tells the rest. */
const WAIT_MS = 1_000;

/** Imports a file that was taken in, or throws it away. Asked for twice, it is imported once. */
export async function importFileAction(c: Ctx) {
  const { imports } = c.var.deps;
  const token = param(c, 'token');
  const begun = imports?.begun(token);
  if (begun && begun.failed === undefined && begun.who === whoAsks(c))
    return c.redirect(fileAddress(token, {}), 303);
  const upload = await imports?.upload(token);
  if (!imports || !upload || upload.who !== whoAsks(c)) return noSuchFile(c);
  const form = await formOf(c);
  if (rawOf(form, 'do') === 'discard') {
    await imports.discard(upload);
    return c.redirect('/imports', 303);
  }
  const fields = Object.fromEntries(Object.keys(form).map((name) => [name, rawOf(form, name)]));
  const wish = wishOf(fields);
  try {
    const refused = await importRefusal(c, wish);
    if (refused !== undefined) return messagePage(c, 403, 'Access denied', <p>{refused}</p>);
    const started = imports.start(upload, wish, whoAsks(c));
    let id = await Promise.race([started, setTimeout(WAIT_MS)]);
    if (id === undefined && imports.begun(token)?.waits !== true) id = await started;
    return c.redirect(id === undefined ? fileAddress(token, wishFields(wish)) : `/imports/${id}`, 303);
  } catch (error) {
    return importsPage(c, reasonFor(error), 400);
  }
}

/** Takes an import back. */
export async function importUndo(c: Ctx) {
  const { imports } = c.var.deps;
  const id = idOf(c);
  const job = await importOf(c, id);
  if (!imports || !job || id === undefined) return noSuchFile(c);
  if (!allows(c.get('principal')?.role ?? 'viewer', 'analyst')) return noSuchFile(c);
  try {
    await imports.undo(id, whoAsks(c));
    await noteAudit(c, 'asked to take an import back', `${id} (${job.file} for ${job.brand})`);
    return c.redirect(`/imports/${id}`, 303);
  } catch (error) {
    return importsPage(c, reasonFor(error), 400);
  }
}
