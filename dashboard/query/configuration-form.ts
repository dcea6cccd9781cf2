/** Between a document and the fields of its form. */
import { readFieldLines, writeFieldLines } from '../../config/field-lines.ts';
import type { ConfigDocument, ConfigKind } from '../../src/domain/configuration.ts';
import { type Field, FIELDS } from '../views/configuration/fields.ts';
import { type Form, rawOf } from './form.ts';

/** What stands in the fields, by name: texts, and the picked brands. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

type Mutable = Record<string, unknown>;

/** One value as a text; empty where there is none. */
export function plainText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function valueAt(document: ConfigDocument, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Mutable | undefined)?.[key], document);
}

/** Sets or removes a value; a group without fields is removed too. */
function put(document: Mutable, path: string, value: unknown): void {
  const [key = '', inner] = path.split('.');
  if (inner !== undefined) {
    const group = { ...(document[key] as Mutable | undefined) };
    put(group, inner, value);
    if (Object.keys(group).length === 0) delete document[key];
    else document[key] = group;
  } else if (value === undefined) delete document[key];
  else document[key] = value;
}

function evidenceLine(one: unknown): string {
  const { note = '', url } = one as { note?: string; url?: string };
  return url === undefined ? note : `${note} ${url}`;
}

function shownValue({ name, shape, usually }: Field, document: ConfigDocument, fields: readonly Field[]) {
  const value = valueAt(document, name);
  if (shape === 'rest') {
    const known = new Set(fields.map((field) => field.name.split('.')[0]));
    return writeFieldLines(Object.fromEntries(Object.entries(document).filter(([key]) => !known.has(key))));
  }
  if (shape === 'switch') return (value ?? usually) === true ? 'yes' : '';
  if (shape === 'brands') return Array.isArray(value) ? value.map(String) : ['*'];
  if (shape === 'lines') return Array.isArray(value) ? value.map(String).join('\n') : plainText(value);
  if (shape === 'evidence') return Array.isArray(value) ? value.map(evidenceLine).join('\n') : '';
  if (shape === 'pairs')
    return Object.entries((value ?? {}) as Mutable)
      .map(([key, text]) => `${key}: ${String(text)}`)
      .join('\n');
  return plainText(value);
}

export function formValues(
  kind: ConfigKind,
  document: ConfigDocument,
  fields: readonly Field[] = FIELDS[kind],
): FormValues {
  return Object.fromEntries(fields.map((field) => [field.name, shownValue(field, document, fields)]));
}

/** The fields that a form had: one that is not among those of its kind may be missing. */
export function sentFields(kind: ConfigKind, form: Form, fields: readonly Field[]): readonly Field[] {
  const always = new Set(FIELDS[kind].map(({ name }) => name));
  return fields.filter(({ name }) => always.has(name) || form[fieldName(name)] !== undefined);
}

/** The values of a form that was sent, to show them again. */
export function sentValues(
  kind: ConfigKind,
  form: Form,
  fields: readonly Field[] = FIELDS[kind],
): FormValues {
  return Object.fromEntries(
    fields.map(({ name, shape }) => {
      if (shape !== 'brands') return [name, rawOf(form, fieldName(name))];
      const picked = [form[fieldName(name)] ?? []].flat();
      return [name, picked.filter((one): one is string => typeof one === 'string')];
    }),
  );
}

/** The name of the control; the one without a path is the rest. */
export function fieldName(path: string): string {
  return path === '' ? 'rest' : path;
}

const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

function evidenceOf(line: string) {
  const [, note, url] = /^(?:(.*\S)\s+)?(https?:\/\/\S+)$/.exec(line) ?? [];
  return url === undefined ? { note: line } : { note: note ?? url, url };
}

function pairsOf(text: string): Mutable {
  return Object.fromEntries(
    linesOf(text).map((line) => {
      const [name = '', ...rest] = line.split(':');
      return [name.trim(), rest.join(':').trim()];
    }),
  );
}

function readValue({ shape, usually }: Field, value: string | readonly string[]): unknown {
  if (typeof value !== 'string') return value.includes('*') ? ['*'] : value;
  const text = value.trim();
  if (shape === 'switch') return (text === 'yes') === usually ? undefined : text === 'yes';
  if (text === '') return undefined;
  if (shape === 'number') return Number.isNaN(Number(text)) ? text : Number(text);
  if (shape === 'lines') return linesOf(text);
  if (shape === 'evidence') return linesOf(text).map(evidenceOf);
  if (shape === 'pairs') return pairsOf(text);
  return text.replaceAll('\r\n', '\n');
}

/** Whether a field holds what it showed of the document. */
function isUntouched(
  field: Field,
  value: string | readonly string[],
  before: ConfigDocument,
  fields: readonly Field[],
) {
  const plain = (one: string | readonly string[]) =>
    typeof one === 'string' ? one.replaceAll('\r\n', '\n').trim() : JSON.stringify(one);
  if (valueAt(before, field.name) === undefined) return false;
  return plain(value) === plain(shownValue(field, before, fields));
}

/**
 * The document that a form asks for. A field that nobody touched keeps its value as it was written, and what of `before` has
 * no field stays; in a kind with the field `rest`, that field is all of it.
 */
export function documentOf(
  kind: ConfigKind,
  values: FormValues,
  before: ConfigDocument,
  fields: readonly Field[] = FIELDS[kind],
): { document: ConfigDocument } | { problem: string } {
  const hasRest = fields.some(({ shape }) => shape === 'rest');
  const rest = hasRest ? readFieldLines(String(values[''] ?? '')) : { fields: before };
  if ('problem' in rest) return rest;
  const document: Mutable = { ...rest.fields };
  for (const field of fields) {
    if (field.shape === 'rest') continue;
    const value = values[field.name] ?? '';
    const kept = isUntouched(field, value, before, fields);
    put(document, field.name, kept ? valueAt(before, field.name) : readValue(field, value));
  }
  if (kind === 'retention') document.slug = 'texts';
  return { document };
}
