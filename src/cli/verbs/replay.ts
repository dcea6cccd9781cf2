import { loadImportPresets } from '../../../config/import-presets.ts';
import type { ImportPreset } from '../../domain/import-preset.ts';
import type { NewMention } from '../../domain/mention.ts';
import { UserError } from '../../domain/result.ts';
import { acceptPage } from '../../ingest/accept.ts';
import { fileMentions } from '../../source/file/mentions.ts';
import { openImportFile } from '../../source/file/open.ts';
import { type FileTimes, fileTimes } from '../../source/file/times.ts';
import { openInstallation } from '../installation.ts';
import { progress, writeJson } from '../output.ts';
import { noQueue } from '../no-queue.ts';
import { stageContext } from '../stage-context.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

const TICK_MS = 200;

async function readAll(
  path: string,
  brand: string,
  presets: readonly ImportPreset[],
  times: FileTimes,
  now: () => number,
): Promise<NewMention[]> {
  const mentions: NewMention[] = [];
  const again = () => openImportFile(path);
  const options = { brand, source: undefined, mapping: {}, presets, times, again, now };
  for await (const { line, outcome } of fileMentions(await again(), options)) {
    if (outcome.kind === 'ok') mentions.push(outcome.value);
    else process.stderr.write(`line ${line}: ${outcome.reason}\n`);
  }
  return mentions.sort((a, b) => a.publishedAt - b.publishedAt);
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    speed: { type: 'string', default: '1' },
    brand: { type: 'string' },
    now: { type: 'boolean' },
    'date-format': { type: 'string' },
    timezone: { type: 'string' },
  });
  const { FILE: file } = takeArgs(positionals, ['FILE']);
  const speed = Number(values.speed);
  if (!(speed > 0)) throw new UsageError('--speed takes a number above 0, e.g. 3600 for an hour in a second');
  if (values.brand === undefined) throw new UsageError('--brand SLUG is missing');
  const brand = values.brand;
  const times = fileTimes(values['date-format'], values.timezone);
  const installation = await openInstallation();
  const ctx = stageContext(installation, noQueue);
  const line = progress();
  try {
    const rows = await readAll(file, brand, loadImportPresets(installation.env.configDir), times, ctx.clock);
    if (rows.length === 0) throw new UserError(`${file} contains no mention that can be replayed.`);
    await ctx.store.tx((tx) => tx.brands.upsert({ slug: brand, name: brand, origin: 'import' }));
    const startedAt = ctx.clock();
    const first = rows[0]!.publishedAt;
    let accepted = 0;
    for (let at = 0; at < rows.length; ) {
      const now = ctx.clock();
      const due: NewMention[] = [];
      while (at < rows.length && rows[at]!.publishedAt - first <= (now - startedAt) * speed) {
        due.push(values.now ? { ...rows[at]!, publishedAt: now } : rows[at]!);
        at += 1;
      }
      if (due.length > 0)
        accepted += (await acceptPage(ctx, { source: due[0]!.source, mentions: due })).accepted;
      line.update(`replayed ${at} of ${rows.length} mentions`);
      if (at < rows.length) await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
    line.done();
    await writeJson({ read: rows.length, accepted });
    return 0;
  } finally {
    await ctx.close();
    await installation.store.close();
  }
}

export const replayVerb: Verb = {
  name: 'replay',
  help: `
Usage: npx outcry replay FILE --brand SLUG [--speed N] [--now] [--date-format F] [--timezone Z]

Reads the same files as import and adds the mentions in the order of their timestamps, N times as fast as they were
written: --speed 3600 replays an hour per second. A running server scores them as they arrive. Writes JSON {read,
accepted}.

  --now           gives each mention the current time, as if it were written now
  --date-format, --timezone   as for import`,
  run,
};
