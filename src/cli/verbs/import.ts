import type { StageContext } from '../../../workers/context.ts';
import { UserError } from '../../domain/result.ts';
import { parseMapping } from '../../source/file/columns.ts';
import { importFile } from '../import-file.ts';
import { openInstallation } from '../installation.ts';
import { progress, writeJson } from '../output.ts';
import { queueFor, finishWork } from '../finish-work.ts';
import { stageContext } from '../stage-context.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    brand: { type: 'string' },
    source: { type: 'string' },
    map: { type: 'string' },
    wait: { type: 'boolean' },
  });
  const { FILE: file } = takeArgs(positionals, ['FILE']);
  if (values.brand === undefined) throw new UsageError('--brand SLUG is missing');
  const brand = values.brand.toLowerCase();
  if (!SLUG.test(brand)) throw new UsageError('--brand: use lower-case letters, digits and single hyphens');
  const mapping = parseMapping(values.map ?? '');

  const installation = await openInstallation();
  const { scoreStage } = await import('../../../workers/score.ts');
  const queue = await queueFor(installation, values.wait ? (payload) => scoreStage(ctx, payload) : undefined);
  const ctx: StageContext & { close(): Promise<void> } = stageContext(installation, queue);
  const line = progress();
  try {
    const { created } = await ctx.store.tx((tx) =>
      tx.brands.upsert({ slug: brand, name: values.brand!, origin: 'import' }),
    );
    if (created) process.stderr.write(`The brand ${brand} was not configured; it was created.\n`);
    const result = await importFile(ctx, {
      file,
      brand,
      source: values.source,
      mapping,
      presets: installation.config.importPresets,
      onProgress: (read, share) => line.update(`read ${read} rows, ${Math.round(share * 100)} %`),
    });
    await queue.idle();
    if (values.wait) await finishWork(ctx, (pending) => line.update(`scoring, ${pending} mentions pending`));
    line.done();
    if (result.read === 0) throw new UserError(`${file} contains no rows.`);
    await writeJson(result);
    return 0;
  } finally {
    await queue.close();
    await ctx.close();
    await installation.store.close();
  }
}

export const importVerb: Verb = {
  name: 'import',
  help: `
Usage: npx outcry import FILE --brand SLUG [--source NAME] [--map FIELD=COLUMN,…] [--wait]

FILE is CSV with a header line, JSON Lines or NDJSON, plain or gzip. Exports of many tools are recognised, and columns
are found by their usual names and their values; --map names others, for example --map publishedAt=Date+Time,text=Title+Body
(A+B joins two columns, A|B takes the first with a value, a.b is nested; see docs/import-columns.md). Importing the same file twice adds nothing.
Writes JSON {read, accepted, duplicates, rejected, deadLetters: [{line, reason}]}.

  --brand SLUG    the brand it is about; one that is not configured is created
  --source NAME   the source of all rows; default: the column "source", else "file"
  --map …         fields: externalId, publishedAt, text, title, url, author, followers, lang, rating, kind,
                  likes, reposts, replies, views, source, brand
  --wait          return when everything is scored and detected`,
  run,
};
