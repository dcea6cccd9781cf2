/** The list of imports. */
import type { ImportJob } from '../../store/imports/port.ts';
import { excerpt } from '../output.ts';

const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());

/** An import as `outcry imports --json` writes it. */
export function jobJson({ startedAt, updatedAt, finishedAt, undoneAt, report: _, ...job }: ImportJob) {
  return {
    ...job,
    hash: job.hash ?? null,
    startedAt: iso(startedAt),
    updatedAt: iso(updatedAt),
    finishedAt: iso(finishedAt),
    undoneAt: iso(undoneAt),
    undoneBy: job.undoneBy ?? null,
    error: job.error ?? null,
  };
}

function stateText({ state, error, updatedAt, undoneBy }: ImportJob): string {
  if (state === 'failed') return `failed: ${excerpt(error ?? '', 80)}`;
  if (state === 'running') return `running, last row ${minute(updatedAt)}`;
  if (state === 'undone') return `taken back by ${excerpt(undoneBy ?? '?', 40)}`;
  return state === 'undoing' ? 'being taken back: run undo again if it was broken off' : 'done';
}

const minute = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

/** One line for each import. */
export function importsTable(jobs: readonly ImportJob[]): string {
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
    stateText(job),
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
