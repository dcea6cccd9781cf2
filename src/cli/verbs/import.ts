import { loadImportPresets } from '../../../config/import-presets.ts';
import { basename } from 'node:path';
import type { StageContext } from '../../../workers/context.ts';
import type { Brand } from '../../domain/brand.ts';
import { systemClock } from '../../domain/clock.ts';
import { UserError } from '../../domain/result.ts';
import type { IngestContext } from '../../ingest/accept.ts';
import { parseMapping } from '../../source/file/columns.ts';
import type { FileOptions } from '../../source/file/mentions.ts';
import type { OpenOptions } from '../../source/file/open.ts';
import { fileTimes } from '../../source/file/times.ts';
import { readFilesOf } from '../configuration.ts';
import { finishWork, queueFor } from '../finish-work.ts';
import { stdinFile } from '../import/stdin.ts';
import { operatorName } from '../import/operator.ts';
import { previewText } from '../import/preview-text.ts';
import { importText } from '../import/result.ts';
import { brandSlug, checkSource } from '../import/slug.ts';
import { importFile } from '../../import/import-file.ts';
import { previewFile, previewJson } from '../../import/preview.ts';
import { type Imported, importJson } from '../../import/result.ts';
import { similarSlug } from '../../import/slug.ts';
import { ingestContext } from '../ingest-context.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { withoutControls, progress, say, write, writeJson } from '../output.ts';
import { readConfig, readSettings } from '../settings.ts';
import { readArgs, UsageError, type Verb } from '../verb.ts';
import { IMPORT_HELP } from '../import/help.ts';

const FLAGS = {
  brand: { type: 'string' },
  source: { type: 'string' },
  map: { type: 'string' },
  'date-format': { type: 'string' },
  timezone: { type: 'string' },
  encoding: { type: 'string' },
  replace: { type: 'boolean' },
  preview: { type: 'boolean' },
  json: { type: 'boolean' },
  wait: { type: 'boolean' },
} as const;

interface Wanted {
  readonly files: readonly string[];
  readonly brandName: string;
  readonly replace: boolean;
  readonly wait: boolean;
  /** How the rows are read. */
  readonly reading: Omit<FileOptions, 'now'> & OpenOptions;
}

type Line = ReturnType<typeof progress>;

const share = (of: number) => `${Math.min(100, Math.round(of * 100))}%`;

/** The file to read, its name, and how to take it away again: stdin is written to a file of the data folder. */
async function fileOf(path: string, dataDir: string) {
  if (path !== '-') return { path, name: basename(path), remove: async () => {} };
  return { ...(await stdinFile(dataDir)), name: 'stdin' };
}

async function preview({ files, reading }: Wanted, json: boolean): Promise<number> {
  const { dataDir } = readSettings();
  const line = progress();
  let failed = false;
  for (const given of files) {
    const { path, name, remove } = await fileOf(given, dataDir);
    try {
      const found = await previewFile(path, {
        ...reading,
        now: systemClock,
        onProgress: (read, of) => line.update(`read ${read} rows, ${share(of)}`),
      });
      line.done();
      if (json) await writeJson(previewJson(found));
      else await write(withoutControls(previewText(name, found)));
      if (found.rejected === found.read) failed = true;
    } finally {
      await remove();
    }
  }
  return failed ? 1 : 0;
}

async function importOne(
  { ctx, dataDir }: { readonly ctx: IngestContext; readonly dataDir: string },
  given: string,
  { brandName, replace, reading }: Wanted,
  line: Line,
  signal: AbortSignal,
): Promise<Imported> {
  const { path, name, remove } = await fileOf(given, dataDir);
  try {
    const result = await importFile(ctx, {
      file: path,
      name,
      ...reading,
      brandName,
      replace,
      who: operatorName(),
      signal,
      onProgress: (read, of) => line.update(`read ${read} rows, ${share(of)}`),
    });
    return { ...result, file: name, brand: reading.brand };
  } finally {
    await remove();
  }
}

/** Says that a brand is new, and which one may have been meant. */
async function sayCreated(ctx: IngestContext, created: readonly string[], id: number): Promise<void> {
  for (const slug of created) {
    say(`The brand ${slug} was not configured; it was created.`);
    const known = (await ctx.store.read.brands.all()).map((one) => one.slug);
    const meant = similarSlug(slug, known);
    if (meant !== undefined) say(`Did you mean ${meant}? Then: npx outcry imports undo ${id}`);
  }
}

/** What scores in this process too; an import that does not wait needs none of it. */
async function waitingFor(installation: Installation) {
  const { scoreStage } = await import('../../../workers/score.ts');
  const { stageContext } = await import('../stage-context.ts');
  const queue = await queueFor(installation, (payload) => scoreStage(ctx, payload));
  const ctx: StageContext & { close(): Promise<void> } = stageContext(installation, queue);
  return { queue, ctx };
}

async function importAll(installation: Installation, wanted: Wanted): Promise<number> {
  const waiting = wanted.wait ? await waitingFor(installation) : undefined;
  const queue = waiting?.queue ?? (await queueFor(installation));
  const ctx = waiting?.ctx ?? ingestContext(installation, queue);
  const line = progress();
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    let failed = false;
    const results: Imported[] = [];
    for (const given of wanted.files) {
      const result = await importOne(
        { ctx, dataDir: installation.env.dataDir },
        given,
        wanted,
        line,
        stop.signal,
      );
      line.done();
      await sayCreated(ctx, result.created, result.id);
      if (result.read === 0) throw new UserError(`${given} contains no rows.`);
      say((await importText(ctx.store.read, result)).join('\n'));
      if (result.rejected === result.read) failed = true;
      results.push(result);
    }
    await queue.idle();
    if (waiting) await finishWork(waiting.ctx, line.update);
    line.done();
    for (const result of results) await writeJson(importJson(result, results.length > 1));
    return failed ? 1 : 0;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    await queue.close();
    await waiting?.ctx.close();
  }
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals: files } = readArgs(args, FLAGS);
  if (files.length === 0) throw new UsageError('expected FILE');
  if (files.filter((file) => file === '-').length > 1) throw new UsageError('stdin (-) can be read once');
  if (values.brand === undefined) throw new UsageError('--brand SLUG is missing');
  if (values.json && !values.preview)
    throw new UsageError('--json goes with --preview; an import writes JSON anyway');
  const { configDir } = readSettings();
  const presets = loadImportPresets(configDir);
  const brandName = values.brand.trim();
  if (values.source !== undefined) checkSource(values.source);
  const wantedOf = (brands: readonly Brand[]): Wanted => ({
    files,
    brandName,
    replace: values.replace ?? false,
    wait: values.wait ?? false,
    reading: {
      brand: brandSlug(brandName, brands),
      source: values.source,
      mapping: parseMapping(values.map ?? ''),
      presets,
      times: fileTimes(values['date-format'], values.timezone),
      encoding: values.encoding,
    },
  });
  if (values.preview) return preview(wantedOf(readConfig(configDir).brands), values.json ?? false);
  const configured = readFilesOf(readSettings());
  // What is wrong with the command is said before the database is opened.
  wantedOf(configured.entries.brands.map(({ value }) => value));
  const installation = await openInstallation({ files: configured });
  try {
    return await importAll(installation, wantedOf(installation.config.brands));
  } finally {
    await installation.store.close();
  }
}

export const importVerb: Verb = { name: 'import', help: IMPORT_HELP, run };
