/** Query parameters that several operations share. */
import { z } from '@hono/zod-openapi';
import { ALIGNMENTS } from '../../../src/report/comparison/alignment.ts';
import { SCALES } from '../../../src/report/comparison/report.ts';

export function text(description: string) {
  return z.string().optional().openapi({ description });
}

export function time(description: string) {
  return z.string().optional().openapi({ description, example: '2015-08-20T14:00Z' });
}

export const bucket = z.enum(['hour', 'day']).optional().openapi({ description: 'Width of a bucket' });

export const comparisonQuery = {
  incident: z
    .array(z.string())
    .min(2)
    .max(4)
    .openapi({ description: 'Slugs; repeat the parameter', param: { explode: true } }),
  align: z.enum(ALIGNMENTS).optional().openapi({
    description: 'What day 0 is; announced, or onset where an incident has no announcement, if not given',
  }),
  scale: z.enum(SCALES).default('multiple').openapi({ description: 'Scale of the values' }),
};

/** Filters of mentions, for the list and for the export. */
export const mentionFilters = {
  brand: z.string().openapi({ description: 'Slug of a brand' }),
  from: time('Start, UTC'),
  to: time('End, UTC, exclusive'),
  only: z.enum(['betrayal', 'negative']).optional().openapi({ description: 'Which mentions' }),
  category: text('Code of a taxonomy category'),
  source: text('Name of a source'),
  show: z
    .enum(['bookmarked', 'corrected', 'muted'])
    .optional()
    .openapi({ description: 'Only what people bookmarked, corrected or muted' }),
  tag: text('A tag'),
  author: text('Pseudonym of an author'),
  q: text('Words or "quoted phrases"'),
};
