/** Takes files in, imports them, and takes imports back. */
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

/** Imports a file that was taken in, or throws it away. */
export async function importFileAction(c: Ctx) {
  const { imports } = c.var.deps;
  const upload = await imports?.upload(param(c, 'token'));
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
    const id = await imports.start(upload, wish, whoAsks(c));
    return c.redirect(`/imports/${id}`, 303);
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
