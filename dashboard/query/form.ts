/** Reads form fields. */
import { parseInstant } from '../../src/ingest/instant.ts';
import type { Ctx } from '../deps.ts';

export type Form = Record<string, string | File | (string | File)[]>;

/** The fields of a form, several values of one name kept. */
export async function formOf(c: Ctx): Promise<Form> {
  return (await c.req.parseBody({ all: true })) as Form;
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
  const text = textOf(form, name, 20);
  const number = Number(text);
  return /^\d+$/.test(text) && number >= from && number <= to ? number : undefined;
}

/** A moment in the format of `datetime-local`, as UTC. */
export function momentOf(form: Form, name: string): number | undefined {
  const text = textOf(form, name, 40);
  return text === '' ? undefined : parseInstant(text);
}

/** The name of the person or token, for timelines. */
export function whoAsks(c: Ctx): string {
  return c.get('principal')?.name ?? 'unknown';
}
