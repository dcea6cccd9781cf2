/** What day 0 of a comparison can be, in words. */
import type { Alignment } from '../../detect/compare/comparison.ts';

export const ALIGNMENTS: readonly Alignment[] = ['announced', 'observed', 'effective', 'onset'];

interface AlignmentWords {
  /** On buttons and at day 0 of the chart. */
  readonly name: string;
  /** After `Day 0 is`. */
  readonly meaning: string;
}

export const ALIGNMENT_WORDS: Readonly<Record<Alignment, AlignmentWords>> = {
  announced: { name: 'announced', meaning: 'when the company announced the policy change' },
  observed: { name: 'first seen', meaning: 'when a policy tracker or a person first saw the changed policy' },
  effective: { name: 'in force', meaning: 'when the changed policy came into force' },
  onset: {
    name: 'outcry began',
    meaning: 'the onset: the first of two hours in a row above the normal range',
  },
};

/** Day 0 where nobody chose it: the announcement, or the onset where an incident has none. */
export function defaultAlignment(announcements: readonly (number | undefined)[]): Alignment {
  return announcements.every((at) => at !== undefined) ? 'announced' : 'onset';
}
