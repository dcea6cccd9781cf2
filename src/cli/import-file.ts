/** Reads a file of mentions into the database, page by page. */
import { basename } from 'node:path';
import type { ImportPreset } from '../domain/import-preset.ts';
import type { NewMention } from '../domain/mention.ts';
import { cutText } from '../domain/text.ts';
import { acceptPage, type IngestContext } from '../ingest/accept.ts';
import type { NewLetter } from '../ingest/page.ts';
import type { Field } from '../source/file/columns.ts';
import { checkSourceName, fileMentions } from '../source/file/mentions.ts';
import { openImportFile } from '../source/file/open.ts';

const PAGE = 2_000;
/** In UTF-16 units of the rows. */
const PAGE_SIZE = 16_000_000;
/** What a dead letter keeps. */
const MAX_PAYLOAD = 100_000;

export interface ImportOptions {
  readonly file: string;
  readonly brand: string;
  readonly source: string | undefined;
  readonly mapping: Partial<Record<Field, string>>;
  /** Tools whose columns are known. */
  readonly presets?: readonly ImportPreset[];
  /** Rows read so far, and the share of the file's bytes. */
  readonly onProgress: (read: number, share: number) => void;
}

interface ImportResult {
  readonly read: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Rows that are no posts. */
  readonly leftOut: number;
  readonly deadLetters: readonly { line: number; reason: string }[];
}

/**
 * Imports `file`. The brand must be in the database. Of a truncated gzip file, the rows before the break are kept.
 * Throws UserError when the file cannot be read or its columns are not known.
 */
export async function importFile(ctx: IngestContext, options: ImportOptions): Promise<ImportResult> {
  if (options.source !== undefined) checkSourceName(options.source);
  const file = await openImportFile(options.file);
  const name = basename(options.file);
  const deadLetters: { line: number; reason: string }[] = [];
  let mentions: NewMention[] = [];
  let letters: NewLetter[] = [];
  /** Line and text of each mention of the page. */
  let rows: { line: number; raw: string }[] = [];
  let size = 0;
  let read = 0;
  let accepted = 0;
  let duplicates = 0;
  let leftOut = 0;
  let line = 1;

  const letterOf = (at: number, reason: string, payload: string): NewLetter => ({
    stage: 'import',
    source: name,
    ref: String(at),
    reason,
    payload,
  });
  const refuse = (at: number, reason: string, payload: string) => {
    deadLetters.push({ line: at, reason });
    letters.push(letterOf(at, reason, cutText(payload, MAX_PAYLOAD)));
  };
  const flush = async () => {
    if (mentions.length + letters.length === 0) return;
    const source = mentions[0]?.source ?? options.source ?? 'file';
    const result = await acceptPage(ctx, {
      source,
      mentions,
      deadLetters: letters,
      letterOf: (index, reason) => letterOf(rows[index]!.line, reason, rows[index]!.raw),
    });
    for (const { index, reason } of result.refused) deadLetters.push({ line: rows[index]!.line, reason });
    accepted += result.accepted;
    duplicates += result.duplicates;
    mentions = [];
    letters = [];
    rows = [];
    size = 0;
    options.onProgress(read, file.bytesRead() / Math.max(1, file.bytes));
  };

  try {
    for await (const row of fileMentions(file, { ...options, now: ctx.clock })) {
      read += 1;
      line = row.line;
      size += row.raw.length;
      if (row.outcome.kind === 'ok') {
        mentions.push(row.outcome.value);
        rows.push({ line, raw: row.raw });
      } else if (row.outcome.kind === 'leftOut') leftOut += 1;
      else refuse(line, row.outcome.reason, row.raw);
      if (mentions.length + letters.length >= PAGE || size >= PAGE_SIZE) await flush();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw error;
    read += 1;
    refuse(line + 1, `the gzip file is damaged from here on: ${message}`, '');
  }
  await flush();
  deadLetters.sort((a, b) => a.line - b.line);
  return { read, accepted, duplicates, rejected: deadLetters.length, leftOut, deadLetters };
}
