/** Schema of the threshold of a brand: from which probability its posts speak of broken trust. */
import { z } from 'zod';
import { slug } from './common.ts';

export const thresholdSchema = z.strictObject({
  /** The brand's. */
  slug,
  /** In place of the shipped threshold. */
  threshold: z.number().min(0.05).max(0.95),
});

export type BrandThreshold = z.output<typeof thresholdSchema>;
