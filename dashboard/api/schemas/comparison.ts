/** A comparison of incidents, as reply and as JSON file. */
import { z } from '@hono/zod-openapi';
import { ALIGNMENTS } from '../../../src/report/comparison/alignment.ts';
import { SCALES } from '../../../src/report/comparison/report.ts';
import { list, moment, share, unbounded } from './shared.ts';

/** A value with its 95% interval; `censored` says that it is at least the value. */
const estimate = z.strictObject({
  value: unbounded,
  lower: unbounded,
  upper: unbounded,
  censored: z.boolean(),
});

const trajectory = z.strictObject({
  baselinePerHour: z.number(),
  onset: moment,
  peak: z.strictObject({ value: z.number(), multiple: z.number(), at: moment }),
  excess: estimate,
  halfLifeHours: estimate,
  recoveryHours: estimate,
});

/** A share that may exceed 1, with its 95% interval. */
const shareEstimate = z.strictObject({ value: z.number(), lower: z.number(), upper: z.number() });

const response = z.strictObject({
  title: z.string(),
  at: moment,
  verdict: z.enum(['faster', 'slower', 'not distinguishable']),
  left: shareEstimate.nullable().openapi({
    description: 'Mean excess of the 72 hours after over that of the 24 hours before',
  }),
  expected: shareEstimate.optional().openapi({
    description: 'The same without a response, going by outcries that had none; with 39 or more',
  }),
  pValue: z.number().optional(),
  outcries: z.int().openapi({ description: 'Outcries without a response that there are to compare with' }),
  alike: z.strictObject({ outcries: z.int(), asFar: z.int() }).optional(),
  reason: z.string(),
  sentence: z.string(),
});

const compared = z.strictObject({
  slug: z.string(),
  title: z.string(),
  brand: z.string(),
  simulated: z.boolean(),
  dayZero: moment,
  onset: moment,
  onsetLagHours: z.number().openapi({ description: 'From day 0 to the onset' }),
  series: z.string(),
  trajectory: trajectory.nullable(),
  peakMultiple: estimate.nullable(),
  excessPer1000: estimate.nullable(),
  response: response.nullable(),
  betrayalShare: share,
  negativeShare: share,
  categories: list(z.strictObject({ code: z.string(), count: z.int(), share })),
  points: list(z.strictObject({ hours: z.number(), value: z.number().nullable() })),
});

const difference = z.strictObject({
  measure: z.string(),
  first: z.string().openapi({ description: 'Slug' }),
  other: z.string().openapi({ description: 'Slug' }),
  value: z.number().openapi({ description: 'The first incident minus the other' }),
  lower: z.number(),
  upper: z.number(),
  verdict: z.enum(['more', 'less', 'unclear']),
  censored: z.enum(['first', 'other', 'both']).nullable(),
  sentence: z.string(),
});

export const comparison = z
  .strictObject({
    align: z.enum(ALIGNMENTS),
    scale: z.enum(SCALES),
    incidents: list(compared),
    differences: list(difference),
    warnings: list(z.string()),
    provenance: z.strictObject({
      inputHash: z.string(),
      code: z.string(),
      scorer: z.string(),
      taxonomy: z.string(),
      timeZone: z.literal('UTC'),
    }),
  })
  .openapi('Comparison');

export type Comparison = z.infer<typeof comparison>;
