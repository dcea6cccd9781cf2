/** Reads a file of mentions into the database, page by page, as an import that can be taken back. */
import { basename } from 'node:path';
import type { ImportPreset } from '../domain/import-preset.ts';
import type { NewMention } from '../domain/mention.ts';
import { UserError } from '../domain/result.ts';
import { DAY_MS } from '../domain/series.ts';
import { cutText } from '../domain/text.ts';
import type { ImportReport } from '../store/imports/port.ts';
import { acceptPage, type IngestContext } from '../ingest/accept.ts';
import type { NewLetter } from '../ingest/page.ts';
import type { Field } from '../source/file/columns.ts';
import { checkSourceName, fileMentions } from '../source/file/mentions.ts';
import { openImportFile, type OpenFile } from '../source/file/open.ts';
import type { FileTimes } from '../source/file/times.ts';
import { BEAT_MS, stateAt } from '../store/imports/state.ts';
import { fileHash } from './file-hash.ts';
import { formOf } from './form.ts';
import { noteImport } from './note.ts';
import { newRefusals } from './refusals.ts';
import { importJson, type ImportResult } from './result.ts';

export type { ImportResult };

const PAGE = 2_000;
/** In UTF-16 units of the rows. */
const PAGE_SIZE = 16_000_000;
/** What a dead letter keeps. */
const MAX_PAYLOAD = 100_000;
/** Posts that are older than this when they are imported trigger no alerts: what they show is history. */
export const HISTORY_MS = 14 * DAY_MS;

export interface ImportOptions {
  readonly file: string;
  /** As it is called where that is not the name of the file, such as stdin. */
  readonly name?: string;
  readonly brand: string;
  /** Of a brand that the import creates; its slug by default. */
  readonly brandName?: string;
  readonly source: string | undefined;
  readonly mapping: Partial<Record<Field, string>>;
  /** Tools whose columns are known. */
  readonly presets?: readonly ImportPreset[];
  /** What `--date-format` and `--timezone` say. */
  readonly times?: FileTimes;
  /** A name that TextDecoder knows; by default it is found. */
  readonly encoding?: string | undefined;
  /** Corrects what earlier imports brought. */
  readonly replace?: boolean;
  /** Name of the person; the terminal's user. */
  readonly who?: string;
  /** Whom the audit log names; the command line by default. */
  readonly auditAs?: string;
  /** Called once the import is listed, before a row is read. */
  readonly onStart?: (id: number) => void;
  /** Ends the import at the next row. */
  readonly signal?: AbortSignal;
  /** Rows read so far, and the share of the file's bytes. */
  readonly onProgress: (read: number, share: number) => void;
}

/** Rows that wait to be stored together. */
function newPage() {
  return {
    mentions: [] as NewMention[],
    letters: [] as NewLetter[],
    /** Line and text of each mention. */
    rows: [] as { line: number; raw: string }[],
    leftOut: 0,
    size: 0,
  };
}

/**
 * Imports `file`. A brand that is not known is created with its first mention. Of a truncated gzip file, the rows before
 * the break are kept. Throws UserError when the file cannot be read or its columns are not known; the import is then
 * listed as failed, with what it stored.
 */
export async function importFile(ctx: IngestContext, options: ImportOptions): Promise<ImportResult> {
  if (options.source !== undefined) checkSourceName(options.source);
  const again = () => openImportFile(options.file, { encoding: options.encoding });
  const file = await again();
  const name = options.name ?? basename(options.file);
  const { brand, replace = false, who = 'command line' } = options;
  const hash = await fileHash(options.file);
  const before = hash === undefined ? undefined : await ctx.store.read.imports.ofBytes(hash, brand);
  const earlier = before && { id: before.id, state: stateAt(before, ctx.clock()) };
  const settings = {
    source: options.source,
    map: options.mapping,
    encoding: options.encoding,
    times: options.times,
    replace,
  };
  const id = await ctx.store.tx(async (tx) => {
    await noteImport(tx, ctx.clock, options.auditAs, 'imported a file', `${name} for ${brand}`);
    return tx.imports.start({ file: name, hash, brand, who, settings, at: ctx.clock() });
  });
  const finish = (state: 'done' | 'failed', error?: string, report?: ImportReport) =>
    ctx.store.tx(async (tx) => {
      const at = ctx.clock();
      await tx.imports.finish(id, { state, error, report, at });
      if (state === 'done' && earlier?.state === 'interrupted') {
        const how = `interrupted; import ${id} read the file again`;
        await tx.imports.finish(earlier.id, { state: 'failed', error: how, at });
      }
    });
  const beat = setInterval(() => {
    ctx.store.tx((tx) => tx.imports.beat(id, ctx.clock())).catch(() => undefined);
  }, BEAT_MS);
  options.onStart?.(id);
  try {
    const result = await readAll(ctx, options, { id, file, again, name, replace });
    const report = importJson({ ...result, file: name, brand }, false);
    if (result.read === 0) await finish('failed', 'the file contains no rows');
    else if (result.rejected === result.read) await finish('failed', 'every row was refused', report);
    else await finish('done', undefined, report);
    return { ...result, ...(earlier ? { before: earlier } : {}) };
  } catch (error) {
    await finish('failed', cutText(error instanceof Error ? error.message : String(error), 1_000)).catch(
      () => undefined,
    );
    throw error;
  } finally {
    clearInterval(beat);
  }
}

interface Job {
  readonly id: number;
  readonly file: OpenFile;
  readonly again: () => Promise<OpenFile>;
  readonly name: string;
  readonly replace: boolean;
}

async function readAll(ctx: IngestContext, options: ImportOptions, job: Job): Promise<ImportResult> {
  const { id, file, again, name, replace } = job;
  const newsFrom = ctx.clock() - HISTORY_MS;
  const refusals = newRefusals();
  const created: string[] = [];
  const counts = { read: 0, accepted: 0, duplicates: 0, conflicts: 0, replaced: 0, differing: 0, leftOut: 0 };
  let conflict: ImportResult['conflict'];
  let page = newPage();
  let line = 1;

  const letterOf = (at: number, reason: string, payload: string): NewLetter => ({
    stage: 'import',
    source: name,
    ref: String(at),
    reason,
    payload: cutText(payload, MAX_PAYLOAD),
  });
  const refuse = (at: number, reason: string, payload: string) => {
    refusals.add(at, reason);
    page.letters.push(letterOf(at, reason, payload));
  };
  const flush = async () => {
    const { mentions, letters, rows, leftOut } = page;
    page = newPage();
    if (mentions.length + letters.length + leftOut === 0) return;
    const result = await acceptPage(ctx, {
      source: mentions[0]?.source ?? options.source ?? 'file',
      mentions,
      deadLetters: letters,
      letterOf: (index, reason) => letterOf(rows[index]!.line, reason, rows[index]!.raw),
      identity: 'words',
      import: { id, repair: replace, leftOut },
      newBrands: [{ slug: options.brand, name: options.brandName ?? options.brand }],
      newsFrom,
    });
    for (const { index, reason } of result.refused) refusals.add(rows[index]!.line, reason);
    for (const key of ['accepted', 'duplicates', 'replaced', 'differing'] as const)
      counts[key] += result[key];
    counts.conflicts += result.conflicts.length;
    created.push(...result.created);
    const [first] = result.conflicts;
    if (first) {
      conflict ??= { line: rows[first.index]!.line, id: mentions[first.index]!.externalId, with: first.with };
    }
    options.onProgress(counts.read, file.bytesRead() / Math.max(1, file.bytes));
  };

  const found = fileMentions(file, { ...options, again, now: ctx.clock });
  try {
    for await (const row of found) {
      if (options.signal?.aborted) throw new UserError('The import was broken off.');
      counts.read += 1;
      line = row.line;
      page.size += row.raw.length;
      if (row.outcome.kind === 'ok') {
        page.mentions.push(row.outcome.value);
        page.rows.push({ line, raw: row.raw });
      } else if (row.outcome.kind === 'leftOut') {
        counts.leftOut += 1;
        page.leftOut += 1;
      } else refuse(line, row.outcome.reason, row.raw);
      if (page.mentions.length + page.letters.length + page.leftOut >= PAGE || page.size >= PAGE_SIZE)
        await flush();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw error;
    counts.read += 1;
    refuse(line + 1, `the file is damaged from here on: ${message}`, '');
  }
  await flush();
  return {
    id,
    ...counts,
    rejected: refusals.count(),
    deadLetters: refusals.letters(),
    refusals: refusals.groups(),
    form: formOf(file, found.reading),
    created,
    ...(conflict ? { conflict } : {}),
  };
}
