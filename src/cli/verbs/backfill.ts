import { type SourceConfig, sourceId } from '../../domain/source.ts';
import { runBackfill } from '../../collect/backfill.ts';
import { UserError } from '../../domain/result.ts';
import { parseInstant } from '../../ingest/time/read-time.ts';
import { sourceSchema } from '../../source/registry.ts';
import type { Backfill } from '../../store/backfills/port.ts';
import { queueFor, finishWork } from '../finish-work.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { progress, writeJson } from '../output.ts';
import { stageContext } from '../stage-context.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

function instantOf(name: string, value: string | undefined): number {
  if (value === undefined)
    throw new UsageError(`--${name} TIME is missing, for example --${name} 2015-08-01`);
  const at = parseInstant(value);
  if (at === undefined)
    throw new UsageError(`--${name}: "${value}" is not a time; write it as 2015-08-01T12:00Z`);
  return at;
}

/** A configured source by slug or id, or one of that type with its defaults. */
function sourceOf({ config }: Installation, name: string, brand: string): SourceConfig {
  const known = config.sources.find((one) => one.slug === name || sourceId(one) === name);
  if (known) return known;
  const made = sourceSchema.safeParse({ slug: name, type: name, brands: [brand] });
  if (made.success) return made.data;
  const names = config.sources.map((one) => one.slug).join(', ');
  const configured = names === '' ? 'none is configured' : `configured: ${names}`;
  throw new UserError(`There is no source ${name} (${configured}). hacker-news needs no configuration.`);
}

function jobJson(job: Backfill) {
  const { state, read, accepted, duplicates, rejected, error } = job;
  const iso = (at: number) => new Date(at).toISOString();
  const range = { from: iso(job.from), to: iso(job.to), reached: iso(job.reached) };
  return {
    source: job.source,
    brand: job.brand,
    ...range,
    state,
    read,
    accepted,
    duplicates,
    rejected,
    error,
  };
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    source: { type: 'string' },
    brand: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    limit: { type: 'string' },
    wait: { type: 'boolean' },
  });
  takeArgs(positionals, []);
  const { source: name, brand } = values;
  if (name === undefined) throw new UsageError('--source NAME is missing');
  if (brand === undefined) throw new UsageError('--brand SLUG is missing');
  const [from, to] = [instantOf('from', values.from), instantOf('to', values.to)];
  if (from >= to) throw new UsageError('--from must be earlier than --to');
  const limit = values.limit === undefined ? undefined : Number(values.limit);
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) {
    throw new UsageError('--limit: give a whole number of entries');
  }

  const installation = await openInstallation();
  const queue = await queueFor(installation);
  const ctx = stageContext(installation, queue);
  const line = progress();
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    if (!installation.config.brands.some((one) => one.slug === brand)) {
      throw new UserError(
        `The brand ${brand} is not configured, so its search terms are unknown. See config/brands.`,
      );
    }
    const job = await runBackfill(
      ctx,
      { source: sourceOf(installation, name, brand), brand, from, to },
      {
        signal: stop.signal,
        ...(limit === undefined ? {} : { limit }),
        onProgress: (now, note) => {
          const share = (now.to - now.reached) / (now.to - now.from);
          line.update(
            note ?? `read ${now.read}, kept ${now.accepted}, ${Math.floor(100 * share)}% of the period`,
          );
        },
      },
    );
    if (values.wait && job.state === 'done') {
      await finishWork(ctx, line.update);
    }
    line.done();
    await writeJson(jobJson(job));
    if (job.error !== undefined)
      process.stderr.write(`Stopped: ${job.error}. Run the same command again to continue.\n`);
    return job.state === 'done' || job.error === undefined ? 0 : 1;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    await ctx.close();
    await queue.close();
    await installation.store.close();
  }
}

export const backfillVerb: Verb = {
  name: 'backfill',
  help: `
Usage: npx outcry backfill --source NAME --brand SLUG --from T --to T [--limit N] [--wait]

Fetches what a source published about a configured brand in a past period, newest first. To continue an
interrupted backfill, run the same command again. No alerts are sent for the mentions it adds. Writes JSON {source,
brand, from, to, reached, state, read, accepted, duplicates, rejected}.

  npx outcry backfill --source hacker-news --brand spotify --from 2015-08-01 --to 2015-10-01

  --source NAME   a source of config/sources, or hacker-news, which needs no configuration
  --from, --to    times, UTC unless they have a zone; --to is exclusive
  --limit N       stop after N entries
  --wait          return when everything is scored and detected`,
  run,
};
