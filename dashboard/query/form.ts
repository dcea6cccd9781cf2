/** Reads form fields. */
import { HTTPException } from 'hono/http-exception';
import { fromReaderClock } from '../../src/chart/reader.ts';
import { parseInstant } from '../../src/ingest/time/read-time.ts';
import type { Ctx } from '../deps.ts';
import { wholeNumber } from './numbers.ts';

export type Form = Record<string, string | File | (string | File)[]>;

/**
 * The fields of a form, several values of one name kept. The one way to read a body: 400 for one that cannot be read,
 * whoever sent it.
 */
export async function formOf(c: Ctx): Promise<Form> {
  try {
    return (await c.req.parseBody({ all: true })) as Form;
  } catch (error) {
    if (error instanceof HTTPException) throw error;
    throw new HTTPException(400, { message: 'The form could not be read. Reload the page and try again.' });
  }
}

/** A field as it was sent; empty if it is missing, a file or there more than once. For passwords and codes. */
export function rawOf(form: Form, name: string): string {
  const value = form[name];
  return typeof value === 'string' ? value : '';
}

/** One line of at most `most` characters; empty if the field is missing. */
export function textOf(form: Form, name: string, most = 200): string {
  const value = form[name];
  if (typeof value !== 'string') return '';
  return value
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, most);
}

/** A whole number in the range; undefined for anything else. */
export function wholeOf(form: Form, name: string, from: number, to: number): number | undefined {
  const number = wholeNumber(textOf(form, name, 20));
  return number !== undefined && number >= from && number <= to ? number : undefined;
}

/** An id, or the revision of what a form changes (the compare-and-set value). */
export function revisionOf(
  form: Form,
  name: 'revision' | 'correction' | 'note' = 'revision',
): number | undefined {
  return wholeOf(form, name, 0, Number.MAX_SAFE_INTEGER);
}

/** A moment in the format of `datetime-local`, on the clock of the reader. */
export function momentOf(form: Form, name: string): number | undefined {
  return readMoment(textOf(form, name, 40));
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z)?)?$/;

/**
 * A moment from an address or a form; undefined if it is not one. With `Z` it is in UTC, without on the clock of the reader.
 * A date alone is a day of UTC.
 */
export function readMoment(text: string | undefined): number | undefined {
  const [, time, , utc] = MOMENT.exec(text ?? '') ?? [];
  const at = MOMENT.test(text ?? '') ? parseInstant(text ?? '') : undefined;
  return at === undefined || time === undefined || utc !== undefined ? at : fromReaderClock(at);
}

/** The name of the person or token, for timelines. */
export function whoAsks(c: Ctx): string {
  return c.get('principal')?.name ?? 'unknown';
}

/** Values that stand one a line, or with `commas` also side by side: each once, at most `most` of them. */
export function linesOf(form: Form, name: string, { commas = false, most = 200 } = {}): string[] {
  const lines = rawOf(form, name).split(commas ? /[\r\n,]+/ : /[\r\n]+/);
  const values = lines.map((line) =>
    line
      .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      .trim()
      .slice(0, 500),
  );
  return [...new Set(values.filter((value) => value !== ''))].slice(0, most);
}
