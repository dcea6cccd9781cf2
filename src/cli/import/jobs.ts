/** The list of imports. */
import { stateAt } from '../../store/imports/state.ts';
import type { ImportJob } from '../../store/imports/port.ts';
import { excerpt } from '../output.ts';

const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());

/** An import as `outcry imports --json` writes it. */
export function jobJson(given: ImportJob, now: number) {
  const { startedAt, updatedAt, finishedAt, undoneAt, report: _, ...job } = given;
  return {
    ...job,
    state: stateAt(given, now),
    hash: job.hash ?? null,
    startedAt: iso(startedAt),
    updatedAt: iso(updatedAt),
    finishedAt: iso(finishedAt),
    undoneAt: iso(undoneAt),
    undoneBy: job.undoneBy ?? null,
    error: job.error ?? null,
  };
}

function stateText(job: ImportJob, now: number): string {
  const { id, error, updatedAt, undoneBy } = job;
  const state = stateAt(job, now);
  if (state === 'interrupted')
    return `interrupted ${minute(updatedAt)}: import the file again for the rest, or imports undo ${id}`;
  if (state === 'failed') return `failed: ${excerpt(error ?? '', 80)}`;
  if (state === 'running') return `running, last row ${minute(updatedAt)}`;
  if (state === 'undone') return `taken back by ${excerpt(undoneBy ?? '?', 40)}`;
  return state === 'undoing' ? 'being taken back: run undo again if it was broken off' : 'done';
}

const minute = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

/** One line for each import. */
export function importsTable(jobs: readonly ImportJob[], now: number): string {
  if (jobs.length === 0) return 'No imports yet.\n';
  const rows = jobs.map((job) => [
    String(job.id),
    minute(job.startedAt),
    excerpt(job.file, 40),
    job.brand,
    String(job.read),
    String(job.accepted),
    String(job.rejected),
    excerpt(job.who, 20),
    stateText(job, now),
  ]);
  const all = [
    ['id', 'started (UTC)', 'file', 'brand', 'read', 'accepted', 'refused', 'by', 'state'],
    ...rows,
  ];
  const widths = all[0]!.map((_, i) => Math.max(...all.map((row) => row[i]!.length)));
  return `${all
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
}
