/** What became of an import, in words. */
import { withLabels } from '../../../src/import/option-names.ts';
import type { ImportJob } from '../../../src/store/imports/port.ts';
import { stateAt } from '../../../src/store/imports/state.ts';
import { Pill } from '../parts.tsx';

/** `here`: this process runs it or takes it back. */
export function stateText(job: ImportJob, here: boolean, now: number): string {
  const state = here ? job.state : stateAt(job, now);
  if (state === 'failed') return `failed: ${withLabels(job.error ?? 'no reason is known')}`;
  if (state === 'interrupted') return 'interrupted: import the file again for the rest, or take it back';
  if (state === 'running') return 'being imported';
  if (state === 'undone') return `taken back by ${job.undoneBy ?? 'somebody'}`;
  if (state === 'undoing') return here ? 'being taken back' : 'taking it back was interrupted';
  return 'imported';
}

const LOOK = { done: 'good', failed: 'bad', running: 'muted', undoing: 'muted', undone: 'muted' } as const;

export function ImportState(props: { job: ImportJob; here: boolean; now: number }) {
  const { job, here, now } = props;
  const [text = ''] = stateText(job, here, now).split(':');
  return <Pill kind={LOOK[job.state] ?? 'muted'}>{text}</Pill>;
}
