/** Reads a form with one file as it comes in: the file goes where `receive` puts it, and never lies in memory. */
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { HTTPException } from 'hono/http-exception';
import type { Ctx } from '../deps.ts';

const LIMITS = {
  fields: 60,
  fieldNameSize: 100,
  fieldSize: 20_000,
  files: 1,
  parts: 62,
  headerPairs: 50,
} as const;

const badForm = () =>
  new HTTPException(400, {
    message: 'The form could not be read. Send it as multipart/form-data with one file.',
  });

export interface FileForm<T> {
  readonly fields: Readonly<Record<string, string>>;
  /** What `receive` made of the file; undefined where none was sent. */
  readonly file: T | undefined;
}

/**
 * Reads all of the body. `receive` must read its stream to the end or throw; what it throws is thrown here. `remove` takes
 * away what it made where the rest of the form is bad. Throws HTTPException 400 for a body that is no such form.
 */
export async function readFileForm<T>(
  c: Ctx,
  receive: (file: Readable, name: string) => Promise<T>,
  remove: (made: T) => Promise<void>,
): Promise<FileForm<T>> {
  const type = c.req.header('content-type') ?? '';
  const { body } = c.req.raw;
  if (!/^multipart\/form-data\b/i.test(type) || !body) throw badForm();
  let parser: BusboyInstance;
  try {
    parser = Busboy({ headers: { 'content-type': type }, limits: LIMITS });
  } catch {
    throw badForm();
  }
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  let receiving: Promise<T | undefined> | undefined;
  let current: Readable | undefined;
  let problem: unknown;
  const input = Readable.fromWeb(body as ReadableStream);
  const fail = (error: unknown) => {
    problem ??= error;
    input.destroy();
    // What reads the file must not wait for the rest of it.
    current?.destroy(badForm());
    parser.destroy();
  };
  parser.on('field', (name, value, nameCut, valueCut) => {
    if (nameCut || valueCut) fail(badForm());
    else fields[name] = value;
  });
  parser.on('file', (name, stream, filename) => {
    // A part that breaks off says so once more when nobody reads it; without a listener that ends the process.
    stream.on('error', fail);
    if (name !== 'file' || receiving) {
      stream.resume();
      return;
    }
    current = stream;
    receiving = receive(stream, filename ?? '').catch((error: unknown) => {
      fail(error);
      return undefined;
    });
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    parser.on(limit, () => fail(badForm()));
  await new Promise<void>((resolve) => {
    parser.on('finish', resolve);
    parser.on('error', (error) => {
      fail(error);
      resolve();
    });
    parser.on('close', resolve);
    input.on('error', (error) => {
      fail(error);
      resolve();
    });
    input.pipe(parser);
  });
  const made = await receiving;
  if (problem === undefined) return { fields, file: made };
  if (made !== undefined) await remove(made);
  throw problem instanceof Error && problem.name !== 'Error' ? problem : badForm();
}
