import type { StageContext } from '../../../workers/context.ts';
import { systemClock } from '../../domain/clock.ts';
import type { ImportJob } from '../../store/imports/port.ts';
import { finishWork, queueFor } from '../finish-work.ts';
import { importsTable, jobJson } from '../import/jobs.ts';
import { operatorName } from '../import/operator.ts';
import { undoImport } from '../../import/undo.ts';
import { openInstallation } from '../installation.ts';
import { withoutControls, progress, say, write, writeJson } from '../output.ts';
import { stageContext } from '../stage-context.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

/** The newest are listed. */
const MOST = 1_000;

async function list(json: boolean): Promise<number> {
  const { store } = await openInstallation();
  try {
    const jobs = await store.read.imports.list(MOST);
    const now = systemClock();
    if (json) await writeJson(jobs.map((job) => jobJson(job, now)));
    else await write(withoutControls(importsTable(jobs, now)));
    return 0;
  } finally {
    await store.close();
  }
}

function sayUndone({ id, file, state }: ImportJob, expired: number, kept: number): void {
  const again = state === 'undoing' ? ', going on where it was broken off' : '';
  say(`Import ${id} (${file}) was taken back${again}.`);
  if (kept > 0)
    say(
      kept === 1
        ? '1 mention stays: something else brought it too, or its text was erased.'
        : `${kept} mentions stay: something else brought them too, or their text was erased.`,
    );
  if (expired > 0) say(`${expired} mentions had expired before: their counts stay.`);
}

async function undo(id: number): Promise<number> {
  const installation = await openInstallation();
  const { scoreStage } = await import('../../../workers/score.ts');
  const queue = await queueFor(installation, (payload) => scoreStage(ctx, payload));
  const ctx: StageContext & { close(): Promise<void> } = stageContext(installation, queue);
  const line = progress();
  try {
    const done = await undoImport(ctx, id, operatorName(), (looked) =>
      line.update(`took back ${looked} mentions`),
    );
    await queue.idle();
    await finishWork(ctx, line.update);
    line.done();
    const { import: job, ...counts } = done;
    sayUndone(job, done.expired, done.kept);
    await writeJson({ import: id, file: job.file, brand: job.brand, ...counts });
    return 0;
  } finally {
    await queue.close();
    await ctx.close();
    await installation.store.close();
  }
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { json: { type: 'boolean' } });
  if (positionals.length === 0) return list(values.json ?? false);
  const { undo: verb, ID: given } = takeArgs(positionals, ['undo', 'ID']);
  if (verb !== 'undo') throw new UsageError('expected undo ID');
  const id = Number(given);
  if (!(Number.isSafeInteger(id) && id > 0))
    throw new UsageError(`"${given}" is not the number of an import`);
  return undo(id);
}

export const importsVerb: Verb = {
  name: 'imports',
  help: `
Usage: npx outcry imports [--json]
       npx outcry imports undo ID

Lists what was imported, newest first: number, file, brand, rows, when and by whom. --json writes an array of {id, file,
hash, brand, sources, state, read, accepted, duplicates, conflicts, replaced, leftOut, rejected, settings, who,
startedAt, finishedAt, undoneAt, undoneBy, error}; state is running, done, failed, interrupted, undoing
or undone. An import that was killed is interrupted: import the file again for the rest, or take it back.

undo takes an import back: mentions, counts, spikes and incidents are as if it had never come, and a brand that it
created goes if nothing is left of it. What a source or another import brought too stays. Mails that were sent, the audit
log and incidents that people worked on stay, marked. A mention that it corrected (--replace) says again what it said.
If it is broken off, run it again. Writes JSON {import, file, brand, removed, restored, kept, expired, brands}.`,
  run,
};
