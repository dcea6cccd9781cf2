/** Brands and their counts. */
import { z } from '@hono/zod-openapi';
import { incident } from './incidents.ts';
import { epochMs, list, moment } from './shared.ts';

export const brandList = z.strictObject({
  brands: list(
    z
      .strictObject({
        slug: z.string(),
        name: z.string(),
        simulated: z.boolean(),
        dataEnd: moment.nullable().openapi({ description: 'End of the counts; null if there are none' }),
        mentionsInLastWeek: z.int(),
        incidents: z.int(),
        mostUrgent: incident.nullable(),
      })
      .openapi('Brand'),
  ),
});

const count = z.number().nullable().openapi({ description: 'null: not known, which is not 0' });

export const series = z
  .strictObject({
    brand: z.string(),
    simulated: z.boolean().optional().openapi({ description: 'Absent while the brand has no counts' }),
    bucketSeconds: z.int().optional().openapi({ description: 'Absent while the brand has no counts' }),
    dailySources: list(z.string()).openapi({
      description: 'Sources that give dates without times: in buckets of days alone',
    }),
    buckets: list(
      z.strictObject({
        start: moment,
        all: count,
        negative: count,
        betrayal: count,
        expected: count,
        lower: count,
        upper: count,
        negativeExpected: count,
        negativeLower: count,
        negativeUpper: count,
      }),
    ),
  })
  .openapi('Series');

/** The JSON file of a chart. */
export const chartFile = z
  .strictObject({
    brand: z.string(),
    simulated: z.boolean(),
    timeZone: z.literal('UTC'),
    scorerVersion: z.string(),
    inputs: z.string().openapi({ description: 'SHA-256 of the counts and markers' }),
    buckets: list(
      z.strictObject({
        start: moment,
        seconds: z.int(),
        all: count,
        negative: count,
        broken_trust: count,
        expected: count,
        expected_lower: count,
        expected_upper: count,
        negative_expected: count,
        negative_lower: count,
        negative_upper: count,
      }),
    ),
    markers: list(
      z.strictObject({
        kind: z.enum(['policy', 'response', 'context']),
        at: epochMs,
        until: epochMs.optional(),
        label: z.string(),
      }),
    ),
  })
  .openapi('ChartFile');

export type BrandList = z.infer<typeof brandList>;
export type Series = z.infer<typeof series>;
