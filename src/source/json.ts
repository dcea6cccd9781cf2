/** Reads JSON answers of sites and reports what is wrong with them. */
import type { z } from 'zod';
import { parseJson } from '../domain/parse-json.ts';
import { dead, type Outcome } from '../domain/result.ts';
import type { FetchedPage } from '../net/guarded-fetch.ts';
import { SourceAccessError, SourceShapeError, SourceStatusError } from './connector.ts';
import { cutText } from '../domain/text.ts';

/** Sites send one entry bare, a list of them, or leave the field out. */
export function asList(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function beginning(body: string): string {
  return JSON.stringify(cutText(body.trim(), 60));
}

/**
 * The JSON of an answer, its envelope checked by `shape`. Throws SourceAccessError on 401 and 403, SourceShapeError
 * on a page that is not JSON or has another shape, and SourceStatusError on any other status but 200. Pauses (429, 503)
 * are thrown earlier.
 */
export function readJson<T>(page: FetchedPage, shape: z.ZodType<T>): T {
  const { host } = new URL(page.url);
  if (page.status === 401 || page.status === 403) {
    throw new SourceAccessError(`${host} refuses access (${page.status})`);
  }
  if (page.status !== 200) throw new SourceStatusError(host, page.status);
  let value: unknown;
  try {
    value = parseJson(page.body);
  } catch {
    throw new SourceShapeError(`${host} did not answer with JSON: ${beginning(page.body)}`);
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') || 'the answer';
  throw new SourceShapeError(
    `${host} answered with an unexpected shape: ${where}: ${issue?.message ?? 'not known'}`,
  );
}

/** The dead letter of an entry that is not a `what` as documented, with the place of the first difference. */
export function deadShape(what: string, error: z.ZodError): Outcome<never> {
  const issue = error.issues[0];
  return dead(`not ${what} as documented: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** A field of an unchecked entry: a string, or a number as a string; undefined otherwise. */
export function textField(raw: unknown, name: string): string | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const value: unknown = (raw as Record<string, unknown>)[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A number in an unchecked entry. */
export function numberField(raw: unknown, name: string): number | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const value: unknown = (raw as Record<string, unknown>)[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
