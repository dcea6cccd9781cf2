/** Reads YAML files and says where in them something is wrong. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Document, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { plainMessage } from './plain-messages.ts';

/** `file:line path: what is wrong`. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly path: string;
  readonly message: string;
}

export interface Entry<T> {
  readonly value: T;
  /** As it was written, without defaults. */
  readonly written: unknown;
  readonly file: string;
  readonly line: number;
}

/** The YAML files of a folder, and of the folders in it, by name. */
export function yamlFiles(folder: string, inner = true): string[] {
  try {
    const found = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    return found.flatMap((one) => {
      const path = join(folder, one.name);
      if (/\.ya?ml$/.test(one.name)) return [path];
      return one.isDirectory() && inner ? yamlFiles(path, false) : [];
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

interface Read {
  readonly content: unknown;
  /** The line of a path in the content; of the nearest part above it where that has none. */
  readonly lineOf: (at: readonly PropertyKey[]) => number;
}

const TOO_DEEP = 'nested too deep to be read';

/** What an exception of the parser says to a person. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return `cannot be read (${code})`;
  if (error instanceof RangeError) return TOO_DEEP;
  if (/alias/i.test(message)) return `${message.split('\n')[0]}; write the values out, or use fewer aliases`;
  return `not valid YAML: ${message.split('\n')[0]}`;
}

/** Line of the first alias: where the parser gives up on aliases, it does not say at which. */
function aliasLine(doc: Document, lines: LineCounter): number {
  let line = 1;
  visit(doc, {
    Alias(_, { range }) {
      if (range) line = lines.linePos(range[0]).line;
      return visit.BREAK;
    },
  });
  return line;
}

/** The content of a file. What is wrong with it becomes a problem with its line, whatever the parser does. */
function readDocument(path: string, file: string, problems: Problem[]): Read | undefined {
  const lines = new LineCounter();
  let doc: Document | undefined;
  try {
    doc = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
    for (const error of doc.errors) {
      const line = lines.linePos(error.pos[0]).line;
      const [message = ''] = error.message.split('\n');
      problems.push({ file, line, path: '', message: /call stack/.test(message) ? TOO_DEEP : message });
    }
    if (doc.errors.length > 0) return undefined;
    const parsed = doc;
    const content: unknown = parsed.toJS();
    const lineOf = (at: readonly PropertyKey[]): number => {
      for (let depth = at.length; depth > 0; depth -= 1) {
        const node = parsed.getIn(at.slice(0, depth), true) as
          | { range?: [number, number, number] }
          | undefined;
        if (node?.range) return lines.linePos(node.range[0]).line;
      }
      return 1;
    };
    return { content, lineOf };
  } catch (error) {
    const line = doc && error instanceof ReferenceError ? aliasLine(doc, lines) : 1;
    problems.push({ file, line, path: '', message: reasonOf(error) });
    return undefined;
  }
}

/** Checks the entries of a file; it holds one or a list of them. */
function checkEntries<S extends z.ZodType>(
  { content, lineOf }: Read,
  file: string,
  schema: S,
  problems: Problem[],
): Entry<z.output<S>>[] {
  const list = Array.isArray(content) ? content : [content];
  return list.flatMap((raw, index) => {
    const base = Array.isArray(content) ? [index] : [];
    const parsed = schema.safeParse(raw);
    if (parsed.success) return [{ value: parsed.data, written: raw, file, line: lineOf(base) }];
    for (const issue of parsed.error.issues) {
      const at = [...base, ...issue.path];
      problems.push({ file, line: lineOf(at), path: at.join('.'), message: plainMessage(issue) });
    }
    return [];
  });
}

/** Parses every YAML file of `configDir/kind`; a file holds one entry or a list of them. */
export function readEntries<S extends z.ZodType>(
  configDir: string,
  kind: string,
  schema: S,
  problems: Problem[],
): Entry<z.output<S>>[] {
  return yamlFiles(join(configDir, kind)).flatMap((path) => {
    const file = relative(configDir, path);
    const read = readDocument(path, file, problems);
    if (!read) return [];
    try {
      return checkEntries(read, file, schema, problems);
    } catch (error) {
      problems.push({ file, line: 1, path: '', message: reasonOf(error) });
      return [];
    }
  });
}
