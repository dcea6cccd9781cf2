/** Shape of the files under `config/taxonomy/`. */
import { z } from 'zod';

const phrases = z.array(z.string().trim().min(1).max(2000)).max(500);

export const taxonomyCategorySchema = z.strictObject({
  code: z.string().regex(/^[a-z][a-z_]*$/, 'a code is lower case with underscores'),
  title: z.string().min(1),
  description: z.string().min(1),
  type: z.enum(['harm', 'context']),
  strong: phrases.default([]),
  weak: phrases.default([]),
  decoys: phrases.default([]),
  praise: phrases.optional(),
  accepted: phrases.optional(),
  rejected: phrases.optional(),
});

/** One pack as written; `resolveShares` makes a `TaxonomyPack` of `src/domain/taxonomy.ts` of it. */
export const taxonomyPackSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]*$/, 'a pack name is lower case with hyphens'),
  version: z.int().min(1),
  title: z.string().min(1),
  categories: z.array(taxonomyCategorySchema).min(1),
  /** Categories taken over from another pack as they stand there; they may not use its sets. */
  shares: z.strictObject({ from: z.string(), codes: z.array(z.string()).min(1) }).optional(),
  subject: phrases,
  sets: z.record(z.string().regex(/^[a-z]+$/), phrases).optional(),
});

export type WrittenPack = z.output<typeof taxonomyPackSchema>;
