/** Schema of retention: how long texts are kept. */
import { z } from 'zod';

/** The one entry of its kind. */
export const RETENTION = 'texts';

export const retentionSchema = z.strictObject({
  slug: z.literal(RETENTION, `there is one entry: ${RETENTION}`),
  /** Days after collection; 0: as long as the database. */
  keepTextDays: z.number().int().min(0).max(3650),
});

export type Retention = z.output<typeof retentionSchema>;
