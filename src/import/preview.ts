/** Reads a file as an import would, and stores nothing. */
import type { NewMention } from '../domain/mention.ts';
import { UserError } from '../domain/result.ts';
import type { FileOptions } from '../source/file/mentions.ts';
import { fileMentions } from '../source/file/mentions.ts';
import { openImportFile, type OpenOptions } from '../source/file/open.ts';
import { formJson, formOf, type FileForm } from './form.ts';
import { newRefusals, type Refusal, type RefusedLine } from './refusals.ts';

/** Rows that are shown. */
const SHOWN = 5;

export interface Preview {
  readonly read: number;
  /** Rows that an import would take: new ones and duplicates. */
  readonly accepted: number;
  readonly leftOut: number;
  readonly rejected: number;
  readonly rows: readonly { readonly line: number; readonly mention: NewMention }[];
  readonly deadLetters: readonly RefusedLine[];
  readonly refusals: readonly Refusal[];
  readonly form: FileForm;
}

export async function previewFile(
  path: string,
  options: FileOptions & OpenOptions & { readonly onProgress: (read: number, share: number) => void },
): Promise<Preview> {
  const again = () => openImportFile(path, options);
  const file = await again();
  const refusals = newRefusals();
  const rows: Preview['rows'][number][] = [];
  const counts = { read: 0, accepted: 0, leftOut: 0 };
  let line = 1;
  const found = fileMentions(file, { ...options, again });
  try {
    for await (const row of found) {
      counts.read += 1;
      line = row.line;
      const { outcome } = row;
      if (outcome.kind === 'leftOut') counts.leftOut += 1;
      else if (outcome.kind === 'ok') {
        counts.accepted += 1;
        if (rows.length < SHOWN) rows.push({ line: row.line, mention: outcome.value });
      } else refusals.add(row.line, outcome.reason);
      if (counts.read % 1_000 === 0)
        options.onProgress(counts.read, file.bytesRead() / Math.max(1, file.bytes));
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw error;
    counts.read += 1;
    refusals.add(line + 1, `the file is damaged from here on: ${message}`);
  }
  if (counts.read === 0) throw new UserError(`${path} contains no rows.`);
  return {
    ...counts,
    rejected: refusals.count(),
    rows,
    deadLetters: refusals.letters(),
    refusals: refusals.groups(),
    form: formOf(file, found.reading),
  };
}

/** A row as it would be stored, times in ISO 8601. The author would be stored as a pseudonym. */
export function rowJson({ line, mention }: Preview['rows'][number]) {
  const { publishedAt, author, brands, ...rest } = mention;
  return {
    line,
    ...rest,
    brand: brands[0],
    publishedAt: new Date(publishedAt).toISOString(),
    precision: mention.precision ?? 'second',
    ...(author ? { author: author.id } : {}),
  };
}

export function previewJson({ rows, form, ...counts }: Preview) {
  return { ...counts, ...formJson(form), rows: rows.map(rowJson) };
}
