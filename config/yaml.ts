/** Reads YAML files and says where in them something is wrong. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** `file:line path: what is wrong`. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly path: string;
  readonly message: string;
}

export interface Entry<T> {
  readonly value: T;
  readonly file: string;
  readonly line: number;
}

function yamlFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** `expected string, received undefined` says little to somebody who has left a field out. */
function forPeople(message: string): string {
  return message.replace(
    /^Invalid input: expected (\w+), received undefined$/,
    'is missing (a value of type $1)',
  );
}

/** Parses every YAML file of `configDir/kind`; a file holds one entry or a list of them. */
export function readEntries<S extends z.ZodType>(
  configDir: string,
  kind: string,
  schema: S,
  problems: Problem[],
): Entry<z.output<S>>[] {
  const entries: Entry<z.output<S>>[] = [];
  for (const path of yamlFiles(join(configDir, kind))) {
    const file = relative(configDir, path);
    const lines = new LineCounter();
    const doc = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
    if (doc.errors.length > 0) {
      for (const error of doc.errors) {
        const line = lines.linePos(error.pos[0]).line;
        problems.push({ file, line, path: '', message: error.message.split('\n')[0] ?? error.message });
      }
      continue;
    }
    const lineOf = (at: readonly PropertyKey[]): number => {
      for (let depth = at.length; depth > 0; depth -= 1) {
        const node = doc.getIn(at.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
        if (node?.range) return lines.linePos(node.range[0]).line;
      }
      return 1;
    };
    const content: unknown = doc.toJS();
    const list = Array.isArray(content) ? content : [content];
    list.forEach((raw, index) => {
      const base = Array.isArray(content) ? [index] : [];
      const parsed = schema.safeParse(raw);
      if (parsed.success) {
        entries.push({ value: parsed.data, file, line: lineOf(base) });
        return;
      }
      for (const issue of parsed.error.issues) {
        const at = [...base, ...issue.path];
        problems.push({ file, line: lineOf(at), path: at.join('.'), message: forPeople(issue.message) });
      }
    });
  }
  return entries;
}
