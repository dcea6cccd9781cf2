/** Schemas that several replies of the API share. Keys are strict: an undocumented key is an error. */
import { z } from '@hono/zod-openapi';

/** A list, read-only like the data that it is built from. */
export function list<T extends z.ZodType>(item: T) {
  return z.array(item).readonly();
}

/** Whole seconds, UTC. */
export const moment = z.iso
  .datetime({ precision: 0 })
  .openapi({ description: 'UTC', example: '2015-08-20T14:00:00Z' });

/** A moment in ms since 1970. */
export const epochMs = z.int().openapi({ description: 'Milliseconds since 1970, UTC' });

export const share = z.number().min(0).max(1);

/** JSON has no infinity: a limit that does not exist is null. */
export const unbounded = z.number().nullable().openapi({ description: 'null: no limit' });

/** Body of every JSON error. */
export const failure = z
  .strictObject({
    error: z.string().openapi({ description: 'Code of the error', example: 'bad-request' }),
    message: z.string().openapi({ description: 'The same for people' }),
    fields: z
      .record(z.string(), z.string())
      .optional()
      .openapi({ description: 'With 422: what is wrong, by the path of the field' }),
    locked: z.boolean().optional().openapi({ description: 'With 409: a file or the environment defines it' }),
    requestId: z.string().optional().openapi({ description: 'With 500: the id that the log has' }),
  })
  .openapi('Error');
export type Failure = z.infer<typeof failure>;
