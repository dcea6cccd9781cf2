/** Takes in a refused line of an import that somebody mended: an import of its own, so that it can be taken back. */
import type { Field } from '../domain/import-preset.ts';
import { UserError } from '../domain/result.ts';
import { acceptPage, type IngestContext } from '../ingest/accept.ts';
import { openOneRow } from '../source/file/one-row.ts';
import type { FileDialect } from '../source/file/open.ts';
import { type FileMention, fileMentions } from '../source/file/mentions.ts';
import type { FileTimes } from '../source/file/times.ts';
import type { DeadLetter } from '../store/dead-letters/port.ts';
import type { ImportJob } from '../store/imports/port.ts';
import type { Reads } from '../store/store.ts';
import { HISTORY_MS } from './import-file.ts';
import { noteImport } from './note.ts';

/** Imports that are looked through. */
const MOST = 10_000;
const IMPORT_AGAIN = 'Fix the line in the file and import the file again; known posts are not counted twice.';

/** The part of a report that says how the file was read. */
interface Form {
  readonly container?: { readonly format?: string };
  readonly dialect?: Partial<FileDialect>;
  readonly columns?: { readonly used?: Partial<Record<Field, string>> };
  readonly dateOrder?: FileTimes['order'] | null;
  readonly timezone?: string;
}

interface Settings {
  readonly source?: string;
  readonly times?: FileTimes;
  readonly replace?: boolean;
}

/** The import that refused the line, with its report; undefined where it is not known any more. */
async function importOfLetter(
  read: Pick<Reads, 'imports'>,
  letter: DeadLetter,
): Promise<ImportJob | undefined> {
  const jobs = await read.imports.list(MOST);
  const job = jobs.find(
    ({ file, startedAt, finishedAt = Number.POSITIVE_INFINITY }) =>
      file === letter.source && startedAt <= letter.createdAt && letter.createdAt <= finishedAt,
  );
  return job && read.imports.one(job.id);
}

/** How the lines of that import are read; undefined where nothing says so. */
function readingOf({ settings, report, sources }: ImportJob) {
  const { columns, container, dialect, dateOrder, timezone } = (report ?? {}) as Form;
  const isTable = container?.format === 'csv';
  if (!columns?.used || container?.format === 'xlsx' || (isTable && !dialect?.columns)) return undefined;
  const { source, times } = settings as Settings;
  const [only, ...others] = sources;
  const own = columns.used.source === undefined && others.length === 0 ? only : undefined;
  return {
    dialect: isTable ? (dialect as FileDialect) : undefined,
    mapping: columns.used,
    source: source ?? own,
    times: {
      ...(dateOrder ? { order: dateOrder } : {}),
      ...(timezone === undefined ? {} : { timeZone: timezone }),
      ...times,
    },
  };
}

type Mended = {
  readonly kind: 'ok';
  readonly value: Extract<FileMention['outcome'], { kind: 'ok' }>['value'];
};

async function readLine(
  ctx: IngestContext,
  job: ImportJob,
  text: string,
): Promise<Mended | { readonly kind: 'problem'; readonly reason: string }> {
  const problem = (reason: string) => ({ kind: 'problem', reason }) as const;
  const reading = readingOf(job);
  if (!reading) return problem(IMPORT_AGAIN);
  const { dialect, ...how } = reading;
  const rows: FileMention[] = [];
  try {
    const file = openOneRow(text, dialect);
    for await (const row of fileMentions(file, { ...how, brand: job.brand, now: ctx.clock })) rows.push(row);
  } catch (error) {
    if (error instanceof UserError) return problem(`still refused: ${error.message}`);
    throw error;
  }
  const [row, ...more] = rows;
  if (!row || more.length > 0) return problem('write one line, without the names of the columns');
  if (row.outcome.kind === 'ok') return row.outcome;
  const { kind, reason } = row.outcome;
  return problem(kind === 'leftOut' ? `it is no post: ${reason}` : `still refused: ${reason}`);
}

/** Returns what prevents it, or undefined on success. Messages name options of the command. */
export async function mendLine(
  ctx: IngestContext,
  letter: DeadLetter,
  { text, who }: { readonly text: string; readonly who: string },
): Promise<string | undefined> {
  if (letter.replayedAt !== undefined) return 'it was already replayed';
  const job = await importOfLetter(ctx.store.read, letter);
  if (!job || job.state === 'undoing' || job.state === 'undone') return IMPORT_AGAIN;
  const found = await readLine(ctx, job, text);
  if (found.kind === 'problem') return found.reason;
  const { brand } = job;
  const { replace: repair = false } = job.settings as Settings;
  const file = `${job.file}, line ${letter.ref}`;
  const id = await ctx.store.tx(async (tx) => {
    await noteImport(tx, ctx.clock, who, 'fixed a line of an import', `${file} for ${brand}`);
    const settings = { ...job.settings, mends: job.id };
    return tx.imports.start({ file, hash: undefined, brand, who, settings, at: ctx.clock() });
  });
  const { refused } = await acceptPage(ctx, {
    source: found.value.source,
    mentions: [found.value],
    identity: 'words',
    import: { id, repair, leftOut: 0 },
    newBrands: [{ slug: brand, name: brand }],
    newsFrom: ctx.clock() - HISTORY_MS,
  });
  const error = refused[0]?.reason;
  await ctx.store.tx(async (tx) => {
    await tx.imports.finish(id, { state: error === undefined ? 'done' : 'failed', error, at: ctx.clock() });
    if (error === undefined) await tx.deadLetters.markReplayed(letter.id, ctx.clock());
  });
  return error && `still refused: ${error}`;
}
