import { UserError } from '../../domain/result.ts';
import { parseInstant } from '../../ingest/time/read-time.ts';
import { storedMentions } from '../../report/export/stored-mentions.ts';
import { openInstallation } from '../installation.ts';
import { withoutControls, write } from '../output.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

/** The end of time in JavaScript. */
const FOREVER = 8.64e15;

function timeOf(name: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  const at = parseInstant(value);
  if (at === undefined)
    throw new UsageError(`--${name}: "${value}" is not a time; write it as 2026-08-01T12:00Z`);
  return at;
}

function limitOf(value: string | undefined): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  const limit = Number(value);
  if (!(Number.isInteger(limit) && limit > 0))
    throw new UsageError('--limit: give a whole number of mentions');
  return limit;
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    brand: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    format: { type: 'string', default: 'jsonl' },
    limit: { type: 'string' },
  });
  takeArgs(positionals, []);
  const { format } = values;
  if (format !== 'jsonl' && format !== 'csv') throw new UsageError('--format is jsonl or csv');
  const [from, to] = [timeOf('from', values.from, -FOREVER), timeOf('to', values.to, FOREVER)];
  const limit = limitOf(values.limit);
  const { store } = await openInstallation();
  try {
    const all = await store.read.brands.all();
    const brands = values.brand === undefined ? all : all.filter((one) => one.slug === values.brand);
    if (values.brand !== undefined && brands.length === 0) {
      throw new UserError(`There is no brand ${values.brand}.`);
    }
    const plain = process.stdout.isTTY ? withoutControls : (text: string) => text;
    for await (const part of storedMentions(store.read, { brands, from, to, limit }, format)) {
      await write(plain(part));
    }
    return 0;
  } finally {
    await store.close();
  }
}

export const mentionsVerb: Verb = {
  name: 'mentions',
  help: `
Usage: npx outcry mentions [--brand SLUG] [--from T] [--to T] [--format jsonl|csv] [--limit N]

Writes the stored mentions, one a line, brand by brand and newest first: id, source, externalId, brand, publishedAt,
precision (second, minute or day), title, text, url, lang, rating, reach, sentiment, betrayal, import (the import that
brought it; see outcry imports). One that is not scored has no sentiment and no betrayal. Deleted and muted ones are
not in it. Times are ISO 8601 in UTC. CSV is safe to open in a spreadsheet.

  --brand SLUG   one brand; otherwise all
  --from, --to   publication times, UTC unless they have a zone; --to is exclusive
  --format       jsonl (the default) or csv
  --limit N      at most this many`,
  run,
};
