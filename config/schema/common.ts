import { z } from 'zod';

/** Lower-case letters, digits and hyphens. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case letters, digits and single hyphens, e.g. bud-light');

/** `2015-08-17` or `2015-08-17T12:00Z`; always UTC. Becomes ms since 1970. */
export const instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z)?$/,
    'write a UTC date or time, e.g. 2015-08-17 or 2015-08-17T12:00Z',
  )
  .refine((text) => !Number.isNaN(Date.parse(text)), 'there is no such date')
  .transform((text) => Date.parse(text));

export const evidence = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).optional(),
  note: z.string().min(1),
});
