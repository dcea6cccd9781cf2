import { UserError } from '../../domain/result.ts';
import { parseInstant } from '../../ingest/time/read-time.ts';
import { collapse } from '../../policy/collapse.ts';
import { type PolicySnapshot, readSnapshot } from '../../policy/snapshot.ts';
import { openImportFile } from '../../source/file/open.ts';
import { write, writeJson } from '../output.ts';
import { snapshotsTable, describeSnapshots } from '../policy-table.ts';
import { readConfig, readSettings } from '../settings.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

/** More bad lines than these are counted, not listed. */
const MAX_LISTED = 20;

interface ReadFile {
  readonly snapshots: PolicySnapshot[];
  /** `line 7: what is wrong`, a line each. */
  readonly problems: string[];
}

/** All readable records of a file. A packed file that breaks off gives what came before. */
async function readFile(path: string): Promise<ReadFile> {
  const file = await openImportFile(path);
  const read: ReadFile = { snapshots: [], problems: [] };
  try {
    for await (const row of file.rows) {
      const snapshot = 'error' in row ? row : readSnapshot(row.fields, parseInstant);
      if ('error' in snapshot) read.problems.push(`line ${row.line}: ${snapshot.error}`);
      else read.snapshots.push(snapshot);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw error;
    read.problems.push(`the file is damaged from here on: ${message}`);
  }
  return read;
}

function listProblems(problems: readonly string[]): void {
  for (const problem of problems.slice(0, MAX_LISTED)) process.stderr.write(`${problem}; left out\n`);
  const more = problems.length - MAX_LISTED;
  if (more > 0) process.stderr.write(`and ${more} more unreadable lines\n`);
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    brand: { type: 'string' },
    format: { type: 'string', default: 'json' },
  });
  const { ACTION: action, FILE: path } = takeArgs(positionals, ['ACTION', 'FILE']);
  if (action !== 'records') throw new UsageError(`there is no action ${action}`);
  const { brand, format } = values;
  if (format !== 'json' && format !== 'text') throw new UsageError('--format takes json or text');
  const { snapshots, problems } = await readFile(path);
  if (snapshots.length === 0) {
    const why = problems[0] === undefined ? '' : ` (${problems[0]})`;
    throw new UserError(`${path} contains no readable snapshot${why}. See: npx outcry policy --help`);
  }
  const own = brand === undefined ? snapshots : snapshots.filter((snapshot) => snapshot.brand === brand);
  if (own.length === 0) {
    const known = [...new Set(snapshots.map((snapshot) => snapshot.brand))].sort().slice(0, MAX_LISTED);
    throw new UserError(`${path} has no snapshot of ${brand}. It has: ${known.join(', ')}.`);
  }
  const { policyChanges } = readConfig(readSettings().configDir);
  listProblems(problems);
  const described = describeSnapshots(collapse(own), policyChanges);
  if (format === 'json') await writeJson(described);
  else await write(snapshotsTable(described));
  return 0;
}

export const policyVerb: Verb = {
  name: 'policy',
  help: `
Usage: npx outcry policy records FILE [--brand SLUG] [--format json|text]

Reads the snapshots of a policy tracker, as CSV with a header:
brand,document,collection,observed_at,kind,text_hash,additions,deletions,commit
kind is first, change or technical; observed_at has a zone; the last three columns may be empty. A line that
cannot be read is reported on stderr and left out. Writes JSON
{records, kept, dropped: {REASON: COUNT}, changes: [{brand, document, observed: {after, by}, effective?,
announced?, collections, textHash, additions, deletions, minor, undone?, configured?}]}, by brand and date.
announced, effective and configured come from config/policy-changes, if a change of the brand was observed
between 2 days before and 45 days after one of its dates.

Why a snapshot is not a change of its own:
  first_record    the first snapshot of the tracker
  technical       the tracker's filter or software changed
  return          the page returned to an earlier text
  undone          a new text that was always reverted within three days
  truncated       the page temporarily showed a fraction of its text
  foreign_text    the page temporarily showed another document's text
  merged          the same change, seen by another collection within a day
  seen_elsewhere  another collection saw the text earlier
  same_text       the same text as the snapshot before
  duplicate       the same snapshot twice

  --brand SLUG   only this brand
  --format text  a table to read`,
  run,
};
