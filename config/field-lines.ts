/** A few fields as lines of YAML, for a form. */
import { parseDocument, stringify } from 'yaml';
import type { ConfigDocument } from '../src/domain/configuration.ts';

/** Enough for the settings of a source. */
const LONGEST = 10_000;

/** `url: https://…`; nothing for no fields. */
export function writeFieldLines(fields: ConfigDocument): string {
  return Object.keys(fields).length === 0 ? '' : stringify(fields, { lineWidth: 0 });
}

/** The fields of the lines, or why they cannot be read. Aliases are refused: a few lines need none. */
export function readFieldLines(text: string): { fields: ConfigDocument } | { problem: string } {
  if (text.length > LONGEST) return { problem: `It is too long: at most ${LONGEST} characters` };
  try {
    const parsed = parseDocument(text);
    const [error] = parsed.errors;
    if (error) return { problem: `It cannot be read: ${error.message.split('\n')[0]}` };
    const value: unknown = parsed.toJS({ maxAliasCount: 0 });
    if (value === null || value === undefined) return { fields: {} };
    if (typeof value !== 'object' || Array.isArray(value))
      return { problem: 'Write one setting a line, as name: value' };
    return { fields: value as ConfigDocument };
  } catch {
    return { problem: 'It cannot be read: write one setting a line, as name: value' };
  }
}
